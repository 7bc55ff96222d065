"""What the finished file may no longer hold: taken from the decisions, not from a detector."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.lexicons import ordinary_words, titles
from minimise.model import Decision, Document, Kind, Mention

_PICTURES = "C55"
_PHRASE = 3
"""Words: a shorter stretch of prose stands by chance elsewhere."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One withheld value: its words, and whether not one occurrence may stay anywhere."""

    words: str = field(repr=False)
    absolute: bool
    """True for the Protected List: gone from every surface, whatever was decided elsewhere."""


def forbidden_terms(
    document: Document, decisions: Sequence[Decision], mentions: Mapping[str, Mention], protect: Sequence[str]
) -> tuple[Forbidden, ...]:
    """Give every withheld value once; a name also by each of its words."""
    terms: dict[str, bool] = dict.fromkeys(protect, True)
    for decision in decisions:
        mention = mentions.get(decision.target)
        if not decision.withholds or decision.category == _PICTURES:
            continue
        for span in decision.spans:
            for words in _values(document.words(span), mention.kind if mention else None):
                terms.setdefault(words, False)
    return tuple(Forbidden(words, absolute) for words, absolute in sorted(terms.items()))


def _values(words: str, kind: Kind | None) -> Iterable[str]:
    """Give what to search for: the value as it stands, and for names each word that can name somebody.

    A withheld passage or clue is searched for as a whole: its single words are anybody's.
    """
    if kind in (None, Kind.SOURCE_CLUE):
        if len(words.split()) >= _PHRASE:
            yield words
        return
    yield words
    if kind is not Kind.PERSON:
        return
    for word in _WORD.findall(words):
        low = word.casefold()
        if len(word) >= 3 and low not in titles() and low not in ordinary_words():
            yield word
