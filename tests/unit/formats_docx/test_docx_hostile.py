"""Packages that were built to do harm are refused by us or written safely, each within its time."""

import time
import warnings

import pytest
from tests.bench.docx_hostile import all_kinds

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word

from .hostile import KINDS

WORD = Word()
# These take seconds to make or to read; the slow test below tries them within limits of memory.
LONG = frozenset(
    kind
    for kind in KINDS
    if kind.startswith(("many", "long", "blank", "picture of", "elements", "styles without", "70,000", "fields"))
)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - LONG))
def test_a_hostile_package_is_refused_or_safe(kind: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the second member of a name that we want twice
        data = KINDS[kind]()
    began = time.perf_counter()

    try:
        WORD.read(data, "case")
        out: bytes | None = WORD.write(data, [])
    except UnreadableDocument:
        out = None

    assert time.perf_counter() - began < 10
    assert out is None or b"root:" not in out
    assert out is None or WORD.witnesses(out)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_every_hostile_package_stays_within_ten_seconds_and_a_gigabyte() -> None:
    met = all_kinds()

    assert len(met) >= 60
    assert [(one.kind, one.outcome, one.seconds, one.megabytes) for one in met if not one.good] == []
