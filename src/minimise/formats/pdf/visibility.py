"""What a person looking at the page can see of its text, and what not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from minimise.formats.pdf.colours import MIDDLE, contrast
from minimise.formats.pdf.display import WHITE, Colour, Display, Drawing, Glyph
from minimise.formats.pdf.geometry import Box, Point

_READABLE = 1.15
"""Contrast under which ink and paper look the same."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page's glyphs sorted by whether they are seen, each list in paint order."""

    seen: tuple[Glyph, ...] = field(repr=False)
    unseen: tuple[Glyph, ...] = field(repr=False)
    faint: tuple[Glyph, ...] = field(repr=False, default=())
    """Those of the unseen that are painted in plain sight, in the colour of their ground."""


def look(display: Display) -> Sight:
    """Sort a page's glyphs. A glyph painted twice at one place, as for a heavier look, counts once."""
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    faint: list[Glyph] = []
    covers = Bands(_covers(display))
    grounds = Bands(_grounds(display))
    for glyph in _once(display.glyphs):
        hidden = glyph.unseen or not display.crop.holds(*middle(glyph))
        if not hidden and not glyph.sign.blank:
            hidden = _covered(glyph, covers)
            if not hidden and contrast_of(glyph, grounds) < _READABLE:
                hidden = True
                faint.append(glyph)
        (unseen if hidden else seen).append(glyph)
    return Sight(tuple(seen), tuple(unseen), tuple(faint))


def middle(glyph: Glyph) -> Point:
    """Give a point in the middle of a glyph's ink."""
    a, b, c, d = glyph.unit
    wide, high = glyph.sign.width * glyph.size / 2, glyph.size * 0.3
    return glyph.x + a * wide + c * high, glyph.y + b * wide + d * high


def contrast_of(glyph: Glyph, grounds: "Bands") -> float:
    """Give a glyph's contrast to what lies under it; high where that is unknown."""
    x, y = middle(glyph)
    under = grounds.top(x, y, before=glyph.order)
    if under is None:
        return contrast(glyph.colour, WHITE)
    return 21.0 if under.colour is None else contrast(glyph.colour, under.colour)


def grounds_of(drawings: Sequence[Drawing]) -> "Bands":
    """Give the filled areas of some drawings, a mixed colour as the grey that stands for it."""
    return Bands(
        Ground(d.box, d.fill, d.order)
        for d in drawings
        if d.fill is not None and d.alpha > 0.5 and d.box.width > 2 and d.box.height > 2
    )


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


def _covers(display: Display) -> Iterator[Ground]:
    for drawing in display.drawings:
        if drawing.opaque and drawing.upright and drawing.box.width > 2 and drawing.box.height > 2:
            yield Ground(drawing.box, drawing.fill, drawing.order)
    yield from (Ground(picture.box, None, picture.order) for picture in display.pictures if picture.covers)


class Bands:
    """Filled areas, sorted into level bands so that a page with thousands of them is still looked up quickly."""

    _HEIGHT = 18.0
    _MOST = 400

    def __init__(self, grounds: Iterable[Ground]) -> None:
        """Sort the areas, the last painted first."""
        self._tall: list[Ground] = []
        self._bands: dict[int, list[Ground]] = {}
        for ground in sorted(grounds, key=lambda g: -g.order):
            first, last = int(ground.box.low // self._HEIGHT), int(ground.box.high // self._HEIGHT)
            if last - first > self._MOST:
                self._tall.append(ground)
                continue
            for band in range(first, last + 1):
                self._bands.setdefault(band, []).append(ground)

    def top(self, x: float, y: float, *, before: int | None = None) -> Ground | None:
        """Give the area painted last over a point, or last before something was painted."""
        if not self._bands and not self._tall:
            return None
        near = (*self._bands.get(int(y // self._HEIGHT), ()), *self._tall)
        over = [g for g in near if (before is None or g.order < before) and g.box.holds(x, y)]
        return max(over, key=lambda ground: ground.order, default=None)


def _covered(glyph: Glyph, covers: Bands) -> bool:
    over = covers.top(*middle(glyph))
    return over is not None and over.order > glyph.order


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    met: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.sign.blank or glyph.unseen:
            yield glyph
            continue
        grid = max(glyph.size * 0.5, 0.5)
        slack = min(glyph.size * 0.15, glyph.advance * 0.4)
        columns = range(int((glyph.x - slack) // grid), int((glyph.x + slack) // grid) + 1)
        rows = range(int((glyph.y - slack) // grid), int((glyph.y + slack) // grid) + 1)
        near = [other for across in columns for up in rows for other in met.get((glyph.sign.text, across, up), ())]
        if any(abs(o.x - glyph.x) <= slack and abs(o.y - glyph.y) <= slack for o in near):
            continue
        met.setdefault((glyph.sign.text, int(glyph.x // grid), int(glyph.y // grid)), []).append(glyph)
        yield glyph
