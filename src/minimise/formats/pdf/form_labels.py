"""Labels for form fields that nothing on the page labels: the tooltip, or a field name that reads like one."""

import re

from minimise.formats.pdf import objects
from minimise.formats.pdf.field_values import inherited, signs_of, write_signs
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pen import Pen

_NAME = re.compile(r"[A-Za-z][A-Za-z '&/-]{2,40}")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_SIZE = 8.0
_LEFT, _ABOVE = 220.0, 18.0
"""Points to the left and above in which a label of the page's own may stand."""


def label_fields(pen: Pen, page: Thing, paper: Box) -> None:
    """Write a label beside each filled field that has none, as part of what the page says."""
    for annotation in objects.listed(objects.entry(page, "/Annots")):
        if objects.name_of(objects.entry(annotation, "/Subtype")) != "Widget":
            continue
        box = objects.box_of(objects.entry(annotation, "/Rect"))
        text = _label(annotation)
        if box is None or not text or not _is_filled(pen, box) or _is_labelled(pen, box):
            continue
        _write(pen, text, box, paper)


def _label(annotation: Thing) -> str:
    tooltip = " ".join(objects.text_of(inherited(annotation, "/TU")).split())
    if tooltip:
        return tooltip[:80]
    name = _JOINT.sub(" ", objects.text_of(inherited(annotation, "/T")))
    return name if _NAME.fullmatch(name) else ""


def _is_filled(pen: Pen, box: Box) -> bool:
    return any(not g.sign.blank and not g.unseen and box.holds(g.x, g.y, 2.0) for g in pen.glyphs)


def _is_labelled(pen: Pen, box: Box) -> bool:
    beside = Box(box.left - _LEFT, box.low - 2, box.left, box.high + 2)
    after = Box(box.right, box.low - 2, box.right + _LEFT if box.width < 30 else box.right, box.high + 2)
    above = Box(box.left - 2, box.high, box.right, box.high + _ABOVE)
    near = [
        g for g in pen.glyphs
        if g.sign.text not in "☐☒" and not g.sign.blank and not g.unseen and not box.holds(g.x, g.y, 1.0)
    ]  # fmt: skip
    return any(area.holds(g.x, g.y) for area in (beside, after, above) for g in near)


def _write(pen: Pen, text: str, box: Box, paper: Box) -> None:
    """Write a label to the left of the value's first line, or above the field where there is no room."""
    signs = signs_of(text)
    wide = sum(width for _, width in signs) * _SIZE
    if box.left - wide - 4 > paper.left:
        base = max(g.y for g in pen.glyphs if not g.sign.blank and not g.unseen and box.holds(g.x, g.y, 2.0))
        write_signs(pen, signs, box.left - wide - 4, base, _SIZE)
    else:
        write_signs(pen, signs, box.left, box.high + 2, _SIZE)
