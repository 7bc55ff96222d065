"""What the trained model does not believe: rules' finds are trimmed of everyday words, or dropped, where it sees none.

The model never takes away a word that only names can be: such a word stays, and a person decides.
"""

from collections.abc import Iterator, Sequence

from minimise.lexicons import family_names, given_names, titles
from minimise.model import Hit, Insight, Kind, ReadWord
from minimise.stages.detect.reader import is_everyday

_NOT_A_NAME = 0.06
"""The share up to which the model sees no name at all."""
_EDGE, _CORE = 0.15, 0.8
"""An everyday word at the edge is trimmed from the one share down, if another word of the find has the other."""
_FIRM = frozenset({"asked.subject", "names.called", "names.surname-first", "names.file-name"})
_FORM = "names.form"
_SHORT = 3
"""Letters up to which a form's value may be initials, which the model hardly knows."""


def doubted(text: str, insight: Insight, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the hits without what the model is sure is no name; all of them where nothing was read."""
    return tuple(kept for hit in hits for kept in _weighed(text, insight, hit))


def _weighed(text: str, insight: Insight, hit: Hit) -> Iterator[Hit]:
    finders = set(hit.found_by.split("+"))
    if hit.kind is not Kind.PERSON or finders & _FIRM or finders == {"model.context"}:
        yield hit
        return
    read = [word for word in insight.between(hit.start, hit.end) if text[word.start].isalpha()]
    if read and max(word.person_share for word in read) <= _NOT_A_NAME:
        words = [text[word.start : word.end].casefold() for word in read]
        if (_FORM in finders and _answers(hit, words)) or not all(is_everyday(word) for word in words):
            yield hit
        return
    kept = _trimmed(text, read) if _FORM not in finders else read
    whole = len(kept) == len(read)
    yield hit if whole else Hit(kept[0].start, max(kept[-1].end, kept[0].end), hit.kind, hit.score, hit.found_by)


def _answers(hit: Hit, words: Sequence[str]) -> bool:
    """Say whether a form's value can be a name: initials, or a word that the lexicons know as one, such as `may`."""
    known = any(word in given_names() or word in family_names() for word in words)
    return known or hit.end - hit.start <= _SHORT


def _trimmed(text: str, read: Sequence[ReadWord]) -> Sequence[ReadWord]:
    """Leave out words at either edge that are plain English beside a sure name, such as `Ring` before `Shaun`."""
    if len(read) < 2 or max(word.person_share for word in read) < _CORE:
        return read
    first, last = 0, len(read)
    while _only_a_word(text, read[first]):
        first += 1
    while _only_a_word(text, read[last - 1]):
        last -= 1
    return read[first:last]


def _only_a_word(text: str, word: ReadWord) -> bool:
    low = text[word.start : word.end].casefold()
    return word.person_share < _EDGE and len(low) > 1 and low not in titles() and is_everyday(low)
