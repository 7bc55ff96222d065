"""The JSON Schema of a log: the one statement of what a log holds, shipped as `log.schema.json` and enforced here.

A test holds the shipped file to what stands here.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

from minimise.model import Action, Status
from minimise.policies import reason_codes
from minimise.stages.record.additions import Addition, Detail, additions
from minimise.stages.record.questions import BASIS, LISTS, NOT_ASKED, Question, question, questions
from minimise.stages.record.wording import words_for

Schema: TypeAlias = dict[str, Any]

LOG_SCHEMA_VERSION = 2

_SENTENCE: Schema = {"type": "string", "pattern": r"\S"}
_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_TABLE: Schema = {"type": "object", "additionalProperties": _COUNT}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_STAFF: Schema = {"type": "string", "pattern": r"^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._-]{1,31}$"}
_ENTRY_ID: Schema = {"type": "string", "pattern": r"^e\d{4,}$"}
_RECORD_ID: Schema = {"type": "string", "pattern": r"^a\d{4,}$"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object with every required key and none that nobody knows."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": sorted(required),
        "additionalProperties": False,
    }


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": list(values)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


@cache
def log_schema() -> Schema:
    """Give the schema of a whole log (JSON Schema 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:minimise:log:{LOG_SCHEMA_VERSION}",
        "title": "Justification log of minimise",
        "description": "Decisions about one document for one recipient. Holds no word of the document.",
        **_object(
            {"header": _ref("header"), "entries": _list(_ref("entry")), "seal": _ref("seal")},
            {"appended": _ref("appended")},
        ),
        "$defs": {
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "moment": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
            "decision_id": {
                "type": "string",
                "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            },
            "location": _location(),
            "entry": _entry(),
            "header": _header(),
            "seal": _seal(),
            "appended": _appended(),
        },
    }


def _location() -> Schema:
    keys = {"part": _SENTENCE, **dict.fromkeys(("paragraph", "page", "line", "row", "column", "start", "end"), _COUNT)}
    return {**_object({}, keys), "minProperties": 1}


def _entry() -> Schema:
    return _object(
        {
            "id": _ENTRY_ID,
            "action": _one_of(Action),
            "proposed": _one_of(Action),
            "effect": _one_of(("kept", "withheld")),
            "locked": _FLAG,
            "status": _one_of(Status),
            "reason": _SENTENCE,
            "reason_code": _one_of(reason_codes()),
            "category": _object(
                {"id": {"type": "string", "pattern": r"^(C\d\d|irrelevant|safety)$"}, "name": _SENTENCE}
            ),
            "rule": {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+$"},
            "golden_rule": {"type": "integer", "minimum": 1, "maximum": 7},
            "legal_refs": _TEXTS,
            "confidence": _one_of(("high", "medium", "low")),
            "decided_by": {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"},
            "decided_at": _ref("moment"),
            "found_by": _TEXTS,
            "harm_if_kept": _TEXT,
            "harm_if_removed": _TEXT,
            "safety_topics": _list({"type": "string", "pattern": r"^S\d\d$"}),
            "location": _ref("location"),
            "prev": _ref("digest"),
        },
        {
            "role": _object({"id": {"type": "string", "pattern": r"^R\d\d$"}, "name": _SENTENCE}),
            "label": {"type": "string", "pattern": r"^\[[^\[\]]+\]$"},
            "locations": _list(_ref("location")),
            "banner": _SENTENCE,
            "supersedes": _SENTENCE,
            "confirmed_by": _STAFF,
        },
    )


def _header() -> Schema:
    return _object({**_identity(), **_contents(), **_checks(), **_sharing()})


def _identity() -> dict[str, Schema]:
    stamped = _object({"id": _SENTENCE, "version": _SENTENCE})
    return {
        "log_schema_version": {"const": LOG_SCHEMA_VERSION},
        "decision_id": _ref("decision_id"),
        "previous_decision_id": _or_null(_ref("decision_id")),
        "case_key_hash": _ref("digest"),
        "created_at": _ref("moment"),
        "tool": _object({"name": {"const": "minimise"}, "version": _SENTENCE}),
        "models": _list(stamped),
        "recipient": _SENTENCE,
        "purpose": _TEXT,
        "policy": _object(dict.fromkeys(("id", "version", "fingerprint", "edition", "jurisdiction"), _TEXT)),
        "decision": _one_of(words_for("decisions")),
        "status": _one_of(("complete", "incomplete", "held")),
    }


def _contents() -> dict[str, Schema]:
    counted = dict.fromkeys(("parts_read", "people", "finds", "passages"), _COUNT)
    return {
        "format": _SENTENCE,
        "counts": _object({**counted, "read": _TABLE, "unread": _TABLE}),
        "not_shared_summary": _object({"total": _COUNT, "by_category": _TABLE, "by_reason": _TABLE}),
        "needs_review": _COUNT,
        "decided_by_people": _COUNT,
        "overrides": _TABLE,
        "subject_certain": _FLAG,
    }


def _checks() -> dict[str, Schema]:
    counted = ("safety_units_in", "safety_units_out", "protected_values_checked", "leaks_found_on_verify")
    return {
        **dict.fromkeys(counted, _COUNT),
        "readers": _TEXTS,
        "input_digest": _ref("digest"),
        "output_digest": _or_null(_ref("digest")),
        "emergency": _FLAG,
        "review_due": _or_null(_DAY),
    }


def _sharing() -> dict[str, Schema]:
    basis = {key: _answer(question(key)) for key in BASIS}
    return {
        "unanswered": _list(_one_of(q.key for q in questions())),
        **{q.key: _answer(q) for q in questions() if q.key not in BASIS},
        "lawful_basis": _object({**basis, "chosen": _one_of(("default", "changed", NOT_ASKED))}),
    }


def _answer(asked: Question) -> Schema:
    """Give the schema of one answer, silence included."""
    if asked.kind == "codes":
        return _list(_one_of(asked.values))
    if asked.kind in LISTS:
        parts = {name: _one_of((*codes, NOT_ASKED)) for name, codes in asked.parts.items()}
        return _list(_object(parts | ({"on": _unless_silent(_DAY)} if asked.kind == "advice" else {})))
    if asked.kind == "code":
        return _one_of((*asked.values, NOT_ASKED))
    return _unless_silent({"text": _SENTENCE, "staff": _STAFF, "day": _DAY, "minutes": _COUNT}[asked.kind])


def _unless_silent(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"const": NOT_ASKED}]}


def _seal() -> Schema:
    return _object(
        {
            "count": _COUNT,
            "head": _ref("digest"),
            "input_digest": _ref("digest"),
            "output_digest": _or_null(_ref("digest")),
            "mac": _ref("digest"),
            "hash": _ref("digest"),
        },
        {"signature": _signature()},
    )


def _signature() -> Schema:
    return _object(
        {
            "algorithm": {"const": "Ed25519"},
            "key_id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "value": {"type": "string", "pattern": "^[0-9a-f]{128}$"},
        }
    )


def _appended() -> Schema:
    seal = _object(
        {"count": {"type": "integer", "minimum": 1}, **dict.fromkeys(("head", "mac", "hash"), _ref("digest"))},
        {"signature": _signature()},
    )
    records = {"type": "array", "minItems": 1, "items": {"anyOf": [_record(each) for each in additions().values()]}}
    return _object({"records": records, "seal": seal})


def _record(added: Addition) -> Schema:
    details = {detail.key: _detail(detail) for detail in added.details}
    body = _object(
        {key: schema for key, schema in details.items() if key in added.must},
        {key: schema for key, schema in details.items() if key not in added.must},
    )
    return _object(
        {
            "id": _RECORD_ID,
            "kind": {"const": added.kind},
            "at": _ref("moment"),
            "by": _STAFF,
            "body": body,
            "prev": _ref("digest"),
        }
    )


def _detail(detail: Detail) -> Schema:
    if detail.kind == "answers":
        return {**_object({}, {q.key: _answer(q) for q in questions()}), "minProperties": 1}
    plain: dict[str, Schema] = {
        "day": _DAY,
        "minutes": _COUNT,
        "entries": {"type": "array", "minItems": 1, "items": _ENTRY_ID},
        "record": _RECORD_ID,
        "decision": _ref("decision_id"),
        "code": _one_of(detail.values),
        "codes": {"type": "array", "minItems": 1, "items": _one_of(detail.values)},
    }
    return plain[detail.kind]


def schema_text() -> str:
    """Give the schema as the shipped file holds it."""
    return json.dumps(log_schema(), indent=1, ensure_ascii=True) + "\n"
