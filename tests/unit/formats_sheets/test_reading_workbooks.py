"""How a workbook is read and written beside the channels of the kit: tables, gaps, numbers, hostile files."""

import io
import time
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl
import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.sheets import Workbook
from minimise.model import Edit, Span

from .leakkit import KEPT, cell, row, workbook

HEADS = ["Name", "Role", "Phone"]


def made(*rows: Sequence[object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in rows:
        sheet.append(list(line))
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reopened(data: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[c.value for c in line] for sheet in book.worksheets for line in sheet.iter_rows()]


def test_a_title_above_the_heads_is_no_part_of_their_table() -> None:
    parts = Workbook().read(made(["Contacts"], HEADS, ["Kerry Ward", None, "07700 900123"]), "case").parts

    cells = [(p.text, p.cell.table, p.cell.row, p.cell.column) for p in parts if p.visible and p.cell]
    assert cells[0] == ("Contacts", 0, 0, 0)
    assert cells[1] == ("Name", 1, 0, 0)
    assert cells[-1] == ("07700 900123", 1, 1, 2)


def test_an_empty_row_ends_a_table_and_stays_in_the_copy() -> None:
    data = made(HEADS, ["a", "b", "c"], [], HEADS, ["d", "e", "f"])

    parts = Workbook().read(data, "case").parts

    assert {p.cell.table for p in parts if p.visible and p.cell} == {0, 1}
    assert reopened(Workbook().write(data, []))[2] == [None, None, None]


def test_how_many_rows_were_hidden_is_not_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(*([f"row {n}"] for n in range(1, 9)))))
    for n in range(3, 7):
        book.worksheets[0].row_dimensions[n].hidden = True
    out = io.BytesIO()
    book.save(out)

    rows = reopened(Workbook().write(out.getvalue(), []))

    assert rows == [["row 1"], ["row 2"], ["row 7"], ["row 8"]]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2026, 3, 4), "dd/mm/yyyy", "04/03/2026"),
        (date(2026, 3, 4), "mm-dd-yy", "04/03/2026"),
        (date(2026, 3, 4), "d mmmm yyyy", "4 March 2026"),
        (date(2026, 3, 4), "mmm-yy", "Mar-26"),
        (datetime(2026, 3, 4, 14, 5), "dd/mm/yyyy hh:mm", "04/03/2026 14:05"),
        (datetime(2026, 3, 4, 14, 5), "h:mm AM/PM", "2:05 PM"),
        (9990000018, "000\\ 000\\ 0000", "999 000 0018"),
        (7700900123, "0" * 11, "07700900123"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (0.815, "0.0%", "81.5%"),
        (10.83, "0", "11"),
        (-5, "0;(0)", "(5)"),
        (1.5, "[h]:mm", "36:00"),
        (3, '0 "sessions"', "3 sessions"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: object, code: str, shown: str) -> None:
    data = made(["x", value], formats={"B1": code})

    parts = Workbook().read(data, "case").parts

    assert [p.text for p in parts if p.visible] == ["x", shown]
    assert all(shown in (w.visible or "") for w in Workbook().witnesses(Workbook().write(data, []))[:1])


def test_a_date_leaves_as_a_date_and_no_more_exact_than_it_is_shown() -> None:
    data = made(
        [datetime(2026, 3, 4, 14, 5), datetime(2026, 3, 4), 10.83],
        formats={"A1": "dd/mm/yyyy", "B1": "yyyy", "C1": "0"},
    )

    rows = reopened(Workbook().write(data, []))

    assert rows == [[datetime(2026, 3, 4), 2026, 11]]


def test_an_edited_date_leaves_as_words() -> None:
    data = made([date(2015, 3, 4)], formats={"A1": "dd/mm/yyyy"})

    copy = Workbook().write(data, [Edit(Span(0, 0, 10), "[age 11]")])

    assert reopened(copy) == [["[age 11]"]]
    assert b"42067" not in zipfile.ZipFile(io.BytesIO(copy)).read("xl/worksheets/sheet1.xml")


def test_words_that_look_like_a_formula_stay_words() -> None:
    copy = Workbook().write(workbook(row(2, cell('=HYPERLINK("http://example.org")'))), [])

    found = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["B2"]
    assert (found.data_type, found.quotePrefix) == ("s", True)


def test_a_formula_without_a_result_is_withheld_and_counted() -> None:
    data = workbook(row(2, '<c r="B2"><f>SUM(A1:A9)</f></c>'))

    document = Workbook().read(data, "case")

    assert [thing.what for thing in document.unread] == ["formula"]
    assert "[Formula withheld]" in (Workbook().witnesses(Workbook().write(data, []))[0].visible or "")


def _with(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet ' + MAIN + b">&b;</worksheet>"
HOSTILE = {
    "entities": _with(SHEET, LAUGHS),
    "a bomb": _with(SHEET, b"<worksheet " + MAIN + b">" + b" " * 60_000_000 + b"</worksheet>"),
    "a million rows": _with(
        SHEET,
        b"<worksheet "
        + MAIN
        + b"><sheetData>"
        + b"<row><c><v>1</v></c></row>" * 1_048_576
        + b"</sheetData></worksheet>",
    ),
    "deep nesting": _with(SHEET, b"<worksheet " + MAIN + b">" + b"<x>" * 3_000 + b"</x>" * 3_000 + b"</worksheet>"),
    "a member outside": _with("../evil.xml", b"<x/>"),
    "a sheet cut off": _with(SHEET, b"<worksheet " + MAIN + b"><sheetData><row><c>"),
    "endless merged cells": _with(
        SHEET, b"<worksheet " + MAIN + b'><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    ),
    "a column for each cell at the far end": _with(
        SHEET,
        b"<worksheet "
        + MAIN
        + b"><sheetData>"
        + b'<row><c r="XFD1"><v>1</v></c></row>' * 5_000
        + b"</sheetData></worksheet>",
    ),
    "columns stated over and over": _with(
        SHEET,
        b"<worksheet " + MAIN + b"><cols>" + b'<col min="1" max="16384" width="9"/>' * 5_000 + b"</cols></worksheet>",
    ),
    "no sheets": _with("xl/workbook.xml", b"<workbook " + MAIN + b"/>"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused_in_our_words_and_quickly(kind: str) -> None:
    begun = time.process_time()

    with pytest.raises(UnreadableDocument) as caught:
        Workbook().read(HOSTILE[kind], "case")

    assert caught.value.__context__ is None
    assert KEPT not in f"{caught.value} {caught.value.advice}"
    assert time.process_time() - begun < 10
