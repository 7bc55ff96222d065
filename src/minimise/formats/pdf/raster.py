"""A picture of a page for the third rung: what must go is painted over, and the painting is checked."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, hypot

import pypdfium2
import pypdfium2.raw as pdfium

from minimise.formats.pdf.display import Display, Glyph, PageInDoubt
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.lines import Piece

_DOTS = 200 / 72
"""Dots a point; 200 an inch."""
_MOST_DOTS = 12_000_000
_PAPER = 0xFF
_FAINT = 0xE4
# Few greys, the lightest of them paper: what is too faint to be seen is gone, however far contrast is raised.
# None of them is the code of a letter or digit, so that a search of the bytes finds no words in a picture.
_LEVELS = (0x00, 0x1F, 0x3B, 0x5E, 0x7F, 0x9D, 0xB7, 0xD7)
GREYS = bytes(_PAPER if v >= _FAINT else min(_LEVELS, key=lambda level: abs(level - v)) for v in range(256))
_MARGIN = 0.5
_FEWEST = 3
SCAN, PHOTO = "/Scan", "/Photo"
"""What the picture of a page is called in a file: one whose words were read from it, and any other."""
"""Letters in a row that make a word which a picture does not show."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A page as grey dots, row by row from the top."""

    width: int
    height: int
    dots: bytes = field(repr=False)
    scanned: bool = False
    """Whether its words were read from a picture, so that the copy is read as a picture again."""

    @property
    def name(self) -> str:
        """What it is called in the file."""
        return SCAN if self.scanned else PHOTO


def photograph(document: pypdfium2.PdfDocument, display: Display, gone: Sequence[Box], cut: Sequence[Glyph]) -> Photo:
    """Render a page and paint over some boxes.

    Raises:
        PageInDoubt: a letter that must go reaches out of the boxes, or a box is not uniform afterwards.
    """
    page = document[display.number - 1]
    try:
        _check_cover(page, gone, cut)
        page.set_rotation(0)
        scale = min(_DOTS, (_MOST_DOTS / (display.crop.width * display.crop.height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, rev_byteorder=False, may_draw_forms=False)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw = bytes(bitmap.buffer)
        bitmap.close()
    finally:
        page.close()
    if abs(width - display.crop.width * scale) > 2 or abs(height - display.crop.height * scale) > 2:
        raise PageInDoubt
    dots = bytearray(b"".join(raw[row * stride : row * stride + width] for row in range(height)).translate(GREYS))
    areas = [_area(box, display.crop, scale, width, height) for box in gone]
    for area in areas:
        _paint(dots, width, area)
    if not all(is_uniform(dots, width, area) for area in areas):
        raise PageInDoubt
    return Photo(width, height, bytes(dots))


def shows(photo: Photo, crop: Box, glyphs: Sequence[Glyph]) -> bool:
    """Say whether a picture has ink for all words that its text layer will claim; single dots may fall between dots."""
    scale = photo.width / crop.width
    missing = 0
    for glyph in glyphs:
        area = _area(box_of_glyph(glyph), crop, scale, photo.width, photo.height)
        missing = missing + 1 if is_uniform(photo.dots, photo.width, area) else 0
        if missing >= _FEWEST:
            return False
    return True


_Area = tuple[int, int, int, int]


def _area(box: Box, crop: Box, scale: float, width: int, height: int) -> _Area:
    """Give the columns and rows of a box, rounded outwards."""
    left, right = floor((box.left - crop.left) * scale), ceil((box.right - crop.left) * scale)
    top, bottom = floor((crop.high - box.high) * scale), ceil((crop.high - box.low) * scale)
    return max(left, 0), max(top, 0), min(max(right, 0), width), min(max(bottom, 0), height)


def _paint(dots: bytearray, width: int, area: _Area) -> None:
    left, top, right, bottom = area
    for row in range(top, bottom):
        dots[row * width + left : row * width + right] = bytes([_PAPER]) * max(right - left, 0)


def is_uniform(dots: bytes | bytearray, width: int, area: _Area) -> bool:
    """Say whether every dot of an area is paper."""
    left, top, right, bottom = area
    plain = bytes([_PAPER]) * max(right - left, 0)
    return all(dots[row * width + left : row * width + right] == plain for row in range(top, bottom))


def box_of_piece(piece: Piece) -> Box:
    """Give the box to paint over for a whole line, with room for tall and deep letters."""
    corners = (
        (piece.left - 0.2 * piece.size, piece.base - 0.35 * piece.size),
        (piece.right + 0.2 * piece.size, piece.base + 1.05 * piece.size),
    )
    (left, low), (right, high) = corners
    return Box.around(piece.frame.outer(x, y) for x in (left, right) for y in (low, high))


def box_of_glyph(glyph: Glyph) -> Box:
    """Give the box to paint over for a single sign."""
    a, b, c, d = (part * glyph.size for part in glyph.unit)
    wide = glyph.sign.width
    return Box.around(
        (glyph.x + a * u + c * v, glyph.y + b * u + d * v) for u in (-0.1, wide + 0.1) for v in (-0.3, 1.05)
    )


def _check_cover(page: pypdfium2.PdfPage, gone: Sequence[Box], cut: Sequence[Glyph]) -> None:
    """Ask the renderer where it paints each letter that must go, and look whether that is painted over.

    Raises:
        PageInDoubt: one does not, or the renderer does not know it.
    """
    if not cut:
        return
    text = page.get_textpage()
    try:
        places = list(_places(text.raw))
    finally:
        text.close()
    near: dict[tuple[int, int], list[tuple[float, float, Box]]] = {}
    for x, y, box in places:
        near.setdefault((round(x), round(y)), []).append((x, y, box))
    for glyph in cut:
        column, row = round(glyph.x), round(glyph.y)
        found = [
            box
            for across in (column - 1, column, column + 1)
            for up in (row - 1, row, row + 1)
            for x, y, box in near.get((across, up), ())
            if hypot(x - glyph.x, y - glyph.y) < 0.6
        ]
        if not found or not all(_is_inside(box, gone) for box in found):
            raise PageInDoubt


def _is_inside(box: Box, gone: Iterable[Box]) -> bool:
    return any(
        over.left <= box.left - _MARGIN and over.right >= box.right + _MARGIN
        and over.low <= box.low - _MARGIN and over.high >= box.high + _MARGIN
        for over in gone
    )  # fmt: skip


def _places(text: pdfium.FPDF_TEXTPAGE) -> Iterator[tuple[float, float, Box]]:
    """Yield where each letter begins and the box of its ink."""
    x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
    for index in range(max(pdfium.FPDFText_CountChars(text), 0)):
        known = pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if known and pdfium.FPDFText_GetCharBox(text, index, left, right, low, high):
            yield x.value, y.value, Box(left.value, low.value, right.value, high.value)
