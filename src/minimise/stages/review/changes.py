"""What a person changes in the machine's reading: who is who, and words it missed; kept as places, not as ids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from minimise.errors import UsageProblem
from minimise.model import (
    Belonging,
    Identification,
    Kind,
    Mention,
    Nature,
    Person,
    Role,
    RoleFinding,
    Span,
)

REVIEWER = "person.review"
"""Stands as detector and as rule where a person said so."""
_ADVICE = "Open the document in `minimise review` and decide again."


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people of the reading are one: the second joins the first. Each is known by one place of their name."""

    keep: Span
    gone: Span


@dataclass(frozen=True, slots=True)
class Split:
    """These mentions are another person than the one they were put with."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Recast:
    """The person named here has another role in this case."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Add:
    """Words the machine missed. `person` is a place of the person whose name they are, where they are one."""

    spans: tuple[Span, ...]
    kind: Kind
    person: Span | None = None


Change: TypeAlias = Merge | Split | Recast | Add


@dataclass(frozen=True, slots=True)
class Reread:
    """Finds and people after a person's changes, and the changes that no longer fit the document."""

    mentions: tuple[Mention, ...]
    who: Identification
    unfit: tuple[int, ...] = ()


def reread(
    mentions: Sequence[Mention],
    who: Identification,
    changes: Sequence[Change],
    word_for: Callable[[Role], str],
    text: str,
) -> Reread:
    """Give finds and people as a person corrected them, change by change.

    A change that does not fit a new reading of the document is left out and named in `unfit`: it must be seen
    again, and it may not stop the rest.

    Args:
        mentions: every find.
        who: the people as the machine settled them.
        changes: in the order in which they were made.
        word_for: gives the word of a role's label, such as `Neighbour`.
        text: the document; a label that stands in it already is not given.
    """
    desk = _Desk(list(mentions), {p.id: p for p in who.people}, dict(who.belongings), word_for, text.casefold())
    unfit = tuple(at for at, change in enumerate(changes) if not desk.take(change))
    settled = who.subject_certain or any(p.has(Role.SUBJECT) for p in desk.people.values())
    return Reread(
        tuple(desk.mentions),
        replace(who, people=tuple(desk.people.values()), belongings=desk.belongings, subject_certain=settled),
        unfit,
    )


