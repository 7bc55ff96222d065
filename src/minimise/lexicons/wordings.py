"""Many wordings as one expression, of which only those are tried whose letters stand in the text.

Every wording has letters that any find of it must hold: of `lives? (?:next door|opposite)` it is `live`, and
`next door` or `opposite`. Where they are missing, the wording is not tried, and most are never even compiled. What is
found is always what one expression of all of them, parted by bars, would find.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from minimise.lexicons.cue_book import alternatives, leading_group

_LEAST = 2
"""Letters; one alone stands nearly everywhere."""
_GRAM = 3
"""Letters by which the wordings are indexed."""
_PLAIN = re.compile(r"[\w ',;:/-]+(?![*+?{])")
_ATOM = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|\d+|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
_INNER = re.compile(r"\?:|\?P<\w+>|\?-?[a-z]+:|(?!\?)")
"""How a group begins that holds a part of the wording; others look around or set something."""
_UNLIKE = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that pass for i, s and k where case does not count, and whose small forms are others."""

_Letters = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Expressions for which case does not count, each with the letters that every find of it must hold."""

    _listed: tuple[tuple[str, tuple[_Letters, ...]], ...]
    _indexed: dict[str, list[int]]
    """The wordings by letters that one of them may begin its most telling choice with; by none, those without any."""

    @classmethod
    def of(cls, expressions: Sequence[str]) -> "Wordings":
        """Take expressions in the order in which they are to be tried at one place."""
        parted = [alternative for expression in expressions for alternative in alternatives(expression)]
        listed = tuple((wording, _needed(wording)) for wording in parted)
        indexed: dict[str, list[int]] = {}
        for n, (_, needed) in enumerate(listed):
            telling = next((choice for choice in needed if min(map(len, choice)) >= _GRAM), ("",))
            for gram in {letters[:_GRAM] for letters in telling}:
                indexed.setdefault(gram, []).append(n)
        return cls(listed, indexed)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Give the first find in a stretch."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield every find in a stretch, none over another; of several at one place that of the first wording."""
        end = len(text) if end is None else end
        likely = [_compiled(wording) for wording in self._likely(text[start:end])]
        nearest = [(wording, wording.search(text, start, end)) for wording in likely]
        while True:
            found = min((match for _, match in nearest if match is not None), key=re.Match.start, default=None)
            if found is None:
                return
            yield found
            at = found.end()
            nearest = [(w, w.search(text, at, end) if m.start() < at else m) for w, m in nearest if m is not None]

    def _likely(self, words: str) -> Iterator[str]:
        """Yield the wordings that may stand in some words."""
        if not words.isascii() and _UNLIKE.search(words) is not None:
            yield from (wording for wording, _ in self._listed)
            return
        low = words.lower()
        grams = self._indexed.keys() & {"", *(low[at : at + _GRAM] for at in range(len(low) - _GRAM + 1))}
        for n in sorted({n for gram in grams for n in self._indexed[gram]}):
            wording, needed = self._listed[n]
            if all(any(letters in low for letters in choice) for choice in needed):
                yield wording


@cache
def _compiled(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)


def _needed(wording: str) -> tuple[_Letters, ...]:
    """Give choices of letters: at least one of every choice stands in whatever the wording finds."""
    choices = [_shortest(choice) for choice in _choices(wording)]
    return tuple(sorted(choices, key=lambda choice: (len(choice), -min(map(len, choice)))))


def _choices(rest: str) -> Iterator[frozenset[str]]:
    """Yield a choice for every part of a wording without bars that must be there and can be told by its letters."""
    run = ""
    while rest:
        if plain := _PLAIN.match(rest):
            run, rest = run + plain[0].lower(), rest[plain.end() :]
            continue
        inside, after = leading_group(rest)
        atom = _ATOM.match(rest) if inside is None else None
        after = rest[atom.end() :] if atom else after
        quantifier = _QUANTIFIER.match(after)
        after = after[quantifier.end() :] if quantifier else after
        letter = _letter(atom[0]) if atom else ""
        must = quantifier is None or not quantifier[0].startswith(("?", "*", "{0", "{,"))
        run += letter if must else ""
        if not letter or quantifier:
            yield from _told_by(run)
            run = ""
        opening = _INNER.match(inside) if inside is not None and must else None
        if inside is not None and opening is not None:
            yield from _of_either(inside[opening.end() :])
        rest = after
    yield from _told_by(run)


def _of_either(group: str) -> Iterator[frozenset[str]]:
    """Yield one choice for a group: the most telling letters of each of its alternatives, where each has some."""
    best = [max(_choices(alternative), key=_worth, default=None) for alternative in alternatives(group)]
    if None not in best:
        yield frozenset().union(*(choice for choice in best if choice is not None))


def _worth(choice: frozenset[str]) -> tuple[int, int]:
    """Rate a choice: long letters are rare, and few are quickly looked for."""
    return min(map(len, choice)), -len(choice)


def _letter(atom: str) -> str:
    """Give the one letter or sign that an atom stands for, small; nothing if it stands for several or for a place."""
    if atom[0] == "\\":
        return "" if atom[1].isalnum() else atom[1]
    return "" if atom[0] in "[.^$" else atom.lower()


def _told_by(run: str) -> Iterator[frozenset[str]]:
    if len(run) >= _LEAST:
        yield frozenset({run})


def _shortest(choice: frozenset[str]) -> _Letters:
    """Leave out what holds another of them: where it stands, the other stands too."""
    kept: list[str] = []
    for letters in sorted(choice, key=lambda letters: (len(letters), letters)):
        if not any(short in letters for short in kept):
            kept.append(letters)
    return tuple(kept)
