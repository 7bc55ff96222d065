"""Setting a page's words again: untouched lines where they stood, touched ones afresh from kept words and labels.

Where a line was touched nothing may depend on what was removed: no gap, no stretched space, no kerning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, radians, sin

from minimise.formats.pdf.anchors import Anchor, anchor_of
from minimise.formats.pdf.blocks import PageText, Paragraph
from minimise.formats.pdf.display import Colour, Glyph
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.lines import Frame, Ink, Piece
from minimise.formats.pdf.placing import (
    GHOST_WIDTH,
    SPACE_WIDTH,
    Cast,
    Placed,
    Unit,
    casts_of,
    ghost_of,
    house_casts,
    space_of,
)
from minimise.formats.pdf.tags import Tag

_NARROWEST = 0.7
"""How far a line may be squeezed before its type becomes smaller as well."""
_SMALLEST = 0.5
"""How far a line is squeezed before it may rather pass the edge of its room."""
_TIGHTEST = 0.6
"""How far a paragraph is squeezed before it takes more lines than it had."""
_UNBROKEN = 0.6
"""Share of a line up to which a label is kept on one line."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a page's text that goes, and what stands there instead."""

    start: int
    end: int
    label: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sign before it has a place: as printers call a piece of type."""

    cast: Cast
    size: float
    unit: Unit
    colour: Colour
    order: int
    lift: float

    @property
    def width(self) -> float:
        return self.cast.width * self.size * hypot(self.unit[0], self.unit[1])


_Word = list[_Sort]


@dataclass(frozen=True, slots=True)
class Setting:
    """A page's words in place, and where the lines stand that were set afresh."""

    placed: tuple[Placed, ...] = field(repr=False)
    touched: tuple[Piece, ...] = ()
    tags: tuple[Tag, ...] = ()


def set_page(words: PageText, cuts: Sequence[Cut], paper: Box, *, pictured: bool = False) -> Setting:
    """Set every paragraph of a page.

    Args:
        words: the page's text.
        cuts: what goes, and what stands there instead.
        paper: the page's box.
        pictured: the page stays as a picture, so that untouched words are only laid over it, unpainted.

    Raises:
        PageInDoubt: a letter that stays has no face it could be set in.
    """
    as_it_stood = ghostly if pictured else _as_it_stood
    removed, labels = spread_cuts(words, cuts)
    placed: list[Placed] = []
    touched: list[Piece] = []
    line = 0
    is_touched = [_touches(paragraph, removed) for paragraph in words.paragraphs]
    still = [
        p for paragraph, hit in zip(words.paragraphs, is_touched, strict=True) if not hit for p in paragraph.pieces
    ]
    tags: list[Tag] = []
    body = body_size(words)
    for number, (paragraph, hit) in enumerate(zip(words.paragraphs, is_touched, strict=True)):
        tag = tag_for(paragraph, number, body)
        if not hit:
            for piece in paragraph.pieces:
                placed += closed(list(as_it_stood(piece, line)))
                tags.append(tag)
                line += 1
            continue
        touched += paragraph.pieces
        for each in _afresh(paragraph, removed, labels, still, paper, line):
            placed += closed(each)
            tags.append(tag)
            line += 1
    return Setting(tuple(placed), tuple(touched), tuple(tags))


def tags_as_it_stands(words: PageText) -> tuple[Tag, ...]:
    """Say what each line of an untouched page is."""
    body = body_size(words)
    return tuple(
        tag_for(paragraph, number, body) for number, paragraph in enumerate(words.paragraphs) for _ in paragraph.pieces
    )


def body_size(words: PageText) -> float:
    """Give the size in which most of a page's letters stand."""
    counts: dict[float, int] = {}
    for piece in (piece for paragraph in words.paragraphs for piece in paragraph.pieces):
        counts[piece.size] = counts.get(piece.size, 0) + len(piece.chars)
    return max(counts, key=lambda size: (counts[size], -size), default=0.0)


