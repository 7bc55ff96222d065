"""What the finished file may no longer hold: taken from the decisions, not from a detector."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.lexicons import ordinary_words, titles
from minimise.model import Action, Decision, Document, Kind, Mention

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
        if mention is None and decision.action is Action.GENERALISE:
            continue  # a date or a diagnosis made less exact in one sentence stands in others by right
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
    names = [word for word in _WORD.findall(words) if word.casefold() not in titles()]
    yield from (word for word in names if len(word) >= 3 and word.casefold() not in ordinary_words())
    yield from _short_forms(names)


def _short_forms(names: Sequence[str]) -> Iterable[str]:
    """Give what stands for a full name in an address or a note: `knair`, `k.nair`, `priyan`, `P.N.`."""
    if len(names) < 2 or len(names[-1]) < 3:
        return
    first, last = names[0].lower(), names[-1].lower()
    yield f"{first[0]}{last}"
    yield f"{first[0]}.{last}"
    if len(first) >= 3:
        yield f"{first}{last[0]}"
    yield ".".join(name[0].upper() for name in names) + "."
