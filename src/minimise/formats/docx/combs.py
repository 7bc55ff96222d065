"""Rows of boxes with a letter or digit each: read as the one word or number they spell, redacted as one box."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lxml import etree

from minimise.formats.docx.markup import elements, q, value
from minimise.formats.docx.story import Paragraph, segments, spelt, text_of, write_text

_P, _R, _T, _RPR, _PPR = q("w:p"), q("w:r"), q("w:t"), q("w:rPr"), q("w:pPr")
_TC, _TCPR, _TCW, _SPAN = q("w:tc"), q("w:tcPr"), q("w:tcW"), q("w:gridSpan")
_IN_BOX = frozenset({_PPR, _R})
_IN_RUN = frozenset({_RPR, _T})
_JOINERS = frozenset("-/.'@_+\u2019\u2013")
# What a row of answers or marks holds; it spells nothing.
_MARKS = frozenset("yntfx")
_LEAST, _LEAST_DIGITS, _LEAST_BOXES, _MOST = 4, 6, 6, 70
# In twentieths of a point: wider cells are columns of a table.
_WIDEST = 1_700
# A number that a form parts into boxes of several characters: NHS number, date, National Insurance number.
_PARTED = re.compile(r"\d{3} \d{3} \d{4}|\d{2} \d{2} (?:19|20)\d{2}|[A-Z]{2} \d{2} \d{2} \d{2} [A-Z]", re.IGNORECASE)
_PARTS = (3, 5)


def join_combs(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the paragraphs with each row of boxes as one, at the place of its first filled box."""
    found: list[Paragraph] = []
    for row, group in groupby(paragraphs, key=lambda p: None if p.cell is None else (p.cell.table, p.cell.row)):
        its = list(group)
        found += its if row is None else _joined(its)
    return tuple(found)


def fuse(paragraph: Paragraph) -> None:
    """Make one box of a row of boxes, so that neither labels nor their number stand box by box.

    Boxes that stayed empty behind the last letter go too: they would tell how long the word was.
    """
    host = paragraph.element
    for gap, box in list(spelt(paragraph.boxes))[1:]:
        if gap:
            write_text(_run_like(host), gap)
        for run in box.findall(_R):
            host.append(run)
    cells = [box.getparent() for box in paragraph.boxes]
    _merge([cell for cell in cells if cell is not None])


