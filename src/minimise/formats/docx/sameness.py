"""Strict writing: what the layout tells of a removed word goes too, so that any word would leave the same file."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from minimise.formats.docx.markup import elements, q, value
from minimise.formats.docx.story import SPACE, Paragraph, text_of
from minimise.model import Edit, Span

_P, _R, _T, _RPR, _PPR = q("w:p"), q("w:r"), q("w:t"), q("w:rPr"), q("w:pPr")
_TBL, _TBLPR, _TR, _TC, _TCPR = q("w:tbl"), q("w:tblPr"), q("w:tr"), q("w:tc"), q("w:tcPr")
_TRPR, _GRID, _COLUMN, _WIDTH = q("w:trPr"), q("w:tblGrid"), q("w:gridCol"), q("w:w")
_SHAPE, _FRAMES = q("wps:wsp"), (q("wp:inline"), q("wp:anchor"))
# Word looks up the language of a word, and leaves a mark where it did.
_TELLING = tuple(q(name) for name in ("w:lang", "w:noProof"))
# What people put beside an entry until the next one stands where they want it.
_BLANK = r"[ \u00a0\u2002\u2003]"
_FILLER = rf"{_BLANK}*(?:\t[\t ]*|_{{2,}}|\.{{3,}}|\u2026+|-{{3,}}){_BLANK}*|{_BLANK}{{2,}}"
_BEFORE, _AFTER = re.compile(rf"(?:{_FILLER})\Z"), re.compile(_FILLER)
_FILLED = {"_": "___", ".": "....", "\u2026": "....", "-": "---"}
_REACH = 400
_BETWEEN = " \n\u00a0,;"
_OWNING = re.compile(r"['\u2019]s?(?!\w)")
_PAGE, _LINE = 9_000, 228_600
"""The usual width of a table in twentieths of a point, and the height of a line in a text box in EMU."""


def widened(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Give the edits of a paragraph so that nothing beside a label shows how long the words were, or how many.

    Blanks and dots that fill up a line have one length, `'s` is written in one way, and labels that say the same
    of one stretch are one.
    """
    found: list[Edit] = []
    for edit in _merged(text, edits):
        start, end, label = edit.span.start, edit.span.end, edit.replacement
        if owning := _OWNING.match(text, end):
            end, label = owning.end(), f"{label}'s"
        part = edit.span.part
        before, after = _BEFORE.search(text, max(start - _REACH, 0), start), _AFTER.match(text, end)
        if before is not None and (not found or before.start() >= found[-1].span.end):
            # A tab is an element of its own and stays one.
            tab = text.find("\t", before.start(), start)
            found += _cut(part, before.start(), tab)
            start, label = (tab + 1, label) if tab >= 0 else (before.start(), f"{_filled(before.group())}{label}")
        if after is None:
            found.append(Edit(Span(part, start, end), label))
            continue
        tab = text.find("\t", end, after.end())
        if tab >= 0:
            found.append(Edit(Span(part, start, tab), label))
            found += _cut(part, tab + 1, after.end())
        else:
            found.append(Edit(Span(part, start, after.end()), f"{label}{_filled(after.group())}"))
    return found


