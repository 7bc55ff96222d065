"""Policies as people read them."""

from pathlib import Path

import pytest

from minimise.policies import describe, load_policy, policy_names, reference_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "policies.md"


def test_the_reference_page_is_the_one_the_policies_give() -> None:
    assert PAGE.read_text("utf-8") == reference_page(), "write reference_page() to docs/reference/policies.md"


@pytest.mark.parametrize("name", policy_names())
def test_a_page_tells_every_reason_in_words_and_no_code_of_ours(name: str) -> None:
    policy, _ = load_policy(name)

    page = describe(policy)

    assert page.startswith(policy.title)
    assert "Somebody's safety may depend on this fact." in page
    assert "_" not in page
    assert "frozenset" not in page


def test_a_page_shows_only_what_can_happen_for_the_purpose() -> None:
    policy = load_policy("family")[0]

    general, concern = describe(policy), describe(policy, "concern")

    assert "The vehicle of the person of concern: taken out." in general
    assert "The vehicle of the person of concern: stays." in concern
    assert "The vehicle of the person of concern: taken out." not in concern


def test_a_page_says_in_which_case_an_answer_applies() -> None:
    page = " ".join(describe(load_policy("family")[0]).split())

    assert "The names of professionals (where the document shows that telling the family is" in page


def test_a_page_says_what_a_person_decides_and_which_banner_is_set() -> None:
    page = " ".join(describe(load_policy("police")[0]).split())

    assert (
        "The name of a confidential source: a person decides; a label stands in its place meanwhile, "
        "with the banner confidential-source." in page
    )
