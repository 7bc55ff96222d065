"""What a rule's condition asks, and how two conditions compare."""

import pytest

from minimise.model import Kind, Mark, Nature, Role
from minimise.policies import Facts, When

NAMES = frozenset({Kind.PERSON, Kind.INITIALS})


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


def test_a_condition_that_asks_nothing_fits_every_find_and_no_passage() -> None:
    assert When().fits(Facts("find", Kind.NHS), None)
    assert not When().fits(Facts("passage"), None)


def test_a_role_fits_whoever_has_it_among_others() -> None:
    when = When(role=_roles(Role.NEIGHBOUR, Role.WITNESS))

    assert when.fits(Facts("find", Kind.PERSON, _roles(Role.WITNESS, Role.PARENT)), None)
    assert not when.fits(Facts("find", Kind.PERSON, _roles(Role.PARENT)), None)
    assert not when.fits(Facts("find", Kind.PERSON), None)


def test_nobody_fits_only_where_no_person_is_known() -> None:
    assert When(nobody=True).fits(Facts("find", Kind.PHONE), None)
    assert not When(nobody=True).fits(Facts("find", Kind.PHONE, _roles(Role.PARENT)), None)


def test_not_role_spares_whoever_has_it_whatever_else_they_are() -> None:
    when = When(role=_roles(Role.WITNESS), not_role=_roles(Role.PROFESSIONAL))

    assert not when.fits(Facts("find", Kind.PERSON, _roles(Role.WITNESS, Role.PROFESSIONAL)), None)


def test_also_role_asks_for_a_second_role() -> None:
    when = When(role=_roles(Role.CARER), also_role=_roles(Role.EXTENDED_FAMILY))

    assert when.fits(Facts("find", Kind.PERSON, _roles(Role.CARER, Role.EXTENDED_FAMILY)), None)
    assert not when.fits(Facts("find", Kind.PERSON, _roles(Role.CARER)), None)


def test_a_mark_fits_a_passage_that_has_it_among_others() -> None:
    when = When(target="passage", mark=frozenset({Mark.CHILD_WORDS}))

    assert when.fits(Facts("passage", marks=frozenset({Mark.CHILD_WORDS, Mark.CONVICTIONS})), None)
    assert not when.fits(Facts("passage", marks=frozenset({Mark.CONVICTIONS})), None)


@pytest.mark.parametrize("purpose", [None, "child"])
def test_a_rule_for_one_purpose_never_applies_to_another_copy(purpose: str | None) -> None:
    assert not When(purpose=frozenset({"concern"})).fits(Facts("find", Kind.PERSON), purpose)


@pytest.mark.parametrize("name", ["at_risk", "ambiguous", "danger", "risk_critical", "confident", "owner_known"])
def test_a_switch_asks_for_exactly_its_value(name: str) -> None:
    for value in (True, False):
        facts = Facts("find", Kind.PERSON, **{name: value})  # type: ignore[arg-type]  # all of them are switches

        assert When(**{name: value}).fits(facts, None)  # type: ignore[arg-type]
        assert not When(**{name: not value}).fits(facts, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (When(), When(kind=NAMES, nature=frozenset({Nature.SAFE}))),
        (When(kind=NAMES), When(kind=frozenset({Kind.PERSON}), at_risk=True)),
        (When(role=_roles(Role.PARENT, Role.SIBLING)), When(role=_roles(Role.PARENT))),
        (When(role=_roles(Role.PARENT), nobody=True), When(nobody=True)),
        (When(), When(nobody=True)),
        (When(not_role=_roles(Role.CARER)), When(not_role=_roles(Role.CARER, Role.SOURCE))),
        (When(also_role=_roles(Role.CARER)), When(role=_roles(Role.CARER))),
    ],
)
def test_a_wider_condition_covers_a_narrower_one_and_not_the_other_way_round(wide: When, narrow: When) -> None:
    assert wide.covers(narrow)
    assert not narrow.covers(wide)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (When(kind=NAMES), When(kind=frozenset({Kind.NHS}))),
        (When(target="passage"), When()),
        (When(danger=True), When(danger=False)),
        (When(role=_roles(Role.PARENT)), When(not_role=_roles(Role.PARENT))),
        (When(role=_roles(Role.PARENT)), When(nobody=True)),
        (When(nobody=True), When(also_role=_roles(Role.CARER))),
    ],
)
def test_conditions_that_exclude_each_other_do_not_overlap(first: When, second: When) -> None:
    assert not first.overlaps(second)
    assert not second.overlaps(first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (When(role=_roles(Role.PARENT)), When(role=_roles(Role.SOURCE))),
        (When(kind=NAMES), When(nobody=True)),
        (When(role=_roles(Role.PARENT), nobody=True), When(not_role=_roles(Role.PARENT))),
        (When(role=_roles(Role.PARENT, Role.CARER)), When(not_role=_roles(Role.PARENT))),
    ],
)
def test_conditions_that_one_target_could_meet_overlap(first: When, second: When) -> None:
    assert first.overlaps(second)
    assert second.overlaps(first)


def test_a_narrowed_condition_fits_only_where_both_fit() -> None:
    row = When(kind=NAMES, role=_roles(Role.PARENT))

    case = row.narrowed(When(role=_roles(Role.PERSON_OF_CONCERN), danger=True))

    both = Facts("find", Kind.PERSON, _roles(Role.PARENT, Role.PERSON_OF_CONCERN), danger=True)
    assert case.fits(both, None)
    assert not case.fits(Facts("find", Kind.PERSON, _roles(Role.PARENT), danger=True), None)
    assert not case.fits(Facts("find", Kind.PERSON, both.roles), None)


@pytest.mark.parametrize(
    ("row", "extra"),
    [
        (When(kind=NAMES), When(kind=frozenset({Kind.NHS}))),
        (
            When(role=_roles(Role.CARER), also_role=_roles(Role.EXTENDED_FAMILY)),
            When(role=_roles(Role.PERSON_OF_CONCERN)),
        ),
    ],
)
def test_a_condition_is_not_narrowed_to_what_it_cannot_say(row: When, extra: When) -> None:
    with pytest.raises(ValueError):
        row.narrowed(extra)
