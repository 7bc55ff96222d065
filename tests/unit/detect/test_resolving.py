import pytest

from minimise.model import Document, Hit, Kind, Part, Place, Reading, Span, Unit
from minimise.stages.detect.names.tokens import Words
from minimise.stages.detect.resolve import mentions_of, resolve
from minimise.stages.detect.sift import sift


def hit(start: int, end: int, kind: Kind, score: float = 0.8, by: str = "test") -> Hit:
    return Hit(start, end, kind, score, by)


def kept(*hits: Hit) -> list[tuple[int, int, Kind]]:
    return [(h.start, h.end, h.kind) for h in resolve(hits)]


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        ([hit(0, 5, Kind.PERSON), hit(0, 10, Kind.PERSON)], [(0, 10, Kind.PERSON)]),
        ([hit(0, 5, Kind.PERSON), hit(3, 10, Kind.PERSON)], [(0, 10, Kind.PERSON)]),
        ([hit(0, 30, Kind.ADDRESS), hit(20, 30, Kind.POSTCODE)], [(0, 30, Kind.ADDRESS)]),
        ([hit(0, 30, Kind.EMAIL), hit(0, 5, Kind.PERSON)], [(0, 30, Kind.EMAIL)]),
        ([hit(0, 10, Kind.ORG_PLACE, 0.75), hit(0, 5, Kind.PERSON, 0.9)], [(0, 10, Kind.ORG_PLACE)]),
        ([hit(0, 6, Kind.LOCATION, 0.9), hit(0, 6, Kind.PERSON, 0.6)], [(0, 6, Kind.PERSON)]),
        ([hit(0, 10, Kind.NHS, 0.95), hit(0, 10, Kind.PHONE, 0.3)], [(0, 10, Kind.NHS)]),
        ([hit(0, 5, Kind.PERSON), hit(5, 9, Kind.PERSON)], [(0, 5, Kind.PERSON), (5, 9, Kind.PERSON)]),
        ([hit(4, 9, Kind.PERSON), hit(0, 3, Kind.DOB)], [(0, 3, Kind.DOB), (4, 9, Kind.PERSON)]),
    ],
)
def test_finds_that_overlap_become_one(hits: list[Hit], expected: list[tuple[int, int, Kind]]) -> None:
    assert kept(*hits) == expected
    assert kept(*reversed(hits)) == expected


def test_the_statistical_finder_does_not_widen_a_rules_name() -> None:
    rule, guess = hit(0, 5, Kind.PERSON, 0.9, "names.form"), hit(0, 12, Kind.PERSON, 0.6, "spacy.ner")

    assert kept(rule, hit(3, 12, Kind.PERSON, 0.6, "spacy.ner")) == [(0, 5, Kind.PERSON)]
    assert [h.found_by for h in resolve([rule, guess])] == ["names.form+spacy.ner"]


def test_every_detector_that_agrees_is_named_once() -> None:
    hits = [hit(0, 5, Kind.PERSON, 0.8, by) for by in ("names.kin", "names.form", "names.kin")]

    assert resolve(hits)[0].found_by == "names.form+names.kin"


def test_protected_words_stand_beside_whatever_they_overlap() -> None:
    found = kept(hit(0, 30, Kind.ADDRESS), hit(3, 8, Kind.PROTECTED), hit(6, 12, Kind.PROTECTED))

    assert found == [(0, 30, Kind.ADDRESS), (3, 12, Kind.PROTECTED)]


def test_a_find_over_two_lines_is_a_mention_in_each() -> None:
    parts = tuple(Part(Place("line", Unit.LINE, n), text) for n, text in ((1, "seen by Tyler"), (2, "Quibble today")))
    reading = Reading.of(Document("case", "txt", parts))

    mentions = mentions_of(reading, [hit(8, 21, Kind.PERSON, 0.876, "names.kin+names.form")])

    assert [(m.id, m.span) for m in mentions] == [("m0001", Span(0, 8, 13)), ("m0002", Span(1, 0, 7))]
    assert {(m.score, m.found_by) for m in mentions} == {(0.88, ("names.kin", "names.form"))}


def guessed(text: str, words: str, kind: Kind = Kind.PERSON) -> list[tuple[str, Kind]]:
    """Give what is left of a statistical find over some words."""
    start = text.index(words)
    found = sift(Words(text), [Hit(start, start + len(words), kind, 0.6, "spacy.ner")])
    return [(text[h.start : h.end], h.kind) for h in found]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("We met Tyler Quibble on", "Tyler Quibble on", "Tyler Quibble"),
        ("We met Mum Priya there", "Mum Priya", "Priya"),
        ("We met Zelwyck Thornquist there", "Zelwyck Thornquist", "Zelwyck Thornquist"),
        ("We met Zelwyck there", "Zelwyck", "Zelwyck"),
        ("We met Darren, Priya", "Darren, Priya", "Darren"),
    ],
)
def test_a_guess_is_trimmed_to_what_can_be_a_name(text: str, words: str, left: str) -> None:
    assert guessed(text, words) == [(left, Kind.PERSON)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Safeguarding is vital", "Safeguarding"),
        ("He lives in Rowan House", "Rowan House"),
        ("The MASH and CAMHS", "MASH"),
        ("It was in May", "May"),
        ("Mum said", "Mum"),
        ("J. K. said", "J. K."),
        ("said it and", "said it"),
    ],
)
def test_a_guess_that_the_lexicons_know_better_is_dropped(text: str, words: str) -> None:
    assert guessed(text, words) == []


def test_an_unknown_word_after_in_is_a_place() -> None:
    assert guessed("They live in Zelwyck now", "Zelwyck") == [("Zelwyck", Kind.LOCATION)]


@pytest.mark.parametrize("words", ["DSL", "Mum", "hull"])
def test_a_place_that_is_none_is_dropped(words: str) -> None:
    assert guessed(f"We saw {words} there", words, Kind.LOCATION) == []


def test_a_place_is_kept_unless_a_rule_says_it_is_a_person() -> None:
    text = "We saw Hexham there"
    place = Hit(7, 13, Kind.LOCATION, 0.6, "spacy.ner")
    person = Hit(7, 13, Kind.PERSON, 0.9, "names.form")

    assert sift(Words(text), [place]) == (place,)
    assert sift(Words(text), [place, person]) == (person,)


def test_finds_of_our_own_rules_are_never_sifted() -> None:
    own = Hit(0, 3, Kind.PERSON, 0.7, "names.kin")

    assert sift(Words("Mum said"), [own]) == (own,)