def tag_for(paragraph: Paragraph, number: int, body: float) -> Tag:
    """Say what a paragraph is: a cell of a ruled table, a heading or plain text."""
    if paragraph.cell is not None and paragraph.room is not None:
        row, column, _ = paragraph.cell
        return Tag("TD", 0, row, column)
    size, short = paragraph.pieces[0].size, len(paragraph.pieces) < 3
    return Tag("H1" if short and size > 1.6 * body else "H2" if short and size > 1.2 * body else "P", number)


def closed(line: list[Placed]) -> list[Placed]:
    """End a line with a space: some readers join lines whose direction they do not expect."""
    if not line:
        return line
    last = line[-1]
    wide = last.cast.width * last.size
    x, y = last.x + last.unit[0] * wide, last.y + last.unit[1] * wide
    return [*line, replace(last, cast=space_of(last.cast), x=x, y=y)]


def ghostly(piece: Piece, line: int) -> Iterator[Placed]:
    """Lay a line's words where the picture shows them, each sign as wide as it is there."""
    for at, (char, ink) in enumerate(piece.chars):
        if ink is None:
            before = piece.chars[at - 1][1] if at else None
            if char == " " and before is not None:
                x, y = piece.frame.outer(before.right, before.base)
                yield replace(ghost(before, " ", SPACE_WIDTH, line), x=x, y=y)
        elif at == 0 or piece.chars[at - 1][1] is not ink:
            yield ghost(ink, ink.glyph.sign.text, ink.glyph.sign.width, line)


def ghost(ink: Ink, text: str, width: float, line: int) -> Placed:
    """Give an unpainted sign of some width where a sign of the picture stands."""
    squeeze = max(width, 0.05) / GHOST_WIDTH
    a, b, c, d = ink.glyph.unit
    unit = (a * squeeze, b * squeeze, c, d)
    return replace(_placed(ink.glyph, ghost_of(text), ink.glyph.x, ink.glyph.y, unit, line), seen=False)


def spread_cuts(words: PageText, cuts: Sequence[Cut]) -> tuple[frozenset[int], dict[int, str]]:
    """Spread the cuts over characters; each label stands at the first character that a line holds."""
    inside = {
        at for p in words.paragraphs for start, piece in zip(p.starts, p.pieces, strict=True)
        for at in range(start, start + len(piece.chars))
    }  # fmt: skip
    removed: set[int] = set()
    labels: dict[int, str] = {}
    for cut in cuts:
        held = [at for at in range(cut.start, cut.end) if at in inside]
        removed.update(held)
        label = " ".join(cut.label.split())
        if held and label:
            labels[held[0]] = label
    return frozenset(removed), labels


def _touches(paragraph: Paragraph, removed: frozenset[int]) -> bool:
    return any(
        not removed.isdisjoint(range(start, start + len(piece.chars)))
        for start, piece in zip(paragraph.starts, paragraph.pieces, strict=True)
    )


def _as_it_stood(piece: Piece, line: int) -> Iterator[Placed]:
    """Give a line's signs where the file had them; stand-in letters are fitted to their word's width."""
    word: list[Ink] = []
    for at, (char, ink) in enumerate(piece.chars):
        if ink is not None:
            if not word or word[-1] is not ink:
                word.append(ink)
            continue
        yield from _fitted(word, line)
        word = []
        before, after = piece.chars[at - 1][1], piece.chars[at + 1][1]
        if char == " " and before is not None and after is not None:
            cast = space_of(casts_of(before.glyph)[-1])
            x, y = piece.frame.outer(before.right, before.base)
            yield _placed(before.glyph, cast, x, y, before.glyph.unit, line)
    yield from _fitted(word, line)


