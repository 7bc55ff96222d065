"""Every place of a workbook where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

import io
import zipfile
from pathlib import Path

import pytest

from minimise.formats.sheets import Workbook
from minimise.formats.sheets.workbook_witness import members_witness
from minimise.model import Document, Edit, Span

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "spreadsheet-channels.md"
SILENT = {"macros and pictures", "filters", "readings in another script", "names of members", "colours and sizes"}
"""Channels whose words are a program's, or repeat what stands in cells: dropped without being shown."""


def edits_over(document: Document) -> list[Edit]:
    """Give edits that take the canary out of every visible part."""
    found = []
    for number, part in enumerate(document.parts):
        at = part.text.find(CANARY) if part.visible else -1
        while at >= 0:
            found.append(Edit(Span(number, at, at + len(CANARY)), "[Neighbour 1]"))
            at = part.text.find(CANARY, at + 1)
    return found


def everything(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\0".join([*(n.encode() for n in archive.namelist()), *map(archive.read, archive.namelist())])


@pytest.mark.parametrize("channel", WITHDRAWN)
def test_what_is_withdrawn_never_leaves(channel: str) -> None:
    document = Workbook().read(WITHDRAWN[channel], "case")

    copy = Workbook().write(WITHDRAWN[channel], [])

    assert CANARY.encode() in everything(WITHDRAWN[channel])
    assert not any(CANARY in part.text for part in document.parts if part.visible)
    assert CANARY.encode() not in everything(copy)
    assert all(KEPT in (witness.visible or "") for witness in Workbook().witnesses(copy))


@pytest.mark.parametrize("channel", sorted(set(WITHDRAWN) - SILENT))
def test_what_is_withdrawn_is_shown_to_the_reviewer(channel: str) -> None:
    parts = Workbook().read(WITHDRAWN[channel], "case").parts

    assert any(CANARY in part.text for part in parts if not part.visible)


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    edits = edits_over(Workbook().read(DECIDED[channel], "case"))

    copy = Workbook().write(DECIDED[channel], edits)

    assert edits
    assert CANARY.encode() not in everything(copy)
    for witness in Workbook().witnesses(copy):
        assert (witness.visible or "").count("Neighbour 1") == len(edits)


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_the_reference_names_every_channel(channel: str) -> None:
    assert f"| {channel} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_a_witness_sees_what_a_careless_copy_would_leave(channel: str) -> None:
    witness = members_witness(WITHDRAWN.get(channel) or DECIDED[channel])

    assert witness is not None
    told = "\n".join([witness.visible or "", *(text for _, text in witness.surfaces)])
    assert CANARY in told or "Quar | rend" in told or "Quarren_x0064_er" in told
