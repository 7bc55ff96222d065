"""A picture of each page for a person to look at, with the place of every character of the page's text on it."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.adapter import read_pages
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.opening import guarded, opened
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.renderer import renderer_of

DOTS_A_POINT = 1.5
"""108 an inch: small letters can be read, and a page is a few hundred kilobytes."""
_MOST_DOTS = 6_000_000


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A stretch of one line on the picture, in dots from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Preview:
    """One page as a picture."""

    png: bytes = field(repr=False)
    width: int
    height: int


def preview_of(data: bytes, number: int) -> Preview:
    """Render a page of a PDF, numbered from 1.

    Raises:
        UnreadableDocument: there is no such page, or it cannot be shown.
    """
    pages = read_pages(data)
    if not 1 <= number <= len(pages):
        raise UnreadableDocument("there is no such page", "Go back to the document.")
    page_read = pages[number - 1]
    if page_read.scan is not None:  # as it was set level for reading
        width, height, raw = page_read.scan.smaller(_scale(page_read.display.crop))
        return Preview(_png(width, height, width, raw), width, height)
    with guarded(), opened(data) as pdf, renderer_of(pdf) as renderer:
        page = renderer.document()[number - 1]
        try:
            page.set_rotation(0)
            bitmap = page.render(scale=_scale(pages[number - 1].display.crop), grayscale=True, may_draw_forms=False)
            width, height, stride, raw = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
            bitmap.close()
        finally:
            page.close()
    return Preview(_png(width, height, stride, raw), width, height)


def size_of(data: bytes, number: int) -> tuple[int, int]:
    """Give width and height of a page's picture without rendering it."""
    crop = read_pages(data)[number - 1].display.crop
    scale = _scale(crop)
    return round(crop.width * scale), round(crop.height * scale)


def rectangles(data: bytes, number: int, start: int, end: int) -> tuple[Rectangle, ...]:
    """Give where the characters `[start, end)` of a page's text stand on its picture, one rectangle a line."""
    page = read_pages(data)[number - 1]
    scale, crop = _scale(page.display.crop), page.display.crop
    return tuple(
        Rectangle(
            round((box.left - crop.left) * scale, 1),
            round((crop.high - box.high) * scale, 1),
            round(box.width * scale, 1),
            round(box.height * scale, 1),
        )
        for box in _line_boxes(page, start, end)
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A level line of a page's text: its words, where they begin in the text, and their place on the picture."""

    start: int
    words: str = field(repr=False)
    at: Rectangle


def lines_of(data: bytes, number: int) -> tuple[Line, ...]:
    """Give a page's level lines in reading order, for a layer of text over its picture."""
    page = read_pages(data)[number - 1]
    return tuple(
        Line(begin, piece.text, rectangles(data, number, begin, begin + len(piece.chars))[0])
        for paragraph in page.words.paragraphs
        for begin, piece in zip(paragraph.starts, paragraph.pieces, strict=True)
        if piece.frame.angle == 0 and any(ink is not None for _, ink in piece.chars)
    )


def _scale(crop: Box) -> float:
    return float(min(DOTS_A_POINT, (_MOST_DOTS / (crop.width * crop.height)) ** 0.5))


def _line_boxes(page: Page, start: int, end: int) -> Iterator[Box]:
    """Yield a box for each piece of a line that holds some of the characters."""
    for paragraph in page.words.paragraphs:
        for begin, piece in zip(paragraph.starts, paragraph.pieces, strict=True):
            low, high = max(start - begin, 0), min(end - begin, len(piece.chars))
            inks = [ink for _, ink in piece.chars[low:high] if ink is not None] if low < high else []
            if inks:
                left, right = min(ink.left for ink in inks), max(ink.right for ink in inks)
                base, size = piece.base, piece.size
                corners = ((left, base - 0.22 * size), (right, base + 0.88 * size))
                yield Box.around(piece.frame.outer(x, y) for x in (left, right) for _, y in corners)


def _header(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def _png(width: int, height: int, stride: int, raw: Sequence[int] | bytes) -> bytes:
    """Write grey dots as a PNG."""
    rows = b"".join(b"\0" + bytes(raw[row * stride : row * stride + width]) for row in range(height))
    return (
        b"\x89PNG\r\n\x1a\n" + _header(width, height) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
