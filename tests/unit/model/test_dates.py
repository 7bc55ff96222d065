"""UK dates, found, read and moved in the form in which they stood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model.dates import date_places, full_dates, moved

NEAR = date(2026, 9, 25)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seen 03/04/2018 at home.", ["03/04/2018"]),
        ("Seen 3.4.18, then 2018-04-05.", ["3.4.18", "2018-04-05"]),
        ("On 3rd of April 2018 and 5 May she rang.", ["3rd of April 2018", "5 May"]),
        ("Born in 2019, moved March 2024.", ["2019", "March 2024"]),
        ("March 12th, 2024 at 10.30", ["March 12th, 2024"]),
        ("Rang on 12/3 again.", ["12/3"]),
        ("2 of 3 visits at 12.30; ref 12/3456/24; room 2014; he may go", []),
        ("07700 900461 and 999 000 0018", []),
    ],
)
def test_dates_are_found_and_numbers_that_are_none_are_not(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in date_places(text)] == found


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("03/04/2018", "27/03/2018"),
        ("3.4.18", "27.3.18"),
        ("2018-04-03", "2018-03-27"),
        ("3rd of April 2018", "27th of March 2018"),
        ("3 Apr 18", "27 Mar 18"),
        ("3 APRIL 2018", "27 MARCH 2018"),
        ("8th March", "1st March"),
        ("March 12th, 2024", "March 5th, 2024"),
        ("12/3", "5/3"),
        ("April 2018", "April 2018"),
    ],
)
def test_a_date_moves_in_its_own_form(words: str, after: str) -> None:
    assert moved(words, -7, NEAR) == after


def test_a_month_and_a_year_move_with_the_days() -> None:
    assert (moved("April 2018", -364 * 2, NEAR), moved("2019", -364 * 2, NEAR)) == ("April 2016", "2017")


def test_a_day_that_does_not_exist_and_one_without_a_year_to_go_by_are_not_moved() -> None:
    assert moved("31/02/2018", -7, NEAR) is None
    assert moved("8th March", -7, None) is None


@given(st.dates(date(1950, 1, 1), date(2035, 12, 31)), st.integers(-500, 500))
def test_whole_weeks_keep_the_weekday_and_every_interval(day: date, weeks: int) -> None:
    (after,) = full_dates(moved(f"{day.day:02}/{day.month:02}/{day.year}", weeks * 7, None) or "")

    assert after.weekday() == day.weekday()
    assert (after - day).days == weeks * 7
