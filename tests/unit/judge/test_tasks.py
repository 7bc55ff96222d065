"""What a person still has to do about a whole copy."""

import pytest
from tests.unit.judge.made import decisions

from minimise.model import Action, Status
from minimise.policies import policy_names

PLAIN = "The visit went well."


def test_after_an_emergency_a_review_is_always_due() -> None:
    (task,) = (d for d in decisions("social-care", PLAIN, emergency=True) if not d.spans)

    assert (task.rule, task.action, task.status) == ("core.review-due@1", Action.FLAG, Status.NEEDS_REVIEW)
    assert task.golden_rule == 7


@pytest.mark.parametrize("recipient", [name for name in policy_names() if name != "learning"])
def test_without_one_a_plain_document_asks_nobody_anything(recipient: str) -> None:
    assert [d for d in decisions(recipient, PLAIN) if d.status is Status.NEEDS_REVIEW] == []
