"""Mutated Word files are refused in our own words or written safely; nothing else happens."""

from pathlib import Path

import pytest
from tests.bench.docx_fuzz import fuzz
from tests.unit.formats_docx.canary import canary_file

ROOT = Path(__file__).resolve().parents[2]


def test_mutations_of_our_own_files_only_ever_give_our_errors() -> None:
    files = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*/*.docx"))]

    found = fuzz([canary_file()[0], *files], 60)

    assert found.crashes == {}
    assert found.refused > 5
    assert found.written > 5


@pytest.mark.slow
@pytest.mark.corpus
def test_mutations_of_real_files_only_ever_give_our_errors(shared: Path) -> None:
    files = [path.read_bytes() for path in sorted((shared / "corpora" / "docx").glob("*.do*"))]
    if not files:
        pytest.skip("the corpus of Word files is not beside this checkout")

    assert fuzz(files, 400, seed=3).crashes == {}
