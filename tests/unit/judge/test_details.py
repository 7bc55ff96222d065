"""Details inside sentences: whose they are, for whom they become less exact, and where nothing is touched."""

import pytest
from tests.unit.judge.made import decisions, document, left

from minimise.model import Detail, DetailKind, Document, Kind, Mention, Reading, Role, Span
from minimise.stages.judge import find_passages
from minimise.stages.judge.details import Scene, find_details

EVERY = frozenset(DetailKind)


def found(made: Document, *mentions: Mention, roles: dict[str, Role] | None = None) -> tuple[Detail, ...]:
    return find_details(Scene(made, mentions, roles or {}), find_passages(Reading.of(made)), EVERY)


def words(made: Document, detail: Detail) -> str:
    return " ".join(made.words(span) for span in detail.spans)


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("A grant of £1,200 was made.", DetailKind.MONEY, "£1,200"),
        ("The family is Irish Traveller.", DetailKind.HERITAGE, "Irish Traveller"),
        ("Ethnicity: White British", DetailKind.HERITAGE, "White British"),
        ("He is bisexual.", DetailKind.ORIENTATION, "bisexual"),
        ("Mum has fibromyalgia.", DetailKind.HEALTH, "fibromyalgia"),
        ("She has IBS.", DetailKind.HEALTH, "IBS"),
        ("The boys train at the club on Thursdays at 4pm.", DetailKind.ROUTINE, "Thursdays"),
        ("The review was held on 03/04/2026.", DetailKind.DATE, "03/04/2026"),
    ],
)
def test_a_detail_is_found_with_its_kind(sentence: str, kind: DetailKind, value: str) -> None:
    made = document(sentence)

    assert (kind, value) in [(detail.kind, words(made, detail)) for detail in found(made)]


@pytest.mark.parametrize("sentence", ["We add a page to the file.", "The clinic opens at 4pm.", "He is a happy boy."])
def test_ordinary_words_are_no_details(sentence: str) -> None:
    assert found(document(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Mum has fibromyalgia.", Role.PARENT),
        ("The child has eczema.", Role.SUBJECT),
        ("Mum says the baby has eczema.", Role.SUBJECT),
        ("There is eczema.", None),
    ],
)
def test_a_diagnosis_belongs_to_whoever_is_named_before_it(sentence: str, owner: Role | None) -> None:
    assert [detail.owner for detail in found(document(sentence)) if detail.kind is DetailKind.HEALTH] == [owner]


def test_a_named_person_counts_by_role_and_a_find_is_not_decided_twice() -> None:
    made = document("Siobhan has eczema. Seen 03/04/2018.")
    name = Mention("m0001", Span(0, 0, 7), Kind.PERSON, 0.9, ("t",))
    birth = Mention("m0002", Span(0, 25, 35), Kind.DOB, 0.9, ("t",))

    details = found(made, name, birth, roles={"m0001": Role.EXTENDED_FAMILY})

    assert [(d.kind, d.owner) for d in details] == [(DetailKind.HEALTH, Role.EXTENDED_FAMILY)]


@pytest.mark.parametrize(
    ("recipient", "after"),
    [
        ("social-care", "Mum has fibromyalgia."),
        ("health", "Mum has fibromyalgia."),
        ("court", "Mum has fibromyalgia."),
        ("school", "Mum has …."),
        ("family-help", "Mum has …."),
        ("housing", "Mum has …."),
        ("lado", "Mum has …."),
    ],
)
def test_an_adults_diagnosis_goes_where_only_what_it_means_is_needed(recipient: str, after: str) -> None:
    assert left(recipient, "Mum has fibromyalgia.") == after


def test_a_childs_diagnosis_stays_for_the_school_that_has_to_plan_for_it() -> None:
    assert left("school", "The child has eczema.") == "The child has eczema."


@pytest.mark.parametrize("recipient", ["school", "housing", "voluntary", "lado", "youth-justice"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Mum has bipolar disorder and has not taken her tablets; she left the baby alone all night.",
        "He walks home alone on Thursdays at 4pm and a man follows him.",
        "Do not ring on Thursdays at 4pm, he checks her phone.",
    ],
)
def test_no_detail_of_a_safety_sentence_is_touched(recipient: str, sentence: str) -> None:
    assert not [d for d in decisions(recipient, sentence) if d.target.startswith("d")]


def test_a_copy_to_learn_from_moves_the_dates_of_safety_sentences_too() -> None:
    assert left("learning", "On 03/04/2026 he hit her with a belt.") == "On … he hit her with a belt."


def test_details_that_simply_stay_get_no_entry() -> None:
    assert not [d for d in decisions("social-care", "The arrears are £1,200.") if d.target.startswith("d")]


def test_nobody_waits_for_details_in_an_emergency() -> None:
    assert left("school", "Mum has fibromyalgia.", emergency=True) == "Mum has fibromyalgia."
