"""Tests of passages: one a sentence, over all surfaces, with what its surroundings change."""

import pytest

from minimise.model import Cell, Document, Mark, Part, Passage, Place, Reading, Relevance, Span, Surface, Unit
from minimise.stages.judge.passages import find_passages


def reading(*texts: str, surface: Surface = Surface.BODY) -> Reading:
    parts = tuple(
        Part(Place("document", Unit.PARAGRAPH, n), text, surface if n else Surface.BODY) for n, text in enumerate(texts)
    )
    return Reading.of(Document("case", "docx", parts))


def passages(*texts: str) -> tuple[Passage, ...]:
    return find_passages(reading(*texts))


def row(*cells: str) -> Reading:
    parts = tuple(
        Part(Place("document", Unit.PARAGRAPH, n), text, Surface.CELL, Cell(0, 0, n)) for n, text in enumerate(cells)
    )
    return Reading.of(Document("case", "docx", parts))


def test_each_sentence_is_a_passage_over_its_own_words() -> None:
    found = passages("He has a bruise. Mum crochets.", "They have a cat.")

    assert [p.id for p in found] == ["p0001", "p0002", "p0003"]
    assert [p.spans for p in found] == [(Span(0, 0, 16),), (Span(0, 17, 30),), (Span(1, 0, 16),)]


def test_a_wrapped_sentence_has_a_span_in_each_line() -> None:
    parts = tuple(
        Part(Place("line", Unit.LINE, n), text)
        for n, text in enumerate(
            ["The health visitor saw a large purple mark on the", "left arm of the baby."], start=1
        )
    )

    found = find_passages(Reading.of(Document("case", "txt", parts)))

    assert [s.part for s in found[0].spans] == [0, 1]


def test_words_in_a_comment_get_topics_too() -> None:
    found = find_passages(reading("Mum crochets.", "He hit her again.", surface=Surface.COMMENT))

    assert found[1].risk_critical


def test_a_passage_says_which_rules_found_it() -> None:
    (found,) = passages("Do not ring after 4, he checks her phone.")

    assert "judge.safety.S25" in found.found_by
    assert "judge.mark.safe-contact" in found.found_by
    assert found.marks == (Mark.SAFE_CONTACT,)


def test_a_hint_counts_beside_a_sentence_with_the_same_topic() -> None:
    alone, _, near = passages(
        "He has a special badge.", "He has a cold drink.", "It is special. He touches her privates."
    )[:3]

    assert alone.relevance is Relevance.UNSURE
    assert "S05" in near.topics


def test_a_trivial_sentence_beside_a_dangerous_one_is_still_flagged() -> None:
    danger, trivial = passages("He has a bruise on his ear. Mum had her gallbladder out in 2011.")

    assert danger.relevance is Relevance.SAFETY
    assert trivial.relevance is Relevance.IRRELEVANT


def test_nothing_inside_an_open_quotation_is_flagged() -> None:
    found = passages('Ellis told me, "I was there. Mum had her gallbladder out. They have a cat called Biscuit."')

    assert Relevance.IRRELEVANT not in {p.relevance for p in found}


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    *_, last = passages('Ellis told me, "I was there.', "Mum had her gallbladder out in 2011.")

    assert last.relevance is Relevance.IRRELEVANT


@pytest.mark.parametrize("date", ["04/03/2026", "4.3.26", "2026-03-04", "4 March 2026", "Mon 4th Mar"])
def test_a_chronology_row_is_not_pruned(date: str) -> None:
    found = find_passages(row(date, "Mum had her gallbladder out in 2011."))

    assert found[-1].relevance is Relevance.CONTEXT


def test_an_identity_field_is_not_flagged() -> None:
    found = find_passages(row("Religion", "The family are Quakers."))

    assert found[-1].relevance is Relevance.CONTEXT


def test_a_narrative_after_a_label_is_judged_like_any_other() -> None:
    found = find_passages(row("Reason for referral", "Mum had her gallbladder out in 2011."))

    assert found[-1].relevance is Relevance.IRRELEVANT


def test_an_empty_document_has_no_passages() -> None:
    assert passages("", "  ") == ()
