"""Proof by picture: on pages that paint in roundabout ways, words that the renderer does not show are not seen."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pypdfium2

from minimise.formats.pdf.display import Display, Glyph
from minimise.formats.pdf.visibility import Sight

_SCALE = 1.5
_FLAT = 10
"""Greys apart up to which a spot counts as one plain colour."""
_FEWEST = 3
_TRUST = 0.4
"""A renderer that misses more of a page than this share has no face for it; then nothing is concluded."""


def proven(display: Display, sight: Sight, document: pypdfium2.PdfDocument) -> Sight:
    """Move the runs of letters that a picture of the page does not show from the seen to the unseen."""
    page = document[display.number - 1]
    try:
        page.set_rotation(0)
        bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        dots = bytes(bitmap.buffer)
        bitmap.close()
    finally:
        page.close()
    inked = [glyph for glyph in sight.seen if not glyph.sign.blank]
    flat = {id(glyph) for glyph in inked if _is_flat(glyph, display, dots, (width, height, stride))}
    missing = set(_runs(inked, flat))
    if not missing or len(missing) > _TRUST * len(inked):
        return sight
    seen = tuple(glyph for glyph in sight.seen if id(glyph) not in missing)
    unseen = (*sight.unseen, *(glyph for glyph in sight.seen if id(glyph) in missing))
    return Sight(seen, unseen, sight.faint)


def _is_flat(glyph: Glyph, display: Display, dots: bytes, shape: tuple[int, int, int]) -> bool:
    width, height, stride = shape
    a, b, c, d = (part * glyph.size for part in glyph.unit)
    wide = glyph.sign.width
    corners = [(glyph.x + a * u + c * v, glyph.y + b * u + d * v) for u in (0.0, wide) for v in (-0.2, 0.8)]
    left = max(int((min(x for x, _ in corners) - display.crop.left) * _SCALE) - 1, 0)
    right = min(int((max(x for x, _ in corners) - display.crop.left) * _SCALE) + 2, width)
    top = max(int((display.crop.high - max(y for _, y in corners)) * _SCALE) - 1, 0)
    bottom = min(int((display.crop.high - min(y for _, y in corners)) * _SCALE) + 2, height)
    rows = [dots[row * stride + left : row * stride + right] for row in range(top, bottom)]
    spots = b"".join(rows)
    return bool(spots) and max(spots) - min(spots) < _FLAT


def _runs(inked: Sequence[Glyph], flat: set[int]) -> Iterator[int]:
    """Yield the letters of runs; a single one may be a dot that falls between two dots of the picture."""
    for is_flat, run in groupby(inked, key=lambda glyph: id(glyph) in flat):
        members = [id(glyph) for glyph in run]
        if is_flat and len(members) >= _FEWEST:
            yield from members
