"""Tests of the book of cues: its index by first letters must find what a plain search would."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from minimise.lexicons import cue_index
from minimise.lexicons.cue_book import CueBook
from minimise.lexicons.marks import counter_cues, mark_cues
from minimise.lexicons.relevance import keeping_cues, removable_cues
from minimise.lexicons.safety import topic_cues


def test_the_book_finds_what_a_plain_search_would_find() -> None:
    book = CueBook.of(
        {"a": "[0-9]{2} cats\n(?:(?:very )?small|big) dogs\n(?<!no )fish", "b": "(?:a |b )*x & y & !z", "c": "p{q}"},
        {"q": "ens?"},
        {"d": "DV"},
    )

    assert book.found("12 cats") == book.found("very small dogs") == book.found("small dogs") == {"a"}
    assert book.found("a b x and y") == {"b"}
    assert book.found("some pens") == {"c"}
    assert book.found("DVs") == {"d"}
    assert book.found("no fish, x y z, dv, spens") == frozenset()


@pytest.mark.parametrize("book", [topic_cues, mark_cues, counter_cues, removable_cues, keeping_cues])
def test_every_cue_of_the_tables_is_a_pattern_that_needs_a_word(book: Callable[[], CueBook]) -> None:
    patterns = list(book().patterns())

    assert patterns
    assert [p.pattern for p in patterns if p.search("") or p.search(" ")] == []


def test_the_index_of_the_cues_is_of_the_present_tables() -> None:
    kept = resources.files("minimise.lexicons").joinpath(cue_index.NAME).read_text("utf-8")

    assert kept == cue_index.written(), "run `python -m minimise.lexicons.cue_index`"


def test_a_book_is_made_from_its_table_where_the_index_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cue_index, "_books", dict)
    made = CueBook.of({"a": "cats"}, {}, {})

    assert cue_index.book("topics", lambda: made) is made


def test_a_book_written_down_and_read_again_finds_the_same() -> None:
    book = CueBook.of({"a": "cats? & !dogs", "b": "(?:old|young) cat"}, {}, {"c": "CAT"})
    again = CueBook.from_data(json.loads(json.dumps(book.to_data())))

    for words in ("an old cat", "cats and dogs", "CATs", "concat"):
        assert again.found(words) == book.found(words)
