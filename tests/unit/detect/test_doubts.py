"""The trained model's doubt: everyday words beside names go, and finds that it sees no name in."""

import re

import pytest

from minimise.model import Hit, Insight, Kind, ReadWord
from minimise.stages.detect.doubts import doubted


def _read(text: str, **shares: float) -> Insight:
    """Give an insight with the share of each word; 0.99 where none is given."""
    words = re.finditer(r"[\w'-]+", text)
    return Insight(
        tuple(ReadWord(w.start(), w.end(), "O", 0.5, shares.get(w.group(), 0.99), (), "none", 0.9) for w in words)
    )


def _hit(text: str, words: str, found_by: str = "names.lexicon", kind: Kind = Kind.PERSON) -> Hit:
    start = text.index(words)
    return Hit(start, start + len(words), kind, 0.8, found_by)


def _words(text: str, insight: Insight, hit: Hit) -> list[str]:
    return [text[h.start : h.end] for h in doubted(text, insight, [hit])]


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("Ring Shaun on Friday", "Ring Shaun", "Shaun"),
        ("Reach Fatou before nine", "Reach Fatou", "Fatou"),
        ("see Dilan Fridays only", "Dilan Fridays", "Dilan"),
    ],
)
def test_a_plain_word_beside_a_sure_name_is_trimmed(text: str, found: str, left: str) -> None:
    insight = _read(text, Ring=0.01, Reach=0.0, Fridays=0.05, see=0.0)
    assert _words(text, insight, _hit(text, found)) == [left]


def test_a_title_stays_with_its_name() -> None:
    text = "Mrs Osei rang"
    assert _words(text, _read(text, Mrs=0.05), _hit(text, "Mrs Osei", "names.title")) == ["Mrs Osei"]


def test_a_plain_word_that_the_model_sees_no_name_in_is_dropped() -> None:
    text = "was not brought in May and June"
    insight = _read(text, May=0.0, June=0.0)
    assert _words(text, insight, _hit(text, "May")) == []
    assert _words(text, insight, _hit(text, "June", "names.propagated")) == []


def test_a_word_that_only_a_name_can_be_stays() -> None:
    text = "Tiarnan was there"
    assert _words(text, _read(text, Tiarnan=0.0), _hit(text, "Tiarnan")) == ["Tiarnan"]


def test_initials_in_a_form_stay() -> None:
    text = "Worker: MM"
    assert _words(text, _read(text, MM=0.0), _hit(text, "MM", "names.form")) == ["MM"]


def test_what_the_sender_said_is_a_name_stays() -> None:
    text = "Hope came in late"
    assert _words(text, _read(text, Hope=0.0), _hit(text, "Hope", "asked.subject")) == ["Hope"]


def test_numbers_and_places_are_left_alone() -> None:
    text = "Kingston flat"
    assert _words(text, _read(text, Kingston=0.0), _hit(text, "Kingston", kind=Kind.LOCATION)) == ["Kingston"]


def test_nothing_is_dropped_where_nothing_was_read() -> None:
    text = "May rang"
    assert _words(text, Insight(), _hit(text, "May")) == ["May"]
