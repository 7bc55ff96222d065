"""Whose `his`, `her` and `their` mean before a kin word: the child's, a parent's, a relative's or an outsider's."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.lexicons import kinship
from minimise.model import Reading
from minimise.stages.identify.kin import gender_beside, gender_of_kin, standing_of_kin
from minimise.stages.identify.surroundings import Surroundings

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_OPENS_A_NAME = re.compile(r"\W{0,2}(?:\s?(?:is|was|called|named|is called|known as)\s)?[^\W\d_a-z]")
_PRONOUN = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person by now: whose kin counts as what, and `m`, `f` or nothing."""

    standing: str
    """child, parent, relative, other, or empty where nothing is settled."""
    gender: str


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Looks back from a pronoun to whoever the sentence, or the one before it, is about."""

    reading: Reading
    around: Surroundings
    named: Sequence[tuple[int, int, int]] = field(repr=False)
    """Every name mention as (start, end, cluster), ascending."""
    known: Callable[[int], Known]

    def standing(self, at: int, pronoun: str, own: int) -> str:
        """Say whose kin a possessive before or after a name means.

        Args:
            at: where the name stands.
            pronoun: `his`, `her` or `their`.
            own: the cluster of that name, which cannot be its own kin.

        Returns:
            child, parent, relative or other; child where nobody else is near.
        """
        index = self.around.sentence_index(at)
        gender = _PRONOUN.get(pronoun.casefold(), "")
        for n in (index, index - 1):
            if n < 0 or (n < index and self._parted(n)):
                break
            start, end = self.around.sentences[n]
            if self._goes_on(start, min(end, at), gender):
                continue
            for known in self._people(start, min(end, at), own):
                if known.standing and (not gender or not known.gender or known.gender == gender):
                    # An outsider of another sentence is rarely whose kin the child's story turns to.
                    return known.standing if n == index or known.standing != "other" else "child"
        return "child"

    def _goes_on(self, start: int, end: int, gender: str) -> bool:
        """Whether a sentence begins with a pronoun: then it is about whoever the one before was about."""
        first = _WORD.search(self.reading.text, start, end)
        return bool(gender) and first is not None and _PRONOUN.get(first.group().casefold()) == gender

    def _parted(self, n: int) -> bool:
        between = self.reading.text[self.around.sentences[n][1] : self.around.sentences[n + 1][0]]
        return "\n\n" in between or "|" in between

    def _people(self, start: int, end: int, own: int) -> Iterator[Known]:
        """Yield the people of a stretch in the order in which they come, kin words among them."""
        inside = self.named[bisect_left(self.named, (start,)) : bisect_left(self.named, (end,))]
        names = {s: (e, c) for s, e, c in inside}
        covered = 0
        for word in _WORD.finditer(self.reading.text, start, end):
            if word.start() in names:
                covered, cluster = names[word.start()]
                if cluster != own:
                    yield self.known(cluster)
            elif word.start() >= covered and word.group().casefold() in kinship() and _stands_alone(self, word):
                yield Known(standing_of_kin(word.group()), gender_of_kin(word.group()))


def _stands_alone(self: Antecedents, word: re.Match[str]) -> bool:
    """Whether a kin word stands for somebody, as in `Mum said`, and opens no name: `his mum Kelly`, `mum is Kelly`."""
    return _OPENS_A_NAME.match(self.reading.text, word.end()) is None


def genders(texts: Mapping[int, Sequence[tuple[str, str, str]]]) -> dict[int, str]:
    """Say of each cluster whether titles and kin words beside its names make it a man's or a woman's.

    Args:
        texts: by cluster, (words before, the name itself, words after) of its mentions.
    """
    found = {}
    for cluster, sights in texts.items():
        votes = [g for before, own, after in sights if (g := gender_beside(before, own, after))]
        if votes and len(set(votes)) == 1:
            found[cluster] = votes[0]
    return found