def _fitted(word: Sequence[Ink], line: int) -> Iterator[Placed]:
    sorts = [(ink, casts_of(ink.glyph)) for ink in word]
    if all(len(casts) == 1 and _is_as_wide(casts[0], ink) for ink, casts in sorts):
        yield from (_placed(i.glyph, c[0], i.glyph.x, i.glyph.y, i.glyph.unit, line) for i, c in sorts)
        return
    wide = sum(cast.width * ink.size * _across(ink.glyph.unit) for ink, casts in sorts for cast in casts)
    squeeze = min(max((word[-1].right - word[0].left) / wide, 0.6), 1.5) if wide else 1.0
    along = 0.0
    a, b, _, _ = word[0].glyph.unit
    run = (a / _across(word[0].glyph.unit), b / _across(word[0].glyph.unit))
    for ink, casts in sorts:
        unit = (ink.glyph.unit[0] * squeeze, ink.glyph.unit[1] * squeeze, *ink.glyph.unit[2:])
        for cast in casts:
            lift = ink.base - word[0].base
            x = word[0].glyph.x + run[0] * along - run[1] * lift
            y = word[0].glyph.y + run[1] * along + run[0] * lift
            yield _placed(ink.glyph, cast, x, y, unit, line)
            along += cast.width * ink.size * _across(unit)


def _is_as_wide(cast: Cast, ink: Ink) -> bool:
    """Say whether a sign stands as it stood: in its own outline, or in a house face of the same width."""
    return cast.program is not None or abs(cast.width - ink.glyph.sign.width) < 0.004


def _across(unit: Unit) -> float:
    return hypot(unit[0], unit[1])


def _placed(glyph: Glyph, cast: Cast, x: float, y: float, unit: Unit, line: int) -> Placed:
    return Placed(cast, x, y, glyph.size, unit, glyph.colour, glyph.order, line)


def _afresh(
    paragraph: Paragraph,
    removed: frozenset[int],
    labels: Mapping[int, str],
    still: Sequence[Piece],
    paper: Box,
    number: int,
) -> Iterator[list[Placed]]:
    """Set a touched paragraph from its kept words and labels alone; yield it line by line, numbered from `number`."""
    first = paragraph.pieces[0]
    anchor = anchor_of(paragraph, still, paper)
    if paragraph.flows:
        room = anchor.limit - paragraph.pieces[-1].left
        words = [word for piece, start in _starts(paragraph) for word in _words(piece, start, removed, labels, room)]
        yield from _flowed(words, paragraph, anchor, number)
        return
    words = _words(first, paragraph.starts[0], removed, labels, anchor.limit - first.left)
    line = _joined(words)
    wide, room = _width(line), anchor.limit - (first.left if anchor.at is None else anchor.start)
    least = min(_SMALLEST, max(anchor.edge - first.left, first.size) / wide) if wide else 1.0
    squeeze = min(1.0, max(room / wide, least)) if wide else 1.0
    yield _laid(line, first.frame, anchor.begin(first.left, wide * squeeze), first.base, squeeze, number)


def _starts(paragraph: Paragraph) -> Iterator[tuple[Piece, int]]:
    return zip(paragraph.pieces, paragraph.starts, strict=True)


def _words(piece: Piece, start: int, removed: frozenset[int], labels: Mapping[int, str], room: float) -> list[_Word]:
    """Gather a line's kept signs and labels into words."""
    words: list[_Word] = [[]]
    for at, (char, ink) in enumerate(piece.chars, start=start):
        if at in labels:
            label = _label(labels[at], ink or _nearest(piece, at - start))
            short = sum(_width(word) for word in label) < _UNBROKEN * room
            words[-1] += _joined(label) if short else label[0]
            words += [] if short else label[1:]
        if at in removed:
            continue
        if ink is None:
            words.append([])
        else:
            words[-1] += _kept(piece, at - start, char, ink, start, removed)
    return [word for word in words if word]


def _nearest(piece: Piece, at: int) -> Ink:
    inks = [ink for _, ink in (*piece.chars[at:], *reversed(piece.chars[:at])) if ink is not None]
    return inks[0]


def _kept(piece: Piece, at: int, char: str, ink: Ink, start: int, removed: frozenset[int]) -> list[_Sort]:
    """Give the sorts of one kept character; a sign of several letters is set once, or what is left of it."""
    together = [n for n, (_, other) in enumerate(piece.chars) if other is ink] if len(ink.glyph.sign.text) > 1 else [at]
    whole = all(start + n not in removed for n in together)
    if whole and together[0] != at:
        return []
    lift = ink.base - piece.base if abs(ink.base - piece.base) > 0.08 * piece.size else 0.0
    glyph = ink.glyph
    casts = casts_of(glyph) if whole else casts_of(glyph, char)
    return [_Sort(cast, glyph.size, glyph.unit, glyph.colour, glyph.order, lift) for cast in casts]


