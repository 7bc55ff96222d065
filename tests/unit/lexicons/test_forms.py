"""Labels of forms, and job titles."""

import re

import pytest

from minimise.lexicons import job_titles, match_label
from minimise.model import Role

from .cases import lines


def _asked(label: str) -> str:
    """Write what a label asks for as the case file does."""
    found = match_label(label)
    if found is None:
        return "unknown"
    if found.negative:
        return "nobody"
    return f"{found.role or '-'} | {found.kind or '-'}"


@pytest.mark.parametrize("case", lines("label_cases.toml"))
def test_a_form_label_says_whose_field_it_is_and_what_it_holds(case: str) -> None:
    label, asked = case.rsplit(" = ", 1)

    assert _asked(label) == asked


@pytest.mark.parametrize(
    "words",
    [
        "Tyler Ward",
        "14 Larch Close",
        "She told me that he hit her",
        "Monday",
        "",
        "x" * 500,
        "Oakfield Primary School",
        "yes",
    ],
)
def test_a_value_is_not_taken_for_a_label(words: str) -> None:
    assert match_label(words) is None


def _role(title: str) -> Role | None:
    return next((job.role for job in job_titles() if re.fullmatch(job.pattern, title, re.IGNORECASE)), None)


@pytest.mark.parametrize(
    "title",
    [
        "social worker",
        "senior social worker",
        "health visitor",
        "class teacher",
        "form tutor",
        "head teacher",
        "headteacher",
        "DSL",
        "deputy designated safeguarding lead",
        "SENCO",
        "TA",
        "teaching assistant",
        "pastoral lead",
        "EWO",
        "education welfare officer",
        "GP",
        "paediatrician",
        "consultant paediatrician",
        "midwife",
        "school nurse",
        "CAMHS worker",
        "CPN",
        "support worker",
        "IDVA",
        "ISVA",
        "housing officer",
        "PC",
        "DC",
        "probation officer",
        "YOT worker",
        "solicitor",
        "guardian",
        "IRO",
        "independent reviewing officer",
        "chair",
        "minute taker",
        "LADO",
        "receptionist",
        "family support worker",
        "supervising social worker",
        "police officer",
        "detective constable",
        "youth worker",
        "nursery nurse",
        "ward sister",
        "speech and language therapist",
        "lollipop lady",
        "learning mentor",
        "attendance officer",
        "football coach",
        "practice manager",
        "family nurse",
        "dietitian",
        "duty manager",
    ],
)
def test_a_post_around_a_child_is_a_professional_one(title: str) -> None:
    assert _role(title) is Role.PROFESSIONAL


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("foster carer", Role.CARER),
        ("prospective adopters", Role.CARER),
        ("special guardian", Role.CARER),
        ("interpreter", Role.INTERPRETER),
        ("allocated social worker", Role.LEAD_PRACTITIONER),
        ("key worker", Role.LEAD_PRACTITIONER),
        ("lead professional", Role.LEAD_PRACTITIONER),
        ("referrer", Role.REFERRER),
    ],
)
def test_the_weightier_role_of_a_post_comes_first(title: str, role: Role) -> None:
    assert _role(title) is role


@pytest.mark.parametrize(
    "words", ["mother", "child", "brother", "neighbour", "uncle", "friend", "boyfriend", "grandmother"]
)
def test_a_kin_word_is_no_post(words: str) -> None:
    assert _role(words) is None
