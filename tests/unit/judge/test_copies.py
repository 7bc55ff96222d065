"""Several copies of one document compared: what differs, and which two must not meet."""

import pytest

from minimise.model import Action, Decision, Span, Status
from minimise.stages.judge import Copy, compare_copies, undone_together


def decided(target: str, action: Action, *, grave: bool = False, person: str | None = None, **more: object) -> Decision:
    given: dict[str, object] = {
        "target": target,
        "action": action,
        "status": Status.DECIDED,
        "rule": "test.rule@1",
        "reason": "Because.",
        "reason_code": "3P-ADULT",
        "category": "C01",
        "golden_rule": 5,
        "person_id": person,
        "harm_if_kept": "S4" if grave else "S3",
        "spans": (Span(0, 0, 10),),
    }
    return Decision(**(given | more))  # type: ignore[arg-type]


def test_only_what_is_treated_otherwise_is_told_and_by_person_and_kind() -> None:
    open_ = Copy("social-care", (decided("m1", Action.KEEP, person="who1"), decided("m2", Action.KEEP, person="who2")))
    strict = Copy("school", (decided("m1", Action.KEEP, person="who1"), decided("m2", Action.REDACT, person="who2")))

    (difference,) = compare_copies([open_, strict]).differences

    assert (difference.category, difference.person_id, difference.fates) == ("C01", "who2", ("stays", "gone"))


def test_a_mixed_fate_is_counted() -> None:
    mixed = Copy("school", (decided("m1", Action.KEEP), decided("m2", Action.PSEUDONYMISE)))
    plain = Copy("police", (decided("m1", Action.KEEP), decided("m2", Action.KEEP)))

    assert [d.fates for d in compare_copies([mixed, plain]).differences] == [("1 label, 1 stays", "stays")]


def test_two_copies_cross_where_one_gives_what_the_other_withholds_for_somebodys_safety() -> None:
    strict = Copy("family", (decided("m1", Action.REDACT, grave=True, person="who1"),))
    open_ = Copy("social-care", (decided("m1", Action.KEEP, grave=True, person="who1"),))

    (crossing,) = compare_copies([strict, open_]).crossings

    assert (crossing.withheld_in, crossing.given_in, crossing.category) == ("family", "social-care", "C01")
    assert crossing.spans == (Span(0, 0, 10),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (decided("m1", Action.REDACT), decided("m1", Action.KEEP)),
        (decided("m1", Action.REDACT, grave=True), decided("m1", Action.PSEUDONYMISE, grave=True)),
        (decided("m1", Action.FLAG, grave=True), decided("m1", Action.KEEP, grave=True)),
    ],
)
def test_copies_do_not_cross_where_little_is_at_stake_or_both_withhold(first: Decision, second: Decision) -> None:
    assert compare_copies([Copy("family", (first,)), Copy("school", (second,))]).crossings == ()


def test_a_copy_to_learn_from_crosses_with_every_other() -> None:
    copies = [Copy("learning", (decided("m1", Action.PSEUDONYMISE),)), Copy("school", ()), Copy("police", ())]

    crossings = compare_copies(copies).crossings

    assert [(c.withheld_in, c.given_in, c.by_dates) for c in crossings] == [
        ("learning", "school", True),
        ("learning", "police", True),
    ]


def test_what_all_copies_withhold_stays_withheld_when_they_are_laid_together() -> None:
    one = Copy("school", (decided("m1", Action.REDACT), decided("p1", Action.REDACT, spans=(Span(0, 5, 40),))))
    two = Copy("police", (decided("m1", Action.PSEUDONYMISE),))

    assert undone_together([one, two]) == ()


def test_a_target_that_one_copy_withholds_only_in_part_is_seen() -> None:
    whole = Copy("school", (decided("m1", Action.REDACT),))
    part = Copy("police", (decided("m1", Action.REDACT, spans=(Span(0, 0, 6),)),))

    assert undone_together([whole, part]) == (Span(0, 0, 10),)
