from datetime import date

import pytest

from minimise.model import Kind
from minimise.stages.redact.operators import replaced
from minimise.stages.redact.wording import WITHHELD, age_for, area_for, dates_in, mark


def test_a_mark_says_what_was_there_and_nothing_about_it() -> None:
    assert mark("phone number") == "[phone number withheld]"


def test_every_kind_that_can_be_withheld_has_words_for_it() -> None:
    assert set(Kind) - set(WITHHELD) == {Kind.SOURCE_CLUE, Kind.PROTECTED}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("seen 03/04/2018", [date(2018, 4, 3)]),
        ("seen 3.4.18", [date(2018, 4, 3)]),
        ("seen 3-4-1985", [date(1985, 4, 3)]),
        ("seen 3/4/85", [date(1985, 4, 3)]),
        ("seen 3rd of April 2018", [date(2018, 4, 3)]),
        ("seen 3 Apr 18", [date(2018, 4, 3)]),
        ("seen 31/12/2020 and 1 January 2021", [date(2020, 12, 28), date(2021, 1, 1)]),
        ("seen 12/25/2020, 00/01/2020 and 3 Floreal 2018", []),
        ("seen 3/4/1066", []),
        ("07700 900461", []),
    ],
)
def test_uk_dates_are_read_day_first(text: str, dates: list[date]) -> None:
    assert dates_in(text) == dates


@pytest.mark.parametrize(
    ("birth", "document", "words"),
    [
        ("03/04/2018", "Seen 06/10/2026. Born 03/04/2018.", "[age 8]"),
        ("03/04/2018", "Seen 02/04/2026.", "[age 7]"),
        ("03/04/2018", "Seen 03/04/2026.", "[age 8]"),
        ("3 April 2018", "First seen 01/01/2019, then 6 October 2026.", "[age 8]"),
        ("03/04/2018", "No other date, only 03/04/2018.", "[date of birth withheld]"),
        ("03/04/2018", "Seen 01/01/2010.", "[date of birth withheld]"),
        ("last spring", "Seen 06/10/2026.", "[date of birth withheld]"),
    ],
)
def test_an_age_is_counted_to_the_documents_latest_date(birth: str, document: str, words: str) -> None:
    assert age_for(birth, document) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("14 Larch Close, ZE9 9AA", "[address in ZE9]"),
        ("14 Larch Close, kw18 9zz", "[address in KW18]"),
        ("14 Larch Close", "[address withheld]"),
    ],
)
def test_an_area_is_the_postcode_district_or_nothing(address: str, words: str) -> None:
    assert area_for(address) == words


def test_a_replacement_comes_out_as_asked() -> None:
    assert replaced("Priya Nair", "[Neighbour 1]") == "[Neighbour 1]"
