"""The private review file: complete, deterministic, and read back with suspicion."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from minimise.errors import UsageProblem
from minimise.model import (
    Action,
    Decision,
    Document,
    Part,
    Person,
    Place,
    Role,
    RoleFinding,
    Span,
    Status,
    Unit,
)
from minimise.stages.record import CaseKey
from minimise.stages.review import PersonVerdict, apply_verdicts, read_review, read_verdicts, review_file

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
KEY = CaseKey(bytes(range(32)))
SOURCE = b"the bytes of an input"
DOCUMENT = Document("c", "txt", (Part(Place("line", Unit.LINE, 1), "Ffion Quibblé rang."),))
PEOPLE = (Person("p1", (RoleFinding(Role.NEIGHBOUR, "r@1", (), 0.9),), ("m1",), "Neighbour 1", 0.9),)
DECISION = Decision(
    "m1",
    Action.PSEUDONYMISE,
    Status.NEEDS_REVIEW,
    "third-party@1",
    "Not needed to act.",
    "3P-ADULT",
    "C01",
    5,
    person_id="p1",
    spans=(Span(0, 0, 13),),
)
ROW = {"target": "m1", "action": "keep", "by": "SW12345", "reason": "She agreed to it.", "reason_code": "NEC-ROLE"}


def made(*verdicts: PersonVerdict) -> bytes:
    return review_file(DOCUMENT, [DECISION], PEOPLE, KEY, source=SOURCE, verdicts=verdicts)


def with_rows(*rows: Any, **changes: Any) -> bytes:
    return json.dumps(json.loads(made()) | {"verdicts": list(rows)} | changes).encode()


def test_review_file_holds_what_a_person_needs_to_decide() -> None:
    content = json.loads(made())

    (item,) = content["decisions"]
    assert item["target"] == "m1"
    assert item["words"] == ["Ffion Quibblé"]
    assert item["spans"] == [[0, 0, 13]]
    assert item["locations"] == [{"line": 1}]
    assert (item["action"], item["status"], item["person"]) == ("pseudonymise", "needs-review", "p1")
    assert content["people"] == [
        {
            "id": "p1",
            "label": "Neighbour 1",
            "roles": ["neighbour"],
            "mentions": ["m1"],
            "at_risk": False,
            "ambiguous": False,
        }
    ]
    assert content["verdicts"] == []


def test_review_file_is_the_same_for_the_same_run() -> None:
    assert made() == made()


def test_review_file_gives_back_the_key_of_the_case() -> None:
    review = read_review(made())

    assert CaseKey.from_hex(review.case_key) == KEY
    assert KEY.hex() not in repr(review)


def test_review_file_belongs_to_one_input_only() -> None:
    review = read_review(made())

    review.check_source(SOURCE, KEY)
    with pytest.raises(UsageProblem, match="another document"):
        review.check_source(b"another input", KEY)


def test_verdict_comes_back_with_the_place_it_was_given_for() -> None:
    (verdict,) = read_verdicts(with_rows(ROW))

    assert (verdict.target, verdict.action, verdict.by) == ("m1", Action.KEEP, "SW12345")
    assert (verdict.reason, verdict.reason_code) == ("She agreed to it.", "NEC-ROLE")
    assert verdict.spans == DECISION.spans


def test_verdict_survives_being_written_and_read_again() -> None:
    verdicts = tuple(verdict.dated(AT) for verdict in read_verdicts(with_rows(ROW)))

    again = read_verdicts(made(*verdicts))

    assert again == verdicts
    assert again[0].at == "2026-11-20T15:30:00Z"
    assert apply_verdicts([DECISION], again, AT)[0].action is Action.KEEP


def test_undated_verdict_is_written_without_a_time() -> None:
    (verdict,) = read_verdicts(with_rows(ROW))

    assert "at" not in json.loads(made(verdict))["verdicts"][0]


def test_reason_and_code_may_be_left_out() -> None:
    (verdict,) = read_verdicts(with_rows({"target": "m1", "action": "redact", "by": "SW12345"}))

    assert (verdict.reason, verdict.reason_code) == ("", "OVR-HUMAN")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("keep", "cannot be read"),
        (ROW | {"reason": None}, "cannot be read"),
        (ROW | {"note": "words"}, "cannot be read"),
        (ROW | {"spans": "0"}, "cannot be read"),
        (ROW | {"target": "m2"}, "not in this document"),
        ({"action": "keep", "by": "SW12345"}, "not in this document"),
        (ROW | {"action": "keep!"}, "action"),
        ({"target": "m1", "by": "SW12345"}, "action"),
        (ROW | {"action": "flag"}, "decides"),
        ({"target": "m1", "action": "keep"}, "staff id"),
        (ROW | {"by": "Ffion Quibblé"}, "staff id"),
        (ROW | {"reason_code": "GDPR"}, "reason code"),
        (ROW | {"reason_code": "OTHER"}, "reason code"),
        (ROW | {"at": "yesterday"}, "time"),
    ],
)
def test_verdict_that_is_not_what_it_should_be_is_refused_without_repeating_it(row: Any, message: str) -> None:
    with pytest.raises(UsageProblem, match=message) as caught:
        read_verdicts(with_rows(row))

    assert "Quibbl" not in f"{caught.value} {caught.value.advice} {caught.value.facts}"
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Ffion Quibble",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        with_rows(review_schema_version=2),
        with_rows(case_key=None),
        with_rows(input_digest=1),
        with_rows(verdicts={}),
        with_rows(decisions=None),
        with_rows(decisions=["Ffion"]),
        with_rows(decisions=[{"target": "m1"}]),
        with_rows(decisions=[{"target": "m1", "spans": [[0, 5, 5]]}]),
        with_rows(decisions=[{"target": ["m1"], "spans": []}]),
    ],
)
def test_broken_file_is_refused_and_nothing_of_it_survives_in_the_error(data: bytes) -> None:
    with pytest.raises(UsageProblem, match="cannot be read") as caught:
        read_review(data)

    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
