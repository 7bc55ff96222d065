"""Decisions become log entries: what was done, why, by which rule, by whom and where; never the words."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from minimise.model import CATEGORY_NAMES, Action, Author, Decision, Document, Person, Role, Span
from minimise.stages.record.canon import Json, JsonObject, texts
from minimise.stages.record.moment import stamp
from minimise.stages.record.wording import words_for

_BANDS = ((0.85, "high"), (0.6, "medium"))
_VERDICT_RULE = re.compile(r"person@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")
"""The version of a person's verdict is the moment it was given, so that a re-run does not redate it."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What every entry of one log shares."""

    document: Document
    people: dict[str, Person]
    passage_ids: frozenset[str]
    decided_at: str


def entries(
    document: Document,
    decisions: Sequence[Decision],
    people: Sequence[Person],
    *,
    at: datetime,
    passage_ids: Collection[str] = (),
) -> tuple[JsonObject, ...]:
    """Give the entries of a log in document order; the same decisions always give the same entries.

    `passage_ids` names the targets that are passages: only those carry offsets, because the offsets of a
    name would give away how long it is (contract.md section 5).
    """
    case = _Case(document, {person.id: person for person in people}, frozenset(passage_ids), stamp(at))
    ordered = sorted(decisions, key=_order)
    return tuple(_entry(case, number, decision) for number, decision in enumerate(ordered, start=1))


def _order(decision: Decision) -> tuple[bool, tuple[Span, ...], str, str, str]:
    """Sort by first span, then id; what has no place comes last. A passage can be decided on several counts."""
    return not decision.spans, decision.spans[:1], decision.target, decision.category, decision.rule


def _entry(case: _Case, number: int, decision: Decision) -> JsonObject:
    entry: JsonObject = {
        "id": f"e{number:04}",
        "action": decision.action.value,
        "proposed": _proposed(decision),
        "effect": "withheld" if decision.withholds else "kept",
        "locked": decision.locked,
        "status": decision.status.value,
        "reason": decision.reason,
        "reason_code": decision.reason_code,
        "category": {"id": decision.category, "name": CATEGORY_NAMES.get(decision.category, "other detail")},
        "rule": decision.rule,
        "golden_rule": decision.golden_rule,
        "legal_refs": texts(decision.legal_refs),
        "confidence": _band(decision.confidence),
        "decided_by": decision.author if decision.by is Author.PERSON else "machine",
        "decided_at": _decided_at(case, decision),
        "found_by": texts(decision.found_by),
        "harm_if_kept": decision.harm_if_kept,
        "harm_if_removed": decision.harm_if_removed,
        "safety_topics": texts(decision.topics),
    }
    return entry | _person(case, decision) | _places(case, decision) | _extras(decision)


def _proposed(decision: Decision) -> str:
    """Give what the rules proposed: a person's verdict says what it stands over."""
    before = (decision.supersedes or "").partition(":")[0]
    return before if before in set(Action) else decision.action.value


def _band(confidence: float) -> str:
    return next((band for floor, band in _BANDS if confidence >= floor), "low")


def _decided_at(case: _Case, decision: Decision) -> str:
    verdict = _VERDICT_RULE.fullmatch(decision.rule) if decision.by is Author.PERSON else None
    return verdict.group(1) if verdict else case.decided_at


def _person(case: _Case, decision: Decision) -> JsonObject:
    """Give role and label: role words and an ordinal, never a name."""
    person = case.people.get(decision.person_id or "")
    if person is None:
        return {}
    role = _role(person)
    return {"role": {"id": role.id, "name": role.value.replace("_", " ")}, "label": f"[{person.label}]"}


def _role(person: Person) -> Role:
    """Give the weightiest role; a source is shown as a source only, whatever else would give them away."""
    if person.has(Role.SOURCE):
        return Role.SOURCE
    return person.roles[0].role if person.roles else Role.UNSETTLED


def _places(case: _Case, decision: Decision) -> JsonObject:
    offsets = decision.target in case.passage_ids
    places: list[Json] = [_place(case.document, span, offsets=offsets) for span in decision.spans]
    if not places:
        return {"location": {"part": "document"}}
    return {"location": places[0]} | ({"locations": places} if len(places) > 1 else {})


def _place(document: Document, span: Span, *, offsets: bool) -> JsonObject:
    place: JsonObject = dict(document.parts[span.part].place.location())
    if document.format == "docx" and "part" in place:
        place["part"] = known_part(str(place["part"]))
    return place | {"start": span.start, "end": span.end} if offsets else place


def known_part(name: str) -> str:
    """Give the name of a part of a Word file, if it is one that the format knows: others may be somebody's name."""
    return name if name.rstrip("0123456789") in words_for("parts") else "other"


def _extras(decision: Decision) -> JsonObject:
    extras: dict[str, str | None] = {
        "banner": decision.banner,
        "supersedes": decision.supersedes,
        "confirmed_by": decision.confirmed_by,
    }
    return {key: value for key, value in extras.items() if value}
