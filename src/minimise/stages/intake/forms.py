"""Form pairs: which words label which, from table geometry first, then from the way lines are written."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from minimise.lexicons import match_label
from minimise.model import Field, Reading

Range = tuple[int, int]

_CELL_GAP = re.compile(r"\s*(?:\t+|\s\|\s|(?<=\S) {3,}(?=\S))\s*")
_LABEL_LINE = re.compile(r"(?P<label>[^\W\d_][^:\n\t|]{1,58}?)\s?:(?=\s|$)[ \t]*(?P<value>[^\n]*)")
_HEADING = re.compile(
    r"(?m)^[ \t]*(?:(?:section|part)\s)?(?:[0-9]{1,2}[a-z]?[.):]?|[A-Z][.)])?[ \t]*"
    r"(?P<words>[A-Z][^\n|\t.:?!]{2,70}):?[ \t]*$"
)
_NEXT_LABEL = re.compile(r" {3,}(?=\S)|(?<=[\s,;.])[ \t]*(?=(?:[A-Z][\w/'&.()-]*[ ]?){1,5}:(?:\s|$))")


def find_fields(reading: Reading) -> tuple[Field, ...]:
    """Give every form pair in reading order, as stretches of the reading."""
    fields: list[Field] = []
    row = 0
    for table in _tables(reading):
        headed = _is_headed(reading, table)
        for at, cells in enumerate(table):
            if not (headed and at == 0):
                fields += _pairs(reading, cells, table[0] if headed else None, row)
            row += 1
    for line in _lines(reading.text):
        fields += [Field(label, value, row) for label, value in _labelled(reading.text, *line)]
        row += 1
    unique = {(field.label, field.value): field for field in reversed(fields)}
    headings = _headings(reading.text)
    starts = [start for start, _ in headings]
    found = []
    for field in sorted(unique.values(), key=lambda f: (f.value, f.label)):
        at = bisect_right(starts, field.label[0]) - 1
        found.append(replace(field, section=headings[at]) if at >= 0 else field)
    return tuple(found)


def _headings(text: str) -> list[Range]:
    """Give the lines that head a section: short, without a sentence end or a label's colon."""
    return [m.span("words") for m in _HEADING.finditer(text) if len(m["words"].split()) <= 9]


def _tables(reading: Reading) -> Iterator[list[list[Range]]]:
    """Yield tables as rows of cell ranges: true tables of the format, then tables typed as text."""
    cells = [(i, reading.document.parts[i].cell) for i in reading.order]
    for key, group in groupby(cells, key=lambda pair: pair[1].table if pair[1] else None):
        if key is not None:
            yield _rows_of(reading, [(i, (c.row, c.column)) for i, c in group if c])
    typed: list[list[Range]] = []
    for start, end in _lines(reading.text):
        row = _split_cells(reading, start, end)
        if len(row) < 2 and typed:
            yield typed
            typed = []
        if len(row) >= 2:
            typed.append(row)
    if typed:
        yield typed


def _rows_of(reading: Reading, cells: Sequence[tuple[int, tuple[int, int]]]) -> list[list[Range]]:
    """Join the paragraphs of each cell, then the cells of each row."""
    rows: list[list[Range]] = []
    for _, row in groupby(cells, key=lambda pair: pair[1][0]):
        ranges = []
        for _, paragraphs in groupby(row, key=lambda pair: pair[1][1]):
            indexes = [i for i, _ in paragraphs]
            last = reading.document.parts[indexes[-1]]
            ranges.append((reading.starts[indexes[0]], reading.starts[indexes[-1]] + len(last.text)))
        rows.append(ranges)
    return rows


def _lines(text: str) -> Iterator[Range]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _split_cells(reading: Reading, start: int, end: int) -> list[Range]:
    """Split a typed line at tabs, bars or wide gaps; lines of a true table are left to `_rows_of`."""
    if reading.document.parts[reading.part_at(start)].cell is not None:
        return []
    cells, at = [], start
    for gap in _CELL_GAP.finditer(reading.text, start, end):
        if gap.start() > at:
            cells.append((at, gap.start()))
        at = gap.end()
    return [*cells, (at, end)] if at < end else cells


def _is_headed(reading: Reading, table: Sequence[Sequence[Range]]) -> bool:
    """Say whether the first row names columns: three or more short cells, most of them known labels."""
    if len(table) < 2 or len(table[0]) < 3:
        return False
    heads = [_words(reading, cell) for cell in table[0]]
    known = sum(match_label(head) is not None for head in heads)
    return known >= max(2, round(0.6 * len(heads))) and all(
        len(head) <= 60 and not any(c.isdigit() for c in head) for head in heads
    )


def _pairs(reading: Reading, cells: Sequence[Range], heads: Sequence[Range] | None, row: int) -> Iterator[Field]:
    """Pair each cell with its column heading, or with the label to its left."""
    if heads is not None:
        for head, cell in zip(heads, cells, strict=False):
            if _words(reading, cell) and _words(reading, head):
                yield Field(head, cell, row, headed=True)
        return
    at = 0
    while at + 1 < len(cells):
        label, value = cells[at], cells[at + 1]
        words = _words(reading, label)
        if words and (len(cells) == 2 or match_label(words) or words.endswith(":")):
            if _words(reading, value):
                yield Field(label, value, row)
            at += 2
        else:
            at += 1


def _labelled(text: str, start: int, end: int) -> Iterator[tuple[Range, Range]]:
    """Yield `Label: value` pairs of one line; a label alone on its line takes the next line."""
    pieces = [start, *(m.start() for m in _NEXT_LABEL.finditer(text, start, end)), end]
    for low, high in pairwise(pieces):
        match = _LABEL_LINE.search(text, low, high)
        if match is None or len(match["label"].split()) > 9:
            continue
        value = (match.start("value"), match.start("value") + len(match["value"].rstrip()))
        if value[0] == value[1] and high == end:
            value = _line_after(text, end)
        if value[0] < value[1]:
            yield match.span("label"), value


def _line_after(text: str, end: int) -> Range:
    """Give the next line if it is not itself a form line."""
    stop = text.find("\n", end + 1)
    stop = len(text) if stop < 0 else stop
    line = text[end + 1 : stop]
    return (end + 1, stop) if line.strip() and not _LABEL_LINE.match(line) else (end, end)


def _words(reading: Reading, cell: Range) -> str:
    return reading.text[cell[0] : cell[1]].strip()
