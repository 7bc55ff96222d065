"""From lines to a page's text: columns, table rows and paragraphs, in the order a person reads them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from minimise.formats.pdf.lines import Ink, Piece, Walls
from minimise.formats.pdf.walls import Room, blank_rooms

_MOST_GUTTERS = 12
_BLANK = "–"
"""Stands in the text, not in the file, for a cell without words."""
_NEW_ITEM = re.compile(r"\s*(?:[-•◦‣–▪●○■☐☒☑✓✔*]|\(?\w{1,3}[.)]\s|[A-Z][^:\n]{1,40}:(?:\s|$))")

LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}$")
"""Ends an entry of a table of contents, which fills its line and yet does not run on."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces that follow each other in one stream of words, one a line.

    `limit` is the right edge the words must keep to; None: the page's margin. `left_wall` is the cell's left rule, or
    where the words before it on its line end; None: the page's margin. `flows` says that the line
    ends are only where the room ran out, so that words may move across them.
    """

    pieces: tuple[Piece, ...]
    limit: float | None
    left_wall: float | None
    flows: bool
    starts: tuple[int, ...] = ()
    """Where each piece's text begins in the page's text."""
    room: Room | None = None
    cell: tuple[int, int, int] | None = None
    """Of a row of several cells: the row's number on the page, the column, and how many columns it has."""


@dataclass(slots=True)
class _Sheet:
    """The text of a page while it grows."""

    chars: list[str] = field(default_factory=list, repr=False)
    owners: list[Ink | None] = field(default_factory=list, repr=False)
    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: int = 0

    def gap(self, text: str) -> None:
        if self.chars:
            self.chars += text
            self.owners += [None] * len(text)

    def add(self, paragraph: Paragraph, *, between: str) -> None:
        starts = []
        for at, piece in enumerate(paragraph.pieces):
            if at:
                self.gap(between)
            starts.append(len(self.chars))
            self.chars += (char for char, _ in piece.chars)
            self.owners += (ink for _, ink in piece.chars)
        self.paragraphs.append(replace(paragraph, starts=tuple(starts)))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's words, the glyph of each character, and the paragraphs they make."""

    text: str = field(repr=False)
    owners: tuple[Ink | None, ...] = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)


Line = list[tuple[Piece, Room | None]]
Row = list[tuple[list[Piece], Room | None]]
"""Cells from left to right, each with its lines."""


@dataclass(frozen=True, slots=True)
class FrameLines:
    """The lines of one frame, the walls around them and the right margin they keep to."""

    lines: Sequence[Line] = field(repr=False)
    walls: Walls
    margin: float


def page_text(frames: Iterable[FrameLines]) -> PageText:
    """Write out a page: each frame's lines in reading order."""
    sheet = _Sheet()
    for frame in frames:
        tabled, free = _by_rooms(frame.lines, frame.walls)
        columns = _columns(free) or [[]]
        for at, column in enumerate(columns):
            low = min((piece.base for line in column for piece, _ in line), default=0.0)
            last = at == len(columns) - 1
            here = [row for row in tabled if last or -_height(row) > low]
            tabled = [row for row in tabled if not (last or -_height(row) > low)]
            _write(_merged(column, here), sheet, frame.margin)
    return PageText("".join(sheet.chars), tuple(sheet.owners), tuple(sheet.paragraphs))


