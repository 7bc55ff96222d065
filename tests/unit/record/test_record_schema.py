"""The schema: shipped as it is enforced, and another validator of JSON Schema agrees with ours.

`python tests/unit/record/test_record_schema.py` writes `log.schema.json` anew.
"""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.unit.record.record_samples import AT, COMPLETE, KEY, log_of

import minimise.stages.record as record
from minimise.policies import reason_codes
from minimise.stages.record import append
from minimise.stages.record.rules import holds
from minimise.stages.record.schema import log_schema, schema_text

SHIPPED = Path(record.__file__).with_name("log.schema.json")


def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SHIPPED.read_text(encoding="utf-8")))


def rich_log() -> dict[str, Any]:
    log = log_of(record=COMPLETE)
    log = append(log, "review", {"review_type": "peer", "outcome": "agreed"}, by="TM0042", at=AT, key=KEY)
    made: dict[str, Any] = json.loads(log.to_bytes())
    return made


def test_shipped_schema_is_the_one_that_is_enforced() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_text(), f"run python {Path(__file__).name}"


def test_shipped_schema_is_a_schema_and_accepts_a_log() -> None:
    Draft202012Validator.check_schema(log_schema())

    assert list(validator().iter_errors(rich_log())) == []


def test_schema_knows_every_reason_code_and_no_catch_all() -> None:
    codes = log_schema()["$defs"]["entry"]["properties"]["reason_code"]["enum"]

    assert codes == list(reason_codes())
    assert not {"OTHER", "GDPR"} & set(codes)


G1 = """log_schema_version decision_id case_key_hash doc_role input_digest output_digest counts created_at author_id
author_role organisation org_type policy recipient recipient_org recipient_named_post recipient_identity_checked channel
purpose_text threshold initiative lawful_basis models child_informed views_considered pr_holders_informed
not_informed_reason_code service_agreement advice_sought decision decision_reason_codes not_shared_summary
detriment_considered consequence_of_not_sharing reviewer_id reviewed_on review_type time_on_review safety_units_in
safety_units_out protected_values_checked leaks_found_on_verify overrides emergency review_due retention_class
destroy_after previous_decision_id breach_flag"""


@pytest.mark.parametrize("key", G1.split())
def test_header_holds_every_field_that_accountability_asks_for(key: str) -> None:
    assert key in log_schema()["$defs"]["header"]["required"]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _places(item, (*path, key))


def _changed(log: dict[str, Any], path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> dict[str, Any]:
    made = copy.deepcopy(log)
    parent: Any = made
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return made


def _put(value: Any) -> Callable[[Any, Any], None]:
    def put(parent: Any, key: Any) -> None:
        parent[key] = value

    return put


def _drop(parent: Any, key: Any) -> None:
    del parent[key]


CHANGES = [_drop, *map(_put, (None, True, -1, "some words", []))]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_another_validator_agrees_about_every_changed_place(change: Callable[[Any, Any], None]) -> None:
    log, judge = rich_log(), validator()
    log["entries"] = log["entries"][1:2]

    for path in list(_places(log))[1:]:
        made = _changed(log, path, change)
        assert holds(made) == judge.is_valid(made), path


if __name__ == "__main__":
    SHIPPED.write_text(schema_text(), encoding="utf-8")
