"""Rows without rules: where their cells begin is told by rows that hold nothing removed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minimise.formats.pdf.reissue.words import Stretch

_NEAR = 2.0


def columns_of(rows: Iterable[Sequence[Stretch]]) -> frozenset[int]:
    """Give the places at which cells begin in untouched rows."""
    return frozenset(
        round(cell.left / _NEAR)
        for row in rows if len(row) > 1 and not any(cell.touched for cell in row)
        for cell in row[1:]
    )  # fmt: skip


def settled(row: Sequence[Stretch], columns: frozenset[int]) -> list[Stretch]:
    """Join the cells of a touched row where nothing but a gap parts them; the gap may be a removed word's."""
    if row[0].room is not None or not any(cell.touched for cell in row):
        return list(row)
    found: list[Stretch] = []
    for cell in row:
        at = round(cell.left / _NEAR)
        known = any(place in columns for place in (at - 1, at, at + 1))
        if found and not known and found[-1].base == cell.base:
            found[-1] = _joined(found[-1], cell)
        else:
            found.append(cell)
    return found


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return replace(one, words=(*one.words, *other.words), right=other.right, touched=True)
