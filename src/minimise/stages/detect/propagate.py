"""Finds every further form of a name that was found once: any case, alone, possessive, initials, misspelt."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from minimise.lexicons import is_abbreviation, nicknames, ordinary_words, titles
from minimise.model import Hit, Kind, Surface
from minimise.model.matching import Searched
from minimise.model.reading import Reading
from minimise.stages.detect.names.tokens import PARTICLES, Token, Words, in_a_date, is_given, is_word, never_name

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.?){2,4}(?![\w])")
_GLUED = re.compile(r"[^\W\d_]+")


class Roster:
    """The name words of a document: what each found name is made of."""

    def __init__(self, text: str, hits: Sequence[Hit]) -> None:
        """Take the names found so far, best first where they overlap."""
        self.words: set[str] = set()
        self.strong: set[str] = set()
        self.initials: dict[str, set[str]] = defaultdict(set)
        for hit in hits:
            if hit.kind is Kind.PERSON:
                self._add(text[hit.start : hit.end], hit.score)

    def _add(self, name: str, score: float) -> None:
        tokens = [t for t in _WORD.findall(name) if t.casefold() not in titles() and t.casefold() not in PARTICLES]
        long = [t for t in tokens if len(t) > 2 or (len(t) == 2 and not t.isupper())]
        for token in long:
            low = token.casefold().removesuffix("'s")
            self.words.add(low)
            if score >= 0.75 and low not in ordinary_words():
                self.strong.add(low)
        if len(tokens) >= 2:
            letters = "".join(t[0].upper() for t in tokens)
            self.initials[letters].add(name.casefold())
            self.initials[letters[0] + letters[-1]].add(name.casefold())
            spread = "".join(part[0].upper() for t in tokens for part in t.split("-"))
            self.initials[spread].add(name.casefold())
            if "-" in tokens[0]:
                self.initials["".join(part[0].upper() for part in tokens[0].split("-"))].add(name.casefold())


def propagate(reading: Reading, words: Words, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the further mentions; those that overlap a found name are left out by the resolver."""
    roster = Roster(reading.text, hits)
    found = [
        *_single_words(words, roster),
        *_initials(reading.text, roster),
        *_in_file_name(reading, roster),
        *_values_again(reading.text, hits),
    ]
    return tuple(found)


def _single_words(words: Words, roster: Roster) -> Iterator[Hit]:
    near = _Misspellings(roster.strong)
    for at, token in enumerate(words.tokens):
        low = token.low
        if low in roster.words:
            score = _known_score(words, at, token)
        elif _nickname_of(low, roster.strong) and (token.capital or not is_word(token)):
            score = 0.7 if token.capital else 0.6
        elif (token.capital or token.capitals) and near.close_to(low) and not is_word(token) and not never_name(token):
            score = 0.6
        else:
            continue
        if score:
            yield Hit(token.start, token.end, Kind.PERSON, score, "names.propagated")


def _known_score(words: Words, at: int, token: Token) -> float:
    """Score a word that is part of a known name; an everyday word needs its capital or a person's neighbours."""
    if not is_word(token):
        return 0.85
    if token.text.islower() or never_name(token) or in_a_date(words, at):
        return 0.0
    if not words.opens_sentence(at) or token.possessive:
        return 0.75
    follows = at + 1
    said = follows < len(words) and words[follows].low in _PERSON_VERBS and words.between(at, follows) == " "
    return 0.65 if said and is_given(token) else 0.0


_PERSON_VERBS = frozenset(
    "said says told is was has had did does does went came lives asked and rang looked seemed appeared attends".split()
)


def _nickname_of(low: str, strong: set[str]) -> bool:
    return any(other in strong for other in nicknames().get(low, ()))


_NOT_REPEATED = frozenset({Kind.PERSON, Kind.INITIALS, Kind.AGE, Kind.LOCATION, Kind.ORG_PLACE, Kind.OPERATION})
_LONG = 5
"""Digits from which a number is somebody's wherever it stands; a mail address or handle always is."""


def _values_again(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield every further place of a number or address that a label gave away once: the footer repeats it bare."""
    seen: set[tuple[str, Kind]] = set()
    searched = Searched(text)
    for hit in hits:
        value = text[hit.start : hit.end]
        digits = sum(char.isdigit() for char in value)
        if hit.kind in _NOT_REPEATED or (value, hit.kind) in seen or not (digits >= _LONG or "@" in value):
            continue
        seen.add((value, hit.kind))
        for start, end in searched.occurrences(value):
            yield Hit(start, end, hit.kind, hit.score, "values.repeated")


class _Misspellings:
    """Words within one letter (two for long ones) of a name of the roster."""

    def __init__(self, names: set[str]) -> None:
        self.by_length: dict[int, list[str]] = defaultdict(list)
        for name in sorted(names):
            if len(name) >= 5:
                self.by_length[len(name)].append(name)

    def close_to(self, word: str) -> bool:
        """Say whether a word is a likely slip of a roster name; the first letter of a name is rarely wrong."""
        if len(word) < 5 or is_given_word(word):
            return False
        allowed = 2 if len(word) >= 9 else 1
        return any(
            other[0] == word[0] and distance(word, other, allowed) <= allowed
            for size in range(len(word) - allowed, len(word) + allowed + 1)
            for other in self.by_length.get(size, ())
        )


def is_given_word(word: str) -> bool:
    """Whether the lexicon knows the word as a name of its own: then it is not a slip of another."""
    return is_given(Token(word, 0, len(word), possessive=False))


def distance(left: str, right: str, most: int) -> int:
    """Give the edit distance with swaps of neighbours counted once; stops counting beyond `most`."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        last, row = row, [i]
        for j, b in enumerate(right, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


def _initials(text: str, roster: Roster) -> Iterator[Hit]:
    """Yield `TW` where the document names one person with these initials."""
    for match in _INITIALS.finditer(text):
        letters = match.group().replace(".", "")
        owners = roster.initials.get(letters, ())
        if owners and not (is_abbreviation(letters) and not _speaks(text, match.end())):
            yield Hit(match.start(), match.end(), Kind.INITIALS, 0.7 if len(owners) == 1 else 0.55, "names.initials")


def _speaks(text: str, end: int) -> bool:
    """Whether initials that are also an abbreviation are used as a person: `MA told me`."""
    return (
        re.match(r"(?:'s\b|\s(?:said|told|disclosed|reported|stated|asked|presented)\b)", text[end : end + 12])
        is not None
    )


def in_file_name(reading: Reading, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the names found so far that stand in the file's own name, also with an initial stuck to them."""
    return tuple(_in_file_name(reading, Roster(reading.text, hits)))


def _in_file_name(reading: Reading, roster: Roster) -> Iterator[Hit]:
    """Yield names in the file's own name, also with an initial stuck to them (`TWard_MARF`)."""
    for index, part in enumerate(reading.document.parts):
        if part.surface is not Surface.FILE_NAME:
            continue
        for match in _GLUED.finditer(part.text):
            for word in re.findall(r"[A-Z]?[a-z']+|[A-Z]+(?![a-z])", match.group()) or [match.group()]:
                at = match.start() + match.group().index(word)
                glued = word.casefold()
                known = glued in roster.strong or (len(glued) > 4 and glued[1:] in roster.strong)
                if known:
                    start = reading.starts[index] + at
                    yield Hit(start, start + len(word), Kind.PERSON, 0.8, "names.file-name")
