"""Content with rules of its own (domain.md D and E): court, complainants, gender history, wishes, notifications."""

import pytest
from tests.unit.judge.made import decisions, left

from minimise.model import Action, Mark, Status
from minimise.policies import Facts, load_policy
from minimise.stages.judge.marks import marks_of

COURT = "The judge found that the account was not reliable."
TOLD = "The court ordered that he must not go near the school."
COMPLAINANT = "Mum was raped in 1998 when she was fifteen."
HISTORY = "He lived as a girl until he was nine."
WISH = "She does not want her mum to know that she came to us."
NOTIFIED = "A mandatory report was made to the police."
UNIQUE = "They are the only deaf family in the village."


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        (COURT, Mark.COURT),
        ("The section 7 report was filed in March.", Mark.COURT),
        ("There was a fact-finding in 2024.", Mark.COURT),
        (COMPLAINANT, Mark.COMPLAINANT),
        ("She gave evidence against her rapist.", Mark.COMPLAINANT),
        (HISTORY, Mark.GENDER_HISTORY),
        ("The register still has his deadname.", Mark.GENDER_HISTORY),
        (WISH, Mark.CHILD_WISH),
        ("She begged me not to tell her dad.", Mark.CHILD_WISH),
        ("He is Gillick competent and refuses to have his parents told.", Mark.CHILD_WISH),
        (NOTIFIED, Mark.NOTIFICATION),
        ("An NRM referral was submitted.", Mark.NOTIFICATION),
        (UNIQUE, Mark.UNIQUE),
        ("The case was reported in the local press.", Mark.UNIQUE),
    ],
)
def test_such_content_is_marked(sentence: str, mark: Mark) -> None:
    assert mark in marks_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        TOLD,
        "The transition to Year 7 went well.",
        "Mum does not want Dad to know the address.",
        "There is a hearing on Friday.",
        "Information was shared with the family.",
        "He is the only child at home.",
        "She was judged to be ready for school.",
    ],
)
def test_what_only_looks_alike_is_not_marked(sentence: str) -> None:
    special = {Mark.COURT, Mark.GENDER_HISTORY, Mark.CHILD_WISH, Mark.NOTIFICATION, Mark.UNIQUE, Mark.HANDLING}

    assert not special & set(marks_of(sentence))


@pytest.mark.parametrize(
    ("recipient", "stays"),
    [("court", True), ("social-care", True), ("youth-justice", True), ("school", False), ("housing", False),
     ("voluntary", False), ("family-help", False), ("family", False), ("learning", False)],
)  # fmt: skip
def test_what_a_court_heard_is_for_those_who_take_part(recipient: str, stays: bool) -> None:
    assert (left(recipient, COURT) == COURT) is stays


@pytest.mark.parametrize("recipient", ["school", "housing", "voluntary", "family-help"])
def test_what_a_court_order_means_for_the_child_always_stays(recipient: str) -> None:
    assert left(recipient, TOLD) == TOLD


@pytest.mark.parametrize("recipient", ["school", "housing", "voluntary", "health", "lado", "court", "police"])
def test_a_complainants_sentence_that_carries_safety_stays_and_a_person_is_asked(recipient: str) -> None:
    asked = [d for d in decisions(recipient, COMPLAINANT) if d.category == "C45"]

    assert left(recipient, COMPLAINANT) == COMPLAINANT
    assert [d.status for d in asked] == [Status.NEEDS_REVIEW]
    assert "SOAA92" in asked[0].legal_refs


@pytest.mark.parametrize("recipient", ["school", "housing", "voluntary", "family-help", "lado", "family", "learning"])
def test_gender_history_goes_where_no_function_needs_it(recipient: str) -> None:
    assert left(recipient, HISTORY) == "…"


@pytest.mark.parametrize("recipient", ["social-care", "police", "health", "youth-justice", "court"])
def test_gender_history_elsewhere_waits_for_a_person(recipient: str) -> None:
    (asked,) = (d for d in decisions(recipient, HISTORY) if d.category == "C40")

    assert (asked.action, asked.status) == (Action.FLAG, Status.NEEDS_REVIEW)
    assert "GRA04-22" in asked.legal_refs


def test_a_childs_wish_not_to_tell_a_parent_reaches_agencies_and_no_parent() -> None:
    assert left("social-care", WISH) == WISH
    assert left("school", WISH) == WISH
    assert left("family:child", WISH) == WISH
    assert left("family", WISH) == "…"
    assert left("family:concern", WISH) == "…"


def test_a_notification_never_warns_the_person_it_is_about() -> None:
    assert left("social-care", NOTIFIED) == NOTIFIED
    assert left("family:concern", NOTIFIED) == "…"
    assert left("family", NOTIFIED, danger=True) == "…"


@pytest.mark.parametrize("recipient", ["social-care", "police"])
def test_those_who_act_on_a_notification_get_it_locked(recipient: str) -> None:
    rule = load_policy(recipient)[0].first_fit(Facts("passage", marks=frozenset({Mark.NOTIFICATION})))

    assert (rule.action, rule.locked) == (Action.KEEP, True)
    assert {"CPA26-CSA", "FGMA-5B", "MSA15-52"} <= set(rule.legal_refs)


def test_a_childs_orientation_is_never_told_to_a_parent() -> None:
    sentence = "The child told staff that she is gay."

    assert "gay" not in left("family", sentence)
    assert "gay" in left("family:child", sentence)
    assert "gay" in left("social-care", sentence)


def test_a_copy_to_learn_from_asks_about_what_few_people_share_and_for_a_sign_off() -> None:
    made = decisions("learning", UNIQUE)
    asked = {(d.rule, d.action, d.status) for d in made if d.category == "C57"}

    assert asked == {
        ("learning.passage.unique@1", Action.FLAG, Status.NEEDS_REVIEW),
        ("core.sign-off@1", Action.FLAG, Status.NEEDS_REVIEW),
    }
    assert not [d for d in decisions("social-care", UNIQUE) if d.status is Status.NEEDS_REVIEW]
