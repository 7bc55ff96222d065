"""Log entries: what they say, where they point, and what they never hold."""

import json
from typing import cast

import pytest
from tests.unit.record.record_samples import AT, DECISIONS, DOCUMENT, NEIGHBOUR, PEOPLE, SAFETY, WORDS, decision

from minimise.model import Action, Author, Part, Person, Place, Role, RoleFinding, Span, Status, Unit
from minimise.model.document import Document
from minimise.stages.record import JsonObject, entries


def entry_of(*args: object, **changes: object) -> JsonObject:
    return entries(DOCUMENT, [decision(*args, **changes)], PEOPLE, at=AT)[0]  # type: ignore[arg-type]


def test_entry_says_everything_the_contract_asks_for() -> None:
    entry = entry_of()

    assert entry == {
        "id": "e0001",
        "action": "pseudonymise",
        "proposed": "pseudonymise",
        "effect": "withheld",
        "locked": False,
        "status": "decided",
        "reason": "Naming them is not needed to act.",
        "reason_code": "3P-ADULT",
        "category": {"id": "C01", "name": "person name"},
        "role": {"id": "R13", "name": "neighbour"},
        "label": "[Neighbour 1]",
        "rule": "third-party@1",
        "golden_rule": 5,
        "legal_refs": ["UKGDPR-5.1.c"],
        "confidence": "high",
        "decided_by": "machine",
        "decided_at": "2026-11-20T15:30:00Z",
        "found_by": ["spacy", "uk.names"],
        "harm_if_kept": "",
        "harm_if_removed": "",
        "safety_topics": [],
        "location": {"part": "document", "paragraph": 0},
    }


def test_entries_follow_the_document_whatever_order_decisions_come_in() -> None:
    forward = entries(DOCUMENT, DECISIONS, PEOPLE, at=AT)
    backward = entries(DOCUMENT, DECISIONS[::-1], PEOPLE, at=AT)

    assert forward == backward
    assert forward[0]["category"] == {"id": "C01", "name": "person name"}
    assert forward[-1]["location"] == {"part": "document"}
    assert [entry["id"] for entry in forward] == ["e0001", "e0002", "e0003", "e0004", "e0005"]


def test_passage_decided_on_several_counts_is_listed_by_category() -> None:
    counts = [decision("s1", category="safety"), decision("s1", category="C56")]

    listed = entries(DOCUMENT, counts, PEOPLE, at=AT)

    assert listed == entries(DOCUMENT, counts[::-1], PEOPLE, at=AT)
    assert listed[0]["category"] == {"id": "C56", "name": "child's words"}


def test_decisions_at_one_place_are_ordered_by_target() -> None:
    twins = [decision("m9", rule="b@1"), decision("m8", rule="a@1")]

    assert [entry["rule"] for entry in entries(DOCUMENT, twins, PEOPLE, at=AT)] == ["a@1", "b@1"]


@pytest.mark.parametrize(
    ("action", "effect"),
    [
        (Action.KEEP, "kept"),
        (Action.FLAG, "kept"),
        (Action.PSEUDONYMISE, "withheld"),
        (Action.GENERALISE, "withheld"),
        (Action.REDACT, "withheld"),
    ],
)
def test_effect_says_whether_the_words_left(action: Action, effect: str) -> None:
    assert entry_of("m1", action)["effect"] == effect


@pytest.mark.parametrize(
    ("confidence", "band"), [(1.0, "high"), (0.85, "high"), (0.84, "medium"), (0.6, "medium"), (0.59, "low")]
)
def test_confidence_is_given_as_a_band(confidence: float, band: str) -> None:
    assert entry_of(confidence=confidence)["confidence"] == band


def test_only_passages_carry_offsets() -> None:
    name, passage = entries(DOCUMENT, [decision(), SAFETY], PEOPLE, at=AT, passage_ids={"s1"})

    assert name["location"] == {"part": "document", "paragraph": 0}
    assert passage["location"] == {"part": "document", "paragraph": 4, "start": 0, "end": 34}
    assert "locations" not in passage


