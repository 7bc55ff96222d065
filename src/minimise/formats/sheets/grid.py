"""Rows of cells as parts of a document: blocks of rows become tables, so that column heads name what stands below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.model import Cell

MOST_CELLS = 100_000
"""Cells with words, of all sheets: more than any referral has, and what can be read in good time."""
_ONE, _HEADED = 1, 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a row that is read: its column (from 0), its words, and where it stands in its table."""

    column: int
    text: str = field(repr=False)
    cell: Cell


@dataclass(slots=True)
class Blocks:
    """Gives each row its table: a row without words ends one, and so does a title above column heads."""

    table: int = -1
    row: int = 0
    _before: int = 0
    """How many cells of the row before have words; 0 where there is none."""

    def place(self, texts: Mapping[int, str]) -> Iterator[Placed]:
        """Yield the cells of a row, by column, empty ones between them as well: they keep the columns in step."""
        filled = [column for column, text in texts.items() if text.strip()]
        if not filled:
            self._before = 0
            return
        if not self._before or (self._before == _ONE and len(filled) >= _HEADED):
            self.table, self.row = self.table + 1, -1
        self.row, self._before = self.row + 1, len(filled)
        for column in range(max(filled) + 1):
            yield Placed(column, texts.get(column, ""), Cell(self.table, self.row, column))


def by_column(values: Sequence[str]) -> dict[int, str]:
    """Give a row's values by their column."""
    return dict(enumerate(values))


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet program would take a value for something to work out, not to show.

    A telephone number or an amount with a sign in front does no harm.
    """
    begin = text.lstrip(" ")[:1]
    harmless = not any(char.isalpha() or char in "|!'\"" for char in text)
    return begin in ("=", "@", "\t", "\r") or (begin in ("+", "-") and not harmless)
