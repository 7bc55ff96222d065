"""The private review file: everything a person needs to carry on, words included; mode 0600, never shared."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from minimise.errors import UsageProblem
from minimise.model import Action, Decision, Document, Person, Span
from minimise.stages.review.changes import Change, change_of, change_row
from minimise.stages.review.verdicts import PersonVerdict

REVIEW_SCHEMA_VERSION = 1
_VERDICT_KEYS = frozenset({"target", "action", "by", "reason", "reason_code", "at", "second"})
_BROKEN = "the review file cannot be read"
_ADVICE = "Run `minimise redact` again to make a new one."


class Key(Protocol):
    """The secret of the case, as `record` makes it."""

    def hex(self) -> str:
        """Give the secret as text."""
        ...

    def digest(self, data: bytes) -> str:
        """Give the keyed digest of some content."""
        ...


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a review file gives back: the secret, which input it belongs to, and the verdicts."""

    case_key: str = field(repr=False)
    input_digest: str
    verdicts: tuple[PersonVerdict, ...]
    changes: tuple[Change, ...] = field(default=(), repr=False)
    """What a person corrected in the reading before deciding."""

    def check_source(self, source: bytes, key: Key) -> None:
        """Refuse to carry verdicts over to another document.

        Raises:
            UsageProblem: the file is about another input.
        """
        if key.digest(source) != self.input_digest:
            raise UsageProblem("the review file belongs to another document", _ADVICE)


def review_file(
    document: Document,
    decisions: Sequence[Decision],
    people: Sequence[Person],
    key: Key,
    *,
    source: bytes,
    verdicts: Sequence[PersonVerdict] = (),
    changes: Sequence[Change] = (),
) -> bytes:
    """Give the review file of a run. `source` is the input's bytes; earlier verdicts and changes are carried along."""
    content = {
        "review_schema_version": REVIEW_SCHEMA_VERSION,
        "case_key": key.hex(),
        "input_digest": key.digest(source),
        "decisions": [_item(document, decision) for decision in decisions],
        "people": [_person(person) for person in people],
        "verdicts": [_verdict(verdict) for verdict in verdicts],
    }
    if changes:
        content["changes"] = [change_row(change) for change in changes]
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()


def read_verdicts(data: bytes) -> tuple[PersonVerdict, ...]:
    """Give the verdicts of a review file.

    Raises:
        UsageProblem: the file, or a verdict in it, is not what it should be.
    """
    return read_review(data).verdicts


def read_review(data: bytes) -> ReviewFile:
    """Give back what a review file holds for the next run.

    Raises:
        UsageProblem: the file, or a verdict in it, is not what it should be.
    """
    content = _parsed(data)
    case_key, input_digest, rows = content.get("case_key"), content.get("input_digest"), content.get("verdicts")
    if not (isinstance(case_key, str) and isinstance(input_digest, str) and isinstance(rows, list)):
        raise UsageProblem(_BROKEN, _ADVICE)
    changes = content.get("changes", [])
    if not (isinstance(changes, list) and all(isinstance(row, dict) for row in changes)):
        raise UsageProblem(_BROKEN, _ADVICE)
    places = _places(content.get("decisions"))
    return ReviewFile(
        case_key,
        input_digest,
        tuple(_read(row, places) for row in rows),
        tuple(change_of(row) for row in changes),
    )


def _item(document: Document, decision: Decision) -> dict[str, Any]:
    return {
        "target": decision.target,
        "spans": [[span.part, span.start, span.end] for span in decision.spans],
        "words": [document.words(span) for span in decision.spans],
        "locations": [document.parts[span.part].place.location() for span in decision.spans],
        "action": decision.action.value,
        "status": decision.status.value,
        "locked": decision.locked,
        "risk_critical": decision.risk_critical,
        "category": decision.category,
        "reason": decision.reason,
        "reason_code": decision.reason_code,
        "rule": decision.rule,
        "by": decision.author,
        "person": decision.person_id,
        "banner": decision.banner,
        "topics": list(decision.topics),
        "harm_if_kept": decision.harm_if_kept,
        "harm_if_removed": decision.harm_if_removed,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "label": person.label,
        "roles": [finding.role.value for finding in person.roles],
        "mentions": list(person.mention_ids),
        "at_risk": person.at_risk,
        "ambiguous": person.ambiguous,
    }


def _verdict(verdict: PersonVerdict) -> dict[str, str]:
    row = {
        "target": verdict.target,
        "action": verdict.action.value,
        "by": verdict.by,
        "reason": verdict.reason,
        "reason_code": verdict.reason_code,
    }
    return row | {name: value for name, value in (("at", verdict.at), ("second", verdict.second)) if value}


def _parsed(data: bytes) -> dict[str, Any]:
    """Give the file's object. Its parse error would hold its words, so none leaves this function."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("review_schema_version") != REVIEW_SCHEMA_VERSION:
        raise UsageProblem(_BROKEN, _ADVICE)
    return cast(dict[str, Any], content)


def _places(items: Any) -> dict[str, tuple[Span, ...]]:
    """Give where each target stood when the file was written."""
    try:
        return {item["target"]: tuple(Span(*place) for place in item["spans"]) for item in items}
    except (KeyError, TypeError, ValueError):
        problem = UsageProblem(_BROKEN, _ADVICE)
    raise problem


def _read(row: Any, places: dict[str, tuple[Span, ...]]) -> PersonVerdict:
    if not isinstance(row, dict) or not row.keys() <= _VERDICT_KEYS or not _all_text(row):
        raise UsageProblem("a verdict in the review file cannot be read", _ADVICE)
    if row.get("target") not in places:
        raise UsageProblem("a verdict is about something that is not in this document", _ADVICE)
    if row.get("action") not in set(Action):
        raise UsageProblem("a verdict has an action that is not known", "Use keep, pseudonymise, generalise or redact.")
    known = {name: value for name, value in row.items() if name != "action"}
    return PersonVerdict(**{"by": "", **known}, action=Action(row["action"]), spans=places[row["target"]])


def _all_text(row: dict[str, Any]) -> bool:
    return all(isinstance(value, str) for value in row.values())
