from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from minimise.model import Cell, Document, Part, Place, Reading, Surface, Unit


def lines(*texts: str) -> Reading:
    parts = tuple(Part(Place("line", Unit.LINE, n), text) for n, text in enumerate(texts, start=1))
    return Reading.of(Document("c", "txt", parts))


def paragraphs(*texts: str) -> Reading:
    parts = tuple(Part(Place("document", Unit.PARAGRAPH, n), text) for n, text in enumerate(texts))
    return Reading.of(Document("c", "docx", parts))


def sentences(reading: Reading) -> list[str]:
    return [reading.text[start:end] for start, end in reading.sentences()]


def test_a_sentence_goes_on_over_a_wrapped_line() -> None:
    reading = lines("Mum said that he has been sleeping in the car with", "the baby since Friday. He is cold.")

    assert sentences(reading) == [
        "Mum said that he has been sleeping in the car with\nthe baby since Friday.",
        "He is cold.",
    ]


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    assert sentences(paragraphs("Dr. Shah saw J. Smith at St. Mary's. He was well.")) == [
        "Dr. Shah saw J. Smith at St. Mary's.",
        "He was well.",
    ]


def test_form_lines_and_list_items_stand_alone() -> None:
    reading = lines("Name: Kelly", "Phone: 07700 900461", "- one thing", "- and more")

    assert sentences(reading) == ["Name: Kelly", "Phone: 07700 900461", "- one thing", "- and more"]


def test_cells_of_a_row_stand_apart() -> None:
    parts = tuple(
        Part(Place("document", Unit.PARAGRAPH, n), text, Surface.CELL, Cell(0, 0, n))
        for n, text in enumerate(("Child", "Tia Ward"))
    )
    reading = Reading.of(Document("c", "docx", parts))

    assert reading.text == "Child | Tia Ward"
    assert sentences(reading) == ["Child", "Tia Ward"]


def test_withdrawn_words_come_after_the_visible_ones() -> None:
    parts = (
        Part(Place("comments", Unit.PARAGRAPH, 0), "a remark", Surface.COMMENT),
        Part(Place("document", Unit.PARAGRAPH, 0), "the text"),
    )

    assert Reading.of(Document("c", "docx", parts)).text == "the text\n\na remark"


def test_look_alikes_are_folded_one_for_one() -> None:
    reading = paragraphs("Ｔｉａ\u00a0said \u2018no\u2019")

    assert reading.text == "Tia said 'no'"
    assert reading.document.parts[0].text == "Ｔｉａ\u00a0said \u2018no\u2019"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40), min_size=1, max_size=8))
def test_every_character_can_be_found_again_in_its_part(texts: list[str]) -> None:
    reading = paragraphs(*texts)

    for index, text in enumerate(texts):
        start = reading.starts[index]
        covered = reading.spans(start, start + len(text))
        assert [(s.part, s.start, s.end) for s in covered] == ([(index, 0, len(text))] if text else [])


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_sentences_never_overlap_and_lose_no_letter(text: str) -> None:
    reading = paragraphs(text)
    stretches = list(reading.sentences())

    assert all(a[1] <= b[0] for a, b in pairwise(stretches))
    kept = "".join(reading.text[start:end] for start, end in stretches)
    assert [c for c in kept if c.isalpha()] == [c for c in reading.text if c.isalpha()]
