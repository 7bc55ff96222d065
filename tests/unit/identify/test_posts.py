"""Posts written out beside a name, letters behind it, and whom a message greets."""

import pytest
from tests.unit.identify.made import case

from minimise.model import Role

CHILD = "Child: <Tyler Ward>"


def first_role(line: str, name: str) -> Role:
    return case(CHILD, "", line, subjects=("Tyler Ward",)).roles(name)[0]


@pytest.mark.parametrize(
    "line",
    [
        "<Niamh Brosnan>, community paediatric nurse. 0161 496 0190",
        "Taken down for <Niamh Brosnan>, helpline safeguarding lead, 020 7946 0812",
        "Notes: <Niamh Brosnan>, family support, 01632 960199",
        "that's all <Niamh Brosnan> detached youth worker",
        "seen alone. <Niamh Brosnan> RN SCPHN 01632 960135",
        "Referred by the duty desk and <Niamh Brosnan>, refugee health nurse",
        "Hi <Niamh Brosnan>, summary for your own file",
    ],
)
def test_a_written_post_makes_a_professional(line: str) -> None:
    assert first_role(line, "Niamh Brosnan") is Role.PROFESSIONAL


@pytest.mark.parametrize(
    "line",
    [
        "<Niamh Brosnan> asked the worker to leave.",
        "<Niamh Brosnan> and her support worker came.",
        "<Niamh Brosnan> is known to the manager.",
    ],
)
def test_a_post_in_the_same_sentence_is_somebody_else(line: str) -> None:
    assert first_role(line, "Niamh Brosnan") is Role.UNSETTLED


def test_a_mother_with_a_job_stays_the_mother() -> None:
    assert first_role("Mum (<Kelly>), a care home night worker, rang.", "Kelly") is Role.PARENT
