"""How words are compared when something must not leave: any case, accent form, width or spacing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

_LETTER = r"[^\W\d_]"
_INSIDE_FROM = 6
"""From this many letters on a protected word is also found inside longer words (contract.md section 4)."""


@dataclass(frozen=True, slots=True)
class View:
    """A text in plain form (no accents, no case, no unseen characters) with the way back to each character."""

    plain: str = field(repr=False)
    origin: tuple[int, ...] | None = field(repr=False)
    """Index of the original character for each plain one; None where they are the same."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original text under `[start, end)` of the plain one."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def plain_view(text: str) -> View:
    """Give the plain view of a text."""
    if text.isascii():
        return View(text.lower(), None)
    if all(len(_plain_char(char)) == 1 for char in set(text)):
        return View(text.translate(_PLAIN), None)
    plain: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        folded = _plain_char(char)
        plain.append(folded)
        origin += [at] * len(folded)
    return View("".join(plain), tuple(origin))


@cache
def _plain_char(char: str) -> str:
    if char in _STRAIGHT:
        return _STRAIGHT[char]
    kept = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "" if unicodedata.category(char) == "Cf" else kept.casefold()


class _PlainChars(dict[int, str]):
    """The plain form of each character by its number, made when it is first met."""

    def __missing__(self, code: int) -> str:
        """Note a further character."""
        self[code] = _plain_char(chr(code))
        return self[code]


_PLAIN = _PlainChars()
_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "ø": "o", "đ": "d", "ł": "l"}


@dataclass(frozen=True, slots=True)
class Term:
    """A protected term, ready to be searched for."""

    tokens: tuple[str, ...] = field(repr=False)
    body: str = field(repr=False)
    """The pattern of the term itself, with the gaps it may have; not compiled, because most terms are nowhere."""
    around: str = field(repr=False)
    """The pattern of the term with what may stand around it."""
    inside: bool
    """Whether it is also found inside longer words."""


@cache
def term_of(words: str) -> Term | None:
    """Give the term for some words; None if they have no letter or digit."""
    tokens = re.findall(r"[^\W_]+", plain_view(words).plain)
    if not tokens:
        return None
    letters = sum(c.isalpha() for c in "".join(tokens))
    digits = sum(c.isdigit() for c in "".join(tokens))
    inside = letters >= _INSIDE_FROM and letters > digits
    gap = r"[\W_]{0,4}" if inside or digits >= _INSIDE_FROM else r"[\W_]{1,4}"
    body = gap.join(_token_pattern(token) for token in tokens)
    before = rf"(?<!{_LETTER})" if tokens[0][0].isalpha() else r"(?<!\d)"
    after = rf"(?:'?s|es)?(?!{_LETTER})" if tokens[-1][-1].isalpha() else r"(?!\d)"
    return Term(tuple(tokens), body, f"{_LETTER}*{body}{_LETTER}*" if inside else before + body + after, inside)


def _token_pattern(token: str) -> str:
    """Let the digits of a long number stand apart, as people group them as they like."""
    if _may_stand_apart(token):
        return r"[\s().-]{0,2}".join(token)
    return re.escape(token)


def _may_stand_apart(token: str) -> bool:
    return token.isdigit() and len(token) >= _GRAM


_GRAM = 4
_BETWEEN_DIGITS = re.compile(r"[\s().-]+")


class Searched:
    """A text prepared for many searches: most terms are not in it, and that is told without reading it again."""

    __slots__ = ("_grams", "_numbers", "view")

    def __init__(self, text: str) -> None:
        """Take the plain view, and note every run of four characters in it, with and without gaps between digits."""
        self.view = plain_view(text)
        self._grams = _grams(self.view.plain)
        self._numbers = _grams(_BETWEEN_DIGITS.sub("", self.view.plain))

    def occurrences(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield `[start, end)` of every occurrence of a protected term in the text."""
        term = term_of(words)
        if term is None or not self.may_hold(words):
            return
        found = _inside_words(term, self.view.plain) if term.inside else _alone(term, self.view.plain)
        for match in found:
            if match.end() > match.start():
                yield self.view.original(match.start(), match.end())

    def may_hold(self, words: str) -> bool:
        """Say whether a term can be in the text; False is certain."""
        term = term_of(words)
        return term is not None and all(self._may_hold(token) for token in term.tokens)

    def _may_hold(self, token: str) -> bool:
        if len(token) < _GRAM:
            return token in self.view.plain
        grams = self._numbers if _may_stand_apart(token) else self._grams
        return all(token[at : at + _GRAM] in grams for at in range(len(token) - _GRAM + 1))


def _alone(term: Term, plain: str) -> Iterator[re.Match[str]]:
    """Yield what the pattern finds, by way of the term itself: what may not stand before it is slow to seek."""
    body, around = re.compile(term.body), re.compile(term.around)
    at = 0
    while (core := body.search(plain, at)) is not None:
        match = around.match(plain, core.start())
        if match is not None:
            yield match
        at = core.start() + 1 if match is None else match.end()


def _inside_words(term: Term, plain: str) -> Iterator[re.Match[str]]:
    """Yield what the pattern finds, by way of the term itself: it begins where the letters before that begin."""
    body, around = re.compile(term.body), re.compile(term.around)
    at = 0
    while (core := body.search(plain, at)) is not None:
        start = core.start()
        while start > at and _is_letter(plain[start - 1]):
            start -= 1
        match = around.match(plain, start) or core
        yield match
        at = match.end()


def _is_letter(char: str) -> bool:
    """Say what `_LETTER` says."""
    return char.isalnum() and not char.isdecimal()


def _grams(plain: str) -> frozenset[str]:
    return frozenset(map("".join, zip(plain, plain[1:], plain[2:], plain[3:], strict=False)))


def occurrences(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of every occurrence of a protected term in a text that is searched for this term alone."""
    found = term_of(term)
    if found is None:
        return
    view = plain_view(text)
    for match in _inside_words(found, view.plain) if found.inside else _alone(found, view.plain):
        if match.end() > match.start():
            yield view.original(match.start(), match.end())
