"""Initials that stand for people, and capitals that stand for agencies, drugs and things."""

import pytest

from minimise.stages.detect.names.letters import initials_alone


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in initials_alone(text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ('KR: "it was WF". WF denied it and KR cried.', ["KR", "WF", "WF", "KR"]),
        ("Seen today. TW said he was hit. Copied to the team, TW seen again.", ["TW", "TW"]),
        ("P.J. came at four and left.", ["P.J."]),
        ("We were told by JB that nobody was in.", ["JB"]),
        ("JB's mum came. The key is with JB now.", ["JB", "JB"]),
    ],
)
def test_two_capitals_that_do_what_people_do_are_initials_everywhere(text: str, people: list[str]) -> None:
    assert found(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "GP said no. SW was told. HV attended. DC rang.",
        "He watches TV. The PC was on.",
        "REFERRAL TO SOCIAL CARE: KR SAID HE WAS HIT",
        "Plate AB 12 was seen. Flat AB was empty.",
        "The QX form is due.",
    ],
)
def test_abbreviations_plates_and_lines_of_capitals_are_nobody(text: str) -> None:
    assert found(text) == []
