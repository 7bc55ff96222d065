"""One continuous text over all parts, as a person would read it, with a way back to each part."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from minimise.model.document import Document, Part, Unit
from minimise.model.span import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A form pair: where its label and its value stand in the reading, code points `[start, end)`.

    `row` numbers the table row or line it stands in; `headed` says the label is a column heading.
    """

    label: tuple[int, int]
    value: tuple[int, int]
    row: int
    headed: bool = False
    section: tuple[int, int] | None = None
    """The heading under which the pair stands, such as `3. Perpetrator`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The document as one string.

    Paragraphs are parted by a blank line, wrapped text lines by a line end, cells of a row by ` | `,
    so that sentences, names and form rows can be found across parts. Every character of a part stands in it
    once, folded to its plain form (`folded`); separators belong to no part.
    """

    document: Document = field(repr=False)
    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    """Offset in `text` at which each part begins, by part index."""
    order: tuple[int, ...] = field(repr=False)
    """Part indexes in reading order; their starts ascend."""
    order_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Lay the parts out in order: visible ones first, then what the author withdrew."""
        parts = document.parts
        order = sorted(range(len(parts)), key=lambda i: not parts[i].visible)
        pieces: list[str] = []
        starts = [0] * len(parts)
        length = 0
        before: Part | None = None
        for index in order:
            gap = _gap(before, parts[index]) if before is not None else ""
            starts[index] = length + len(gap)
            pieces += [gap, _unquoted(parts[index].text)]
            length = starts[index] + len(parts[index].text)
            before = parts[index]
        return cls(document, folded("".join(pieces)), tuple(starts), tuple(order), tuple(starts[i] for i in order))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the parts' spans under `[start, end)` of the reading; separators fall away."""
        found = []
        at = max(bisect_right(self.order_starts, start) - 1, 0)
        for index in self.order[at:]:
            begin = self.starts[index]
            if begin >= end:
                break
            low, high = max(start - begin, 0), min(end - begin, len(self.document.parts[index].text))
            if low < high:
                found.append(Span(index, low, high))
        return tuple(found)

    def offset(self, span: Span) -> tuple[int, int]:
        """Give the stretch of the reading that a span covers."""
        return self.starts[span.part] + span.start, self.starts[span.part] + span.end

    def part_at(self, offset: int) -> int:
        """Give the index of the part that holds (or stands just before) an offset."""
        return self.order[max(bisect_right(self.order_starts, offset) - 1, 0)]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield `[start, end)` of each sentence, cell or list item, trimmed, in order and not overlapping."""
        yield from _sentences(self.text)


def folded(text: str) -> str:
    """Fold look-alikes one for one (full-width letters, odd spaces, curly quotes), so that offsets stay true."""
    return text if text.isascii() else "".join(map(_folded_char, text))


@cache
def _folded_char(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    plain = unicodedata.normalize("NFKC", char)
    wanted = len(plain) == 1 and (not char.isalpha() or ord(char) >= 0xFF00)
    return plain if wanted else char


_PLAIN = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
_PLAIN |= dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032", "'") | dict.fromkeys(
    "\u201c\u201d\u201e\u201f\u2033", '"'
)
_PLAIN |= dict.fromkeys("\u2010\u2011\u2212", "-")


_QUOTING = re.compile(r"^[ \t]*>[> \t]*")


def _unquoted(text: str) -> str:
    """Blank out the marks of a quoted mail, so that a sentence goes on from line to quoted line."""
    match = _QUOTING.match(text)
    return " " * match.end() + text[match.end() :] if match else text


def _gap(before: Part, after: Part) -> str:
    """Choose what stands between two parts that follow each other."""
    if before.visible != after.visible:
        return "\n\n"
    if before.cell and after.cell and before.cell.table == after.cell.table and before.cell.row == after.cell.row:
        return "\n" if before.cell.column == after.cell.column else " | "
    if before.cell and after.cell:
        return "\n"
    if before.place.unit is Unit.PAGE and after.text[:1].islower() and before.text.rstrip()[-1:] not in ".!?:":
        return "\n"  # a sentence that goes on over the page
    lines = before.place.unit is after.place.unit is Unit.LINE and before.place.name == after.place.name
    return "\n" if lines and before.visible else "\n\n"


# A full stop ends a sentence unless it stands after a title, an initial or a short form.
_ENDING = re.compile(
    r"""(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bapprox)(?<!\bRev)(?<!\bProf)(?<!\b[A-Z])(?<!\bd\.o\.b)(?<!\bD\.o\.B)
    [.!?]+["'’”)\]]*(?=\s)(?!\s+[a-z0-9]\b(?!\s))   # end mark, closing quotes, then space
    |[ \t]*\n\s*\n+\s*                                  # blank line
    |\s\|\s|\t+                                         # next cell
    |\n(?=\s*(?:[-*•◦‣–]|\d{1,2}[.)]|[☐☒☑]|\[[ xX]?\])\s)  # list item or tick box
    |\n(?=\s*[A-Z\d☐☒][^\n:|]{1,40}:(?:\s|$))|(?<=[.:;!?])\n(?=[^\n:|]{2,40}:(?:\s|$))                       # form line
    """,
    re.VERBOSE,
)
_SHORT_LINE = re.compile(r"\n")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Split a reading into sentences; a hard-wrapped line goes on unless the line before it was short."""
    cuts = [0]
    for match in _ENDING.finditer(text):
        cuts.append(match.end())
    cuts += [m.end() for m in _SHORT_LINE.finditer(text) if _ends_here(text, m.start())]
    cuts = sorted({*cuts, len(text)})
    for start, end in pairwise(cuts):
        piece = text[start:end]
        trimmed = piece.strip(" \t\n|")
        if trimmed:
            begin = start + piece.index(trimmed[0])
            yield begin, begin + len(trimmed)


def _ends_here(text: str, newline: int) -> bool:
    """Say whether a single line end also ends the thought: the line is a table row, or short for its paragraph."""
    begin = text.rfind("\n", 0, newline) + 1
    after = text[newline + 1 : newline + 2]
    stop = text.find("\n", newline + 1)
    if " | " in text[begin : stop if stop > 0 else len(text)]:
        return True
    if after.islower() and newline - begin >= 30 and text[newline - 1] not in ".!?:":
        return False
    return newline - begin < 45 or not after or (after.isupper() and newline - begin < 60)