@dataclass(slots=True)
class _Desk:
    """The reading while it is corrected."""

    mentions: list[Mention]
    people: dict[str, Person]
    belongings: dict[str, Belonging]
    word_for: Callable[[Role], str]
    low: str

    def take(self, change: Change) -> bool:
        """Carry out one change; False where its place holds nobody (any longer)."""
        match change:
            case Merge(keep, gone):
                return self._merge(self._at(keep), self._at(gone))
            case Split(spans):
                return self._split(spans)
            case Recast(span, role):
                return self._recast(self._at(span), role)
            case Add(spans, kind, person):
                return self._add(spans, kind, person)

    def _at(self, span: Span) -> Person | None:
        ids = {m.id for m in self.mentions if m.span == span}
        return next((p for p in self.people.values() if not ids.isdisjoint(p.mention_ids)), None)

    def _merge(self, keep: Person | None, gone: Person | None) -> bool:
        if keep is None or gone is None or keep.id == gone.id:
            return False
        ids = {*keep.mention_ids, *gone.mention_ids}
        roles = (*keep.roles, *(f for f in gone.roles if f.role is not Role.UNSETTLED and not keep.has(f.role)))
        ordered = tuple(m.id for m in self.mentions if m.id in ids)
        # The two together are no longer in doubt: a person looked.
        self.people[keep.id] = replace(
            keep,
            mention_ids=ordered,
            roles=roles,
            at_risk=keep.at_risk or gone.at_risk,
            ambiguous=False,
            confidence=1.0,
        )
        del self.people[gone.id]
        for find, owner in self.belongings.items():
            if owner.person_id == gone.id:
                self.belongings[find] = replace(owner, person_id=keep.id)
        return True

    def _split(self, spans: Sequence[Span]) -> bool:
        wanted = set(spans)
        ids = tuple(m.id for m in self.mentions if m.span in wanted)
        person = self._at(spans[0]) if spans else None
        if person is None or not set(ids) < set(person.mention_ids):
            return False
        kept = tuple(i for i in person.mention_ids if i not in ids)
        self.people[person.id] = replace(person, mention_ids=kept)
        self._new(ids, Role.UNSETTLED, spans[:1])
        return True

    def _recast(self, person: Person | None, role: Role) -> bool:
        if person is None:
            return False
        finding = RoleFinding(role, REVIEWER, (), 1.0)
        label = person.label if person.roles and person.roles[0].role is role else self._label(role)
        self.people[person.id] = replace(person, roles=(finding,), label=label, confidence=1.0, ambiguous=False)
        return True

    def _add(self, spans: Sequence[Span], kind: Kind, person: Span | None) -> bool:
        owner = self._at(person) if person is not None else None
        if person is not None and owner is None:
            return False
        taken = {m.span for m in self.mentions}
        first = len(self.mentions)
        added = [
            Mention(f"x{first + n:04}", span, kind, 1.0, (REVIEWER,))
            for n, span in enumerate(spans, start=1)
            if span not in taken
        ]
        self.mentions += added
        ids = tuple(m.id for m in added)
        if kind is not Kind.PERSON:
            self.belongings |= {i: Belonging(owner.id if owner else None, Nature.ORDINARY) for i in ids}
        elif owner is not None:
            self.people[owner.id] = replace(owner, mention_ids=(*owner.mention_ids, *ids))
        elif ids:
            self._new(ids, Role.UNSETTLED, spans[:1])
        return bool(ids)

    def _new(self, ids: tuple[str, ...], role: Role, evidence: Sequence[Span]) -> None:
        number = len(self.people)
        while f"q{number:03}" in self.people:
            number += 1
        finding = RoleFinding(role, REVIEWER, tuple(evidence), 1.0)
        self.people[f"q{number:03}"] = Person(f"q{number:03}", (finding,), ids, self._label(role), 1.0)

    def _label(self, role: Role) -> str:
        """Give a label nobody has: numbers already given stay with whom they were given to."""
        word, taken = self.word_for(role), {p.label for p in self.people.values()}
        number = 1
        while f"{word} {number}" in taken or f"[{word} {number}]".casefold() in self.low:
            number += 1
        return f"{word} {number}"


def change_row(change: Change) -> dict[str, Any]:
    """Give a change as plain data."""
    match change:
        case Merge(keep, gone):
            return {"do": "merge", "keep": _plain(keep), "gone": _plain(gone)}
        case Split(spans):
            return {"do": "split", "spans": [_plain(span) for span in spans]}
        case Recast(span, role):
            return {"do": "role", "span": _plain(span), "role": role.value}
        case Add(spans, kind, person):
            row: dict[str, Any] = {"do": "add", "spans": [_plain(span) for span in spans], "kind": kind.value}
            return row | ({"person": _plain(person)} if person is not None else {})


def change_of(row: Mapping[str, Any]) -> Change:
    """Give a change back from plain data.

    Raises:
        UsageProblem: it is none.
    """
    try:
        return _READERS[row["do"]](row)
    except (KeyError, TypeError, ValueError):
        pass
    raise UsageProblem("a change in the review file cannot be read", _ADVICE)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Change]] = {
    "merge": lambda row: Merge(_span(row["keep"]), _span(row["gone"])),
    "split": lambda row: Split(tuple(_span(one) for one in row["spans"])),
    "role": lambda row: Recast(_span(row["span"]), Role(row["role"])),
    "add": lambda row: Add(
        tuple(_span(one) for one in row["spans"]),
        Kind(row["kind"]),
        _span(row["person"]) if row.get("person") is not None else None,
    ),
}


def _plain(span: Span) -> list[int]:
    return [span.part, span.start, span.end]


def _span(row: Any) -> Span:
    part, start, end = row
    if not all(type(number) is int for number in (part, start, end)) or part < 0:
        raise ValueError("a span is three whole numbers")
    return Span(part, start, end)
