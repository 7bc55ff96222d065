"""Pages that are pictures: the words a reader of pictures finds on them, as glyphs at their places (extra `ocr`)."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2

from minimise.formats.pdf.cmaps import CodeMap
from minimise.formats.pdf.display import BLACK, Display, Drawing, Glyph, PageInDoubt, Picture
from minimise.formats.pdf.faces import house_signs, house_width
from minimise.formats.pdf.fonts import Sign, SourceFont
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.ladder import Why
from minimise.formats.pdf.renderer import Renderer
from minimise.formats.scans import Area, Greys, Line, Seen, Unreadable, Word, can_read, read_picture

_DOTS = 200 / 72
_MOST_DOTS = 8_000_000
MOST_SCANS = 100
"""Pages of a file up to which pictures are read; a page takes seconds."""
_FACE = "Helvetica"
_FONT = SourceFont(-1_000, _FACE, _FACE, None, None, None, CodeMap(), {}, 500.0)
_LEVEL = (1.0, 0.0, 0.0, 1.0)
_APART = 100
"""Between the last sign of a line and the first of the next, so that no space seems painted between them."""
EM = 0.9
BASE = 0.24
"""Height of an em, and of the base line over the lower edge, as shares of the area that a line takes up."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The picture of a page, set level, as it was read."""

    width: int
    height: int
    packed: bytes = field(repr=False)
    words: tuple[Area, ...] = field(repr=False)
    unread: tuple[Area, ...]
    scale: float
    """Dots a point."""

    @property
    def dots(self) -> bytes:
        """The grey dots, row by row from the top."""
        return zlib.decompress(self.packed)

    def smaller(self, scale: float) -> tuple[int, int, bytes]:
        """Give width, height and dots of the picture at fewer dots a point, each the darkest of those around it."""
        import numpy as np

        width, height = round(self.width / self.scale * scale), round(self.height / self.scale * scale)
        dots = np.frombuffer(self.dots, np.uint8).reshape(self.height, self.width)
        rows = np.arange(height) * self.height // height
        columns = np.arange(width) * self.width // width
        dots = np.minimum.reduceat(np.minimum.reduceat(dots, rows, axis=0), columns, axis=1)
        return width, height, dots.tobytes()

    def box(self, area: Area) -> Box:
        """Give an area of the picture in points of the page."""
        return Box(
            area.left / self.scale, (self.height - area.bottom) / self.scale,
            area.right / self.scale, (self.height - area.top) / self.scale,
        )  # fmt: skip

    def area(self, box: Box) -> Area:
        """Give a box of the page in dots of the picture."""
        return Area(
            max(round(self.height - box.high * self.scale), 0), max(round(box.left * self.scale), 0),
            min(round(self.height - box.low * self.scale), self.height), min(round(box.right * self.scale), self.width),
        )  # fmt: skip


def may_be_read(why: Why | None) -> bool:
    """Say whether a page that would be withheld can be read as a picture instead."""
    return why in (Why.SCAN, Why.LETTERS) and can_read()


def scanned(display: Display, renderer: Renderer) -> tuple[Display, Scan]:
    """Read a page as a picture: a level page of the words found, and the picture.

    Raises:
        PageInDoubt: it cannot be rendered, is too large, or holds no word.
    """
    greys, scale = _picture(display, renderer)
    try:
        seen: Seen | None = read_picture(greys, scale * 72)
    except Unreadable:
        seen = None
    if seen is None or not seen.lines:
        raise PageInDoubt
    picture = seen.greys
    words = tuple(Area(line.area.top, w.left, line.area.bottom, w.right) for line in seen.lines for w in line.words)
    packed = zlib.compress(picture.dots, 1)
    scan = Scan(picture.width, picture.height, packed, words, seen.unread, scale)
    paper = Box(0, 0, picture.width / scale, picture.height / scale)
    glyphs = tuple(glyphs_of(seen.lines, scan))
    walls = tuple(wall_of(scan.box(area)) for area in seen.rules)
    pictures = tuple(Picture(scan.box(area), "image", 0) for area in seen.unread)
    return Display(display.number, paper, paper, 0, glyphs, walls, pictures), scan


def _picture(display: Display, renderer: Renderer) -> tuple[Greys, float]:
    """Render a page as a person sees it."""
    page = renderer.document()[display.number - 1]
    try:
        greys, dots_an_inch = greys_of(page)
    finally:
        page.close()
    return greys, dots_an_inch / 72


def greys_of(page: pypdfium2.PdfPage) -> tuple[Greys, float]:
    """Render a page to be read, and say how many dots an inch that gives."""
    width, height = page.get_size()
    scale = min(_DOTS, (_MOST_DOTS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    wide, high, stride, raw = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
    bitmap.close()
    return Greys(wide, high, b"".join(raw[row * stride : row * stride + wide] for row in range(high))), scale * 72


def glyphs_of(lines: Sequence[Line], scan: Scan) -> Iterator[Glyph]:
    """Yield a glyph for each letter, the letters of a word sharing its width as those of the house face would."""
    order = 1
    for line in lines:
        box = scan.box(line.area)
        size, base = box.height * EM, box.low + box.height * BASE
        for at, word in enumerate(line.words):
            if at:  # the reader knows where words part, whatever the gap
                space = Sign(" ", 0.0, None)
                yield Glyph(space, _FONT, word.left / scan.scale, base, size, _LEVEL, BLACK, order, unseen=False)
                order += 1
            for text, left, width in _letters(word, scan):
                sign = Sign(text, width / size, None)
                yield Glyph(sign, _FONT, left, base, size, _LEVEL, BLACK, order, unseen=False)
                order += 1
        order += _APART


def _letters(word: Word, scan: Scan) -> Iterator[tuple[str, float, float]]:
    wide = [_width(char) for char in word.text]
    left, step = word.left / scan.scale, (word.right - word.left) / scan.scale / sum(wide)
    for char, each in zip(word.text, wide, strict=True):
        yield char, left, each * step
        left += each * step


def _width(char: str) -> float:
    signs = list(house_signs(char, _FACE))
    return sum(house_width(*each) if each is not None else 0.5 for each in signs) or 0.5


def wall_of(box: Box) -> Drawing:
    """Give a line of a table as a drawing."""
    corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
    path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
    return Drawing(path, box, BLACK, None, 0.5, False, (), True, 1.0, 0)
