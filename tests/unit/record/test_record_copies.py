"""The page about several copies: kinds and labels, never words."""

import re

from minimise.model import Comparison, Crossing, Difference, Person, Span
from minimise.stages.record import copies_html, copies_json

PEOPLE = (Person("who1", (), (), "Neighbour 1", 0.9),)
COMPARISON = Comparison(
    ("social-care", "family", "learning"),
    (Difference("C18", "who1", ("stays", "gone", "gone")),),
    (
        Crossing("family", "social-care", "C18", "who1", (Span(0, 0, 4),)),
        Crossing("family", "social-care", "C12", None, (Span(0, 8, 12),)),
        Crossing("learning", "family", "C57", None, (), by_dates=True),
    ),
)


def test_the_page_names_each_pair_once_with_everything_that_would_be_undone() -> None:
    page = copies_html(COMPARISON, PEOPLE).decode()

    assert "For the sender only." in page
    assert page.count("the copy for children&#x27;s social care gives: telephone number of [Neighbour 1]; safe or") == 1
    assert "by any date how all dates were moved" in page


def test_the_page_tells_what_happens_in_each_copy() -> None:
    page = copies_html(COMPARISON, PEOPLE).decode()

    (row,) = re.findall(r'<tr><th scope="row">telephone number</th>(.*?)</tr>', page)
    assert re.findall(r">([^<]+)</td>", row) == ["[Neighbour 1]", "stays", "gone", "gone"]


def test_copies_that_agree_say_so() -> None:
    page = copies_html(Comparison(("police", "court"), (), ()), ()).decode()

    assert "No two of these copies undo each other." in page
    assert "every recipient gets the same" in page


def test_machines_get_the_same() -> None:
    told = copies_json(COMPARISON, PEOPLE)

    assert told["differs"] == [
        {
            "what": "telephone number",
            "whose": "[Neighbour 1]",
            "copies": {"social-care": "stays", "family": "gone", "learning": "gone"},
        }
    ]
    assert len(told["keep_apart"]) == 3  # type: ignore[arg-type]  # a JSON array
