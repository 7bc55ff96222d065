import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model import Action, Author, Decision, Span, Status


def decision(action: Action, by: Author, risk_critical: bool) -> Decision:
    return Decision(
        target="p0001",
        action=action,
        status=Status.DECIDED,
        rule="r@1",
        reason="because",
        reason_code="SAF-LOCK",
        category="safety",
        golden_rule=1,
        by=by,
        risk_critical=risk_critical,
    )


@given(action=st.sampled_from(Action))
def test_no_machine_decision_hides_a_risk_fact(action: Action) -> None:
    if action.hides:
        with pytest.raises(ValueError, match="risk-critical"):
            decision(action, Author.MACHINE, risk_critical=True)
    else:
        assert not decision(action, Author.MACHINE, risk_critical=True).withholds


def test_a_person_may_decide_otherwise() -> None:
    assert decision(Action.REDACT, Author.PERSON, risk_critical=True).withholds


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_is_never_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="never empty"):
        Span(0, start, end)