def _by_rooms(lines: Sequence[Line], walls: Walls) -> tuple[list[Row], list[Line]]:
    """Take the rows of ruled tables out: cells side by side, with all the lines each of them holds.

    An empty cell counts, so that what follows in its row stays under its own heading.
    """
    rooms: dict[Room, list[Piece]] = {}
    for line in lines:
        for piece, room in line:
            if room is not None:
                rooms.setdefault(room, []).append(piece)
    rooms |= {room: [] for room in blank_rooms(list(rooms), walls)}
    rows: list[Row] = []
    taken: set[Room] = set()
    for _, group in groupby(sorted(rooms), key=lambda room: (room.top, room.bottom)):
        cells = list(group)
        if len(cells) > 1:
            taken.update(cells)
            rows.append([(_in_order(rooms[cell]), cell) for cell in cells])
    free = [[(piece, room) for piece, room in line if room not in taken] for line in lines]
    return rows, [line for line in free if line]


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (-piece.base, piece.left))


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines into stretches of text that are read one after the other."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)] if lines else []
    stretches: list[tuple[bool, list[Line]]] = []
    for line in lines:
        crossing = any(piece.left < gutter < piece.right for piece, _ in line)
        if not stretches or stretches[-1][0] == crossing:
            stretches = stretches or [(not crossing, [])]
            stretches.append((not crossing, []))
        stretches[-1][1].append(line)
    parts: list[list[Line]] = []
    for parted, stretch in stretches:
        if parted and stretch and _is_prose(stretch, gutter):
            for side in _sides(stretch, gutter):
                parts += _columns(side)
        elif stretch:
            parts.append(stretch)
    return parts


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left = [[pair for pair in line if pair[0].right <= gutter] for line in lines]
    right = [[pair for pair in line if pair[0].left >= gutter] for line in lines]
    return [line for line in left if line], [line for line in right if line]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Find the place where most lines have a piece beginning that looks like a second column.

    The lines of two columns need not stand level, so a piece that has its line for itself counts as well.
    """
    edges: dict[int, int] = {}
    first = min((line[0][0].left for line in lines), default=0.0)
    for line in lines:
        for piece, _ in line:
            if piece is not line[0][0] or piece.left > first + 12 * piece.size:
                edges[round(piece.left)] = edges.get(round(piece.left), 0) + 1
    for edge, count in sorted(edges.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_GUTTERS]:
        if count < 4:
            return None
        gutter = edge - 2.0
        crossing = [any(piece.left < gutter < piece.right for piece, _ in line) for line in lines]
        stretches = [[lines[at] for at in group] for cross, group in _groups(crossing) if not cross]
        if any(_is_prose(stretch, gutter) for stretch in stretches):
            return gutter
    return None


def _groups(flags: Sequence[bool]) -> list[tuple[bool, list[int]]]:
    return [(flag, list(group)) for flag, group in groupby(range(len(flags)), key=lambda at: flags[at])]


def _is_prose(lines: Sequence[Line], gutter: float) -> bool:
    """Say whether both sides are running text: long lines that mostly fill their column."""
    return all(_is_running_text(side) for side in _sides(lines, gutter))


def _is_running_text(lines: Sequence[Line]) -> bool:
    pieces = [piece for line in lines for piece, _ in line]
    if len(lines) < 4 or len(pieces) > len(lines) * 1.6:
        return False
    texts = [piece.text for piece in pieces]
    right, left = max(piece.right for piece in pieces), min(piece.left for piece in pieces)
    full = sum(piece.right > right - 0.2 * (right - left) for piece in pieces)
    labels = sum(text.endswith(":") for text in texts)
    return sum(map(len, texts)) / len(texts) >= 18 and full >= 0.5 * len(pieces) and labels < 0.25 * len(texts)


def _merged(lines: Sequence[Line], tabled: Sequence[Row]) -> list[Row]:
    """Put free lines and table rows into one order, from the top down."""
    free: list[Row] = [[([piece], room) for piece, room in line] for line in lines]
    return sorted([*free, *tabled], key=_height)


def _height(row: Row) -> float:
    return -max(piece.top for pieces, _ in row for piece in pieces)


def _write(rows: Sequence[Row], sheet: _Sheet, margin: float) -> None:
    before: Row | None = None
    for block in _paragraphs(rows, margin):
        if before is not None:
            sheet.gap(_between(before, block[0]))
        before = block[-1]
        if len(block) > 1 or (len(block[0]) == 1 and len(block[0][0][0]) == 1):
            pieces = tuple(row[0][0][0] for row in block)
            room = block[0][0][1]
            flows = len(block) > 1
            widest = max(piece.right for piece in pieces)
            # Text that keeps to the page's margin takes the margin, not the length of its longest line.
            limit = _room_edge(room, pieces[0]) if room else widest if flows and widest < 0.92 * margin else None
            sheet.add(Paragraph(pieces, limit, room.left if room else None, flows, room=room), between="\n")
            continue
        _write_cells(block[0], sheet)


def _write_cells(row: Row, sheet: _Sheet) -> None:
    """Write a row's cells; the lines of a cell stay together, so that no other cell comes between."""
    sheet.rows += 1
    for at, (pieces, room) in enumerate(row):
        last_of_two = at == len(row) - 1 and len(row) <= 2
        if at:
            sheet.gap("\t")
        if not pieces:
            sheet.gap(_BLANK)
            continue
        following = row[at + 1][0][0].left if room is None and at + 1 < len(row) else None
        lines: list[Row] = [[([piece], room)] for piece in pieces]
        for n, block in enumerate(_paragraphs(lines, None)):
            if n:
                sheet.gap("\n" if last_of_two else " ")
            limit = (
                _room_edge(room, pieces[0]) if room else None if following is None else following - 0.5 * pieces[0].size
            )
            parts = tuple(line[0][0][0] for line in block)
            floor = room.left if room else row[at - 1][0][0].right + 0.5 * pieces[0].size if at else None
            cell = (sheet.rows, at, len(row))
            paragraph = Paragraph(parts, limit, floor, len(parts) > 1, room=room, cell=cell)
            sheet.add(paragraph, between="\n" if last_of_two else " ")


