"""A person's verdicts: what they may say, and what they do to the machine's decisions."""

from datetime import UTC, datetime

import pytest

from minimise.errors import UsageProblem
from minimise.model import Action, Author, Decision, Span, Status
from minimise.stages.review import PersonVerdict, apply_verdicts
from minimise.stages.review.verdicts import because

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
SPANS = (Span(0, 0, 5),)
LONG = "The mother asked us to, see supervision."


def decision(target: str = "m1", action: Action = Action.REDACT, **changes: object) -> Decision:
    fields: dict[str, object] = {
        "status": Status.NEEDS_REVIEW,
        "rule": "third-party@1",
        "reason": "Not needed to act.",
        "reason_code": "3P-ADULT",
        "category": "C01",
        "golden_rule": 5,
        "confidence": 0.6,
        "spans": SPANS,
    }
    return Decision(target, action, **(fields | changes))  # type: ignore[arg-type]


def verdict(action: Action = Action.KEEP, target: str = "m1", **changes: object) -> PersonVerdict:
    fields: dict[str, object] = {"by": "SW12345", "spans": SPANS}
    return PersonVerdict(target, action, **(fields | changes))  # type: ignore[arg-type]


def test_verdict_replaces_the_machines_decision_and_says_so() -> None:
    (decided,) = apply_verdicts([decision()], [verdict(reason_code="NEC-ROLE")], AT)

    assert (decided.action, decided.status) == (Action.KEEP, Status.DECIDED)
    assert (decided.by, decided.author) == (Author.PERSON, "SW12345")
    assert decided.supersedes == "redact:third-party@1"
    assert decided.rule == "person@2026-11-20T15:30:00Z"
    assert (decided.reason_code, decided.confidence) == ("NEC-ROLE", 1.0)
    assert (decided.spans, decided.category) == (SPANS, "C01")


def test_persons_own_words_never_reach_the_decision_or_a_repr() -> None:
    given = verdict(reason="Larkspur said that this is hers.")

    (decided,) = apply_verdicts([decision()], [given], AT)

    assert decided.reason == because("OVR-HUMAN")
    assert "Larkspur" not in repr(given) + repr(decided)


def test_decisions_without_a_verdict_are_left_alone() -> None:
    other = decision("m2")

    assert apply_verdicts([other, decision()], [verdict()], AT)[0] is other


def test_last_of_several_verdicts_counts() -> None:
    (decided,) = apply_verdicts([decision()], [verdict(), verdict(Action.GENERALISE)], AT)

    assert decided.action is Action.GENERALISE


def test_rerun_does_not_overwrite_or_redate_a_persons_verdict() -> None:
    given = verdict().dated(AT)

    (first,) = apply_verdicts([decision()], [given], AT)
    (again,) = apply_verdicts([decision(confidence=0.99)], [given], LATER)

    assert again == first
    assert given.dated(LATER) is given


def test_verdict_without_any_time_is_dated_when_it_is_applied() -> None:
    before = datetime.now(UTC).replace(microsecond=0)

    (decided,) = apply_verdicts([decision()], [verdict()])

    at = datetime.strptime(decided.rule, "person@%Y-%m-%dT%H:%M:%S%z")
    assert before <= at <= datetime.now(UTC)


def test_verdict_about_something_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageProblem, match="not in this document"):
        apply_verdicts([decision("m2")], [verdict()], AT)


def test_verdict_about_words_that_moved_is_refused() -> None:
    with pytest.raises(UsageProblem, match="changed after"):
        apply_verdicts([decision(spans=(Span(0, 1, 6),))], [verdict()], AT)


@pytest.mark.parametrize("action", [Action.REDACT, Action.PSEUDONYMISE, Action.GENERALISE])
@pytest.mark.parametrize("reason", ["", "too short", "x" * 19, "  a   b  " + " " * 30])
def test_hiding_a_safety_fact_without_a_reason_is_refused(action: Action, reason: str) -> None:
    safety = decision(action=Action.KEEP, locked=True, risk_critical=True, person_id="p1")

    with pytest.raises(UsageProblem, match="20 characters"):
        apply_verdicts([safety], [verdict(action, reason=reason)], AT)