def _merged(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Join neighbours with one label, such as the lines of an address."""
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each.span.start):
        last = found[-1] if found else None
        if (
            last is not None
            and last.replacement == edit.replacement
            and not text[last.span.end : edit.span.start].strip(_BETWEEN)
        ):
            found[-1] = Edit(Span(edit.span.part, last.span.start, edit.span.end), edit.replacement)
        else:
            found.append(edit)
    return found


def _cut(part: int, start: int, end: int) -> list[Edit]:
    """Give the edit that takes a stretch out without a label, if there is one."""
    return [Edit(Span(part, start, end), "")] if start < end else []


def _filled(filler: str) -> str:
    return next((short for sign, short in _FILLED.items() if sign in filler), "  ")


def level(paragraphs: Sequence[Paragraph], touched: Sequence[Paragraph], labels: Iterable[str]) -> None:
    """Even out what stands around the labels: runs, lines that only repeat a label, widths and heights."""
    whole = frozenset(labels)
    for paragraph in touched:
        for looks in paragraph.element.iter(_RPR):
            for child in list(looks.iterchildren(*_TELLING)):
                looks.remove(child)
    for paragraph in paragraphs:
        _join_runs(paragraph.element)
    tables: dict[etree._Element, None] = {}
    for paragraph in touched:
        tables.update(dict.fromkeys(paragraph.element.iterancestors(_TBL)))
        for row in paragraph.element.iterancestors(_TR):
            _free_height(row)
    for paragraph in touched:
        _fit_box(paragraph.element)
    for table in tables:
        _even_columns(table)
    _drop_repeated([paragraph.element for paragraph in touched], whole)


def _join_runs(paragraph: etree._Element) -> None:
    """Join neighbours that look alike: where one ended, a deletion or a name may have been."""
    before: etree._Element | None = None
    for run in list(elements(paragraph)):
        if run.tag != _R or before is None or before.getnext() is not run or _looks(run) != _looks(before):
            before = run if run.tag == _R else None
            continue
        for child in [child for child in run if child.tag != _RPR]:
            before.append(child)
        paragraph.remove(run)
    for run in paragraph.iterchildren(_R):
        _join_texts(run)


def _looks(run: etree._Element) -> bytes:
    looks = run.find(_RPR)
    return b"" if looks is None or len(looks) == 0 else etree.tostring(looks, method="c14n")


def _join_texts(run: etree._Element) -> None:
    before: etree._Element | None = None
    for text in list(run):
        if text.tag == _T and before is not None:
            before.text = (before.text or "") + (text.text or "")
            run.remove(text)
        else:
            before = text if text.tag == _T else None
    for text in run.iterchildren(_T):
        # Whether blanks at its ends are kept was said for each piece alone.
        text.set(SPACE, "preserve")


def _free_height(row: etree._Element) -> None:
    """Let a row be as high as what it holds, unless the form sets its height."""
    properties = row.find(_TRPR)
    for height in properties.findall(q("w:trHeight")) if properties is not None else ():
        if height.get(q("w:hRule")) != "exact" and properties is not None:
            properties.remove(height)


def _even_columns(table: etree._Element) -> None:
    """Give a table that fits its columns to their words columns of one width; a fixed one keeps its own."""
    properties, grid = table.find(_TBLPR), table.find(_GRID)
    layout = properties.find(q("w:tblLayout")) if properties is not None else None
    if properties is None or grid is None or (layout is not None and layout.get(q("w:type")) == "fixed"):
        return
    columns = grid.findall(_COLUMN)
    for column in columns:
        column.set(_WIDTH, str(_PAGE // len(columns)))
    for width in properties.findall(q("w:tblW")):
        width.set(_WIDTH, "5000")
        width.set(q("w:type"), "pct")
    for cell in table.iterchildren(_TR):
        for width in cell.iterfind(f"{_TC}/{_TCPR}/{q('w:tcW')}"):
            width.set(_WIDTH, "0")
            width.set(q("w:type"), "auto")


def _fit_box(paragraph: etree._Element) -> None:
    """Give a text box that grows with its words a height by the number of its paragraphs."""
    shape = next(paragraph.iterancestors(_SHAPE), None)
    if shape is None or shape.find(f"{q('wps:bodyPr')}/{q('a:spAutoFit')}") is None:
        return
    height = str(_LINE * sum(1 for _ in shape.iter(_P)))
    frame = next(shape.iterancestors(*_FRAMES), None)
    extents = [shape.find(f"{q('wps:spPr')}/{q('a:xfrm')}/{q('a:ext')}")]
    extents += [frame.find(q("wp:extent"))] if frame is not None and len(list(frame.iter(_SHAPE))) == 1 else []
    for extent in extents:
        if extent is not None:
            extent.set("cy", height)


def _drop_repeated(paragraphs: Sequence[etree._Element], labels: frozenset[str]) -> None:
    """Take out paragraphs that only repeat the label of the one before: an address of any number of lines is one."""
    for paragraph in reversed(paragraphs):
        before = paragraph.getprevious()
        if before is None or before.tag != _P or paragraph.find(f"{_PPR}/{q('w:sectPr')}") is not None:
            continue
        said = text_of(paragraph).strip(" ,.;")
        if said in labels and said == text_of(before).strip(" ,.;") and _style(before) == _style(paragraph):
            parent = paragraph.getparent()
            if parent is not None:
                parent.remove(paragraph)


def _style(paragraph: etree._Element) -> str | None:
    return value(paragraph.find(f"{_PPR}/{q('w:pStyle')}"))
