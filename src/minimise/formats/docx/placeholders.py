"""Boxes of the same size and place where a picture or object stood, with a word that says what is missing."""

import re
from collections.abc import Mapping

from lxml import etree

from minimise.formats.docx.channels import rules
from minimise.formats.docx.copier import Copier
from minimise.formats.docx.markup import SPACES, q
from minimise.formats.docx.story import WITHHELD

_FRAMES = (q("wp:inline"), q("wp:anchor"))
_GRAPHIC = q("a:graphic")
# Word allows no text box in these.
_NARROW = (q("w:txbxContent"), q("w:footnote"), q("w:endnote"))
_SHAPE_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
# The word in small letters needs as much, in points; EMU are the units of newer drawings.
_LEAST_WIDTH, _LEAST_HEIGHT, _MOST = 70.0, 18.0, 1600.0
_EMU = 12_700
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "pi": 12.0, "px": 0.75, "": 0.75}
_CORNERS = ((0, 21_600), (21_600, 21_600), (21_600, 0), (0, 0))
_PLACEHOLDER = re.compile(r"\[[A-Z][a-z ]{2,20} withheld\]")
_MEASURE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi|px|)")


def frame_of_drawing(source: etree._Element, run: etree._Element, copier: Copier) -> etree._Element | None:
    """Copy the frame of a newer drawing, without what is drawn in it; None where no word would fit."""
    outer = next(source.iterchildren(*_FRAMES), None)
    extent = outer.find(q("wp:extent")) if outer is not None else None
    if outer is None or extent is None or not _may_hold_box(run):
        return None
    sides = [extent.get(side, "") for side in ("cx", "cy")]
    if not all(side.isdecimal() and len(side) < 9 for side in sides) or not _fits(*(int(s) / _EMU for s in sides)):
        return None
    frame = etree.Element(outer.tag, copier.kept(outer, rules()[str(outer.tag)].attributes))
    for child in outer:
        if child.tag != _GRAPHIC:
            copier.copy(child, frame)
    for outline in frame.iter(q("wp:wrapPolygon")):
        _make_square(outline)
    return frame if frame.find(q("wp:docPr")) is not None else None


def _make_square(outline: etree._Element) -> None:
    """Let text run round the box of a picture: round its outline it would draw the picture's silhouette."""
    for point in list(outline):
        outline.remove(point)
    outline.attrib.clear()
    for name, x, y in (("start", 0, 0), *(("lineTo", *corner) for corner in _CORNERS)):
        etree.SubElement(outline, q(f"wp:{name}"), {"x": str(x), "y": str(y)})


def frame_of_shape(style: Mapping[str, str], shape: etree._Element, run: etree._Element) -> etree._Element | None:
    """Give an older shape of the copy as a frame; None where no word would fit."""
    width, height = (points(style.get(side, "")) for side in ("width", "height"))
    if not _may_hold_box(run) or not _fits(width, height):
        return None
    return etree.Element(q("v:rect"), {str(name): str(value) for name, value in shape.attrib.items()})


def cover(run: etree._Element) -> None:
    """Leave a mark where the author had laid a bar over text; several runs under one bar have one mark."""
    before = run.getprevious()
    last = None if before is None else next(reversed(before), None)
    if last is None or last.tag != WITHHELD or last.get("what") != "text":
        etree.SubElement(run, WITHHELD, {"what": "text"})


def has_white_text(root: etree._Element) -> bool:
    """Say whether a part has text in white, which must have something dark to stand on."""
    white = {"FFFFFF", "background1"}
    return any(not white.isdisjoint(map(str, colour.attrib.values())) for colour in root.iter(q("w:color")))


def write_marks(root: etree._Element, *, dark: bool = False) -> None:
    """Write the marks out as what a reader of the copy sees; `dark` makes boxes that lie behind text grey."""
    for mark in list(root.iter(WITHHELD)):
        words = f"[{mark.get('what', 'image').capitalize()} withheld]"
        frame = next(iter(mark), None)
        parent = mark.getparent()
        if parent is None:
            continue
        if frame is None:
            shown = etree.Element(q("w:t"))
            shown.text = words
        elif frame.tag in _FRAMES:
            shown = _newer_box(frame, words, dark=dark and frame.get("behindDoc") in ("1", "true"))
        else:
            shown = _older_box(frame, words)
        parent.replace(mark, shown)


def is_placeholder(text: str) -> bool:
    """Say whether a text is one of our placeholders and nothing else."""
    return _PLACEHOLDER.fullmatch(text) is not None


def _newer_box(frame: etree._Element, words: str, *, dark: bool) -> etree._Element:
    outer = etree.Element(q("mc:AlternateContent"))
    drawing = etree.SubElement(etree.SubElement(outer, q("mc:Choice"), {"Requires": "wps"}), q("w:drawing"))
    extent = frame.find(q("wp:extent"))
    sides = {side: extent.get(side, "0") for side in ("cx", "cy")} if extent is not None else {}
    graphic = etree.SubElement(frame, _GRAPHIC)
    shape = etree.SubElement(etree.SubElement(graphic, q("a:graphicData"), {"uri": _SHAPE_URI}), q("wps:wsp"))
    etree.SubElement(shape, q("wps:cNvSpPr"), {"txBox": "1"})
    look = etree.SubElement(shape, q("wps:spPr"))
    place = etree.SubElement(look, q("a:xfrm"))
    etree.SubElement(place, q("a:off"), {"x": "0", "y": "0"})
    etree.SubElement(place, q("a:ext"), sides)
    etree.SubElement(etree.SubElement(look, q("a:prstGeom"), {"prst": "rect"}), q("a:avLst"))
    if dark:
        etree.SubElement(etree.SubElement(look, q("a:solidFill")), q("a:srgbClr"), {"val": "7F7F7F"})
    else:
        etree.SubElement(look, q("a:noFill"))
    line = etree.SubElement(etree.SubElement(look, q("a:ln"), {"w": "6350"}), q("a:solidFill"))
    etree.SubElement(line, q("a:srgbClr"), {"val": "A6A6A6"})
    etree.SubElement(shape, q("wps:txbx")).append(_content(words))
    body = etree.SubElement(shape, q("wps:bodyPr"), dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "36000"))
    etree.SubElement(body, q("a:noAutofit"))
    drawing.append(frame)
    return outer


def _older_box(frame: etree._Element, words: str) -> etree._Element:
    picture = etree.Element(q("w:pict"))
    etree.SubElement(frame, q("v:textbox"), {"inset": "1mm,1mm,1mm,1mm"}).append(_content(words))
    picture.append(frame)
    return picture


def _content(words: str) -> etree._Element:
    return etree.fromstring(
        f'<w:txbxContent xmlns:w="{SPACES["w"]}"><w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:r><w:rPr>'
        f'<w:sz w:val="16"/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:txbxContent>'
    )


def _may_hold_box(run: etree._Element) -> bool:
    return next(run.iterancestors(*_NARROW), None) is None


def _fits(width: float, height: float) -> bool:
    return _LEAST_WIDTH <= width <= _MOST and _LEAST_HEIGHT <= height <= _MOST


def points(measure: str) -> float:
    """Give a measure of an older shape in points; 0 where it is none."""
    match = _MEASURE.fullmatch(measure.strip())
    return float(match[1]) * _POINTS[match[2]] if match else 0.0
