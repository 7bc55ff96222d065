"""How well a find is evidenced, and the pieces every recogniser is built from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
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
    def _by_key(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The openings by their first letters, as words are listed; none where these are the whole opening."""
        keys = sorted({opening[:_KEY] for opening in self.openings})
        groups = {key: tuple(opening for opening in self.openings if opening[:_KEY] == key) for key in keys}
        return tuple((key, () if key in group else group) for key, group in groups.items())

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match from left to right, without overlap."""
        if not self.openings:
            yield from self.regex.finditer(text)
            return
        words, found, end = word_starts(text), [], 0
        for key, openings in self._by_key:
            if starts := words.beginning(key):
                found += [at for at in starts if words.low.startswith(openings, at)] if openings else starts
        for at in sorted(found):
            if at >= end and (match := self.regex.match(text, at)):
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


_KEY = 3
"""Letters by which the words of a text are listed."""


class WordStarts:
    """A text in small letters, and where its words begin, by their first letters."""

    def __init__(self, text: str) -> None:
        """Index the text."""
        self.low = lowered(text)
        self._starts: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        for match in re.finditer(r"(?<![^\W_])[^\W_]", self.low):
            at = match.start()
            self._starts.setdefault(self.low[at : at + _KEY], []).append(at)

    def beginning(self, key: str) -> list[int]:
        """Give where words begin with some letters."""
        if len(key) == _KEY:
            return self._starts.get(key, _NOWHERE)
        if not self._short:
            for longer, starts in self._starts.items():
                for short in {longer[:1], longer[:2]}:
                    self._short.setdefault(short, []).extend(starts)
        return self._short.get(key, _NOWHERE)


_NOWHERE: list[int] = []


@lru_cache(maxsize=2)
def word_starts(text: str) -> WordStarts:
    """Give the index of a text.

    Kept for the one text at hand, as some sixty shapes ask for it; `find_identifiers` empties it when it is done, so
    that no document stays in memory.
    """
    return WordStarts(text)


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
    letters, at = "", 0
    while match := _LITERAL.regex.match(expression, at):
        at = match.end()
        if expression[at : at + 1] in _OPTIONAL:
            break
        letters += match["escaped"] or (" " if match["blank"] else match["plain"])
    return letters.lower()


_LITERAL = Shape(r"\\(?P<escaped>[.+/])|(?P<blank>\[ \])|(?P<plain>[^\W_]|[&/])")
_OPTIONAL = ("?", "*", "{")


def openings_of(expression: str) -> list[str]:
    """Give what an alternative can begin with; one letter before a stop is no reason to try every word with it."""
    if one := _LETTER_BEFORE_STOP.regex.fullmatch(expression):
        return [one[1] + stop for stop in one[2]]
    return [opening(expression)]


_LETTER_BEFORE_STOP = Shape(r"(\w)\(\?=\[([^\]\\]+)\]\)")


# What may stand between a form label and its value: "NHS No: ", "NHS No (if known) | ", "NHS\n", "NHS number is ".
SEPARATOR = r"""
    (?:[ \t]{0,3}(?:[:=|\#>\[\-–—.,?]
        |\([^()\n|\d]{1,40}\)|/[ ]?[a-z]{2,8}\b
        |\b(?:or|and)[ ][a-z]{2,9}\b(?=[ ]?[:|])
        |\b(?:is|was|begins|began|starts|reads|of|as|the|approx|approximately|circa|no|nos|number|numbers|num|nr|id|ref|reference|code)\b)){0,5}
    [ \t]{0,4}(?:\n[ \t]{0,2}){0,2}[(:"'|]{0,1}[ \t]{0,2}
"""


@cache
def separator() -> Shape:
    """Give the shape of what may stand between a label and its value; one for all, as compiling it takes long."""
    return Shape(SEPARATOR, any_case=True)


class Label:
    """A label that ends just before a value."""

    def __init__(self, words: str) -> None:
        """Take the labels as alternatives."""
        self._words = Shape(rf"(?<![^\W_])(?:{words})", any_case=True)

    def before(self, text: str, start: int, reach: int = 70) -> re.Match[str] | None:
        """Match the label before `start`, if nothing but a separator stands between them."""
        heads = self._words.regex.finditer(text, max(0, start - reach), start)
        return next((head for head in heads if separator().regex.fullmatch(text, head.end(), start)), None)


class Labelled:
    """A label and the value behind it."""

    def __init__(self, words: str, value: str) -> None:
        """Take the labels as alternatives, each beginning with a letter, and the shape of the value."""
        self._labels = words
        self._value = Shape(f"(?P<value>{value})", any_case=True)

    @cached_property
    def _words(self) -> Shape:
        openings = [start for alternative in alternatives(self._labels) for start in openings_of(alternative)]
        return Shape(f"(?:{self._labels})", any_case=True, openings=openings)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the values, each a match that has it under the name `value`."""
        end = 0
        for head in self._words.finditer(text):
            if head.start() >= end and (match := self._behind(text, head.end())):
                yield match
                end = match.end()

    def _behind(self, text: str, start: int) -> re.Match[str] | None:
        """Match the value behind the longest separator that leaves one, never from within a word."""
        gap = separator().regex.match(text, start)
        for at in range(gap.end() if gap else start, start - 1, -1):
            within = at > start and text[at - 1].isalnum() and text[at : at + 1].isalnum()
            if not within and (match := self._value.regex.match(text, at)):
                return match
        return None


def graded(*, named: bool, holds: bool, unnamed_failed: float) -> float:
    """Score a find from its label and its check digit; a failed check lowers the score, never drops a named find."""
    if named:
        return LABELLED_AND_CHECKED if holds else LABELLED_BUT_FAILED
    return CHECKED if holds else unnamed_failed


_SLIPS = str.maketrans("OoIlL|", "001111")


def digits_of(words: str) -> str:
    """Give the digits of a value, undoing the slips of scanners and tired hands (O for 0, l and I for 1)."""
    return "".join(str(int(c)) for c in words.translate(_SLIPS) if c.isdecimal())
