"""What a reading by the trained model says of each word: what it belongs to, who is meant, what it would give away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from minimise.model.people import Role


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word `[start, end)` of the reading with the shares in 0..1 that the model gives to its answers."""

    start: int
    end: int
    entity: str
    entity_share: float
    person_share: float
    roles: tuple[float, ...]
    """In the order of `Insight.roles`; they add up to one and mean something only for somebody's name or kin word."""
    stretch: str
    stretch_share: float
    safety_share: float = 0.0
    """How far the word belongs to a safety fact, whatever else it may give away."""


@dataclass(frozen=True, slots=True)
class Insight:
    """All words that the model read, in order; it holds places and shares and no words."""

    sights: tuple[ReadWord, ...] = field(repr=False, default=())
    roles: tuple[Role, ...] = ()

    def role_shares(self, places: Sequence[tuple[int, int]]) -> Mapping[Role, float]:
        """Give how far each role fits whoever is named at some places, as the mean over all their words."""
        rows = [s.roles for start, end in places for s in self.between(start, end)]
        if not rows:
            return {}
        return {role: sum(row[n] for row in rows) / len(rows) for n, role in enumerate(self.roles)}

    def stretches(self, least: float) -> Iterator[tuple[int, int, str, float]]:
        """Yield (start, end, kind, mean share) of runs of words that would give the same thing away."""
        for kind, run in groupby(self.sights, key=lambda s: s.stretch if s.stretch_share >= least else "none"):
            words = list(run)
            if kind != "none":
                yield words[0].start, words[-1].end, kind, sum(w.stretch_share for w in words) / len(words)

    def between(self, start: int, end: int) -> Iterator[ReadWord]:
        """Yield the words that stand in a stretch of the reading, wholly or in part."""
        low, high = 0, len(self.sights)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.sights[middle].end <= start else (low, middle)
        for sight in self.sights[low:]:
            if sight.start >= end:
                return
            yield sight
