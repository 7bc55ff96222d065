"""Rows of ruled tables that a page end parted or repeated: what the length of the words did is taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from minimise.formats.pdf.reissue.joining import has_no_room
from minimise.formats.pdf.reissue.words import Stretch

Row = list[Stretch]


@dataclass(slots=True)
class Table:
    """Rows that follow each other, as their lines come in."""

    rows: list[Row] = field(default_factory=list)

    def take(self, line: Sequence[Stretch]) -> None:
        """Take the cells of one line: of the row before, or of another."""
        if self.rows and _is_same_row(self.rows[-1][-1], line[0]):
            self.rows[-1] += line
        else:
            self.rows.append(list(line))

    def cell_of(self, line: Stretch) -> Stretch:
        """Give a line that stands alone in its row as the cell it is, if it stands in a column of the rows before."""
        if line.room is None or line.cell is not None or not self.rows:
            return line
        for each in self.rows[-1]:
            if each.cell is not None and _is_one_column(each, line):
                row = -1 - abs(line.room.top)  # no row that was counted has such a number
                return replace(line, cell=(row, each.cell[1], each.cell[2]))
        return line

    def done(self) -> Iterator[Row]:
        """Give the rows and begin a new table."""
        kept: list[Row] = []
        for row in self.rows:
            on_new_page = kept and row[0].page != kept[-1][-1].page
            if on_new_page and _is_heading_again(kept[0], row):
                continue
            if on_new_page and _goes_on(kept[-1], row):
                kept[-1] += _moved_up(kept[-1], row)
            else:
                kept.append(row)
        self.rows = []
        yield from kept


def _is_same_row(before: Stretch, after: Stretch) -> bool:
    if before.page != after.page or before.cell is None or after.cell is None:
        return False
    return before.cell[0] == after.cell[0]


def _is_ruled(row: Row) -> bool:
    return all(each.room is not None and each.cell is not None for each in row)


def _columns(row: Row) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for each in row:
        found.setdefault(each.cell[1] if each.cell else 0, []).append(each)
    return found


def _is_heading_again(first: Row, row: Row) -> bool:
    """Say whether a table's first row is repeated; how often it is depends on how long the table was."""
    if not (_is_ruled(first) and _is_ruled(row)):
        return False
    one, other = ({column: [e.text for e in cell] for column, cell in _columns(each).items()} for each in (first, row))
    return len(one) > 1 and one == other


def _goes_on(before: Row, row: Row) -> bool:
    """Say whether a row is the rest of the one before: some cells are done, and the others ended for want of room."""
    if not (_is_ruled(before) and _is_ruled(row)):
        return False
    above, below = _columns(before), _columns(row)
    if not set(below) < set(above):
        return False
    return all(_is_below(above[column][-1], cell[0]) for column, cell in below.items())


def _is_below(last: Stretch, first: Stretch) -> bool:
    if last.cell is None or first.cell is None or last.cell[2] != first.cell[2]:
        return False
    return _is_one_column(last, first) and has_no_room(last, first, {})


def _is_one_column(one: Stretch, other: Stretch) -> bool:
    if one.room is None or other.room is None:
        return False
    return abs(one.room.left - other.room.left) <= 1 and abs(one.room.right - other.room.right) <= 1


def _moved_up(before: Row, row: Row) -> Iterator[Stretch]:
    """Give the rest of a row as if its page had not ended."""
    above = _columns(before)
    for column, cell in _columns(row).items():
        last = above[column][-1]
        pitch = above[column][-2].base - last.base if len(above[column]) > 1 else 1.2 * last.size
        shift = last.base - pitch - cell[0].base
        for each in cell:
            yield replace(each, base=each.base + shift, page=last.page, room=last.room, cell=last.cell)
