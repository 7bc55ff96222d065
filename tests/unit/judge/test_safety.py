"""Tests of the safety topics: nothing dangerous slips past, and plain sentences are left alone."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minimise.stages.judge.safety import shown_in, topics_of

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "shared" / "design" / "relevance_examples.json"
TOPICS = [f"S{n:02}" for n in range(1, 35)]


@cache
def cases(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@cache
def examples() -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        pytest.skip("the shared examples are not beside the project")
    rows: list[dict[str, str]] = json.loads(EXAMPLES.read_text("utf-8"))
    return rows


def locked(sentences: list[str]) -> list[str]:
    return [sentence for sentence in sentences if topics_of(sentence)]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_is_found_in_most_of_its_own_sentences(topic: str) -> None:
    sentences = [*cases("passage_cases")["safety"][topic], *cases("passage_heldout")["safety"][topic]]

    own = [sentence for sentence in sentences if topic in topics_of(sentence)]

    assert len(own) >= len(sentences) - 1


@pytest.mark.parametrize("topic", TOPICS)
def test_no_safety_sentence_goes_without_any_topic(topic: str) -> None:
    sentences = [*cases("passage_cases")["safety"][topic], *cases("passage_heldout")["safety"][topic]]

    assert locked(sentences) == sentences


def test_hard_negatives_of_all_sets_are_locked() -> None:
    book = cases("passage_cases")
    sentences = [s for rows in book["hard"].values() for s in rows] + book["idiom"]["hard"]
    sentences += cases("passage_heldout")["other"]["hard"]

    assert len(locked(sentences)) >= 0.98 * len(sentences)


def test_plain_sentences_are_seldom_locked() -> None:
    book = cases("passage_cases")
    sentences = book["neutral"]["any"] + book["idiom"]["neutral"] + cases("passage_heldout")["other"]["neutral"]

    assert len(locked(sentences)) <= 0.05 * len(sentences)


@pytest.mark.corpus
def test_nine_in_ten_safety_rows_of_the_design_are_locked() -> None:
    rows = [row["text"] for row in examples() if row["label"] == "safety"]

    assert len(locked(rows)) >= 0.9 * len(rows)


@pytest.mark.corpus
def test_hardly_any_irrelevant_row_of_the_design_is_locked() -> None:
    rows = [row["text"] for row in examples() if row["label"] == "irrelevant"]

    assert len(locked(rows)) <= 4


@pytest.mark.parametrize(
    ("plain", "safety"),
    [
        ("Mum thinks the plan is fine.", "He looks thin and pale."),
        ("Dad is on the sick list for the darts team.", "Mum smelt strongly of drink."),
        ("He kicked the ball over the wall.", "He kicked her in the stomach."),
        ("Bath is an hour away by train.", "He insists on bathing with her."),
        ("They took the country road.", "He is going country again."),
        ("The belt of trees is protected.", "She gets the belt."),
    ],
)
def test_words_that_look_alike_are_told_apart(plain: str, safety: str) -> None:
    assert topics_of(plain) == ()
    assert topics_of(safety) != ()


@pytest.mark.parametrize(
    "sentence",
    ["No bruising was seen on his back.", "He has never hit her.", "There was a fracture in 2014.", "NO BRUISES"],
)
def test_a_denied_or_old_harm_counts(sentence: str) -> None:
    assert topics_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [("DV callout, no complaint.", "S10"), ("WNB x3.", "S03"), ("EPO granted.", "S31"), ("FGM risk noted.", "S12")],
)
def test_short_forms_in_capitals_count(sentence: str, topic: str) -> None:
    assert topic in topics_of(sentence)


def test_a_weak_word_alone_only_hints() -> None:
    shown = shown_in("He has a special badge.")

    assert shown.topics == ()
    assert "S05" in shown.hints


def test_two_weak_words_together_lock() -> None:
    assert "S05" in topics_of("It was a special game.")


def test_line_breaks_and_curly_quotes_change_nothing() -> None:
    assert topics_of("He doesn\u2019t want to\n  go home.") == topics_of("He doesn't want to go home.") != ()
