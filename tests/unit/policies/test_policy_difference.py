"""Two policies side by side."""

from pathlib import Path

import pytest

from minimise.errors import PolicyInvalid
from minimise.policies import describe_difference, load_own, load_policy

OWN = """
extends = "school"

[[rule]]
id = "own.pupil-number"
about = "pupil numbers"
when = { kind = ["UPN", "ULN"] }
do = "redact"
reason_code = "EXCESS-ID"
because = "Our schools find pupils by name and date of birth."
golden_rule = 6
legal_refs = ["UKGDPR-5.1.c"]
harm_if_kept = "S2"
harm_if_removed = "S1"
"""


def test_only_rows_that_differ_are_told_under_their_heading() -> None:
    page = describe_difference(load_policy("school"), load_policy("voluntary"))

    assert page.startswith("school and voluntary differ in ")
    assert "Dates of birth\n  The child's date of birth\n    school:    stays\n    voluntary: made less exact" in page
    assert "nicknames" not in page


def test_a_policy_does_not_differ_from_itself() -> None:
    page = describe_difference(load_policy("police"), load_policy("police"))

    assert page == f"police (first) and police (second) differ in 0 of {page.split()[-2]} rows.\n"


def test_a_purpose_counts() -> None:
    page = describe_difference(load_policy("family:concern"), load_policy("family"))

    assert "The vehicle of the person of concern\n    family:concern: stays\n    family:         taken out" in page


def test_an_own_file_is_compared_with_what_it_extends(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN, "utf-8")

    page = describe_difference((load_own(file), None), load_policy("school"))

    assert page.startswith("school with own rules and school differ in 1 of ")
    assert "Pupil numbers\n    school with own rules: taken out\n    school:                no rule" in page


def test_a_file_that_extends_nothing_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('extends = "Tyler Ward"\n', "utf-8")

    with pytest.raises(PolicyInvalid, match="extends no shipped policy"):
        load_own(file)
