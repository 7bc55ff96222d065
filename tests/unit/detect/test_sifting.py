"""Tests of the sieve behind the statistical finders: words beside names, and everyday words that are names."""

import pytest

from minimise.model import Hit, Kind
from minimise.stages.detect.names.tokens import Words
from minimise.stages.detect.sift import sift, without_neighbours


def _hit(text: str, words: str, score: float = 0.9, found_by: str = "model.context", kind: Kind = Kind.PERSON) -> Hit:
    start = text.index(words)
    return Hit(start, start + len(words), kind, score, found_by)


@pytest.mark.parametrize(
    ("text", "known", "found", "left"),
    [
        ("EM is 14. Ring EM only on the other line.", "EM", "Ring EM", "EM"),
        ("Beata moved. We hope Beata copes well.", "Beata", "Beata copes", "Beata"),
        ("Thank you. Hi Miss Marsh, we spoke.", "Thank", "Hi Miss Marsh", "Miss Marsh"),
        ("Levi rang. Big Levi is his father.", "Levi", "Big Levi", "Big Levi"),
        ("Da was late. Da1e was absent.", "Da", "Da1e", "Da1e"),
        ("Baptiste rang. Kashonda Baptiste came.", "Baptiste", "Kashonda Baptiste", "Kashonda Baptiste"),
    ],
)
def test_words_beside_a_known_name_are_left_out(text: str, known: str, found: str, left: str) -> None:
    hits = without_neighbours(Words(text), [_hit(text, known), _hit(text, found)])

    assert text[hits[1].start : hits[1].end] == left


@pytest.mark.parametrize(
    ("text", "word", "score", "kept"),
    [
        ("I will not share a tent with Chance again.", "Chance", 0.96, True),
        ("I will not share a tent with Chance again.", "Chance", 0.9, False),
        ("Electric is on emergency credit.", "Electric", 0.96, False),
        ("Buccal midazolam is in the red bag.", "Buccal", 0.9, False),
    ],
)
def test_one_everyday_or_unknown_word_is_a_name_only_where_the_model_is_sure(
    text: str, word: str, score: float, kept: bool
) -> None:
    assert bool(sift(Words(text), [_hit(text, word, score)])) is kept


def test_a_name_that_the_model_reads_over_a_line_end_is_two() -> None:
    text = "Subject: RE: Tyler Ward\nMiss Marsh, we have left."
    found = sift(Words(text), [_hit(text, "Tyler Ward\nMiss Marsh", 0.97)])

    assert [text[hit.start : hit.end] for hit in found] == ["Tyler Ward", "Marsh"]
