"""Damaged PDF files: read and written, or refused in our own words. The bench runs many thousands of these."""

import random

import pytest
from tests.bench.pdf_bench import damaged, outcome_of
from tests.unit.formats_pdf.made import form, lines, two_columns
from tests.unit.formats_pdf.poison import poisoned

SEEDS = (
    lines("The child was seen", "at noon"),
    form("Joan Tarrant"),
    two_columns("a child " * 40, "b " * 40),
    poisoned(),
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_damage_never_ends_in_an_error_that_is_not_ours(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets

    outcomes = {outcome_of(damaged(SEEDS[seed], chance)) for _ in range(25)}

    assert not [outcome for outcome in outcomes if outcome.startswith("CRASH")]
    assert "the written PDF could not be read back" not in outcomes
