"""A person's corrections of the reading: applied in order, kept as places, and never applied to somebody else."""

import json
from typing import Any

import pytest

from minimise.errors import UsageProblem
from minimise.model import Belonging, Identification, Kind, Mention, Nature, Person, Role, RoleFinding, Span
from minimise.stages.review import Add, Change, Merge, Recast, Reread, Split, change_of, change_row, reread

FFION, QUIBBLE, KATE, PHONE = Span(0, 0, 5), Span(0, 10, 17), Span(1, 0, 4), Span(2, 0, 12)
MENTIONS = (
    Mention("m0001", FFION, Kind.PERSON, 0.9, ("names",)),
    Mention("m0002", QUIBBLE, Kind.PERSON, 0.9, ("names",)),
    Mention("m0003", KATE, Kind.PERSON, 0.9, ("names",)),
    Mention("m0004", PHONE, Kind.PHONE, 0.9, ("uk.phone",)),
)
WHO = Identification(
    (
        Person(
            "p1", (RoleFinding(Role.NEIGHBOUR, "r@1", (), 0.7),), ("m0001", "m0002"), "Neighbour 1", 0.7, ambiguous=True
        ),
        Person(
            "p2", (RoleFinding(Role.PROFESSIONAL, "r@2", (), 0.8),), ("m0003",), "Professional 1", 0.8, at_risk=True
        ),
    ),
    {"m0004": Belonging("p2", Nature.WORK)},
    subject_certain=False,
)
WORDS = {
    Role.UNSETTLED: "Person",
    Role.SUBJECT: "Child",
    Role.NEIGHBOUR: "Neighbour",
    Role.PROFESSIONAL: "Professional",
}


def after(*changes: Change, text: str = "") -> Reread:
    return reread(MENTIONS, WHO, changes, lambda role: WORDS.get(role, "Other"), text)


def person(found: Reread, number: str) -> Person:
    return next(p for p in found.who.people if p.id == number)


def test_nothing_changes_without_a_change() -> None:
    found = after()

    assert (found.mentions, found.who.people, found.unfit) == (MENTIONS, WHO.people, ())


def test_joined_people_share_mentions_roles_risk_and_belongings() -> None:
    found = after(Merge(FFION, KATE))

    (one,) = found.who.people
    assert one.mention_ids == ("m0001", "m0002", "m0003")
    assert [finding.role for finding in one.roles] == [Role.NEIGHBOUR, Role.PROFESSIONAL]
    assert (one.label, one.at_risk, one.ambiguous, one.confidence) == ("Neighbour 1", True, False, 1.0)
    assert found.who.belongings["m0004"].person_id == "p1"


def test_a_mention_split_off_is_a_person_without_a_role() -> None:
    found = after(Split((QUIBBLE,)))

    assert person(found, "p1").mention_ids == ("m0001",)
    new = found.who.people[-1]
    assert (new.mention_ids, new.label, new.has(Role.UNSETTLED)) == (("m0002",), "Person 1", True)


def test_a_new_role_brings_a_new_label_and_leaves_other_labels_alone() -> None:
    found = after(Recast(FFION, Role.PROFESSIONAL))

    assert person(found, "p1").label == "Professional 2"
    assert person(found, "p2").label == "Professional 1"
    assert person(found, "p1").roles == (RoleFinding(Role.PROFESSIONAL, "person.review", (), 1.0),)


def test_the_same_role_again_keeps_the_label_and_ends_the_doubt() -> None:
    found = after(Recast(FFION, Role.NEIGHBOUR))

    assert (person(found, "p1").label, person(found, "p1").confidence) == ("Neighbour 1", 1.0)


def test_a_label_that_stands_in_the_document_is_not_given() -> None:
    assert after(Split((QUIBBLE,)), text="So said [PERSON 1].").who.people[-1].label == "Person 2"