def _label(text: str, ink: Ink) -> list[_Word]:
    """Set a label's words in upright Helvetica of the line's size and weight."""
    glyph = ink.glyph
    style = "Helvetica-Bold" if "Bold" in glyph.font.house else "Helvetica"
    a, b, _, _ = glyph.unit
    run = (a / _across(glyph.unit), b / _across(glyph.unit))
    unit = (run[0], run[1], -run[1], run[0])
    shown = shown_in_house(text)
    return [
        [_Sort(cast, glyph.size, unit, glyph.colour, glyph.order, 0.0) for cast in house_casts(word, style)]
        for word in shown.split()
    ]


def shown_in_house(text: str) -> str:
    """Give a text in letters that the house face has; others become question marks."""
    return "".join(c if _can_show(c) else "?" for c in text)


def _can_show(char: str) -> bool:
    return bool(char.isspace() or char.encode("cp1252", "ignore"))


def _joined(words: Sequence[_Word]) -> _Word:
    """Put words into one line, a plain space between them."""
    line: _Word = []
    for word in words:
        if line:
            line.append(_space(line[-1]))
        line += word
    return line


def _space(before: _Sort) -> _Sort:
    return replace(before, cast=space_of(before.cast), lift=0.0)


def _width(line: Sequence[_Sort]) -> float:
    return sum(sort.width for sort in line)


def _flowed(words: Sequence[_Word], paragraph: Paragraph, anchor: Anchor, number: int) -> Iterator[list[Placed]]:
    """Break the words into lines anew; squeeze a little before taking more lines than there were."""
    pieces = paragraph.pieces
    lefts = [pieces[0].left, pieces[-1].left]
    squeeze = 1.0
    lines = _broken(words, lefts, anchor.limit, squeeze)
    while len(lines) > len(pieces) and squeeze > _TIGHTEST:
        squeeze = round(squeeze - 0.02, 2)
        lines = _broken(words, lefts, anchor.limit, squeeze)
    # Still more lines than before: close them up so that nothing below is touched.
    drop = pieces[0].base - pieces[1].base if len(pieces) > 1 else pieces[0].size
    pitch = drop * len(pieces) / len(lines) if len(lines) > len(pieces) else 0.0
    for at, line in enumerate(lines):
        base = pieces[0].base - at * pitch if pitch else pieces[at].base
        left = lefts[min(at, 1)]
        tight = min(1.0, (anchor.limit - left) / (_width(line) * squeeze)) if line else 1.0
        yield _laid(line, pieces[0].frame, left, base, squeeze * tight, number + at)


def _broken(words: Sequence[_Word], lefts: Sequence[float], limit: float, squeeze: float) -> list[_Word]:
    lines: list[list[_Word]] = [[]]
    wide = 0.0
    for word in words:
        space = _space(lines[-1][-1][-1]).width * squeeze if lines[-1] else 0.0
        room = limit - lefts[min(len(lines) - 1, 1)]
        if lines[-1] and wide + space + _width(word) * squeeze > room:
            lines.append([])
            wide, space = 0.0, 0.0
        lines[-1].append(word)
        wide += space + _width(word) * squeeze
    return [_joined(line) for line in lines]


def _laid(line: Sequence[_Sort], frame: Frame, left: float, base: float, squeeze: float, number: int) -> list[Placed]:
    """Give a line's sorts their places from the left edge on."""
    smaller = min(1.0, squeeze / _NARROWEST)
    across = squeeze / smaller
    along = left
    placed = []
    angle = radians(frame.angle)
    run = (cos(angle), sin(angle))
    for sort in line:
        x = along * run[0] - (base + sort.lift) * run[1]
        y = along * run[1] + (base + sort.lift) * run[0]
        unit = (sort.unit[0] * across, sort.unit[1] * across, sort.unit[2], sort.unit[3])
        placed.append(Placed(sort.cast, x, y, sort.size * smaller, unit, sort.colour, sort.order, number))
        along += sort.width * squeeze
    return placed
