import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model import Document, Hit, Kind, Part, Place, Reading, Surface, Unit
from minimise.stages.detect.names.tokens import Words
from minimise.stages.detect.propagate import distance, propagate


def further(text: str, *known: str, file_name: str = "", score: float = 0.9) -> list[tuple[str, Kind]]:
    """Give what is found beyond the first mention of each known name."""
    parts = [Part(Place("line", Unit.LINE, 1), text)]
    if file_name:
        parts.append(Part(Place("file-name", Unit.NONE, 0), file_name, Surface.FILE_NAME))
    reading = Reading.of(Document("case", "txt", tuple(parts)))
    hits = [
        Hit(reading.text.index(name), reading.text.index(name) + len(name), Kind.PERSON, score, "test")
        for name in known
    ]
    found = propagate(reading, Words(reading.text), hits)
    return [
        (reading.text[hit.start : hit.end], hit.kind)
        for hit in found
        if not any(h.start <= hit.start and hit.end <= h.end for h in hits)
    ]


def words(text: str, *known: str) -> list[str]:
    return [word for word, _ in further(text, *known)]


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("Darren Pike came. Darren left.", "Darren Pike", ["Darren"]),
        ("Darren Pike came. Then DARREN left and darren cried.", "Darren Pike", ["DARREN", "darren"]),
        ("Darren Pike came. It is Darren's bag.", "Darren Pike", ["Darren"]),
        ("Tyler Quibble came. The Quibble family left.", "Tyler Quibble", ["Quibble"]),
        ("Elizabeth Quibble came. Then Liz and Lizzie left.", "Elizabeth Quibble", ["Liz", "Lizzie"]),
        ("Oluwaseun Adebayo came. Then Oluwasuen and Adebayyo left.", "Oluwaseun Adebayo", ["Oluwasuen", "Adebayyo"]),
        ("Darren Pike came. Then Darran left.", "Darren Pike", ["Darran"]),
    ],
)
def test_every_further_form_of_a_found_name_is_found(text: str, known: str, found: list[str]) -> None:
    assert words(text, known) == found


@pytest.mark.parametrize("name", ["Tyler", "Kelly", "Jack", "John"])
def test_a_common_name_is_found_again_where_it_opens_a_sentence(name: str) -> None:
    assert words(f"We saw {name} Quibble. {name} left.", f"{name} Quibble") == [name]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Mrs Marsh came. We walked by the marsh.", "Mrs Marsh"),
        ("Hope Quibble came. We hope so.", "Hope Quibble"),
        ("May Quibble came. It was in May.", "May Quibble"),
        ("Will Quibble came. Will it rain?", "Will Quibble"),
        ("Sharon Quibble came. He was sharing.", "Sharon Quibble"),
        ("Mia Quibble came. Then Mina left it.", "Mia Quibble"),
    ],
)
def test_a_word_that_only_looks_like_the_name_is_left(text: str, known: str) -> None:
    assert words(text, known) == []


def test_a_name_that_is_a_word_is_found_in_mid_sentence() -> None:
    assert words("Hope Quibble came. We saw Hope there.", "Hope Quibble") == ["Hope"]


@pytest.mark.parametrize("form", ["TQ", "T.Q.", "T.Q"])
def test_initials_of_a_named_person_are_found(form: str) -> None:
    found = further(f"Tyler Quibble came. Then {form} told me.", "Tyler Quibble")

    assert [(word.rstrip("."), kind) for word, kind in found] == [(form.rstrip("."), Kind.INITIALS)]


def test_initials_that_are_an_abbreviation_are_found_only_where_they_speak() -> None:
    text = "Mary Adams came. The MA course is hard. MA told me."

    assert further(text, "Mary Adams") == [("MA", Kind.INITIALS)]


@pytest.mark.parametrize("text", ["Tyler Quibble came. PE was good.", "Tyler Quibble came. QT is not TQX."])
def test_initials_of_nobody_are_left(text: str) -> None:
    assert words(text, "Tyler Quibble") == []


@pytest.mark.parametrize(
    ("file_name", "found"),
    [
        ("TQuibble_MARF", ["Quibble"]),
        ("quibble-tyler", ["quibble", "tyler"]),
        ("QuibbleTyler", ["Quibble", "Tyler"]),
        ("Quibble2026", ["Quibble"]),
        ("MARF_2026", []),
    ],
)
def test_names_are_found_in_the_file_name_however_they_are_glued(file_name: str, found: list[str]) -> None:
    hits = further("Tyler Quibble came.", "Tyler Quibble", file_name=file_name)

    assert {word for word, _ in hits} >= set(found)
    assert bool(hits) == bool(found)


def test_a_weak_find_does_not_spread_to_slips() -> None:
    assert further("Zorbik came. Then Zorbek left.", "Zorbik", score=0.6) == []


LETTERS = st.text("abcd", max_size=6)


@given(LETTERS, LETTERS)
def test_distance_is_the_same_both_ways_and_nothing_only_for_the_same_word(left: str, right: str) -> None:
    there, back = distance(left, right, 9), distance(right, left, 9)

    assert there == back
    assert (there == 0) == (left == right)
    assert there <= max(len(left), len(right))


def test_distance_counts_a_swap_once_and_stops_beyond_its_limit() -> None:
    assert distance("tyler", "tlyer", 9) == 1
    assert distance("tyler", "quibble", 1) == 2
