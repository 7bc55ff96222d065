"""Rows without rules: where their cells begin is told by rows that hold nothing removed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from minimise.formats.pdf.reissue.edges import Edges, place_of
from minimise.formats.pdf.reissue.words import Stretch

_NEAR = 2.0


Columns = Mapping[int, int]
"""In how many untouched rows a cell begins at a place."""


def columns_of(rows: Iterable[Sequence[Stretch]]) -> Columns:
    """Count the places at which cells begin in untouched rows."""
    return Counter(
        round(cell.left / _NEAR)
        for row in rows if len(row) > 1 and not any(cell.touched for cell in row)
        for cell in row[1:]
    )  # fmt: skip


def settled(row: Sequence[Stretch], columns: Columns) -> list[Stretch]:
    """Join the cells of a touched row where nothing but a gap parts them; the gap may be a removed word's."""
    if row[0].room is not None or not any(cell.touched for cell in row):
        return list(row)
    found: list[Stretch] = []
    for cell in row:
        if found and not _rows_with(cell, columns) and found[-1].base == cell.base:
            found[-1] = _joined(found[-1], cell)
        else:
            found.append(cell)
    return found if len(found) > 1 else [replace(found[0], cell=None)]


def is_stretched(row: Sequence[Stretch], columns: Columns, edges: Edges) -> bool:
    """Say whether a row is a line of justified text with wide gaps, which no other row shares."""
    if len(row) < 2 or any(each.room is not None or each.base != row[0].base for each in row):
        return False
    edge = edges.get(place_of(row[0]))
    if edge is None or not edge.reached_by(row[-1]):
        return False
    own = 0 if any(cell.touched for cell in row) else 1
    return all(_rows_with(cell, columns) <= own for cell in row[1:])


def as_line(row: Sequence[Stretch]) -> Stretch:
    """Give a row as one line."""
    line = row[0]
    for cell in row[1:]:
        line = _joined(line, cell)
    return replace(line, cell=None)


def _rows_with(cell: Stretch, columns: Columns) -> int:
    at = round(cell.left / _NEAR)
    return sum(columns.get(place, 0) for place in (at - 1, at, at + 1))


def _joined(one: Stretch, other: Stretch) -> Stretch:
    touched = one.touched or other.touched
    return replace(one, words=(*one.words, *other.words), right=other.right, touched=touched)
