"""Every place of a workbook where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

from pathlib import Path

import pytest
from tests.support.leak_kits import decided_leaves, everything, withdrawn_leaves

from minimise.formats.sheets import Workbook
from minimise.formats.sheets.workbook_witness import members_witness

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "spreadsheet-channels.md"
SILENT = {"macros and pictures", "filters", "readings in another script", "names of members", "colours and sizes"}
"""Channels whose words are a program's, or repeat what stands in cells: dropped without being shown."""


@pytest.mark.parametrize("channel", WITHDRAWN)
def test_what_is_withdrawn_never_leaves(channel: str) -> None:
    assert CANARY.encode() in everything(WITHDRAWN[channel])
    assert withdrawn_leaves(Workbook(), WITHDRAWN[channel], CANARY, KEPT) is None


@pytest.mark.parametrize("channel", sorted(set(WITHDRAWN) - SILENT))
def test_what_is_withdrawn_is_shown_to_the_reviewer(channel: str) -> None:
    parts = Workbook().read(WITHDRAWN[channel], "case").parts

    assert any(CANARY in part.text for part in parts if not part.visible)


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    assert decided_leaves(Workbook(), DECIDED[channel], CANARY) is None


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_the_reference_names_every_channel(channel: str) -> None:
    assert f"| {channel} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_a_witness_sees_what_a_careless_copy_would_leave(channel: str) -> None:
    witness = members_witness(WITHDRAWN.get(channel) or DECIDED[channel])

    assert witness is not None
    told = "\n".join([witness.visible or "", *(text for _, text in witness.surfaces)])
    assert CANARY in told or "Quar | rend" in told or "Quarren_x0064_er" in told