def _joined(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs of one row, those of each comb as one."""
    at = 0
    texts = [_boxed(paragraph.element) for paragraph in paragraphs]
    while at < len(paragraphs):
        size = _comb_at(paragraphs, texts, at)
        if size:
            first = paragraphs[at]
            boxes = tuple(paragraph.element for paragraph in paragraphs[at : at + size])
            for box in boxes:
                _strip(box)
            yield Paragraph(first.index, first.element, first.surface, first.cell, boxes)
        else:
            yield paragraphs[at]
        at += size or 1


def _comb_at(paragraphs: Sequence[Paragraph], texts: Sequence[str | None], at: int) -> int:
    """Give how many boxes from here on spell a word or number; 0 where none does."""
    if not texts[at] or texts[at] in _JOINERS or (at and len(texts[at - 1] or "") == 1 and _follows(paragraphs, at)):
        return 0
    end = at + 1
    while end < min(len(texts), at + _MOST) and texts[end] is not None and _follows(paragraphs, end):
        end += 1
    run = [text or "" for text in texts[at:end]]
    for size in _PARTS:
        filled = [n for n, text in enumerate(run) if text and text not in _JOINERS][:size]
        if len(filled) == size and _PARTED.fullmatch(" ".join(run[n] for n in filled)):
            return filled[-1] + 1
    size = next((n for n, text in enumerate(run) if len(text) > 1 or _is_column(paragraphs[at + n])), len(run))
    return size if _spells(run[:size]) else 0


def _follows(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a box stands right behind the one before it."""
    cell, before = (paragraphs[n].element.getparent() for n in (at, at - 1))
    return cell is not None and cell.getprevious() is before


def _boxed(paragraph: etree._Element) -> str | None:
    """Give what stands in a box of a comb; None for a cell that is none."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != _TC or sum(child.tag != _TCPR for child in cell) != 1:
        return None
    if any(child.tag not in _IN_BOX for child in elements(paragraph)):
        return None
    runs = paragraph.findall(_R)
    texts = [child for run in runs for child in elements(run)]
    if any(child.tag not in _IN_RUN for child in texts) or sum(child.tag == _T for child in texts) > _LEAST:
        return None
    text = text_of(paragraph).strip()
    properties = cell.find(_TCPR)
    if len(text) > _LEAST or (properties is not None and properties.find(q("w:vMerge")) is not None):
        return None
    return text if not text or text.isalnum() or text in _JOINERS else None


def _is_column(paragraph: Paragraph) -> bool:
    """Say whether a cell is too wide for a box with one letter."""
    cell = paragraph.element.getparent()
    return cell is not None and (_width(cell) or 0) > _WIDEST


def _spells(texts: Sequence[str]) -> bool:
    """Say whether boxes with a letter each spell a word or number, and are not the columns of a table."""
    filled = [text for text in texts if text and text not in _JOINERS]
    word = "".join(filled).lower()
    if len(set(word)) < 2 or _MARKS.issuperset(word) or _counts(word):
        return False
    if word.isalpha() and len(word) < _LEAST:
        return len(texts) >= _LEAST_BOXES and "".join(texts[: len(word)]).lower() == word
    # Fewer digits than any date or number has are ages, marks or counts in columns.
    return len(word) >= (_LEAST_DIGITS if word.isdigit() else _LEAST)


def _counts(word: str) -> bool:
    """Say whether boxes count on: `12345` are the columns of a scale."""
    return all(ord(after) - ord(before) == 1 for before, after in pairwise(word))


def _strip(box: etree._Element) -> None:
    """Take the blanks out that stand around the letter of a box."""
    pieces = segments(box)
    if len(pieces) == 1 and pieces[0].text.strip():
        pieces[0].element.text = pieces[0].text.strip()


def _run_like(paragraph: etree._Element) -> etree._Element:
    """Add a run that looks like the last one."""
    last = paragraph.findall(_R)[-1:]
    run = etree.SubElement(paragraph, _R)
    looks = last[0].find(_RPR) if last else None
    if looks is not None:
        run.append(etree.fromstring(etree.tostring(looks)))
    return run


def _width(cell: etree._Element) -> int | None:
    """Give the width of a cell, if the file gives it as a plain number."""
    width = cell.find(f"{_TCPR}/{_TCW}")
    text = width.get(q("w:w"), "") if width is not None and width.get(q("w:type")) == "dxa" else ""
    return int(text) if text.isdecimal() else None


def _merge(cells: Sequence[etree._Element]) -> None:
    """Make one cell of neighbours, over all their columns and as wide as they are."""
    first, last = cells[0], cells[-1]
    widths = [_width(cell) for cell in cells]
    columns = sum(_columns(cell) for cell in cells)
    properties = first.find(_TCPR)
    if properties is None:
        properties = etree.Element(_TCPR)
        first.insert(0, properties)
    width = properties.find(_TCW)
    if width is not None and None not in widths:
        width.set(q("w:w"), str(sum(w for w in widths if w is not None)))
    for name in (_SPAN, q("w:tcFitText"), q("w:noWrap")):
        for element in properties.findall(name):
            properties.remove(element)
    span = etree.Element(_SPAN, {q("w:val"): str(columns)})
    properties.insert(0 if width is None else properties.index(width) + 1, span)
    _close(properties, last)
    for cell in cells[1:]:
        row = cell.getparent()
        if row is not None:
            row.remove(cell)


def _columns(cell: etree._Element) -> int:
    span = value(cell.find(f"{_TCPR}/{_SPAN}"))
    return int(span) if span and span.isdecimal() and len(span) < 5 else 1


def _close(properties: etree._Element, last: etree._Element) -> None:
    """Give a merged cell the right border of its last box."""
    borders, its = properties.find(q("w:tcBorders")), last.find(f"{_TCPR}/{q('w:tcBorders')}")
    if borders is None or its is None:
        return
    for side in (q("w:right"), q("w:end")):
        old, new = borders.find(side), its.find(side)
        if old is not None and new is not None:
            borders.replace(old, new)
