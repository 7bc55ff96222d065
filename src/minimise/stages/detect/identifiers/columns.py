"""Tables with headings: a cell is read as if its column's heading stood before it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Cell = tuple[int, int]

_BAR = re.compile(r" \| |\t")
_MOST_LINES = 8
"""Lines that one row may take up where its cells hold several paragraphs."""


@dataclass(frozen=True, slots=True)
class HeadedCells:
    """The cells under headings, written out as `heading: cell` lines, with the way back."""

    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    """Where each cell begins in `text`."""
    cells: tuple[Cell, ...] = field(repr=False)
    """Where it stands in the reading."""

    def original(self, start: int, end: int) -> Cell | None:
        """Give the stretch of the reading under `[start, end)`, if that lies within one cell."""
        at = bisect_right(self.starts, start) - 1
        if at < 0:
            return None
        begin, stop = self.cells[at]
        low, high = begin + start - self.starts[at], begin + end - self.starts[at]
        return (low, high) if high <= stop else None


def headed_cells(text: str) -> HeadedCells:
    """Write out every cell that has a column heading above it."""
    pieces: list[str] = []
    starts: list[int] = []
    cells: list[Cell] = []
    length = 0
    for heading, (start, end) in _pairs(text):
        before = f"{heading}: "
        starts.append(length + len(before))
        cells.append((start, end))
        pieces.append(f"{before}{text[start:end]}\n\n")
        length += len(pieces[-1])
    return HeadedCells("".join(pieces), tuple(starts), tuple(cells))


def _pairs(text: str) -> Iterator[tuple[str, Cell]]:
    if not _BAR.search(text):
        return
    for block in _blocks(text):
        heads = [text[start:end].strip(" :") for start, end in block[0]]
        if len(heads) < 2 or any(c.isdigit() for head in heads for c in head) or max(map(len, heads)) > 48:
            continue
        for row in block[1:]:
            for head, cell in zip(heads, row, strict=True):
                if head and cell[1] > cell[0]:
                    yield head, cell


def _blocks(text: str) -> Iterator[list[list[Cell]]]:
    """Yield tables: a first row and all following rows with as many cells."""
    block: list[list[Cell]] = []
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        wanted = len(block[0]) if block else 0
        row, used = _row(text, lines, at, wanted)
        if block and len(row) == wanted:
            block.append(row)
        else:
            if len(block) > 1:
                yield block
            row, used = _row(text, lines, at, 0)
            block = [row] if len(row) > 1 else []
        at += used
    if len(block) > 1:
        yield block


def _row(text: str, lines: Sequence[Cell], at: int, wanted: int) -> tuple[list[Cell], int]:
    """Give the cells of the row that begins with a line, and how many lines it takes up."""
    most = min(len(lines) - at, _MOST_LINES if wanted else 1)
    for used in range(1, most + 1):
        low, high = lines[at + used - 1]
        if low == high and used > 1:
            break
        cells = _split(text, lines[at][0], high)
        if len(cells) >= max(wanted, 1):
            return cells, used
    return [lines[at]], 1


def _split(text: str, start: int, end: int) -> list[Cell]:
    cells, at = [], start
    for bar in _BAR.finditer(text, start, end):
        cells.append((at, bar.start()))
        at = bar.end()
    return [*cells, (at, end)]


def _lines(text: str) -> Iterator[Cell]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
