"""The workbook format (.xlsx, and .xlsm, .xltx by their content): read cell by cell, written as a new .xlsx."""

import hashlib
from collections.abc import Iterator, Sequence

from minimise.formats.adapter import Witness
from minimise.formats.plain import edited
from minimise.formats.recognition import is_packed
from minimise.formats.sheets.book import Book, Sheet
from minimise.formats.sheets.grid import Blocks
from minimise.formats.sheets.reading import book_of
from minimise.formats.sheets.tabs import says_something
from minimise.formats.sheets.workbook_witness import workbook_witnesses
from minimise.formats.sheets.writer import as_workbook, below
from minimise.model import Document, Edit, Part, Place, Surface, Unit

_HIDDEN_TABLES = 10_000
"""From here on tables are of cells that nobody sees, so that they never mix with those above."""


class Workbook:
    """Workbooks; what is hidden in them is shown to the reviewer, and only what people see is written."""

    name = "xlsx"
    suffix = ".xlsx"

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._read: list[tuple[bytes, Book]] = []

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a workbook, be it broken."""
        return is_packed(data) and b"xl/workbook.xml" in data

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every sheet row by row, then what is hidden in it, then what stands beside the cells.

        Raises:
            UnreadableDocument: the file is locked, broken, too large or built to do harm.
        """
        book = book_of(data)
        self._read[:] = [(hashlib.sha256(data).digest(), book)]
        parts = [*_visible(book), *_withdrawn(book), *book.beside]
        unread = tuple(thing for sheet in book.sheets for thing in sheet.unread)
        return Document(case_id, self.name, tuple(parts), unread)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new workbook of what people see, with the edits applied.

        Raises:
            UnreadableDocument: as for `read`.
        """
        digest = hashlib.sha256(data).digest()
        book = next((known for seen, known in self._read if seen == digest), None) or book_of(data)
        by_part: dict[int, list[Edit]] = {}
        for edit in edits:
            by_part.setdefault(edit.span.part, []).append(edit)
        words = {}
        for number, part in enumerate(_visible(book)):
            if number in by_part:
                sheet = int(part.place.name.removeprefix("sheet"))
                at = (sheet, part.place.index, max(part.place.column - 1, 0))
                words[at] = edited(part.text, by_part[number])
        return as_workbook(book, words, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with openpyxl, and member by member with the standard library.

        Raises:
            UnreadableDocument: one of them could not read it.
        """
        return workbook_witnesses(data)


def _visible(book: Book) -> Iterator[Part]:
    """Yield the cells that people see, in reading order, a sheet's name before them."""
    blocks = Blocks()
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        if says_something(sheet.name):
            yield Part(Place(sheet.place, Unit.ROW, 0), sheet.name)
        yield from _cells(sheet, blocks, unseen=False)
        for number, text in enumerate(below(sheet), start=1):
            yield Part(Place(sheet.place, Unit.ROW, sheet.last + number, 1), text, Surface.TEXT_BOX)


def _cells(sheet: Sheet, blocks: Blocks, *, unseen: bool) -> Iterator[Part]:
    """Yield the cells of a sheet that people see, or those that they do not see."""
    before = 0
    for row in sorted(sheet.rows):
        texts = {
            column: held.text
            for column, held in sorted(sheet.rows[row].items())
            if (held.unseen or not sheet.sees(row, column)) is unseen
        }
        if row - before > 1 and before and not unseen and _parted(sheet, before, row):
            list(blocks.place({}))
        before = row
        columns = [c for c in range(max(texts, default=-1) + 1) if unseen or c not in sheet.hidden_columns]
        in_step = {at: texts.get(column, "") for at, column in enumerate(columns)}
        for placed in blocks.place(in_step):
            if unseen and not placed.text:
                continue
            place = Place(sheet.place, Unit.ROW, row, columns[placed.column] + 1)
            yield Part(place, placed.text, Surface.HIDDEN if unseen else Surface.CELL, placed.cell)
    list(blocks.place({}))


def _parted(sheet: Sheet, before: int, row: int) -> bool:
    """Say whether a row that people see and that is empty stands between two others."""
    return any(between not in sheet.hidden_rows for between in range(before + 1, row))


def _withdrawn(book: Book) -> Iterator[Part]:
    """Yield what stands in cells that nobody sees, and the names of sheets that nobody sees."""
    blocks = Blocks(table=_HIDDEN_TABLES)
    for sheet in book.sheets:
        if sheet.hidden and says_something(sheet.name):
            yield Part(Place(sheet.place, Unit.ROW, 0), sheet.name, Surface.HIDDEN)
        yield from _cells(sheet, blocks, unseen=True)
