"""Reads the light markup that the samples are written in.

Facts about the file come first, one ``key: value`` a line, closed by ``---``. Then one block a line: ``# heading``,
``## smaller heading``, ``- bullet``, ``| cell | cell |`` (rows that touch are one table; ``|=`` opens a row of
headings; ``//`` breaks a line in a cell), ``[box]``, ``[hidden]``, ``[small]``, ``[right]``, ``[page]``; anything
else is a paragraph.
Inside a line: ``**bold**``, ``{+inserted+}``, ``{-deleted-}``, ``{c:author|comment}``, ``{f:footnote}``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\{\+(?P<inserted>.+?)\+\}|\{-(?P<deleted>.+?)-\}"
    r"|\{c:(?P<author>[^|]+)\|(?P<comment>.+?)\}|\{f:(?P<footnote>.+?)\}"
)
_MARKS = {"# ": "title", "## ": "heading", "- ": "bullet"} | {
    f"[{name}]": name for name in ("box", "hidden", "small", "right", "page")
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph and how it is marked."""

    text: str
    kind: str = "plain"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its kind, or a table with its rows."""

    kind: str
    text: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that one sample file is made of."""

    facts: dict[str, str]
    blocks: tuple[Block, ...] = field(default=())

    @property
    def output(self) -> str:
        """The name of the file to write."""
        return self.facts["output"]


def pieces(text: str) -> Iterator[Piece]:
    """The marked and unmarked stretches of one paragraph, in order."""
    start = 0
    for found in _INLINE.finditer(text):
        if found.start() > start:
            yield Piece(text[start : found.start()])
        kind = found.lastgroup or "plain"
        yield Piece(found[kind], kind, found["author"] or "")
        start = found.end()
    if start < len(text):
        yield Piece(text[start:])


def read_source(text: str) -> Source:
    """Read the whole source text of a sample."""
    head, _, body = text.partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return Source(facts, tuple(_blocks(body.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[Row] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(_row(line))
            continue
        if rows:
            yield Block("table", rows=tuple(rows))
            rows = []
        if line.strip():
            yield _paragraph(line)


def _row(line: str) -> Row:
    heading = line.startswith("|=")
    cells = line.lstrip("|=").rstrip().removesuffix("|").split("|")
    return Row(tuple(cell.strip() for cell in cells), heading)


def _paragraph(line: str) -> Block:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark).strip())
    return Block("paragraph", line)
