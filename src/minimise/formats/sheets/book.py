"""A workbook after reading: its sheets with the cells that people see, those that they do not see, and the rest."""

from dataclasses import dataclass, field

from minimise.formats.sheets.looks import PLAIN, Look
from minimise.model import Part, Unread


@dataclass(frozen=True, slots=True)
class Held:
    """A cell with words: as they are shown, and the number behind them where there is one."""

    text: str = field(repr=False)
    look: Look = PLAIN
    value: float | None = field(repr=False, default=None)
    unseen: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet; rows count from 1, columns from 0."""

    number: int
    name: str = field(repr=False)
    hidden: bool = False
    rows: dict[int, dict[int, Held]] = field(default_factory=dict, repr=False)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list, repr=False)
    """The words of shapes that lie on the sheet; in the copy they stand below its rows."""
    unread: list[Unread] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The name its places go by, which is none of its words."""
        return f"sheet{self.number}"

    @property
    def last(self) -> int:
        """The last row that has words."""
        return max(self.rows, default=0)

    def sees(self, row: int, column: int) -> bool:
        """Whether a person who opens the sheet sees what stands there."""
        return not (self.hidden or row in self.hidden_rows or column in self.hidden_columns)


@dataclass(frozen=True, slots=True)
class Book:
    """All of a workbook."""

    sheets: tuple[Sheet, ...]
    beside: tuple[Part, ...] = field(repr=False)
    """Comments, properties and whatever else holds words that no cell shows."""
