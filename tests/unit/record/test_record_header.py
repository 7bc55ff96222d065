"""The header: what is known, what is counted, and what nobody asked."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from tests.unit.record.record_samples import (
    AT,
    COMPLETE,
    DECISIONS,
    DOCUMENT,
    KEY,
    PEOPLE,
    SOURCE,
    VERDICT,
    decision,
    run_of,
)

from minimise import __version__
from minimise.model import Verdict
from minimise.stages.record import CaseKey, JsonObject, header_of
from minimise.stages.record.moment import next_working_day, stamp, uuid7


def header_json(**changes: object) -> JsonObject:
    return header_of(run_of(**changes), DOCUMENT, DECISIONS, PEOPLE, VERDICT).to_json()  # type: ignore[arg-type]


def test_header_identifies_the_decision_the_tool_and_the_rules() -> None:
    header = header_json()

    assert header["log_schema_version"] == 2
    assert UUID(str(header["decision_id"])).version == 7
    assert header["created_at"] == "2026-11-20T15:30:00Z"
    assert header["tool"] == {"name": "minimise", "version": __version__}
    assert header["models"] == [{"id": "small-model", "version": "3.8.0"}]
    assert header["recipient"] == "social-care:s47"
    assert header["policy"] == {
        "id": "social-care",
        "version": "1",
        "fingerprint": "0" * 64,
        "edition": "ISA24",
        "jurisdiction": "EN",
    }


def test_header_counts_what_was_read_and_what_was_withheld() -> None:
    header = header_json()

    assert header["counts"] == {
        "parts_read": 3,
        "people": 1,
        "finds": 3,
        "passages": 1,
        "read": {"paragraph": 3},
        "unread": {"image": 1},
    }
    assert header["overrides"] == {"redact>keep": 1}
    assert header["not_shared_summary"] == {
        "total": 3,
        "by_category": {"C01": 1, "C18": 1, "C55": 1},
        "by_reason": {"3P-ADULT": 1, "ERR-UNREAD": 1, "SRC-CONF": 1},
    }
    assert (header["needs_review"], header["decided_by_people"]) == (1, 1)


def test_header_carries_what_verification_found() -> None:
    verdict = Verdict(("a", "b"), 7, 0, (), 4, 4)

    header = header_of(run_of(), DOCUMENT, DECISIONS, PEOPLE, verdict).to_json()

    assert (header["safety_units_in"], header["safety_units_out"]) == (4, 4)
    assert (header["protected_values_checked"], header["leaks_found_on_verify"]) == (7, 0)
    assert header["readers"] == ["a", "b"]


def test_what_nobody_asked_is_written_down_as_not_asked() -> None:
    header = header_json()

    assert header["child_informed"] == "not_asked"
    assert set(header["lawful_basis"].values()) == {"not_asked"}  # type: ignore[union-attr]
    assert "child_informed" in header["unanswered"]  # type: ignore[operator]
    assert (header["pr_holders_informed"], header["advice_sought"]) == ([], [])
    assert header["decision"] == "share_minimised"
    assert header["previous_decision_id"] is None


def test_status_is_held_while_something_waits_and_incomplete_while_a_question_is_open() -> None:
    silent = header_of(run_of(), DOCUMENT, [decision()], PEOPLE, VERDICT)
    answered = header_of(run_of(record=COMPLETE), DOCUMENT, [decision()], PEOPLE, VERDICT)

    assert header_json()["status"] == "held"
    assert silent.status == "incomplete"
    assert answered.status == "complete"


def test_emergency_sets_a_review_for_the_next_working_day() -> None:
    header = header_json(emergency=True)

    assert header["emergency"] is True
    assert header["review_due"] == "2026-11-23"  # the Monday after a Friday
    assert header_json()["review_due"] is None


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 11, 18), date(2026, 11, 19)), (date(2026, 11, 21), date(2026, 11, 23))],
)
def test_next_working_day_is_never_at_a_weekend(day: date, due: date) -> None:
    assert next_working_day(day) == due


def test_moment_is_written_in_utc() -> None:
    assert stamp(datetime(2026, 7, 1, 1, 5, tzinfo=timezone(timedelta(hours=1)))) == "2026-07-01T00:05:00Z"


def test_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 7, 1, 1, 5))


def test_uuid7_follows_the_published_layout() -> None:
    # The example of RFC 9562, A.6: 22 February 2022, 19:22:22 UTC, rand_a CC3, rand_b 18C4DC0C0C07398F.
    noise = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10, "big")

    made = uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC), noise)

    assert str(made) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_uuid7_sorts_by_time_and_is_not_repeated() -> None:
    first, second = uuid7(AT), uuid7(AT + timedelta(milliseconds=1))

    assert first < second
    assert uuid7(AT) != uuid7(AT)


def test_case_key_is_random_and_hidden_and_comes_back_from_hex() -> None:
    key = CaseKey.fresh()

    assert key != CaseKey.fresh()
    assert key.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
    assert CaseKey.from_hex(key.hex()) == key


@pytest.mark.parametrize("text", ["", "zz" * 32, "00" * 31])
def test_case_key_of_the_wrong_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes") as caught:
        CaseKey.from_hex(text)

    assert caught.value.__context__ is None


def test_digest_depends_on_the_key_and_confirms_only_its_content() -> None:
    digest = KEY.digest(SOURCE)

    assert digest != CaseKey(bytes(32)).digest(SOURCE)
    assert KEY.confirms(SOURCE, digest)
    assert not KEY.confirms(b"other", digest)
    assert not KEY.confirms(SOURCE, "é")