def test_hiding_a_safety_fact_that_is_not_locked_still_needs_a_reason() -> None:
    with pytest.raises(UsageProblem, match="20 characters"):
        apply_verdicts([decision(action=Action.FLAG, risk_critical=True)], [verdict(Action.REDACT)], AT)


def test_hiding_a_safety_fact_with_a_reason_is_the_persons_decision() -> None:
    safety = decision(action=Action.KEEP, locked=True, risk_critical=True)

    (decided,) = apply_verdicts([safety], [verdict(Action.REDACT, reason=LONG, reason_code="HARM-SER")], AT)

    assert decided.withholds
    assert decided.risk_critical
    assert not decided.locked


def test_reason_of_exactly_twenty_characters_is_enough() -> None:
    (decided,) = apply_verdicts([decision(locked=True)], [verdict(reason="x" * 20)], AT)

    assert decided.action is Action.KEEP


def test_releasing_a_protected_detail_without_a_reason_is_refused() -> None:
    with pytest.raises(UsageProblem, match="20 characters"):
        apply_verdicts([decision(locked=True)], [verdict()], AT)


def test_confirming_a_lock_needs_no_reason_and_keeps_it() -> None:
    (decided,) = apply_verdicts([decision(locked=True)], [verdict(Action.REDACT)], AT)

    assert decided.locked
    assert decided.status is Status.DECIDED


def test_role_label_without_a_person_is_refused() -> None:
    with pytest.raises(UsageProblem, match="role label"):
        apply_verdicts([decision()], [verdict(Action.PSEUDONYMISE)], AT)


def test_role_label_the_machine_gave_without_a_person_may_be_confirmed() -> None:
    (decided,) = apply_verdicts([decision(action=Action.PSEUDONYMISE)], [verdict(Action.PSEUDONYMISE)], AT)

    assert decided.status is Status.DECIDED


def test_role_label_for_a_person_is_given() -> None:
    (decided,) = apply_verdicts([decision(person_id="p1")], [verdict(Action.PSEUDONYMISE)], AT)

    assert decided.action is Action.PSEUDONYMISE


@pytest.mark.parametrize("by", ["", "Jane", "Jane Quibble", "j1@example.org", "1" * 33, "7", "machine", "a/1"])
def test_staff_id_that_could_be_a_name_is_refused(by: str) -> None:
    with pytest.raises(UsageProblem, match="staff id"):
        verdict(by=by)


@pytest.mark.parametrize("by", ["SW12345", "12A3456B", "a.b-1_2"])
def test_staff_id_is_accepted(by: str) -> None:
    assert verdict(by=by).by == by


@pytest.mark.parametrize("code", ["OTHER", "GDPR", "DATA-PROTECTION", "CONFIDENTIAL", "", "3p-adult"])
def test_reason_code_outside_the_list_is_refused(code: str) -> None:
    with pytest.raises(UsageProblem, match="reason code"):
        verdict(reason_code=code)


def test_verdict_that_decides_nothing_is_refused() -> None:
    with pytest.raises(UsageProblem, match="decides"):
        verdict(Action.FLAG)


@pytest.mark.parametrize("at", ["yesterday", "2026-11-20", "2026-11-20T15:30:00+01:00"])
def test_time_that_is_not_utc_is_refused(at: str) -> None:
    with pytest.raises(UsageProblem, match="time"):
        verdict(at=at)


def test_reason_in_the_log_is_a_sentence_for_the_code() -> None:
    (decided,) = apply_verdicts([decision()], [verdict(reason_code="NEC-ROLE")], AT)

    assert decided.reason == "A person decided: the recipient needs to know who this is."


def test_verdict_on_a_passage_counts_for_everything_decided_about_it() -> None:
    counts = [decision(category="safety", action=Action.KEEP, risk_critical=True), decision(category="C56")]

    decided = apply_verdicts(counts, [verdict(Action.REDACT, reason=LONG)], AT)

    assert [made.action for made in decided] == [Action.REDACT, Action.REDACT]
