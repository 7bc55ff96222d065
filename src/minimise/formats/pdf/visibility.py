"""What a person looking at the page can see of its text, and what not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minimise.formats.pdf.colours import MIDDLE, contrast
from minimise.formats.pdf.display import WHITE, Colour, Display, Drawing, Glyph, Picture
from minimise.formats.pdf.geometry import Box, Point

_READABLE = 1.15
"""Contrast under which ink and paper look the same."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page's glyphs sorted by whether they are seen, each list in paint order."""

    seen: tuple[Glyph, ...] = field(repr=False)
    unseen: tuple[Glyph, ...] = field(repr=False)


def look(display: Display) -> Sight:
    """Sort a page's glyphs. A glyph painted twice at one place, as for a heavier look, counts once."""
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    covers = tuple(_covers(display))
    grounds = tuple(sorted(_grounds(display), key=lambda g: -g.order))
    for glyph in _once(display.glyphs):
        hidden = glyph.unseen or not display.crop.holds(*middle(glyph))
        if not hidden and not glyph.sign.blank:
            hidden = _covered(glyph, covers) or contrast_of(glyph, grounds) < _READABLE
        (unseen if hidden else seen).append(glyph)
    return Sight(tuple(seen), tuple(unseen))


def middle(glyph: Glyph) -> Point:
    """Give a point in the middle of a glyph's ink."""
    a, b, c, d = glyph.unit
    wide, high = glyph.sign.width * glyph.size / 2, glyph.size * 0.3
    return glyph.x + a * wide + c * high, glyph.y + b * wide + d * high


def contrast_of(glyph: Glyph, grounds: Sequence["Ground"]) -> float:
    """Give a glyph's contrast to what lies under it, `grounds` from the top down; high where that is unknown."""
    x, y = middle(glyph)
    under = next((g for g in grounds if g.order < glyph.order and g.box.holds(x, y)), None)
    if under is None:
        return contrast(glyph.colour, WHITE)
    return 21.0 if under.colour is None else contrast(glyph.colour, under.colour)


def ground_under(x: float, y: float, order: int, grounds: Sequence["Ground"]) -> Colour | None:
    """Give the colour painted under a point before `order`; None where nothing plain was."""
    return next((g.colour for g in grounds if g.order < order and g.box.holds(x, y)), None)


def grounds_of(drawings: Sequence[Drawing]) -> tuple["Ground", ...]:
    """Give the filled areas of some drawings from the top down, a mixed colour as the grey that stands for it."""
    found = [
        Ground(d.box, d.fill, d.order)
        for d in drawings
        if d.fill is not None and d.alpha > 0.5 and d.box.width > 2 and d.box.height > 2
    ]
    return tuple(sorted(found, key=lambda ground: -ground.order))


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled area that text may stand on."""

    box: Box
    colour: Colour | None
    """None: a picture or a mixed colour."""
    order: int


def _grounds(display: Display) -> Iterator[Ground]:
    for drawing in display.drawings:
        if drawing.fill is not None and drawing.box.width > 2 and drawing.box.height > 2:
            plain = drawing.opaque and drawing.upright
            yield Ground(drawing.box, drawing.fill if plain and drawing.fill != MIDDLE else None, drawing.order)
    for picture in display.pictures:
        yield Ground(picture.box, None, picture.order)


def _covers(display: Display) -> Iterator[Drawing | Picture]:
    for drawing in display.drawings:
        if drawing.opaque and drawing.upright and drawing.box.width > 2 and drawing.box.height > 2:
            yield drawing
    yield from (picture for picture in display.pictures if picture.covers)


def _covered(glyph: Glyph, covers: Sequence[Drawing | Picture]) -> bool:
    x, y = middle(glyph)
    return any(cover.order > glyph.order and cover.box.holds(x, y) for cover in covers)


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    met: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.sign.blank or glyph.unseen:
            yield glyph
            continue
        grid = max(glyph.size * 0.5, 0.5)
        column, row = int(glyph.x // grid), int(glyph.y // grid)
        near = [
            other
            for across in (column - 1, column, column + 1)
            for up in (row - 1, row, row + 1)
            for other in met.get((glyph.sign.text, across, up), ())
        ]
        slack = min(glyph.size * 0.15, glyph.advance * 0.4)
        if any(abs(o.x - glyph.x) <= slack and abs(o.y - glyph.y) <= slack for o in near):
            continue
        met.setdefault((glyph.sign.text, column, row), []).append(glyph)
        yield glyph
