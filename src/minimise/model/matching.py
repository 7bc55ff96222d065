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


_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "ø": "o", "đ": "d", "ł": "l"}


@cache
def term_pattern(term: str) -> re.Pattern[str] | None:
    """Give a pattern that finds a protected term in a plain view; None if it has no letter or digit."""
    tokens = re.findall(r"[^\W_]+", plain_view(term).plain)
    if not tokens:
        return None
    letters = sum(c.isalpha() for c in "".join(tokens))
    digits = sum(c.isdigit() for c in "".join(tokens))
    inside = letters >= _INSIDE_FROM and letters > digits
    gap = r"[\W_]{0,4}" if inside or digits >= _INSIDE_FROM else r"[\W_]{1,4}"
    body = gap.join(_token_pattern(token) for token in tokens)
    if inside:
        return re.compile(rf"{_LETTER}*{body}{_LETTER}*")
    before = rf"(?<!{_LETTER})" if tokens[0][0].isalpha() else r"(?<!\d)"
    after = rf"(?:'?s|es)?(?!{_LETTER})" if tokens[-1][-1].isalpha() else r"(?!\d)"
    return re.compile(before + body + after)


def _token_pattern(token: str) -> str:
    """Let the digits of a long number stand apart, as people group them as they like."""
    if token.isdigit() and len(token) >= 4:
        return r"[\s().-]{0,2}".join(token)
    return re.escape(token)


def occurrences(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of every occurrence of a protected term in a text."""
    pattern = term_pattern(term)
    if pattern is None:
        return
    view = plain_view(text)
    for match in pattern.finditer(view.plain):
        if match.end() > match.start():
            yield view.original(match.start(), match.end())
