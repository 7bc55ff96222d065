"""Puts replacements into the paragraphs of the copy, over runs that a name is split into."""

from bisect import bisect_right
from collections.abc import Sequence

from lxml import etree

from minimise.formats.docx.markup import q
from minimise.formats.docx.story import SPACE, Segment, segments
from minimise.formats.docx.symbols import is_picture_font
from minimise.model import Edit

_T, _R, _RPR = q("w:t"), q("w:r"), q("w:rPr")
_HYPHEN, _FONTS = q("w:softHyphen"), q("w:rFonts")
# Looks that tell of the word that bore them: its language, its script, the width it was squeezed to.
_TELLING = tuple(q(name) for name in ("w:lang", "w:rtl", "w:cs", "w:noProof", "w:fitText", "w:w", "w:em"))
_TELLING_FONTS = tuple(q(name) for name in ("w:hint", "w:eastAsia", "w:cs", "w:eastAsiaTheme", "w:cstheme"))


def apply_edits(paragraph: etree._Element, edits: Sequence[Edit]) -> None:
    """Replace spans of a paragraph's text; the label takes the looks of the first run it touches."""
    pieces = segments(paragraph)
    starts = [piece.start for piece in pieces]
    changed: dict[int, Segment] = {}
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        first = max(bisect_right(starts, edit.span.start) - 1, 0)
        touched = _touched(pieces, first, edit)
        if touched:
            _replace(touched, edit, changed)
    for piece in changed.values():
        piece.element.text = piece.text
        piece.element.set(SPACE, "preserve")


def _touched(pieces: list[Segment], first: int, edit: Edit) -> list[Segment]:
    """Give the segments that a span covers or cuts."""
    found = []
    while first < len(pieces) and pieces[first].start < edit.span.end:
        if edit.span.start < pieces[first].end:
            found.append(pieces[first])
        first += 1
    return found


def _replace(touched: list[Segment], edit: Edit, changed: dict[int, Segment]) -> None:
    """Cut a span out of its segments and put the label where its first letter stood."""
    holder = next((piece for piece in touched if piece.element.tag == _T), None)
    if holder is None:
        holder = _as_text(touched[0])
    for hyphen in _hyphens_within(touched):
        _remove(hyphen)
    for piece in touched:
        # Only noted here and written once: a page-long run with many names would be written for each of them.
        low, high = max(edit.span.start - piece.start, 0), edit.span.end - piece.start
        label = edit.replacement if piece is holder else ""
        if piece.element.tag == _T:
            piece.text = piece.text[:low] + label + piece.text[high:]
            changed[id(piece)] = piece
        else:
            piece.text = ""
            _remove(piece.element)
    _settle(holder.element, alone=holder.text == edit.replacement)


def _hyphens_within(touched: list[Segment]) -> list[etree._Element]:
    """Give the places where a replaced word might have been parted; they show nothing and belong to no segment."""
    runs = dict.fromkeys(piece.element.getparent() for piece in touched)
    if not any(run is not None and run.find(_HYPHEN) is not None for run in runs):
        return []
    first, last = touched[0].element, touched[-1].element
    children = [child for run in runs if run is not None for child in run]
    inside = children[children.index(first) : children.index(last) + 1]
    return [child for child in inside if child.tag == _HYPHEN]


def _as_text(piece: Segment) -> Segment:
    """Turn a tab or break into text, to hold a label."""
    text = etree.Element(_T)
    piece.element.addprevious(text)
    _remove(piece.element)
    piece.element = text
    return piece


def _settle(element: etree._Element, *, alone: bool) -> None:
    """Let a label be read: not in a font of pictures, and not in a field that Word counts anew.

    A run that holds nothing else loses what its looks tell of the word that stood there.
    """
    run = element.getparent()
    if run is None:
        return
    looks = run.find(_RPR)
    if alone and looks is not None:
        _make_plain(looks)
    fonts = run.find(f"{_RPR}/{_FONTS}")
    if fonts is not None and is_picture_font(fonts.get(q("w:ascii"))):
        _remove(fonts)
    field = run.getparent()
    if field is not None and field.tag == q("w:fldSimple"):
        for child in reversed(field):
            field.addnext(child)
        _remove(field)


def _make_plain(looks: etree._Element) -> None:
    for child in list(looks.iterchildren(*_TELLING)):
        looks.remove(child)
    for fonts in looks.findall(_FONTS):
        for name in _TELLING_FONTS:
            if name in fonts.attrib:
                del fonts.attrib[name]
        if not fonts.attrib:
            looks.remove(fonts)
    if len(looks) == 0:
        _remove(looks)


def tidy(paragraph: etree._Element) -> None:
    """Take out the runs that an edit left empty: their number would tell of what stood there."""
    for run in list(paragraph.iter(_R)):
        for text in run.findall(_T):
            if not text.text:
                run.remove(text)
        if all(child.tag == _RPR for child in run):
            _remove(run)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
