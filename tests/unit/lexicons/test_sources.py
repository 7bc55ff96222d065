"""Wordings that make a confidential source, what gives one away, and safe places."""

import time

import pytest

from minimise.lexicons import give_away, safe_place, source_cue

from .cases import lines


@pytest.mark.parametrize("sentence", lines("source_cases.toml", "source"))
def test_a_wish_not_to_be_known_is_seen(sentence: str) -> None:
    assert source_cue().search(sentence)


@pytest.mark.parametrize("sentence", lines("source_cases.toml", "ordinary"))
def test_an_ordinary_sentence_makes_nobody_a_source(sentence: str) -> None:
    assert not source_cue().search(sentence)


@pytest.mark.parametrize(
    "sentence", ["She asked not\nto be named.", "Please don’t say it was me.", "SHE ASKED NOT TO BE NAMED"]
)
def test_a_wish_is_seen_over_a_line_end_with_curly_quotes_and_in_capitals(sentence: str) -> None:
    assert source_cue().search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She can see the garden from her kitchen.",
        "MGM rang the office on Friday.",
        "He walks his dog past the house every evening.",
        "She lives opposite.",
        "The lady at number 19 said so.",
        "He lives two doors down.",
        "As his aunt she is worried.",
        "She works at the corner shop.",
        "She is the only neighbour with a view of the yard.",
        "He called the helpline at nine.",
        "She heard it through the wall.",
        "He is the school caretaker.",
        "She lives next door.",
    ],
)
def test_what_gives_a_source_away_is_seen(sentence: str) -> None:
    assert give_away().search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "They are now in refuge in another town.",
        "She moved to a safe house.",
        "The address is withheld.",
        "The new address must not be shared.",
        "He was placed with foster carers.",
        "They are in a mother and baby unit.",
        "She is at a confidential address.",
    ],
)
def test_a_place_that_must_not_become_known_is_seen(sentence: str) -> None:
    assert safe_place().search(sentence)


@pytest.mark.parametrize(
    "sentence", ["He lives at 14 Larch Close.", "She attends the surgery.", "The bathroom is upstairs."]
)
def test_an_ordinary_place_is_not_a_safe_one(sentence: str) -> None:
    assert not safe_place().search(sentence)


@pytest.mark.parametrize(
    "text", ["a" * 40_000, "The child said not to say " * 1_500, "asked " * 8_000, "not " * 10_000]
)
def test_a_hostile_text_takes_no_more_than_moments(text: str) -> None:
    began = time.process_time()

    list(source_cue().finditer(text))

    assert time.process_time() - began < 10
