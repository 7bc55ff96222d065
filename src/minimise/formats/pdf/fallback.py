"""Pages that our interpreter cannot follow, as pdfium reads them: its letters, paths and pictures as plain facts."""

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from minimise.formats.pdf.cmaps import CodeMap
from minimise.formats.pdf.display import BLACK, Colour, Display, Drawing, Glyph, Picture, Segment
from minimise.formats.pdf.faces import house_style
from minimise.formats.pdf.fonts import UNKNOWN, Sign, SourceFont
from minimise.formats.pdf.geometry import Box, Matrix, moved, times

_MOST_OBJECTS = 200_000
_DEEPEST = 12
_OPS = {pdfium.FPDF_SEGMENT_MOVETO: "m", pdfium.FPDF_SEGMENT_LINETO: "l", pdfium.FPDF_SEGMENT_BEZIERTO: "c"}
_HIDDEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def second_sight(document: pypdfium2.PdfDocument, number: int, media: Box, crop: Box, rotate: int) -> Display:
    """Read one page through pdfium's own objects; `number` is 1-based."""
    page = document[number - 1]
    text = page.get_textpage()
    try:
        found = _Found()
        _walk(found, page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), 0)
        glyphs = tuple(_glyphs(text.raw, found.orders))
    finally:
        text.close()
        page.close()
    return Display(number, media, crop, rotate, glyphs, tuple(found.drawings), tuple(found.pictures))


class _Found:
    """What stands on a page, in paint order."""

    def __init__(self) -> None:
        self.orders: dict[int, int] = {}
        self.drawings: list[Drawing] = []
        self.pictures: list[Picture] = []
        self.order = 0


def _walk(found: _Found, holder: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
    for index in range(max(count(holder), 0)):
        thing = get(holder, index)
        found.order += 1
        if not thing or found.order > _MOST_OBJECTS:
            return
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.orders[_address(thing)] = found.order * 1000
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.drawings += _drawing(thing, matrix, found.order * 1000)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(_matrix_of(thing), matrix)
            _walk(found, thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = _bounds(thing, matrix)
            if box is not None:
                what = "image" if kind == pdfium.FPDF_PAGEOBJ_IMAGE else "drawing"
                found.pictures.append(Picture(box, what, found.order * 1000))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _matrix_of(thing: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, raw)
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _bounds(thing: Any, matrix: Matrix) -> Box | None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, low, right, high):
        return None
    return Box(left.value, low.value, right.value, high.value).image(matrix)


def _drawing(thing: Any, matrix: Matrix, order: int) -> Iterator[Drawing]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    whole = times(_matrix_of(thing), matrix)
    segments = tuple(_segments(thing, whole))
    points = [point for _, each in segments for point in each]
    if not points or not (fill.value or stroke.value):
        return
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    inside, alpha = _colour(pdfium.FPDFPageObj_GetFillColor, thing)
    yield Drawing(
        segments, Box.around(points), inside if fill.value else None,
        _colour(pdfium.FPDFPageObj_GetStrokeColor, thing)[0] if stroke.value else None,
        max(width.value, 0.1), fill.value == pdfium.FPDF_FILLMODE_ALTERNATE, (),
        bool(fill.value) and alpha > 0.95, 1.0, order,
    )  # fmt: skip


def _segments(thing: Any, matrix: Matrix) -> Iterator[Segment]:
    curve: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        op = _OPS.get(pdfium.FPDFPathSegment_GetType(segment), "l")
        point = moved(matrix, x.value, y.value)
        if op == "c":
            curve.append(point)
            if len(curve) == 3:
                yield "c", tuple(curve)
                curve = []
        else:
            yield op, (point,)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield "h", ()


def _colour(getter: Any, thing: Any) -> tuple[Colour, float]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(thing, red, green, blue, alpha):
        return BLACK, 1.0
    return (red.value / 255, green.value / 255, blue.value / 255), alpha.value / 255


def _glyphs(text: Any, orders: dict[int, int]) -> Iterator[Glyph]:
    fonts: dict[str, SourceFont] = {}
    order, last = 0, 0
    for index in range(max(pdfium.FPDFText_CountChars(text), 0)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        thing = pdfium.FPDFText_GetTextObject(text, index)
        base = orders.get(_address(thing), last)
        order = order + 1 if base == last else base + 1
        last = base
        glyph = _glyph(text, index, thing, fonts, order)
        if glyph is not None:
            yield glyph


def _glyph(text: Any, index: int, thing: Any, fonts: dict[str, SourceFont], order: int) -> Glyph | None:
    raw, x, y, box = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    known = pdfium.FPDFText_GetMatrix(text, index, raw) and pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    if not known or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
        return None
    points = pdfium.FPDFText_GetFontSize(text, index)
    a, b, c, d = (part * points for part in (raw.a, raw.b, raw.c, raw.d))
    across = hypot(a, b)
    size = abs(a * d - b * c) / across if across else 0.0
    if size < 0.01:
        return None
    along = max(box.right - box.left, 0) if abs(a) >= abs(b) else max(box.top - box.bottom, 0)
    code = pdfium.FPDFText_GetUnicode(text, index)
    char = chr(code) if 0x20 <= code < 0x110000 and chr(code).isprintable() else UNKNOWN
    colour, alpha = _colour(lambda _, *parts: pdfium.FPDFText_GetFillColor(text, index, *parts), None)
    unseen = alpha < 0.02 or pdfium.FPDFTextObj_GetTextRenderMode(thing) in _HIDDEN_MODES or size < 1.6
    sign = Sign(char, along / across, None)
    unit = (a / size, b / size, c / size, d / size)
    return Glyph(sign, _font(text, index, fonts), x.value, y.value, size, unit, colour, order, unseen)


def _font(text: Any, index: int, fonts: dict[str, SourceFont]) -> SourceFont:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    plain = name.value.decode("ascii", "replace")
    if plain not in fonts:
        house = house_style(plain, flags.value)
        fonts[plain] = SourceFont(-len(fonts) - 1, plain, house, None, None, None, CodeMap(), {}, 500.0)
    return fonts[plain]
