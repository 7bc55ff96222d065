"""Which policy a profile names, and what a policy says for facts that no rule foresaw."""

from dataclasses import replace

import pytest

from minimise.errors import Exit, PolicyInvalid
from minimise.model import Action, Kind, Role
from minimise.policies import Facts, check_policy, load_policy, policy_names
from minimise.policies.answers import Answers
from minimise.policies.reading import Problems
from minimise.policies.rows import rows

SHIPPED = (
    "court", "family", "family-help", "health", "housing", "lado", "learning", "police", "school", "social-care",
    "voluntary", "youth-justice",
)  # fmt: skip


def test_the_shipped_policies_are_those_the_readme_names() -> None:
    assert policy_names() == SHIPPED


@pytest.mark.parametrize(
    ("profile", "name", "purpose"),
    [("social-care:s47", "social-care", "s47"), ("police", "police", None), ("family:concern", "family", "concern")],
)
def test_a_profile_names_a_policy_and_perhaps_a_purpose(profile: str, name: str, purpose: str | None) -> None:
    policy, found = load_policy(profile)

    assert (policy.id, found) == (name, purpose)


@pytest.mark.parametrize("profile", ["Tyler Ward", "", "SOCIAL-CARE", "../school", "school.toml", "shared/codes"])
def test_an_unknown_policy_is_refused_with_the_names_there_are_and_never_with_what_was_typed(profile: str) -> None:
    with pytest.raises(PolicyInvalid) as caught:
        load_policy(profile)

    said = f"{caught.value.summary} {caught.value.advice} {caught.value.facts}"
    assert caught.value.exit_code is Exit.POLICY
    assert all(name in said for name in SHIPPED)
    assert not profile or profile not in said


@pytest.mark.parametrize(
    ("profile", "advice"),
    [
        ("social-care:s99", "s17, s47"),
        ("family:Tyler", "child, concern"),
        ("family:", "child, concern"),
        ("police:s47", "has no purposes"),
    ],
)
def test_an_unknown_purpose_is_refused_with_the_purposes_there_are(profile: str, advice: str) -> None:
    with pytest.raises(PolicyInvalid) as caught:
        load_policy(profile)

    assert advice in caught.value.advice
    assert "Tyler" not in f"{caught.value.summary} {caught.value.advice} {caught.value.facts}"


def test_a_fingerprint_is_the_same_every_time_and_differs_for_every_change() -> None:
    policy = load_policy("school")[0]
    changed = replace(policy, rules=(replace(policy.rules[0], because="Otherwise."), *policy.rules[1:]))

    prints = {load_policy(name)[0].fingerprint for name in SHIPPED} | {changed.fingerprint}

    assert policy.fingerprint == load_policy("school")[0].fingerprint
    assert len(prints) == len(SHIPPED) + 1


@pytest.mark.parametrize(
    ("facts", "action"),
    [
        (Facts("find", Kind.PERSON), Action.PSEUDONYMISE),
        (Facts("find", Kind.INITIALS, frozenset({Role.PARENT})), Action.PSEUDONYMISE),
        (Facts("find", Kind.ADDRESS), Action.REDACT),
        (Facts("find", Kind.ADDRESS, frozenset({Role.SUBJECT})), Action.FLAG),
        (Facts("passage"), Action.FLAG),
        (Facts("object"), Action.REDACT),
    ],
)
def test_what_no_rule_foresaw_goes_to_a_person_and_is_withheld_unless_it_is_the_childs(
    facts: Facts, action: Action
) -> None:
    policy = replace(load_policy("health")[0], rules=())

    rule = policy.first_fit(facts, None)

    assert (rule.id, rule.asks, rule.action) == ("health.unmatched", True, action)


def test_only_an_exclamation_mark_locks() -> None:
    policy = load_policy("health")[0]

    subject = policy.first_fit(Facts("find", Kind.PERSON, frozenset({Role.SUBJECT})))
    parent = policy.first_fit(Facts("find", Kind.PERSON, frozenset({Role.PARENT})))

    assert (subject.action, subject.locked) == (Action.KEEP, True)
    assert (parent.action, parent.locked) == (Action.KEEP, False)
    assert subject.reference == "health.subject.name@1"


def test_checking_a_policy_that_does_not_exist_says_so() -> None:
    with pytest.raises(PolicyInvalid, match="no policy of that name"):
        check_policy("nothing")


def _problems(cells: dict[str, object], quiet: dict[str, object] | None = None) -> list[str]:
    problems = Problems()
    list(Answers("ours", (), cells, quiet or {}, problems).rules())
    return [found for found in problems.found if not found.startswith("missing-cell")]


def test_a_recipient_without_an_answer_to_a_row_is_told_which() -> None:
    problems = Problems()

    list(Answers("ours", (), {row.id: "keep" for row in rows()[1:]} | {"age.any": []}, {}, problems).rules())

    assert problems.found == ["missing-cell:subject.name", "missing-cell:age.any"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"subject.nickname": "keep"}, "unknown-key:cells"),
        ({"age.any": {"do": "keep", "colour": "red"}}, "unknown-key:age.any"),
        ({"age.any": {"do": "keep", "when": {"danger": True}}}, "last-case-has-a-condition:age.any"),
        ({"age.any": [{"when": {"kind": ["DOB"]}, "do": "redact"}, {"do": "keep"}]}, "case-never-applies:age.any"),
    ],
)
def test_a_mistake_in_a_cell_is_named_by_code_and_row(cells: dict[str, object], code: str) -> None:
    assert _problems(cells) == [code]


def test_a_quiet_answer_gives_neither_the_row_nor_the_true_reason() -> None:
    quiet = {"id": "others", "reason_code": "3P-ADULT", "because": "About others.", "golden_rule": 6}
    cells = {"safe.address": {"do": "redact!", "quietly": True}}

    rule = next(Answers("ours", (), cells, quiet, Problems()).rules())

    assert (rule.id, rule.reason_code, rule.because) == ("ours.others", "3P-ADULT", "About others.")
