"""Reads the cells of one sheet: values as they are shown, formulas by their last result, what is hidden apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.packed import too_large
from minimise.formats.plain import seen
from minimise.formats.sheets.book import Held, Sheet
from minimise.formats.sheets.display import displayed, hides_text, is_date
from minimise.formats.sheets.grid import MOST_CELLS
from minimise.formats.sheets.looks import Looks
from minimise.formats.sheets.names import S, area, reference
from minimise.formats.sheets.opening import WORKBOOK
from minimise.model import Place, Unit, Unread

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_MOST_COLUMNS = 16_384
_MOST_MERGED = _WIDEST = 1_000_000
_MOST_STATED = 200_000
_TO_1904 = 1_462
"""Days between the two beginnings of time that workbooks know."""


@dataclass(slots=True)
class Reader:
    """What all sheets share, and how many cells there were."""

    strings: Sequence[str] = field(repr=False)
    looks: Looks
    late: bool = False
    """Whether days are counted from 1904."""
    used: set[int] = field(default_factory=set)
    """Numbers of the shared texts that a cell shows."""
    formulas: list[str] = field(default_factory=list, repr=False)
    """Formulas that have words in them."""
    count: int = 0
    reach: int = 0
    """Cells from the first column to the last with words, of all rows."""

    def fill(self, sheet: Sheet, root: etree._Element) -> None:
        """Read a sheet's rows.

        Raises:
            UnreadableDocument: there are more cells than can be read in good time.
        """
        _columns(sheet, root)
        _merges(sheet, root)
        usual = root.find(f"{S}sheetFormatPr")
        folded = usual is not None and usual.get("zeroHeight") in ("1", "true")
        covered = _covered(sheet)
        at = 0
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            at = _number(row.get("r"), at + 1)
            if _is_hidden(row, "ht") or (folded and row.get("ht") is None):
                sheet.hidden_rows.add(at)
            cells = dict(self._row(sheet, at, row))
            cells = {c: _unseen(held) if (at, c) in covered else held for c, held in cells.items()}
            if cells:
                sheet.rows[at] = cells
                self.reach += max(cells) + 1
            if self.reach > _WIDEST:
                raise too_large(WORKBOOK)

    def _row(self, sheet: Sheet, number: int, row: etree._Element) -> Iterator[tuple[int, Held]]:
        column = -1
        for cell in row.iterfind(f"{S}c"):
            place = reference(cell.get("r"))
            column = place[1] if place else column + 1
            held = self._held(cell) if column < _MOST_COLUMNS else None
            if held is None and cell.find(f"{S}f") is not None and _is_unworked(cell):
                held = self._unworked(sheet, number, column)
            if held is not None:
                self.count += 1
                if self.count > MOST_CELLS:
                    raise too_large(WORKBOOK)
                yield column, held

    def _unworked(self, sheet: Sheet, row: int, column: int) -> Held:
        """Withhold a formula whose result is not in the file: nobody knows what it would show."""
        if sheet.sees(row, column):
            sheet.unread.append(Unread(Place(sheet.place, Unit.ROW, row, column + 1), "formula"))
        return Held("[Formula withheld]", unseen=not sheet.sees(row, column))

    def _held(self, cell: etree._Element) -> Held | None:
        """Give what a cell shows, or what it hides; None where it holds nothing."""
        formula = cell.findtext(f"{S}f")
        if formula and '"' in formula:
            self.formulas.append(formula)
        look = self.looks.get(cell.get("s"))
        kind, raw = cell.get("t", "n"), cell.findtext(f"{S}v")
        value: float | None = None
        if kind == "inlineStr":
            text = text_of(cell.find(f"{S}is"))
        elif not raw:
            return None
        elif kind == "s":
            text = self._shared(raw)
        elif kind == "b":
            text = "TRUE" if raw.strip() == "1" else "FALSE"
        else:
            value = _float(raw) if kind == "n" else None
            text = plain(raw)
        unseen = look.hides
        if value is not None:
            value += _TO_1904 if self.late and value >= 0 and _counts_days(look.code) else 0
            text = displayed(value, look.code) or text
            unseen = unseen or not displayed(value, look.code)
        elif hides_text(look.code):
            unseen = True
        return Held(text, look, value, unseen) if text.strip() else None

    def _shared(self, raw: str) -> str:
        number = int(raw) if raw.strip().isdecimal() else -1
        if not 0 <= number < len(self.strings):
            return ""
        self.used.add(number)
        return self.strings[number]


def _is_unworked(cell: etree._Element) -> bool:
    """Say whether a formula's result is missing; one of no words is a result."""
    return not cell.findtext(f"{S}v") and cell.get("t") != "str"


def _counts_days(code: str) -> bool:
    return is_date(code.partition(";")[0])


def _unseen(held: Held) -> Held:
    return Held(held.text, held.look, held.value, unseen=True)


def _float(raw: str) -> float | None:
    try:
        value = float(raw)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Say whether a row or column is hidden, or so small that nothing of it is seen."""
    stated = _float(element.get(size) or "") if element.get(size) else None
    return element.get("hidden") in ("1", "true") or (stated is not None and stated < 1)


def _columns(sheet: Sheet, root: etree._Element) -> None:
    left = _MOST_STATED
    for column in root.iterfind(f"{S}cols/{S}col"):
        first, last = max(_number(column.get("min"), 1), 1), min(_number(column.get("max"), 1), _MOST_COLUMNS)
        left -= max(last - first + 1, 0)
        if left < 0:
            raise too_large(WORKBOOK)
        width = _float(column.get("width") or "")
        for at in range(first - 1, last):
            if _is_hidden(column, "width"):
                sheet.hidden_columns.add(at)
            elif width is not None:
                sheet.widths[at] = min(width, 255.0)


def _merges(sheet: Sheet, root: etree._Element) -> None:
    areas = (area(merge.get("ref")) for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"))
    sheet.merged.extend(found for found in areas if found is not None)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Give the cells that lie under a merged one: what stands in them is not seen."""
    covered: set[tuple[int, int]] = set()
    left = _MOST_MERGED
    for top, first, bottom, last in sheet.merged:
        left -= (bottom - top + 1) * (last - first + 1)
        if left < 0:
            raise too_large(WORKBOOK)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(first, last + 1) if (r, c) != (top, first)}
    return covered


def text_of(item: etree._Element | None) -> str:
    """Give the words of a text with or without formatted stretches; readings in another script are no part of it."""
    if item is None:
        return ""
    return plain("".join(t.text or "" for t in item.iter(f"{S}t") if t.getparent() is not _reading(t)))


def _reading(text: etree._Element) -> etree._Element | None:
    parent = text.getparent()
    return parent if parent is not None and parent.tag == f"{S}rPh" else None


def plain(text: str) -> str:
    """Give a text with its escapes resolved and without what no reader sees."""
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)
    return seen(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
