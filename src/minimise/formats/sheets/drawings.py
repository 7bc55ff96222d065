"""What lies on a sheet beside its cells: the words of shapes are read, pictures and charts are withheld."""

from collections.abc import Iterator

from lxml import etree

from minimise.formats.sheets.book import Sheet
from minimise.formats.sheets.cells import plain
from minimise.formats.sheets.names import DRAWING, A
from minimise.formats.sheets.opening import Opened, links_of
from minimise.model import Place, Unit, Unread

_ANCHORS = tuple(f"{DRAWING}{name}" for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WITHHELD = {"image": "image", "oleObject": "embedded file", "package": "embedded file", "control": "embedded file"}


def lay_on(sheet: Sheet, file: Opened, member: str) -> None:
    """Add to a sheet what is drawn on it."""
    for link in links_of(file.packed, member).values():
        if link.kind == "drawing" and not link.external:
            root = file.packed.tree(link.target)
            for anchor in root.iter(*_ANCHORS) if root is not None else ():
                if next(anchor.iterancestors(_FALLBACK), None) is None:
                    _lay(sheet, anchor)
        elif link.kind in _WITHHELD and not sheet.hidden:
            sheet.unread.append(Unread(Place(sheet.place, Unit.ROW, 0), _WITHHELD[link.kind]))


def _lay(sheet: Sheet, anchor: etree._Element) -> None:
    if sheet.hidden:
        return
    place = Place(sheet.place, Unit.ROW, _at(anchor, "row") + 1, _at(anchor, "col") + 1)
    if next(anchor.iter(f"{DRAWING}pic"), None) is not None or next(anchor.iter(f"{A}blip"), None) is not None:
        sheet.unread.append(Unread(place, "image"))
    if next(anchor.iter(f"{DRAWING}graphicFrame"), None) is not None:
        sheet.unread.append(Unread(place, "chart"))
    sheet.boxes += [text for text in _texts(anchor) if text.strip() and not _hidden(anchor)]


def _hidden(anchor: etree._Element) -> bool:
    return any(shape.get("hidden") in ("1", "true") for shape in anchor.iter(f"{DRAWING}cNvPr"))


def _texts(anchor: etree._Element) -> Iterator[str]:
    for paragraph in anchor.iter(f"{A}p"):
        yield plain("".join(text.text or "" for text in paragraph.iter(f"{A}t")))


def _at(anchor: etree._Element, name: str) -> int:
    text = anchor.findtext(f"{DRAWING}from/{DRAWING}{name}") or "0"
    return int(text) if text.strip().isdecimal() and len(text) < 8 else 0
