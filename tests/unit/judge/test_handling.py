"""How far a mark such as "not for the family" reaches."""

import pytest
from tests.unit.judge.made import decisions, left

MARKED = "Not to be shared with the family"


def test_a_marked_heading_takes_its_section_with_it_up_to_the_next_heading() -> None:
    text = ("4. History", "Fine.", f"5. {MARKED}", "The grandmother rang.", "She is worried.", "6. Plan", "Visit.")

    assert left("family", *text).split("\n") == ["4. History", "Fine.", "… …", "…", "…", "6. Plan", "Visit."]


def test_a_sentence_about_this_section_takes_the_whole_section() -> None:
    text = (
        "History",
        "Fine today.",
        "Further notes",
        "The aunt rang.",
        "This section must not be shown to the parents.",
    )

    assert left("family", *text).split("\n") == ["History", "Fine today.", "…", "…", "…"]


def test_a_marked_label_takes_what_stands_after_it_in_its_line() -> None:
    text = ("Not for the family: the aunt rang. She is worried.", "The next visit is on Monday.")

    assert left("family", *text).split("\n") == ["… …", "The next visit is on Monday."]


def test_a_marked_sentence_in_prose_takes_only_itself() -> None:
    text = "School rang. This was not shared with the parents. The visit went well."

    assert left("family", text) == "School rang. … The visit went well."


@pytest.mark.parametrize("recipient", ["social-care", "police", "health", "school", "housing", "court", "lado"])
def test_agencies_get_the_section_with_a_banner(recipient: str) -> None:
    text = (f"5. {MARKED}", "The aunt rang.")
    made = decisions(recipient, *text)

    assert left(recipient, *text) == "\n".join(text)
    assert [d.banner for d in made if d.banner and d.banner.startswith("HANDLING MARKS")]
    assert {d.locked for d in made if d.category == "C58"} == {True}


def test_a_family_log_says_nothing_of_the_section() -> None:
    rules = {(d.rule, d.reason_code) for d in decisions("family", f"5. {MARKED}", "The aunt rang.") if d.withholds}

    assert rules == {("family.others@1", "3P-ADULT")}
