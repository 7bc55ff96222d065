"""What the trained model adds to passages: marks, and trivia that no cue knows; it never takes a safety topic away."""

import re

import pytest

from minimise.model import Document, Insight, Mark, Part, Place, Reading, ReadWord, Relevance, Unit
from minimise.stages.judge import find_passages


def _reading(text: str) -> Reading:
    return Reading.of(Document("case", "txt", (Part(Place("line", Unit.LINE, 1), text),)))


def _read_as(text: str, kind: str, share: float = 0.9, words: str = "") -> Insight:
    """Read some words (all without any given) as one kind of stretch."""
    low = text.index(words) if words else 0
    high = low + len(words) if words else len(text)
    found = []
    for match in re.finditer(r"\w+", text):
        inside = low <= match.start() < high
        found.append(
            ReadWord(
                match.start(), match.end(), "O", 1.0, 0.0, (), kind if inside else "none", share if inside else 1.0
            )
        )
    return Insight(tuple(found))


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        ("Two in plain clothes will sit opposite on Friday.", "tactics", Mark.INTELLIGENCE),
        ("Best got hold of in the lunch hour on the work line.", "contact", Mark.SAFE_CONTACT),
    ],
)
def test_a_mark_that_the_model_sees_counts(text: str, kind: str, mark: Mark) -> None:
    assert mark in find_passages(_reading(text), _read_as(text, kind))[0].marks
    assert mark not in find_passages(_reading(text))[0].marks


def test_a_few_words_of_a_sentence_make_no_mark() -> None:
    text = "Two in plain clothes will sit opposite on Friday and the school was told so on Monday."
    marks = find_passages(_reading(text), _read_as(text, "tactics", words="on Friday"))[0].marks
    assert Mark.INTELLIGENCE not in marks


def test_what_the_model_takes_for_trivia_is_irrelevant() -> None:
    text = "The badges for the fun run came in blue this time."
    assert find_passages(_reading(text), _read_as(text, "trivia"))[0].relevance is Relevance.IRRELEVANT
    assert find_passages(_reading(text))[0].relevance is Relevance.CONTEXT


@pytest.mark.parametrize(
    "text",
    [
        "He said he would kill her if she rang again.",
        "She has a bruise on her left ear in the shape of a hand.",
        '"the badges for the fun run came in blue" he told me',
        "Badges in blue",
    ],
)
def test_safety_facts_speech_and_scraps_are_never_trivia(text: str) -> None:
    assert find_passages(_reading(text), _read_as(text, "trivia"))[0].relevance is not Relevance.IRRELEVANT


def test_a_doubtful_model_says_nothing() -> None:
    text = "The badges for the fun run came in blue this time."
    assert find_passages(_reading(text), _read_as(text, "trivia", share=0.5))[0].relevance is Relevance.CONTEXT
