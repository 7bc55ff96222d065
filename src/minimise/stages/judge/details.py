"""Details inside sentences that a recipient may not need in full: dates, diagnoses, sums, times of a routine."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.lexicons.details import detail_pattern, habit_cue, owner_pattern
from minimise.model import Detail, DetailKind, Document, Mark, Mention, Passage, Relevance, Role, Span
from minimise.model.dates import date_places


@dataclass(frozen=True, slots=True)
class Scene:
    """The document, the finds that details must keep clear of, and the role of whoever each named person is."""

    document: Document
    mentions: Sequence[Mention]
    roles: Mapping[str, Role]
    """Mention id to the weightiest role of the person named."""
    everywhere: frozenset[DetailKind] = frozenset({DetailKind.DATE})
    """Kinds that are looked for in sentences about safety too: values that can go while the fact stays."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of a passage in one string, with the way back to its spans."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, passage: Passage) -> "_Sentence":
        """Join the pieces of a passage; a single space stands for a line end."""
        pieces = [document.words(span) for span in passage.spans]
        starts = [0]
        for piece in pieces[:-1]:
            starts.append(starts[-1] + len(piece) + 1)
        return cls(" ".join(pieces), passage.spans, tuple(starts))

    def back(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the spans of the document under `[start, end)` of the sentence."""
        found = []
        for span, begin in zip(self.spans, self.starts, strict=True):
            low, high = max(start - begin, 0), min(end - begin, span.end - span.start)
            if low < high:
                found.append(Span(span.part, span.start + low, span.start + high))
        return tuple(found)

    def place(self, span: Span) -> int | None:
        """Give where a span of the document begins in the sentence; None if elsewhere."""
        for own, begin in zip(self.spans, self.starts, strict=True):
            if own.part == span.part and own.start <= span.start < own.end:
                return begin + span.start - own.start
        return None


def find_details(scene: Scene, passages: Iterable[Passage], kinds: frozenset[DetailKind]) -> tuple[Detail, ...]:
    """Give the details of these kinds in reading order.

    A sentence about safety stays word for word apart from values of a few kinds (`Scene.everywhere`). A sentence
    that a person is asked about anyway is left to them.
    """
    taken = _Taken.of(scene.mentions)
    found: list[Detail] = []
    for passage in passages:
        if not scene.document.parts[passage.spans[0].part].visible:
            continue
        sentence = _Sentence.of(scene.document, passage)
        for kind, start, end in _places(sentence.text, kinds & _allowed(passage, scene.everywhere)):
            spans = sentence.back(start, end)
            if spans and not any(taken.meets(span) for span in spans):
                owner = _owner(scene, sentence, start) if kind in (DetailKind.HEALTH, DetailKind.ORIENTATION) else None
                found.append(Detail(f"d{len(found) + 1:04}", spans, kind, passage.id, owner))
    return tuple(found)


def _allowed(passage: Passage, everywhere: frozenset[DetailKind]) -> frozenset[DetailKind]:
    bound = passage.risk_critical or passage.relevance is Relevance.IRRELEVANT or Mark.SAFE_CONTACT in passage.marks
    return everywhere if bound else frozenset(DetailKind)


def _places(text: str, kinds: frozenset[DetailKind]) -> Iterator[tuple[DetailKind, int, int]]:
    """Yield the details of one sentence; where two meet, the kind that `DetailKind` lists first has it."""
    found: list[tuple[DetailKind, int, int]] = []
    for kind in DetailKind:
        if kind not in kinds or (kind is DetailKind.ROUTINE and not habit_cue().search(text)):
            continue
        places = date_places(text) if kind is DetailKind.DATE else _matches(detail_pattern(kind), text)
        found += [(kind, a, b) for a, b in places if not any(a < end and start < b for _, start, end in found)]
    yield from sorted(found, key=lambda detail: detail[1])


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _owner(scene: Scene, sentence: _Sentence, at: int) -> Role | None:
    """Give the role of the nearest person before a detail of the sentence, or else after it."""
    people = [(m.start(), Role.SUBJECT if m["child"] else Role.PARENT) for m in owner_pattern().finditer(sentence.text)]
    for mention in scene.mentions:
        role = scene.roles.get(mention.id)
        place = sentence.place(mention.span) if role is not None else None
        if role is not None and place is not None:
            people.append((place, role))
    before = [person for person in people if person[0] < at]
    if before:
        return max(before)[1]
    return min(people)[1] if people else None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the finds cover, so that no detail is decided twice."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> "_Taken":
        """Sort the finds' spans."""
        return cls(tuple(sorted(mention.span for mention in mentions)))

    def meets(self, span: Span) -> bool:
        """Say whether a find covers part of a span."""
        at = bisect_right(self.spans, (span.part, span.end), key=lambda own: (own.part, own.start))
        nearby = self.spans[max(0, at - 8) : at]
        return any(own.part == span.part and own.start < span.end and span.start < own.end for own in nearby)
