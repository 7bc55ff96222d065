"""Words that say less exactly what stood there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model.dates import full_dates
from minimise.stages.redact.exactness import (
    Disguise,
    band_for,
    band_of_birth,
    interval_for,
    need_for,
    setting_for,
)

DOCUMENT = "First seen 01/09/2026, last on Friday 25/09/2026."


@given(st.binary(min_size=1, max_size=64))
def test_a_case_moves_back_by_whole_weeks_and_keeps_its_time_of_year(secret: bytes) -> None:
    days = Disguise.of(secret).days

    assert days % 7 == 0
    assert -9 * 364 - 14 <= days <= -364 + 14
    assert Disguise.of(secret) == Disguise.of(secret)


def test_different_cases_move_differently_and_nothing_says_by_how_much() -> None:
    disguises = [Disguise.of(bytes([n])) for n in range(60)]

    assert len({disguise.days for disguise in disguises}) > 20
    assert "days" not in repr(disguises[0])


def test_all_dates_of_a_case_move_alike() -> None:
    disguise = Disguise.of(b"larch")

    first, last = (full_dates(disguise.date(words, DOCUMENT))[0] for words in ("01/09/2026", "25 September 2026"))

    assert (last - first).days == 24
    assert last.weekday() == date(2026, 9, 25).weekday()
    assert last != date(2026, 9, 25)


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("25/09/2026", "[same day]"),
        ("24/09/2026", "[1 day earlier]"),
        ("01/09/2026", "[3 weeks earlier]"),
        ("25/03/2026", "[6 months earlier]"),
        ("25/09/2019", "[7 years earlier]"),
        ("01/10/2026", "[date withheld]"),
        ("Michaelmas", "[date withheld]"),
    ],
)
def test_an_interval_counts_back_from_the_documents_latest_date(words: str, interval: str) -> None:
    assert interval_for(words, DOCUMENT) == interval


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("8", "[aged 5 to 9]"),
        ("8 years old", "[aged 5 to 9]"),
        ("Year 4", "[aged 5 to 9]"),
        ("Y11", "[aged 14 to 17]"),
        ("Reception", "[aged 5 to 9]"),
        ("16 weeks", "[aged under 1]"),
        ("18 months", "[aged 1 to 4]"),
        ("seventeen", "[aged 14 to 17]"),
        ("34", "[aged 30 to 39]"),
        ("a little", "[age withheld]"),
    ],
)
def test_an_age_or_school_year_becomes_a_band(age: str, band: str) -> None:
    assert band_for(age) == band


def test_a_band_after_the_word_aged_does_not_say_it_twice() -> None:
    assert band_for("8", "a boy aged ") == "[5 to 9]"


def test_a_date_of_birth_becomes_the_band_at_the_documents_latest_date() -> None:
    assert band_of_birth("03/04/2018", DOCUMENT) == "[aged 5 to 9]"
    assert band_of_birth("03/04/2018", "no date") == "[date of birth withheld]"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Oakfield Primary School", "[school or college]"),
        ("Riverside Surgery", "[surgery]"),
        ("Little Acorns Nursery", "[nursery or children's centre]"),
        ("Larch House women's refuge", "[place withheld]"),
        ("Zelwyck", "[place withheld]"),
    ],
)
def test_a_place_keeps_its_kind_unless_somebody_is_kept_safe_there(place: str, words: str) -> None:
    assert setting_for(place) == words


def test_a_need_stands_for_a_diagnosis_and_says_nothing_of_it() -> None:
    assert need_for("C36", "bipolar disorder") == "[health condition]"
    assert need_for("C35", "ADHD") == "[health need]"
    assert need_for("C36", "Sertraline") == "[medication]"
    assert need_for("C49", "£1,200") == "[sum of money]"
