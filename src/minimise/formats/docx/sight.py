"""What is set where nobody sees it: off the page, in no height, or squeezed to nothing."""

import re
from collections.abc import Mapping

from lxml import etree

from minimise.formats.docx.markup import q, value
from minimise.formats.docx.placeholders import points

_SPACING, _FRAME, _HEIGHT = q("w:spacing"), q("w:framePr"), q("w:trHeight")
_POSITION, _SCALE, _PPR = q("w:position"), q("w:w"), q("w:pPr")
_WHOLE = re.compile(r"-?\d{1,9}")
# Twentieths of a point: no letter can be made out in a line or row so low.
_FLAT = 40
# A page is at most 22 inches; margins are at most about two.
_FARTHEST, _MARGIN = 31_680, 2_880
# Of what tells no size, such as a floating table; one that ends on the page must not count as hidden.
_UNKNOWN_WIDTH, _UNKNOWN_HEIGHT = 12_000, 4_000
# Half points above or below the line, and per cent of a letter's width.
_HIGHEST, _NARROWEST = 400, 5
_TWIP, _POINT = 635, 20.0
_OF_PAGE = frozenset({"page", "leftMargin", "topMargin"})


def paragraph_is_out_of_sight(paragraph: etree._Element) -> bool:
    """Say whether a paragraph has no height, or stands in a frame beside the page."""
    properties = paragraph.find(_PPR)
    if properties is None:
        return False
    spacing, frame = properties.find(_SPACING), properties.find(_FRAME)
    if spacing is not None and value(spacing, "w:lineRule") == "exact":
        line = _number(value(spacing, "w:line"))
        if line is not None and 0 < line <= _FLAT:
            return True
    if frame is None:
        return False
    across = _is_off(frame, "w:x", "w:w", "w:hAnchor", _UNKNOWN_WIDTH)
    return across or _is_off(frame, "w:y", "w:h", "w:vAnchor", _UNKNOWN_HEIGHT)


def table_is_out_of_sight(properties: etree._Element | None) -> bool:
    """Say whether a floating table stands beside the page."""
    place = properties.find(q("w:tblpPr")) if properties is not None else None
    if place is None:
        return False
    across = _is_off(place, "w:tblpX", "w:w", "w:horzAnchor", _UNKNOWN_WIDTH)
    return across or _is_off(place, "w:tblpY", "w:h", "w:vertAnchor", _UNKNOWN_HEIGHT)


def row_is_out_of_sight(properties: etree._Element | None) -> bool:
    """Say whether a row has no height."""
    heights = properties.findall(_HEIGHT) if properties is not None else []
    return any(
        value(height, "w:hRule") == "exact" and 0 < (_number(value(height)) or _FLAT + 1) <= _FLAT for height in heights
    )


def run_is_out_of_sight(properties: etree._Element | None) -> bool:
    """Say whether a run is lifted out of its page or squeezed to a stroke."""
    if properties is None:
        return False
    lifted, scale = (_number(value(properties.find(name))) for name in (_POSITION, _SCALE))
    return (lifted is not None and abs(lifted) >= _HIGHEST) or (scale is not None and 0 < scale <= _NARROWEST)


def drawing_is_out_of_sight(source: etree._Element) -> bool:
    """Say whether a newer drawing stands beside the page, or has no size."""
    outer = next(source.iterchildren(q("wp:anchor"), q("wp:inline")), None)
    extent = outer.find(q("wp:extent")) if outer is not None else None
    if outer is None or extent is None:
        return False
    width, height = (_number(extent.get(side)) for side in ("cx", "cy"))
    if width is None or height is None:
        return False
    # A box that grows with its words shows them, whatever size was saved.
    if min(width, height) < _FLAT * _TWIP // 2 and next(source.iter(q("a:spAutoFit")), None) is None:
        return True
    if outer.tag == q("wp:inline"):
        return False
    return _is_beside(outer, "wp:positionH", width) or _is_beside(outer, "wp:positionV", height)


def shape_is_out_of_sight(style: Mapping[str, str]) -> bool:
    """Say whether an older shape stands beside the page, or has no size."""
    if style.get("position") != "absolute":
        return False
    for side, start, relative in (("width", "left", "horizontal"), ("height", "top", "vertical")):
        if side in style and style[side].strip() in ("0", "0pt"):
            return True
        text = style.get(f"margin-{start}", style.get(start, "0"))
        at = -points(text.lstrip("-")) if text.startswith("-") else points(text)
        kind = style.get(f"mso-position-{relative}-relative", "text")
        if _lies_off(at * _POINT, points(style.get(side, "")) * _POINT, of_page=kind == "page"):
            return True
    return False


def _is_off(frame: etree._Element, place: str, size: str, anchor: str, unknown: int) -> bool:
    at = _number(value(frame, place))
    wide = _number(value(frame, size))
    return at is not None and _lies_off(at, wide or unknown, of_page=value(frame, anchor) == "page")


def _is_beside(outer: etree._Element, name: str, size: int) -> bool:
    position = outer.find(q(name))
    offset = _number(position.findtext(q("wp:posOffset"))) if position is not None else None
    if position is None or offset is None:
        return False
    return _lies_off(offset / _TWIP, size / _TWIP, of_page=position.get("relativeFrom") in _OF_PAGE)


def _lies_off(at: float, size: float, *, of_page: bool) -> bool:
    """Say whether something ends before the page begins, or begins behind the largest page."""
    return at + size <= (0 if of_page else -_MARGIN) or at >= _FARTHEST


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and _WHOLE.fullmatch(text.strip()) else None
