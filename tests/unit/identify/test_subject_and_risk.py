import pytest
from tests.unit.identify.made import Case, case

from minimise.model import Role


def subjects(found: Case) -> list[str]:
    return [found.names(person)[0] for person in found.people if person.has(Role.SUBJECT)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Name of child: <Tyler Ward>", "Mother: <Kelly Ward>"),
        ("Child: <Tyler Ward>", "<Ben Cole> was there."),
        ("Re: <Tyler Ward>, DOB 03/04/2018", "", "<Kelly Ward> came."),
        ("Subject: <Tyler Ward>", "", "<Kelly Ward> came."),
        ("<Tyler Ward> (DOB 03/04/2018) was seen today.", "Mother: <Kelly Ward>"),
        ("Patient: <Tyler Ward>", "<Dr Shah> wrote."),
    ],
)
def test_the_form_the_heading_or_the_opening_line_tells_the_subject(lines: tuple[str, ...]) -> None:
    found = case(*lines)

    assert subjects(found) == ["Tyler Ward"]
    assert found.identified.who.subject_certain


@pytest.mark.parametrize(
    "lines",
    [
        ("<Tyler Ward> and <Ben Cole> fought.",),
        ("<Kelly Ward> rang about the bins.",),
        ("There is nobody here.",),
        ("Mother: <Kelly Ward>", "Health visitor: <Sara Khan>"),
    ],
)
def test_where_it_is_not_certain_nobody_is_the_subject(lines: tuple[str, ...]) -> None:
    found = case(*lines)

    assert subjects(found) == []
    assert not found.identified.who.subject_certain


def test_two_children_of_one_form_are_both_subjects() -> None:
    assert subjects(case("Name of child: <Tyler Ward>", "Name of child: <Mia Ward>")) == ["Tyler Ward", "Mia Ward"]


def test_nobody_answers_to_a_subject_who_is_not_in_the_document() -> None:
    found = case("Child: <Tyler Ward>", subjects=("Oswin Quarrender",))

    assert "asked.subject" not in {finding.rule for person in found.people for finding in person.roles}
    assert not found.identified.who.subject_certain


CHILD = "Child: <Tyler Ward>"


def risky(*lines: str) -> list[str]:
    found = case(CHILD, "", *lines, subjects=("Tyler Ward",))
    return [found.names(person)[0] for person in found.people if person.at_risk]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("<Daz> hit <Tyler>.", "", "<Jayden>, another pupil, said <Daz> hit him too."), "Jayden"),
        (("<Daz> hit <Tyler>.", "", "<Jayden>, another pupil, was with <Daz> at the shops."), "Jayden"),
        (("<Jayden>, another pupil, was also hit with a belt by his uncle.",), "Jayden"),
    ],
)
def test_an_outsider_whom_the_same_harm_may_reach_is_at_risk(lines: tuple[str, ...], name: str) -> None:
    assert risky(*lines) == [name]


def test_outsiders_far_from_harm_are_not_at_risk() -> None:
    assert risky("<Daz> hit <Tyler>.", "", "<Jayden>, another pupil, likes football.") == []


def test_the_subject_and_the_person_of_concern_are_never_at_risk_themselves() -> None:
    assert risky("<Daz> hit <Tyler> again, <Daz> also hit the dog.") == []


@pytest.mark.parametrize(
    "line",
    ["Please do not ring the house.", "She is in a refuge.", "He checks her phone.", "The parents have not been told."],
)
def test_a_person_of_concern_and_a_warning_make_the_family_copy_dangerous(line: str) -> None:
    with_concern = case(CHILD, "", "<Daz> hit <Tyler>.", "", line, subjects=("Tyler Ward",))
    without = case(CHILD, "", "<Daz> came to tea.", "", line, subjects=("Tyler Ward",))

    assert with_concern.identified.who.danger_at_home
    assert not without.identified.who.danger_at_home


def test_harm_alone_does_not_make_the_family_copy_dangerous() -> None:
    found = case(CHILD, "", "<Daz> hit <Tyler>.", "He was seen by the nurse.", subjects=("Tyler Ward",))

    assert not found.identified.who.danger_at_home
