"""Tests of the marks that send content to some recipients and keep it from others."""

import pytest

from minimise.model import Mark
from minimise.stages.judge.marks import marks_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not ring after 4, he checks her phone.",
        "Safe number 07700 900461, texts only.",
        "Dad must not be given the new address.",
        "Please only contact Mum via the school.",
        "Never leave a voicemail.",
        "Please write to the nan's address, not the home.",
        "Best to text first as he is often there.",
        "Under no circumstances ring the landline.",
    ],
)
def test_a_safe_contact_instruction_is_marked(sentence: str) -> None:
    assert Mark.SAFE_CONTACT in marks_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "TW told me, 'Daz done it with the charger'.",
        '"I don\'t want to go home," she said.',
        "\u201cHe locks me in,\u201d Ellis whispered.",
        "The child said that her dad hits her.",
    ],
)
def test_a_childs_reported_words_are_marked(sentence: str) -> None:
    assert Mark.CHILD_WORDS in marks_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Intel suggests he is supplying from the address.",
        "5x5x5 graded B2.",
        "Operation Larkspur is ongoing.",
        "A covert deployment is planned.",
        "The CHIS reports a delivery on Friday.",
    ],
)
def test_police_intelligence_is_marked(sentence: str) -> None:
    assert Mark.INTELLIGENCE in marks_of(sentence)


@pytest.mark.parametrize("sentence", ["He has two cautions.", "PNC: battery 2016.", "Dad was convicted of fraud."])
def test_convictions_are_marked(sentence: str) -> None:
    assert Mark.CONVICTIONS in marks_of(sentence)


@pytest.mark.parametrize("sentence", ["Legal advice was to wait.", "Counsel advised an ICO.", "LPM held."])
def test_legal_advice_is_marked(sentence: str) -> None:
    assert Mark.LEGAL_ADVICE in marks_of(sentence)


@pytest.mark.parametrize("sentence", ["She is off on capability.", "There is a grievance in the department."])
def test_a_staff_matter_is_marked(sentence: str) -> None:
    assert Mark.STAFF_MATTER in marks_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("He did not call back.", Mark.SAFE_CONTACT),
        ("Never visit alone, the dog is loose.", Mark.SAFE_CONTACT),
        ("Mum said he fell off the bed.", Mark.CHILD_WORDS),
        ("The operation on his knee went well.", Mark.INTELLIGENCE),
        ("Her intelligence is above average.", Mark.INTELLIGENCE),
        ("Caution is needed on the stairs.", Mark.LEGAL_ADVICE),
        ("The family have a solicitor.", Mark.LEGAL_ADVICE),
        ("The allegation about the TA led to a disciplinary.", Mark.STAFF_MATTER),
        ("Mum is on maternity leave.", Mark.STAFF_MATTER),
    ],
)
def test_what_only_sounds_like_a_mark_is_left_alone(sentence: str, mark: Mark) -> None:
    assert mark not in marks_of(sentence)


def test_marks_come_in_a_fixed_order() -> None:
    sentence = "Legal advice: do not ring him; he has two convictions."

    assert marks_of(sentence) == (Mark.SAFE_CONTACT, Mark.CONVICTIONS, Mark.LEGAL_ADVICE)
