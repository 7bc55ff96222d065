"""How a table of values is written: which sign parts the values, which ends the lines, and what stands in quotes."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.columns import SIGNS, decoded
from minimise.safe import Id

_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 65_536
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The looks of one file of values."""

    sign: str
    stated: bool
    """Whether the first line says which sign it is (`sep=;`)."""
    end: str
    quoted: bool
    """Whether every value stands in quotes."""
    marked: bool
    """Whether a mark tells that it is Unicode; without one, older programs misread names."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of values after reading: its looks, its rows, and on which line each begins."""

    dialect: Dialect
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    lines: tuple[int, ...]


def table_of(data: bytes) -> Table:
    """Read a file of values strictly: a value taken for two could part a name from its label.

    Raises:
        UnreadableDocument: it is in no encoding that we know, or its quotes do not close.
    """
    text = decoded(data)
    if text is None or "\0" in text:
        raise UnreadableDocument(
            "the table is in an encoding that cannot be read",
            "Open it in a spreadsheet program, save it as .xlsx and try again.",
            format=Id("csv"),
        )
    marked = data.startswith(_MARKS) or not _is_utf8(data)
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    sign = stated[1] if stated else _sign_of(body[:_SAMPLE])
    found = _parsed(body, sign)
    if found is None:
        raise UnreadableDocument(
            "the table is damaged: a value begins with a quote that does not end",
            "Open it in a spreadsheet program, save it as .xlsx and try again.",
            format=Id("csv"),
        )
    rows, lines = found
    end = "\r\n" if "\r\n" in body else "\r" if "\r" in body and "\n" not in body else "\n"
    dialect = Dialect(sign, stated is not None, end, _all_quoted(body[:_SAMPLE], rows), marked)
    return Table(dialect, rows, tuple(line + bool(stated) for line in lines))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sign_of(text: str) -> str:
    """Choose the sign that parts most lines into the same number of values."""
    best, chosen = (0.0, 0), ","
    whole = text.rpartition("\n")[0] if len(text) == _SAMPLE else text
    for sign in SIGNS:
        found = _parsed(whole, sign)
        counts = Counter(len(row) for row in found[0] if row) if found else Counter()
        if not counts:
            continue
        width, often = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        score = (often / counts.total(), width)
        if width > 1 and score > best:
            best, chosen = score, sign
    return chosen


def _parsed(text: str, sign: str) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]] | None:
    """Give the rows and the line on which each begins; None where quotes do not close."""
    rows, lines, at = [], [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            rows.append(tuple(row))
            lines.append(at)
            at = reader.line_num + 1
    except csv.Error:
        return None
    return tuple(rows), tuple(lines)


def _all_quoted(text: str, rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the first rows have every value in quotes."""
    first = [row for row in rows if row][:3]
    return bool(first) and text.count('"') >= 2 * sum(map(len, first)) and text.lstrip()[:1] == '"'


def written(table: Table, rows: list[list[str]]) -> bytes:
    """Give rows in the looks of the table that they came from."""
    dialect, out = table.dialect, io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=dialect.sign,
        lineterminator=dialect.end,
        quoting=csv.QUOTE_ALL if dialect.quoted else csv.QUOTE_MINIMAL,
    )
    if dialect.stated:
        out.write(f"sep={dialect.sign}{dialect.end}")
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if dialect.marked else "utf-8")