def _room_edge(room: Room, piece: Piece) -> float:
    """Give the right edge of a cell's words: as far from the wall as they stand on the left."""
    return room.right - min(max(piece.left - room.left, 2.0), 8.0)


def _paragraphs(rows: Sequence[Row], margin: float | None) -> list[list[Row]]:
    """Gather lines that were only parted because the room ran out."""
    blocks: list[list[Row]] = []
    edges = _edges(rows, margin)
    for before, row in pairwise([None, *rows]):
        if before is not None and _runs_on(before, row or [], edges):
            blocks[-1].append(row or [])
        else:
            blocks.append([row or []])
    return blocks


def _edges(rows: Sequence[Row], margin: float | None) -> dict[Room | None, float]:
    """Give the right edge that lines run up to, by cell and for the free text.

    One long line makes no edge: without the page's margin or a second line as long, a list would flow together,
    and whether it did would tell how long the longest line was.
    """
    rights: dict[Room | None, list[float]] = {}
    for row in rows:
        if len(row) == 1 and len(row[0][0]) == 1:
            rights.setdefault(row[0][1], []).append(row[0][0][0].right)
    edges: dict[Room | None, float] = {}
    for room, ends in rights.items():
        ends = sorted(ends, reverse=True)
        near = 0.92 * ends[0]
        if room is not None:
            edges[room] = max(ends[0], room.right - 10.0)
        elif ends[2:3] > [near] or (margin is not None and ends[0] > 0.92 * margin):
            edges[room] = ends[0]
    return edges


def _runs_on(before: Row, row: Row, edges: dict[Room | None, float]) -> bool:
    """Say whether a line goes on with the thought of the line before: its first word had no room there."""
    if any(len(each) != 1 or len(each[0][0]) != 1 for each in (before, row)) or before[0][1] != row[0][1]:
        return False
    one, two = before[0][0][0], row[0][0][0]
    drop = one.base - two.base
    if not 0.8 * one.size < drop < 1.9 * one.size or abs(one.size - two.size) > 0.1 * one.size:
        return False
    # A first line may stand in, later ones share their edge; what stands further right begins something new.
    if not -4.5 * one.size < two.left - one.left < 1.0 or _NEW_ITEM.match(two.text) or LEADERS.search(one.text):
        return False
    edge = edges.get(before[0][1])
    if edge is None or (before[0][1] is None and edge - one.left < 14 * one.size):
        return False
    return one.right + 0.25 * one.size + _first_word(two) > edge - 0.5


def _first_word(piece: Piece) -> float:
    inks = [ink for _, ink in piece.chars[: (piece.text + " ").index(" ")] if ink is not None]
    return inks[-1].right - inks[0].left if inks else 0.0


def _between(before: Row, after: Row) -> str:
    """Choose a line end or a blank line: tables stay together, wider gaps and other sizes begin anew."""
    one, two = (next(piece for pieces, _ in row for piece in pieces) for row in (before, after))
    if len(before) > 1 and len(after) > 1:
        return "\n"
    # Cells hold several lines; the gap runs from the lowest of them.
    low = min(piece.base for pieces, _ in before for piece in pieces)
    drop = low - two.base
    apart = drop > 1.75 * max(one.size, two.size) or drop < -1.0 or abs(one.size - two.size) > 0.15 * one.size
    return "\n\n" if apart else "\n"
