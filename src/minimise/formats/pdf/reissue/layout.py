"""Sets blocks on sheets of one size; the result is a function of the kept words, the labels and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from minimise.formats.pdf.display import BLACK, Colour, Drawing
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.ladder import Rung
from minimise.formats.pdf.placing import Cast, Placed, space_of
from minimise.formats.pdf.reissue.joining import Block
from minimise.formats.pdf.reissue.words import Word
from minimise.formats.pdf.sheets import Sheet
from minimise.formats.pdf.tags import Tag

_UPRIGHT, _WIDE = Box(0, 0, 595.28, 841.89), Box(0, 0, 841.89, 595.28)
_MOST_UPRIGHT = 8
"""Columns of a table up to which the sheets stand upright."""
_MARGIN = 60.0
_BODY = 10.5
_LEADING = 1.35
_PAD = 4.0
_SMALLEST = 5.0
_WIDEST = 40.0
"""Ems that a column asks for at most."""
_RULE: Colour = (0.5, 0.5, 0.5)
_UNIT = (1.0, 0.0, 0.0, 1.0)
_HEADINGS = ((1.6, 16.0, "H1"), (1.2, 13.0, "H2"))
"""How much larger than the body a heading is, how large it is set, and what it is called."""

SetLine = list[Cast]


@dataclass(slots=True)
class Setter:
    """The sheet that is being set and those that are done."""

    paper: Box
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0
    _placed: list[Placed] = field(default_factory=list, repr=False)
    _drawn: list[Drawing] = field(default_factory=list)
    _tags: list[Tag] = field(default_factory=list)
    _line: int = 0

    def __post_init__(self) -> None:
        self.y = self.top

    @property
    def top(self) -> float:
        """Where setting begins."""
        return self.paper.high - _MARGIN

    @property
    def room_across(self) -> float:
        """How long a line may be."""
        return self.paper.width - 2 * _MARGIN

    def turn(self) -> None:
        """Finish the sheet and begin another."""
        self.sheets.append(
            Sheet(self.paper, 0, tuple(self._drawn), tuple(self._placed), Rung.RESET, tags=tuple(self._tags))
        )
        self._placed, self._drawn, self._tags = [], [], []
        self._line, self.y = 0, self.top

    def room(self, height: float) -> None:
        """Turn the sheet if so much does not fit on it."""
        if self.y - height < _MARGIN and self.y < self.top:
            self.turn()

    def line(self, casts: Sequence[Cast], left: float, base: float, size: float, tag: Tag) -> None:
        """Set one line."""
        x = left
        for cast in casts:
            self._placed.append(Placed(cast, x, base, size, _UNIT, BLACK, self._line, self._line))
            x += cast.width * size
        if casts:
            self._placed.append(Placed(space_of(casts[-1]), x, base, size, _UNIT, BLACK, self._line, self._line))
        self._tags.append(tag)
        self._line += 1

    def rule(self, box: Box) -> None:
        """Draw the border of a cell."""
        corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
        path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
        self._drawn.append(Drawing(path, box, None, _RULE, 0.5, False, (), False, 1.0, 0))


def set_blocks(blocks: Sequence[Block]) -> list[Sheet]:
    """Set every block, from the first sheet on."""
    setter = Setter(_WIDE if max((len(block.cells) for block in blocks), default=1) > _MOST_UPRIGHT else _UPRIGHT)
    body = _body_size(blocks)
    number = 0
    for is_table, run in groupby(blocks, key=lambda block: (block.is_row, len(block.cells) if block.is_row else 0)):
        number += 1
        rows = list(run)
        if is_table[0]:
            _set_table(setter, rows, number)
            continue
        for block in rows:
            number += 1
            _set_paragraph(setter, block, body, number)
    setter.turn()
    return setter.sheets


def _body_size(blocks: Sequence[Block]) -> float:
    """Give the size in which most words stand; a count of whole blocks, so that one word more or less is nothing."""
    counts: dict[float, int] = {}
    for block in blocks:
        if block.size:
            size = round(block.size * 2) / 2
            counts[size] = counts.get(size, 0) + 1 + sum(len(p) for cell in block.cells for p in cell) // 12
    return max(counts, key=lambda size: (counts[size], -size), default=_BODY)


def _set_paragraph(setter: Setter, block: Block, body: float, number: int) -> None:
    words = block.cells[0][0]
    size, role = next(
        ((points, name) for least, points, name in _HEADINGS if block.size >= least * body and len(words) < 25),
        (_BODY, "P"),
    )
    lines = list(broken(words, setter.room_across / size))
    setter.room(size * _LEADING * min(len(lines), 2) + (40 if role != "P" else 0))
    for line in lines:
        setter.room(size * _LEADING)
        setter.y -= size * _LEADING
        setter.line(line, _MARGIN, setter.y, size, Tag(role, number))
    setter.y -= 0.5 * size


def broken(words: Sequence[Word], room: float) -> Iterator[SetLine]:
    """Break words into lines; `room` is in ems. A word wider than a line is broken itself."""
    line: SetLine = []
    wide = 0.0
    for word in words:
        casts = list(word.casts)
        width = sum(cast.width for cast in casts)
        space = [space_of(line[-1])] if line else []
        gap = sum(cast.width for cast in space)
        if line and wide + gap + width > room:
            yield line
            line, wide, space, gap = [], 0.0, [], 0.0
        while width > room and len(casts) > 1:
            fit = max(1, _fitting(casts, room))
            yield casts[:fit]
            casts = casts[fit:]
            width = sum(cast.width for cast in casts)
        line = [*line, *space, *casts]
        wide += gap + width
    if line:
        yield line


def _fitting(casts: Sequence[Cast], room: float) -> int:
    wide = 0.0
    for count, cast in enumerate(casts):
        wide += cast.width
        if wide > room:
            return count
    return len(casts)


def _set_table(setter: Setter, rows: Sequence[Block], number: int) -> None:
    size, widths = _columns(rows, setter.room_across)
    for at, row in enumerate(rows):
        cells = [
            [line for paragraph in cell for line in broken(paragraph, (width - 2 * _PAD) / size)]
            for cell, width in zip(row.cells, widths, strict=True)
        ]
        _set_row(setter, cells, widths, size, (number, at), ruled=row.ruled)
    setter.y -= 0.5 * size


def _set_row(
    setter: Setter,
    cells: list[list[SetLine]],
    widths: Sequence[float],
    size: float,
    row: tuple[int, int],
    *,
    ruled: bool,
) -> None:
    """Set a row; one that is longer than the sheet goes on over the page."""
    leading, done = size * _LEADING, 0
    count = max((len(cell) for cell in cells), default=0)
    while done < count:
        setter.room(min(count - done, 4) * leading + 2 * _PAD)
        fit = max(1, int((setter.y - _MARGIN - 2 * _PAD) // leading))
        taken = min(fit, count - done)
        high = taken * leading + 2 * _PAD
        left = _MARGIN
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            if ruled:
                setter.rule(Box(left, setter.y - high, left + width, setter.y))
            for n, line in enumerate(cell[done : done + taken]):
                base = setter.y - _PAD - leading * (n + 1) + 0.25 * size
                setter.line(line, left + _PAD, base, size, Tag("TD", row[0], row[1], column))
            left += width
        setter.y -= high
        done += taken


def _columns(rows: Sequence[Block], across: float) -> tuple[float, list[float]]:
    """Share the width among the columns by what they hold: first each its longest word, then the rest by need."""
    least, wants = [], []
    for column in range(len(rows[0].cells)):
        cells = [row.cells[column] for row in rows]
        longest = max((_width(word) for cell in cells for p in cell for word in p), default=0.0)
        most = max((sum(_width(word) + 0.3 for word in p) for cell in cells for p in cell), default=0.0)
        least.append(max(longest, 1.0) + 0.3)
        wants.append(max(min(most, _WIDEST) - longest, 0.1))
    pad = 2 * _PAD * len(least)
    size = max(min(_BODY, (across - pad) / sum(least)), _SMALLEST)
    spare = across - pad - size * sum(least)
    widths = [size * each + spare * want / sum(wants) + 2 * _PAD for each, want in zip(least, wants, strict=True)]
    if spare < 0:  # even small type does not fit: words will be broken
        widths = [across * each / sum(least) for each in least]
    return size, widths


def _width(word: Word) -> float:
    return sum(cast.width for cast in word.casts)
