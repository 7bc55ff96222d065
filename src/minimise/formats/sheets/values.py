"""The format of tables of values (.csv, .tsv): one part a value, written back in the same looks."""

import re
from collections.abc import Iterator, Mapping, Sequence

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.columns import looks_like_columns
from minimise.formats.plain import edited, seen
from minimise.formats.recognition import looks_like_mail, looks_like_page
from minimise.formats.sheets.dialect import Table, table_of, written
from minimise.formats.sheets.grid import MOST_CELLS, Blocks, by_column, is_formula
from minimise.formats.sheets.values_witness import values_witnesses
from minimise.model import Document, Edit, Part, Place, Surface, Unit
from minimise.safe import Id

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Values:
    """Values parted by commas, semicolons, tabs or bars; written back with the same sign, quotes and line ends."""

    name = "csv"
    suffix = ".csv"

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a table of values."""
        return not (looks_like_mail(data) or looks_like_page(data)) and looks_like_columns(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read row by row; the heads of the columns come first, so that they name what stands below.

        Raises:
            UnreadableDocument: the encoding is unknown, quotes do not close, or there are too many values.
        """
        return Document(case_id, self.name, tuple(part for part, _ in _parts(_checked(data))))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write every row with its edits; nothing in it is left for a spreadsheet program to work out.

        Raises:
            UnreadableDocument: as for `read`.
        """
        table = _checked(data)
        rows = [[_unseen(value) for value in row] for row in table.rows]
        by_part: dict[int, list[Edit]] = {}
        for edit in edits:
            by_part.setdefault(edit.span.part, []).append(edit)
        for number, (part, at) in enumerate(_parts(table)):
            if number in by_part:
                rows[at][part.place.column - 1] = edited(part.text, by_part[number])
        head = [[line] for line in banner]
        return written(table, [[_harmless(value) for value in row] for row in (*head, *([[]] if head else ()), *rows)])

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file letter by letter, and as it stands.

        Raises:
            UnreadableDocument: it could not be read as what it should be.
        """
        return values_witnesses(data)


def _checked(data: bytes) -> Table:
    table = table_of(data)
    if sum(map(len, table.rows)) > MOST_CELLS:
        raise UnreadableDocument(
            "the table has more values than can be read",
            "Keep the rows that concern this child, save them and try again.",
            format=Id("csv"),
        )
    return table


def _parts(table: Table) -> Iterator[tuple[Part, int]]:
    """Yield each value as a part, and the number of its row in the file."""
    blocks = Blocks()
    for number, (row, line) in enumerate(zip(table.rows, table.lines, strict=True)):
        texts: Mapping[int, str] = by_column([_unseen(value) for value in row])
        for placed in blocks.place(texts):
            place = Place("line", Unit.LINE, line, placed.column + 1)
            yield Part(place, placed.text, Surface.CELL, placed.cell), number


def _unseen(value: str) -> str:
    """Give a value without what no reader sees."""
    return _CONTROL.sub("", seen(value)).replace("\r\n", "\n").replace("\r", "\n")


def _harmless(value: str) -> str:
    """Mark a value as words where a spreadsheet program would work it out."""
    return f"'{value}" if is_formula(value) else value
