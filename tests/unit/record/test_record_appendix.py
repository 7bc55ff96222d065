"""Additions: the chain grows, what stands never changes, and nothing that does not fit gets in."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from tests.unit.record.record_samples import AT, COMPLETE, KEY, decision, log_of

from minimise.errors import LogBroken, UsageProblem
from minimise.stages.record import (
    CaseKey,
    JustificationLog,
    additions,
    advice_html,
    append,
    count_logs,
    family_sheet_html,
    log_html,
    overdue,
    read_log,
    verify_log,
)
from minimise.stages.record.canon import canonical, sha256
from minimise.stages.record.family_sheet import UNSAFE

BODIES: dict[str, dict[str, object]] = {
    "sharing_record": {"answers": {"child_informed": "yes"}},
    "sent": {"channel": "portal", "identity_checked": "rang_back"},
    "review": {"review_type": "peer", "outcome": "agreed", "minutes": 12},
    "later_release": {"entries": ["e0001"], "because": ["protect_child"]},
    "reconsideration": {"asked_by": "recipient", "outcome": "share_more", "because": ["protect_child"]},
    "advice_request": {"to": "dpo", "question": "how_much", "answer_by": "2026-11-25"},
    "breach": {"state": "suspected", "what": "too_much"},
    "hold": {"what": "hold_set"},
}
ASK = BODIES["advice_request"]


def plus(log: JustificationLog, kind: str, body: Mapping[str, object] | None = None) -> JustificationLog:
    return append(log, kind, BODIES[kind] if body is None else body, by="SW12345", at=AT, key=KEY, scan=lambda _: ())


@pytest.mark.parametrize("kind", BODIES)
def test_addition_extends_the_chain_and_changes_nothing_that_stands(kind: str) -> None:
    before = log_of(decision(), record=COMPLETE)

    after = plus(before, kind)

    assert (after.header, after.entries, after.seal) == (before.header, before.entries, before.seal)
    assert after.appended[0]["prev"] == sha256(canonical(before.seal))
    assert read_log(after.to_bytes(), KEY) == after
    assert after.heads == (before.head, after.head)
    assert additions()[kind].name in log_html(after).decode()


def test_every_kind_of_addition_is_tried_here() -> None:
    assert {*BODIES, "advice_answer"} == additions().keys()


def test_a_head_that_was_written_down_earlier_still_proves_the_longer_log() -> None:
    before = log_of(record=COMPLETE)
    after = plus(plus(before, "sent"), "review")

    assert verify_log(after.to_bytes(), KEY, before.head).appended == 2


def test_an_older_state_of_the_log_is_refused_by_a_later_head() -> None:
    before = log_of(record=COMPLETE)
    after = plus(before, "review")

    with pytest.raises(LogBroken, match="older state"):
        verify_log(before.to_bytes(), KEY, after.head)


@pytest.mark.parametrize(
    ("place", "value"),
    [("by", "SW99999"), ("at", "2026-11-21T15:30:00Z"), ("body", {"channel": "post"}), ("prev", "0" * 64)],
)
def test_changed_addition_is_found_and_named(place: str, value: object) -> None:
    log = json.loads(plus(plus(log_of(), "sent"), "review").to_bytes())
    log["appended"]["records"][0][place] = value

    with pytest.raises(LogBroken, match="a0001"):
        verify_log(canonical(log))


def test_dropped_addition_is_found() -> None:
    log = json.loads(plus(plus(log_of(), "sent"), "review").to_bytes())
    log["appended"]["records"].pop()

    with pytest.raises(LogBroken):
        verify_log(canonical(log))


@pytest.mark.parametrize("number", [0, 2, 4])
@pytest.mark.parametrize("name", ["reason", "decided_by"])
def test_changed_entry_is_named(number: int, name: str) -> None:
    log = json.loads(log_of().to_bytes())
    log["entries"][number][name] = "Changed-later"

    with pytest.raises(LogBroken, match=f"e{number + 1:04} was changed") as caught:
        verify_log(canonical(log))
    assert caught.value.facts["place"] == f"e{number + 1:04}"


def test_changed_link_names_the_entry_that_holds_it() -> None:
    log = json.loads(log_of().to_bytes())
    log["entries"][2]["prev"] = "0" * 64

    with pytest.raises(LogBroken, match="e0003"):
        verify_log(canonical(log))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("gossip", {"what": "words"}),
        ("sent", {}),
        ("sent", {"channel": "pigeon"}),
        ("sent", {"channel": "portal", "note": "words"}),
        ("review", {"review_type": "peer", "outcome": "agreed", "minutes": True}),
        ("review", {"review_type": "peer", "outcome": "agreed", "entries": ["e0099"]}),
        ("later_release", {"entries": ["e0003"], "because": ["protect_child"]}),
        ("advice_request", {**ASK, "answer_by": "soon"}),
        ("advice_answer", {"request": "a0001", "summary": "share", "followed": "yes"}),
        ("sharing_record", {"answers": {"article_6": "UKGDPR-6.1.a"}}),
        ("sharing_record", {"answers": {"child_informed": "maybe"}}),
        ("sharing_record", {"answers": "words"}),
    ],
)
def test_addition_that_does_not_fit_is_refused(kind: str, body: dict[str, object]) -> None:
    log = log_of()

    with pytest.raises(UsageProblem):
        plus(log, kind, body)


def test_addition_needs_a_staff_id_and_the_key_of_this_log() -> None:
    with pytest.raises(UsageProblem, match="staff id"):
        append(log_of(), "sent", BODIES["sent"], by="Jane", at=AT, key=KEY)
    with pytest.raises(UsageProblem, match="another log"):
        append(log_of(), "sent", BODIES["sent"], by="SW12345", at=AT, key=CaseKey(bytes(32)))


def test_free_text_is_not_added_without_a_scan() -> None:
    body = {"answers": {"purpose_text": "To help."}}

    with pytest.raises(UsageProblem):
        append(log_of(), "sharing_record", body, by="SW12345", at=AT, key=KEY)


def test_later_answers_complete_the_record_and_a_check_settles_what_was_held() -> None:
    log = log_of(record=COMPLETE.with_answers({"child_informed": "no"}))
    assert log.status() == "held"

    log = plus(log, "review")
    assert log.status() == "incomplete"

    log = plus(log, "sharing_record", {"answers": {"not_informed_reason_code": "not_yet"}})
    assert log.status() == "complete"
    assert log.header["status"] == "held"


def test_advice_that_nobody_answered_in_time_comes_back() -> None:
    log = plus(log_of(), "advice_request")

    assert overdue(log, date(2026, 11, 25)) == ()
    assert overdue(log, date(2026, 11, 26)) == ("a0001",)
    answered = plus(log, "advice_answer", {"request": "a0001", "summary": "share", "followed": "yes"})
    assert overdue(answered, date(2026, 11, 26)) == ()


def test_advice_sheet_asks_the_question_and_waits_for_nobody_at_risk() -> None:
    log = plus(log_of(record=COMPLETE), "advice_request", {**ASK, "entries": ["e0002"]})

    text = advice_html(log, log.appended[0]).decode()

    assert "how much to share" in text
    assert "must not delay" in text
    assert "25 November 2026" in text


def informed(**answers: object) -> JustificationLog:
    return log_of(record=COMPLETE.with_answers(answers))  # type: ignore[arg-type]


def test_family_sheet_says_what_is_shared_with_whom_and_why() -> None:
    text = family_sheet_html(informed()).decode()

    assert "children&#x27;s social care" in text
    assert "MASH duty desk" in text
    assert "Information Commissioner" in text


def test_family_sheet_is_the_same_whether_or_not_there_is_a_source() -> None:
    sheets = {
        family_sheet_html(log_of(*made, record=COMPLETE)).split(b"Reference")[0]
        for made in (
            [decision("m1")],
            [decision("m1"), decision("m2", reason_code="SRC-CONF", category="C12", banner="confidential-source")],
        )
    }

    assert len(sheets) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"child_informed": "not_safe"},
        {"pr_holders_informed": [{"role": "father", "state": "not_safe"}]},
        *({"not_informed_reason_code": code} for code in sorted(UNSAFE)),
    ],
)
def test_family_sheet_is_refused_where_informing_is_unsafe(answers: dict[str, object]) -> None:
    with pytest.raises(UsageProblem, match="not safe"):
        family_sheet_html(informed(**answers))


def test_family_sheet_is_refused_where_nobody_said_that_it_is_safe() -> None:
    with pytest.raises(UsageProblem, match="nobody has recorded"):
        family_sheet_html(log_of())
    with pytest.raises(UsageProblem, match="a service that helps"):
        family_sheet_html(log_of(recipient="family", record=COMPLETE))


def test_stats_count_without_identities() -> None:
    log = plus(plus(log_of(record=COMPLETE), "review"), "advice_request")

    stats = count_logs([log, log_of()], date(2026, 12, 1)).to_json()

    assert (stats["logs"], stats["withheld"], stats["kept"]) == (2, 6, 4)
    assert stats["by_recipient"] == {"social-care:s47": 2}
    assert stats["overrides"] == {"redact>keep": 2}
    assert (stats["advice_open"], stats["advice_overdue"], stats["minutes_on_review"]) == (1, 1, 12)
    assert "SW12345" not in json.dumps(stats)
