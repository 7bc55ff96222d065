"""Turns decisions into edits that do not overlap, each with its replacement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.model import Action, Decision, Document, Edit, Kind, Mention, Person, Role, Span, Surface
from minimise.stages.redact.exactness import Disguise, band_for, band_of_birth, interval_for, need_for, setting_for
from minimise.stages.redact.operators import replaced
from minimise.stages.redact.wording import PASSAGES, WITHHELD, age_for, area_for, mark

# Metadata and pictures: the writer takes them out itself, their spans only say where they were.
_NOT_WORDS = frozenset({"C54", "C55"})


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the wording of marks depends on: the people, the finds, and whether the family will read it."""

    document: Document
    mentions: Mapping[str, Mention]
    people: Mapping[str, Person]
    neutral: bool = False
    """In a family copy no mark may show that a source or a safe place exists."""
    dates: str = field(repr=False, default="")
    """Text whose latest date ages are counted to."""
    disguise: Disguise | None = None
    """In a copy to learn from: how its dates move, and that ages become bands."""

    def text_for(self, decision: Decision, span: Span) -> str:
        """Give the mark for one withheld target."""
        words = self.document.words(span)
        return replaced(words, self._wanted(decision, words))

    def _wanted(self, decision: Decision, words: str) -> str:
        mention = self.mentions.get(decision.target)
        if mention is None:
            return self._passage(decision, words)
        if mention.kind is Kind.PROTECTED:
            return mark("information")
        if mention.kind is Kind.SOURCE_CLUE:
            return mark("information") if self.neutral else mark("source detail")
        if mention.kind in (Kind.PERSON, Kind.INITIALS):
            return self._label(decision)
        if decision.action is Action.GENERALISE:
            return self._less_exact(mention, words)
        return mark(WITHHELD[mention.kind])

    def _passage(self, decision: Decision, words: str) -> str:
        """Word what stands for a passage or a detail of one; in a family copy every mark reads alike."""
        if decision.action is Action.GENERALISE and decision.category == "C57":
            return self.disguise.date(words, self.dates) if self.disguise else interval_for(words, self.dates)
        if self.neutral:
            return mark("information")
        less = need_for(decision.category, words) if decision.action is Action.GENERALISE else ""
        return less or mark(PASSAGES.get(decision.category, "information"))

    def _less_exact(self, mention: Mention, words: str) -> str:
        if mention.kind is Kind.DOB:
            return band_of_birth(words, self.dates) if self.disguise else age_for(words, self.dates)
        if mention.kind is Kind.AGE:
            before = self.document.parts[mention.span.part].text[: mention.span.start]
            return band_for(words, before)
        return setting_for(words) if mention.kind is Kind.ORG_PLACE else area_for(words)

    def _label(self, decision: Decision) -> str:
        person = self.people.get(decision.person_id or "")
        if person is None:
            return mark("name")
        if self.neutral and person.has(Role.SOURCE, Role.CARER):
            return "[Other person]"
        return f"[{person.label}]"


def plan_edits(decisions: Sequence[Decision], wording: Replacement) -> tuple[Edit, ...]:
    """Give the edits of every visible part, sorted; of overlapping withheld spans the widest speaks."""
    pieces = sorted(
        (
            (span, decision)
            for decision in decisions
            if decision.withholds and decision.category not in _NOT_WORDS
            for span in decision.spans
        ),
        key=lambda pair: (pair[0].part, pair[0].start, -pair[0].end),
    )
    visible = [(s, d) for s, d in pieces if wording.document.parts[s.part].visible]
    return tuple(_edits(visible, wording))


def stem_after(decisions: Sequence[Decision], wording: Replacement) -> str:
    """Give the file's own name after the same redaction as the text.

    Outsiders never stand in it, also where the text names them: a file's name is read by whoever handles the file.
    """
    index, part = next((i, p) for i, p in enumerate(wording.document.parts) if p.surface is Surface.FILE_NAME)
    gone = [d for d in decisions if d.withholds or _of_an_outsider(d, wording)]
    pieces = sorted(((s, d) for d in gone for s in d.spans if s.part == index), key=lambda pair: pair[0])
    text = part.text
    for edit in reversed(tuple(_edits([(s, d) for s, d in pieces], wording))):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


_OUTSIDERS = frozenset({Role.OTHER_CHILD, Role.THIRD_PARTY, Role.NEIGHBOUR, Role.WITNESS})


def _of_an_outsider(decision: Decision, wording: Replacement) -> bool:
    person = wording.people.get(decision.person_id or "")
    named = decision.target in wording.mentions and wording.mentions[decision.target].kind is Kind.PERSON
    return named and person is not None and bool({f.role for f in person.roles} & _OUTSIDERS)


def _edits(pieces: Sequence[tuple[Span, Decision]], wording: Replacement) -> Iterator[Edit]:
    """Join overlapping pieces of a part; the widest piece's decision words the mark."""
    group: list[tuple[Span, Decision]] = []
    end = -1
    for span, decision in pieces:
        if group and (span.part != group[0][0].part or span.start >= end):
            yield _edit(group, wording)
            group, end = [], -1
        group.append((span, decision))
        end = max(end, span.end)
    if group:
        yield _edit(group, wording)


def _edit(group: Sequence[tuple[Span, Decision]], wording: Replacement) -> Edit:
    start = min(span.start for span, _ in group)
    end = max(span.end for span, _ in group)
    span, decision = max(group, key=lambda pair: pair[0].end - pair[0].start)
    return Edit(Span(span.part, start, end), wording.text_for(decision, span))
