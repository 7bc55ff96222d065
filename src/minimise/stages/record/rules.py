"""What a log must hold and which values may stand there: the meaning of contract.md section 5 for a machine."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from minimise.model import Action, Status
from minimise.policies import reason_codes
from minimise.stages.record.canon import Json
from minimise.stages.record.header import LOG_SCHEMA_VERSION
from minimise.stages.record.wording import words_for

Check: TypeAlias = Callable[[Json], bool]


def _text(value: Json) -> bool:
    return isinstance(value, str)


def _sentence(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _flag(value: Json) -> bool:
    return isinstance(value, bool)


def _count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _shape(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _table(value: Json) -> bool:
    return isinstance(value, dict) and all(_count(number) for number in value.values())


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def _object(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check an object: every required key, no key that nobody knows, every value of its set."""
    known = {**required, **(optional or {})}

    def check(value: Json) -> bool:
        return (
            isinstance(value, dict)
            and required.keys() <= value.keys() <= known.keys()
            and all(known[key](item) for key, item in value.items())
        )

    return check


_DIGEST = _shape(r"[0-9a-f]{64}")
_MOMENT = _shape(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = _shape(r"\d{4}-\d\d-\d\d")
_UUID7 = _shape(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_CATEGORY = _object({"id": _shape(r"C\d\d|irrelevant|safety"), "name": _sentence})
_ROLE = _object({"id": _shape(r"R\d\d"), "name": _sentence})
_PLACE = _object(
    {}, {"part": _sentence, "paragraph": _count, "page": _count, "line": _count, "start": _count, "end": _count}
)


def _location(value: Json) -> bool:
    return bool(value) and _PLACE(value)


def _reason_code(value: Json) -> bool:
    return isinstance(value, str) and value in reason_codes()


_ENTRY = _object(
    {
        "id": _shape(r"e\d{4,}"),
        "action": _one_of(*Action),
        "effect": _one_of("kept", "withheld"),
        "locked": _flag,
        "status": _one_of(*Status),
        "reason": _sentence,
        "reason_code": _reason_code,
        "category": _CATEGORY,
        "rule": _shape(r"[^@\s]+@[^@\s]+"),
        "golden_rule": lambda value: isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 7,
        "legal_refs": _texts,
        "confidence": _one_of("high", "medium", "low"),
        "decided_by": _shape(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}"),
        "decided_at": _MOMENT,
        "found_by": _texts,
        "harm_if_kept": _text,
        "harm_if_removed": _text,
        "safety_topics": _list_of(_shape(r"S\d\d")),
        "location": _location,
        "prev": _DIGEST,
    },
    {
        "role": _ROLE,
        "label": _shape(r"\[[^\[\]]+\]"),
        "locations": _list_of(_location),
        "banner": _sentence,
        "supersedes": _sentence,
    },
)

_POLICY = _object(dict.fromkeys(("id", "version", "fingerprint", "edition", "jurisdiction"), _text))
_HEADER = _object(
    {
        "log_schema_version": lambda value: value == LOG_SCHEMA_VERSION and not isinstance(value, bool),
        "decision_id": _UUID7,
        "created_at": _MOMENT,
        "tool": _object({"name": _one_of("minimise"), "version": _sentence}),
        "models": _list_of(_object({"id": _sentence, "version": _sentence})),
        "recipient": _sentence,
        "purpose": _text,
        "policy": _POLICY,
        "decision": lambda value: isinstance(value, str) and value in words_for("decisions"),
        "status": _one_of("complete", "held"),
        "previous_decision_id": _or_null(_UUID7),
        "format": _sentence,
        "counts": _object(
            {"parts_read": _count, "people": _count, "finds": _count, "passages": _count, "unread": _table}
        ),
        "not_shared_summary": _object({"total": _count, "by_category": _table, "by_reason": _table}),
        "needs_review": _count,
        "decided_by_people": _count,
        "subject_certain": _flag,
        "safety_units_in": _count,
        "safety_units_out": _count,
        "protected_values_checked": _count,
        "leaks_found_on_verify": _count,
        "readers": _texts,
        "input_digest": _DIGEST,
        "output_digest": _or_null(_DIGEST),
        "emergency": _flag,
        "review_due": _or_null(_DAY),
        "child_informed": _sentence,
        "pr_holders_informed": _texts,
        "advice_sought": _texts,
        "lawful_basis": _object(dict.fromkeys(("article_6", "article_9", "article_10"), _sentence)),
        "service_agreement": _sentence,
        "threshold": _sentence,
    }
)

_SEAL = _object(
    {
        "count": _count,
        "head": _DIGEST,
        "input_digest": _DIGEST,
        "output_digest": _or_null(_DIGEST),
        "mac": _DIGEST,
        "hash": _DIGEST,
    }
)

_LOG = _object({"header": _HEADER, "entries": _list_of(_ENTRY), "seal": _SEAL})


def holds(log: Json) -> bool:
    """Say whether a log has every key it needs, none besides, and only values of their sets."""
    return _LOG(log)
