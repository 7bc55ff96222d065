"""A web page after reading: its lines of words, the plain skeleton that holds them, and what nobody sees."""

from dataclasses import dataclass, field
from enum import StrEnum

from minimise.model import Cell, Part, Place, Surface, Unit


class Mark(StrEnum):
    """One step of the skeleton from which the copy is written."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    BREAK = "break"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Token:
    """One step: an element of the allow-list that opens or closes, or a stretch of a line's words."""

    mark: Mark
    tag: str = ""
    spans: tuple[tuple[str, int], ...] = ()
    """Of a table cell: over how many columns and rows it reaches."""
    line: int = -1
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line as people see it: what stands between two line ends of the page."""

    text: str = field(repr=False)
    cell: Cell | None = None
    quoted: int = 0
    """How many quotations it stands in."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Words that stand in the file and not on the page."""

    surface: Surface
    place: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or object whose placeholder stands in a line."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of a page."""

    lines: tuple[Line, ...] = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)
    withdrawn: tuple[Withdrawn, ...] = field(repr=False)
    pictures: tuple[Picture, ...] = ()

    def parts(self, name: str, first: int = 1, tables: int = 0) -> tuple[Part, ...]:
        """Give the visible lines as parts of a document, numbered from `first`, tables after `tables` others."""
        return tuple(
            Part(Place(name, Unit.LINE, n), line.text, _surface(line), _moved(line.cell, tables))
            for n, line in enumerate(self.lines, start=first)
        )


def _surface(line: Line) -> Surface:
    return Surface.CELL if line.cell else Surface.BODY


def _moved(cell: Cell | None, tables: int) -> Cell | None:
    return Cell(cell.table + tables, cell.row, cell.column) if cell else None
