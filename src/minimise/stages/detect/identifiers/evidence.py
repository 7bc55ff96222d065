"""How well a find is evidenced, and the pieces every recogniser is built from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from minimise.model import Hit

# Shape finds, checks and labels only score. The bands never overlap: label beats checksum beats shape.
LABELLED_AND_CHECKED = 0.99
LABELLED = 0.95
LABELLED_BUT_FAILED = 0.90
CHECKED = 0.85
CLEAR_SHAPE = 0.80
SHAPE = 0.65
WEAK = 0.55

LABEL_BAND = LABELLED_BUT_FAILED
CHECK_BAND = CHECKED


class Identifier(Protocol):
    """One recogniser: plain, without state, handed the whole reading."""

    @property
    def id(self) -> str:
        """Detector id such as `uk.nhs_number`."""
        ...

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every candidate; never raise, whatever the text."""
        ...


class Shape:
    """A regular expression that is compiled when first used, so that importing stays cheap."""

    def __init__(self, source: str, *, any_case: bool = False, openings: Sequence[str] = ()) -> None:
        """Take a verbose expression.

        Args:
            source: the expression.
            any_case: whether capitals and small letters are the same to it.
            openings: small letters that every match begins with, one or other; matches are then only tried where a
                word begins so, which is many times quicker than trying every place.
        """
        self.source = source
        self.any_case = any_case
        self.openings = tuple(openings)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source, re.VERBOSE | (re.IGNORECASE if self.any_case else re.NOFLAG))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(sorted({opening[:2] for opening in self.openings}))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match from left to right, without overlap."""
        if not self.openings:
            yield from self.regex.finditer(text)
            return
        low, starts = word_starts(text)
        end = 0
        for at in sorted({at for key in self._keys for at in starts.get(key, ())}):
            if at >= end and low.startswith(self.openings, at) and (match := self.regex.match(text, at)):
                yield match
                end = match.end()

    def before(self, text: str, start: int, reach: int = 70) -> re.Match[str] | None:
        """Match the words that end just before `start`; the expression has to be tied to the end."""
        return self.regex.search(text, max(0, start - reach), start)

    def after(self, text: str, end: int, reach: int = 60) -> re.Match[str] | None:
        """Match the words that begin at `end`."""
        return self.regex.match(text, end, min(len(text), end + reach))

    def near(self, text: str, start: int, end: int, reach: int = 80) -> bool:
        """Say whether it occurs around `[start, end)`, within the same paragraph."""
        low = max(text.rfind("\n\n", 0, start), start - reach, 0)
        stop = text.find("\n\n", end, end + reach)
        return self.regex.search(text, low, stop if stop > 0 else min(len(text), end + reach)) is not None


def by_first_letter(expressions: Iterable[str]) -> str:
    """Join alternatives grouped by their first letter, so that a word is only tried against those it can be."""
    groups: dict[str, list[str]] = {}
    for expression in sorted(expressions, key=lambda e: (-len(e), e)):
        groups.setdefault(expression[0], []).append(expression[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


def lowered(text: str) -> str:
    """Give the text in small letters, character for character, so that offsets stay true."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=2)
def word_starts(text: str) -> tuple[str, dict[str, list[int]]]:
    """Give the text in small letters and where its words begin, by their first letter and by their first two.

    Kept for the one text at hand, as some sixty shapes ask for it; `find_identifiers` empties it when it is done, so
    that no document stays in memory.
    """
    low = lowered(text)
    starts: dict[str, list[int]] = {}
    for match in re.finditer(r"(?<![^\W_])[^\W_]", low):
        at = match.start()
        starts.setdefault(low[at], []).append(at)
        starts.setdefault(low[at : at + 2], []).append(at)
    return low, starts


def alternatives(words: str) -> list[str]:
    """Split an expression at the bars that stand outside all brackets."""
    pieces, depth, piece, escaped = [], 0, "", False
    for char in words:
        if char == "|" and not depth and not escaped:
            pieces.append(piece.strip())
            piece = ""
            continue
        depth += 0 if escaped else (char in "([") - (char in ")]")
        escaped = char == "\\" and not escaped
        piece += char
    return [*pieces, piece.strip()]


def opening(expression: str) -> str:
    """Give the small letters that every match of an expression begins with."""
    letters = ""
    for char, following in zip(expression, expression[1:] + " ", strict=True):
        if not char.isalnum() or following in "?*{":
            break
        letters += char
    return letters.lower()


# What may stand between a form label and its value: "NHS No: ", "NHS No (if known) | ", "NHS\n", "NHS number is ".
SEPARATOR = r"""
    (?:[ \t]{0,3}(?:[:=|\#>\[\-–—.,?]
        |\([^()\n|\d]{1,40}\)|/[ ]?[a-z]{2,8}\b
        |\b(?:or|and)[ ][a-z]{2,9}\b(?=[ ]?[:|])
        |\b(?:is|was|of|as|the|approx|approximately|circa|no|nos|number|numbers|num|nr|id|ref|reference|code)\b)){0,5}
    [ \t]{0,4}(?:\n[ \t]{0,2}){0,2}[(:"'|]{0,1}[ \t]{0,2}
"""


def label(words: str) -> Shape:
    """Give the shape of a label that ends just before a value."""
    return Shape(rf"(?<![^\W_])(?:{words}){SEPARATOR}\Z", any_case=True)


def labelled(words: str, value: str, *, separator: str = SEPARATOR) -> Shape:
    """Give the shape of a label and its value, the value under the name `value`; each label begins with a letter."""
    openings = [opening(words) for words in alternatives(words)]
    return Shape(rf"(?:{words}){separator}(?P<value>{value})", any_case=True, openings=openings)


def graded(*, named: bool, holds: bool, unnamed_failed: float) -> float:
    """Score a find from its label and its check digit; a failed check lowers the score, never drops a named find."""
    if named:
        return LABELLED_AND_CHECKED if holds else LABELLED_BUT_FAILED
    return CHECKED if holds else unnamed_failed


_SLIPS = str.maketrans("OoIlL|", "001111")


def digits_of(words: str) -> str:
    """Give the digits of a value, undoing the slips of scanners and tired hands (O for 0, l and I for 1)."""
    return "".join(str(int(c)) for c in words.translate(_SLIPS) if c.isdecimal())
