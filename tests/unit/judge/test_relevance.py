"""Tests of relevance: only positive evidence makes a sentence irrelevant, and safety never is."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minimise.model import Relevance
from minimise.stages.judge.relevance import Finding, Setting, relevance_of
from minimise.stages.judge.safety import shown_in

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "shared" / "design" / "relevance_examples.json"


@cache
def cases(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@cache
def examples(label: str) -> list[str]:
    if not EXAMPLES.exists():
        pytest.skip("the shared examples are not beside the project")
    rows: list[dict[str, str]] = json.loads(EXAMPLES.read_text("utf-8"))
    return [row["text"] for row in rows if row["label"] == label]


def found(sentence: str, setting: Setting | None = None) -> Finding:
    shown = shown_in(sentence)
    return relevance_of(sentence, shown.topics, bool(shown.hints), setting or Setting())


def flagged(sentences: list[str]) -> list[str]:
    return [s for s in sentences if found(s).relevance is Relevance.IRRELEVANT]


def dangerous() -> list[str]:
    book, later = cases("passage_cases"), cases("passage_heldout")
    rows = [*book["hard"].values(), *book["safety"].values(), *later["safety"].values()]
    rows += [book["idiom"]["hard"], later["other"]["hard"]]
    return [sentence for row in rows for sentence in row]


def test_no_dangerous_sentence_is_flagged() -> None:
    assert flagged(dangerous()) == []


def test_few_dangerous_sentences_would_be_flagged_even_if_no_topic_were_found() -> None:
    blind = [s for s in dangerous() if relevance_of(s, ()).relevance is Relevance.IRRELEVANT]

    assert len(blind) <= 0.02 * len(dangerous())


@pytest.mark.parametrize("half", [0, 1], ids=["mended on", "only counted"])
def test_most_removable_sentences_are_flagged(half: int) -> None:
    sentences = [s for rows in cases("passage_cases")["removable"].values() for s in rows[half::2]]

    assert len(flagged(sentences)) >= 0.8 * len(sentences)


def test_removable_sentences_in_other_words_are_flagged() -> None:
    sentences = cases("passage_cases")["idiom"]["removable"] + cases("passage_heldout")["other"]["removable"]

    assert len(flagged(sentences)) >= 0.8 * len(sentences)


def test_plain_sentences_are_seldom_flagged() -> None:
    book = cases("passage_cases")
    sentences = book["neutral"]["any"] + book["idiom"]["neutral"] + cases("passage_heldout")["other"]["neutral"]

    assert len(flagged(sentences)) <= 0.05 * len(sentences)


@pytest.mark.corpus
def test_no_safety_row_of_the_design_is_flagged() -> None:
    assert flagged(examples("safety")) == []


@pytest.mark.corpus
def test_most_irrelevant_rows_of_the_design_are_flagged() -> None:
    rows = examples("irrelevant")

    assert len(flagged(rows)) >= 0.6 * len(rows)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Mum had her gallbladder out in 2011.", "IRR-HEALTH"),
        ("They are saving up for a new kitchen.", "IRR-FIN"),
        ("The family have settled status.", "IRR-IMM"),
        ("Dad is gay.", "IRR-SEX"),
        ("The family go to the mosque on Fridays.", "IRR-BELIEF"),
        ("In my opinion Dad is arrogant.", "IRR-OPIN"),
        ("Dad was fined for no insurance in 2008.", "IRR-CRIM"),
        ("The neighbour is going through IVF.", "3P-ADULT"),
        ("Mrs Price would normally refer but she is off on capability.", "IRR-HR"),
        ("Another parent complained about the homework.", "3P-CHILD"),
        ("Apologies, the printer is down.", "IRR-PROC"),
        ("They have two rabbits in a hutch.", "IRR-PROC"),
    ],
)
def test_each_kind_of_removable_detail_has_its_code(sentence: str, code: str) -> None:
    assert found(sentence) == Finding(Relevance.IRRELEVANT, code, found(sentence).found_by)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Do not ring the landline, he answers it.", "SAF-CONTACT"),
        ("She said Daddy hits her.", "SAF-WORDS"),
        ("He carries an EpiPen.", "SAF-MED"),
        ("There is a bruise on his ear.", "SAF-LOCK"),
        ("Marks may be from football, Mum says.", "NEC-FAIR"),
        ("Mum has engaged well with the support worker.", "NEC-FAIR"),
    ],
)
def test_a_locked_sentence_says_why_it_stays(sentence: str, code: str) -> None:
    assert found(sentence).relevance is Relevance.SAFETY
    assert found(sentence).reason_code == code


def test_what_speaks_for_somebody_is_relevant_without_any_topic() -> None:
    finding = found("Dad was polite throughout.")

    assert (finding.relevance, finding.reason_code) == (Relevance.RELEVANT, "NEC-FAIR")


def test_a_weak_word_makes_a_sentence_unsure() -> None:
    assert found("He has a special badge.").relevance is Relevance.UNSURE


def test_a_sentence_without_any_cue_is_context() -> None:
    assert found("The review is planned for 4 June.") == Finding(Relevance.CONTEXT)


@pytest.mark.parametrize(
    "setting",
    [Setting(in_speech=True), Setting(in_identity_field=True), Setting(in_chronology=True), Setting(is_label=True)],
)
def test_speech_identity_fields_chronologies_and_labels_are_not_flagged(setting: Setting) -> None:
    sentence = "Mum had her gallbladder out in 2011."

    assert found(sentence).relevance is Relevance.IRRELEVANT
    assert found(sentence, setting).relevance is Relevance.CONTEXT


def test_a_colleagues_absence_is_flagged_even_in_a_chronology() -> None:
    assert found("Mr Lund is on sick leave.", Setting(in_chronology=True)).relevance is Relevance.IRRELEVANT


@pytest.mark.parametrize(
    "sentence",
    [
        "Mum had her gallbladder out so her sister looks after them.",
        "Dad's hip replacement means that nobody collects him.",
        "They are saving for a kitchen and he has stopped coming to school again.",
    ],
)
def test_a_link_to_care_or_change_keeps_a_removable_detail(sentence: str) -> None:
    assert relevance_of(sentence, ()).relevance is not Relevance.IRRELEVANT