def test_target_in_several_places_lists_them_all() -> None:
    entry = entry_of(spans=(Span(0, 0, 5), Span(2, 0, 4)))

    assert entry["location"] == {"part": "document", "paragraph": 0}
    assert entry["locations"] == [{"part": "document", "paragraph": 0}, {"part": "header1", "paragraph": 0}]


@pytest.mark.parametrize(("unit", "location"), [(Unit.PAGE, {"page": 2}), (Unit.LINE, {"line": 2})])
def test_location_counts_in_the_unit_of_the_format(unit: Unit, location: dict[str, int]) -> None:
    document = Document("c", "pdf", (Part(Place(unit.value, unit, 2), "Ffion Quibble"),))

    assert entries(document, [decision()], PEOPLE, at=AT)[0]["location"] == location


def test_persons_verdict_keeps_its_own_author_and_time() -> None:
    entry = entry_of(by=Author.PERSON, author="SW12345", rule="person@2026-11-19T09:00:00Z", supersedes="redact:r@1")

    assert (entry["decided_by"], entry["decided_at"]) == ("SW12345", "2026-11-19T09:00:00Z")
    assert entry["supersedes"] == "redact:r@1"


def test_persons_decision_without_a_time_of_its_own_gets_the_time_of_the_run() -> None:
    entry = entry_of(by=Author.PERSON, author="SW12345", rule="other@1")

    assert entry["decided_at"] == "2026-11-20T15:30:00Z"


def test_machine_cannot_backdate_a_decision_through_its_rule() -> None:
    assert entry_of(rule="person@2020-01-01T00:00:00Z")["decided_at"] == "2026-11-20T15:30:00Z"


@pytest.mark.parametrize("person_id", [None, "nobody"])
def test_entry_without_a_person_has_neither_role_nor_label(person_id: str | None) -> None:
    entry = entry_of(person_id=person_id)

    assert "role" not in entry
    assert "label" not in entry


def test_source_who_is_also_a_neighbour_is_shown_as_a_source_only() -> None:
    roles = (RoleFinding(Role.NEIGHBOUR, "r@1", (), 0.9), RoleFinding(Role.SOURCE, "r@1", (), 0.9))
    person = Person("p1", roles, (), "Confidential source 1", 0.9)

    entry = entries(DOCUMENT, [decision()], [person], at=AT)[0]

    assert entry["role"] == {"id": "R14", "name": "source"}


def test_person_without_any_role_is_unsettled() -> None:
    person = Person("p1", (), (), "Person 1", 0.2)

    entry = entries(DOCUMENT, [decision()], [person], at=AT)[0]

    assert entry["role"] == {"id": "R00", "name": "unsettled"}


def test_category_outside_our_list_still_gets_a_name() -> None:
    assert entry_of(category="C99")["category"] == {"id": "C99", "name": "other detail"}


def test_banner_and_status_reach_the_entry() -> None:
    entry = entry_of(banner="Handle with care.", status=Status.NEEDS_REVIEW)

    assert (entry["banner"], entry["status"]) == ("Handle with care.", "needs-review")


def test_entries_hold_no_word_of_the_document() -> None:
    text = json.dumps(entries(DOCUMENT, DECISIONS, (NEIGHBOUR,), at=AT, passage_ids={"s1"}))

    assert not [word for word in WORDS if word in text]
    assert "start" in text  # the passage's place is there, its words are not


def test_names_do_not_show_how_long_they_are() -> None:
    short = entry_of(spans=(Span(0, 0, 5),))
    long = entry_of(spans=(Span(0, 0, 13),))

    assert short == long
    assert "end" not in cast(JsonObject, short["location"])


def test_part_of_a_word_file_that_has_a_name_of_its_own_is_not_named() -> None:
    document = Document("c", "docx", (Part(Place("TWard2", Unit.PARAGRAPH, 3), "A bruise."),))

    made = entries(document, [decision(spans=(Span(0, 0, 1),))], PEOPLE, at=AT)

    assert made[0]["location"] == {"part": "other", "paragraph": 3}
