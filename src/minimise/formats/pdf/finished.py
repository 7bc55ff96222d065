"""Pages of a finished file that are pictures: their own text layer tells the words, where the picture shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.channels import PRODUCER
from minimise.formats.pdf.display import Display, Glyph, PageInDoubt
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.raster import PHOTO, SCAN
from minimise.formats.pdf.renderer import Renderer
from minimise.formats.pdf.scanned import greys_of
from minimise.formats.pdf.visibility import Sight
from minimise.formats.scans import Greys

_INK = 0x90
_LEAST, _MOST = 0.02, 0.9
"""Shares of ink under a word: less is nothing, more is a bar."""


def is_ours(pdf: pikepdf.Pdf) -> bool:
    """Say whether a file is one of ours, whose text layers say what their pictures show."""
    return objects.text_of(objects.sub(pdf.trailer, "/Info", "/Producer")) == PRODUCER


def is_pictured(page: objects.Thing) -> bool:
    """Say whether a page is a picture that we took."""
    pictures = objects.sub(page, "/Resources", "/XObject")
    return any(objects.entry(pictures, name) is not None for name in (PHOTO, SCAN))


def sight_with_layer(display: Display, sight: Sight, renderer: Renderer) -> Sight:
    """Count the words of a text layer as seen where there is ink under them, and paper between it.

    A word that was painted over or blacked out since stays unseen, so that it is found in the layer as a leak.

    Raises:
        PageInDoubt: there is no picture to look at.
    """
    page = renderer.document()[display.number - 1]
    try:
        page.set_rotation(0)
        greys, dots_an_inch = greys_of(page)
    finally:
        page.close()
    scale = dots_an_inch / 72
    if abs(greys.width - display.crop.width * scale) > 2 or abs(greys.height - display.crop.height * scale) > 2:
        raise PageInDoubt
    shown = {id(g) for word in _words(sight.unseen) if _is_shown(word, display.crop, greys, scale) for g in word}
    # In the order of the whole page, so that lines read as they stand.
    seen = sorted((*sight.seen, *(g for g in sight.unseen if id(g) in shown)), key=lambda g: g.order)
    unseen = tuple(g for g in sight.unseen if id(g) not in shown)
    return replace(sight, seen=tuple(seen), unseen=unseen)


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Part glyphs into words: at spaces, and wherever the next does not stand behind the one before."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (word[-1].sign.blank or _is_apart(word[-1], glyph)):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _is_apart(before: Glyph, after: Glyph) -> bool:
    a, b, _, _ = before.unit
    end_x, end_y = before.x + a * before.advance, before.y + b * before.advance
    return abs(after.x - end_x) + abs(after.y - end_y) > 0.2 * before.size


def _is_shown(word: Sequence[Glyph], crop: Box, greys: Greys, scale: float) -> bool:
    signs = [glyph for glyph in word if not glyph.sign.blank]
    if not signs:
        return True
    band = Box.around(corner for glyph in signs for corner in _band(glyph))
    left, right = floor((band.left - crop.left) * scale), ceil((band.right - crop.left) * scale)
    top, bottom = floor((crop.high - band.high) * scale), ceil((crop.high - band.low) * scale)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, greys.width), min(bottom, greys.height)
    dots = b"".join(greys.dots[row * greys.width + left : row * greys.width + right] for row in range(top, bottom))
    ink = sum(dot < _INK for dot in dots)
    return _LEAST * len(dots) < ink < _MOST * len(dots)


def _band(glyph: Glyph) -> Iterator[tuple[float, float]]:
    """Give the corners of the part of a sign in which every letter and digit has ink."""
    a, b, c, d = (part * glyph.size for part in glyph.unit)
    for u in (0.0, glyph.sign.width):
        for v in (0.05, 0.5):
            yield glyph.x + a * u + c * v, glyph.y + b * u + d * v