def test_naming_the_subject_settles_who_it_is_about() -> None:
    assert after(Recast(FFION, Role.SUBJECT)).who.subject_certain
    assert not after(Recast(FFION, Role.PROFESSIONAL)).who.subject_certain


def test_missed_words_become_finds() -> None:
    found = after(Add((Span(3, 0, 4), Span(3, 9, 13)), Kind.PRIVATE_DETAIL))

    added = found.mentions[len(MENTIONS) :]
    assert [(m.span, m.kind, m.score, m.found_by) for m in added] == [
        (Span(3, 0, 4), Kind.PRIVATE_DETAIL, 1.0, ("person.review",)),
        (Span(3, 9, 13), Kind.PRIVATE_DETAIL, 1.0, ("person.review",)),
    ]
    assert len({m.id for m in found.mentions}) == len(found.mentions)
    assert found.who.belongings[added[0].id] == Belonging(None, Nature.ORDINARY)


def test_a_missed_name_joins_a_person_or_makes_one() -> None:
    joined = after(Add((Span(3, 0, 4),), Kind.PERSON, KATE))
    alone = after(Add((Span(3, 0, 4),), Kind.PERSON))

    assert len(person(joined, "p2").mention_ids) == 2
    assert alone.who.people[-1].label == "Person 1"


def test_a_missed_number_belongs_to_whom_it_was_given() -> None:
    found = after(Add((Span(3, 0, 4),), Kind.PHONE, KATE))

    assert found.who.belongings[found.mentions[-1].id].person_id == "p2"


def test_changes_build_on_each_other() -> None:
    found = after(Split((QUIBBLE,)), Recast(QUIBBLE, Role.SUBJECT), Merge(QUIBBLE, KATE))

    new = found.who.people[-1]
    assert found.unfit == ()
    assert (new.label, new.mention_ids) == ("Child 1", ("m0002", "m0003"))


NOBODY = Span(9, 0, 1)


@pytest.mark.parametrize(
    "change",
    [
        Merge(NOBODY, KATE),
        Merge(KATE, NOBODY),
        Merge(FFION, QUIBBLE),
        Split(()),
        Split((NOBODY,)),
        Split((FFION, QUIBBLE)),
        Split((FFION, KATE)),
        Recast(NOBODY, Role.PARENT),
        Recast(PHONE, Role.PARENT),
        Add((FFION,), Kind.PERSON),
        Add((Span(3, 0, 4),), Kind.PERSON, NOBODY),
        Add((), Kind.PHONE),
    ],
    ids=repr,
)
def test_a_change_that_fits_nobody_is_named_and_stops_nothing(change: Change) -> None:
    found = after(change, Recast(KATE, Role.NEIGHBOUR))

    assert found.unfit == (0,)
    assert person(found, "p2").has(Role.NEIGHBOUR)
    assert found.mentions == MENTIONS


@pytest.mark.parametrize(
    "change",
    [
        Merge(FFION, KATE),
        Split((FFION, KATE)),
        Recast(KATE, Role.SOURCE),
        Add((FFION,), Kind.PHONE),
        Add((FFION,), Kind.PERSON, KATE),
    ],
    ids=repr,
)
def test_a_change_comes_back_from_plain_data(change: Change) -> None:
    assert change_of(json.loads(json.dumps(change_row(change)))) == change


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"do": "burn"},
        {"do": "role", "span": [0, 0, 1], "role": "wizard"},
        {"do": "role", "span": [0, 1, 1], "role": "parent"},
        {"do": "role", "span": [-1, 0, 1], "role": "parent"},
        {"do": "role", "span": ["0", 0, 1], "role": "parent"},
        {"do": "role", "span": [0, 0], "role": "parent"},
        {"do": "merge", "keep": [0, 0, 1]},
        {"do": "split", "spans": 3},
        {"do": "add", "spans": [[0, 0, 1]], "kind": "SPELL"},
        {"do": ["role"]},
    ],
)
def test_plain_data_that_is_no_change_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem):
        change_of(row)
