"""Every place of a text where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.support.leak_kits import decided_leaves, everything, withdrawn_leaves

from minimise.formats.odt import OpenText

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "opendocument-channels.md"
SILENT = {
    "thumbnails, pictures and macros",
    "names of members",
    "comments of the source",
    "elements and attributes nobody knows",
}
"""Channels whose words are a program's, or repeat what stands in cells: dropped without being shown."""


@pytest.mark.parametrize("channel", WITHDRAWN)
def test_what_is_withdrawn_never_leaves(channel: str) -> None:
    assert CANARY.encode() in everything(WITHDRAWN[channel])
    assert withdrawn_leaves(OpenText(), WITHDRAWN[channel], CANARY, KEPT) is None


@pytest.mark.parametrize("channel", sorted(set(WITHDRAWN) - SILENT))
def test_what_is_withdrawn_is_shown_to_the_reviewer(channel: str) -> None:
    parts = OpenText().read(WITHDRAWN[channel], "case").parts

    assert any(CANARY in part.text for part in parts if not part.visible)


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    assert decided_leaves(OpenText(), DECIDED[channel], CANARY) is None


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_the_reference_names_every_channel(channel: str) -> None:
    assert f"| {channel} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_a_witness_sees_what_a_careless_copy_would_leave(channel: str) -> None:
    careless = _with_styles(WITHDRAWN.get(channel) or DECIDED[channel])

    told = [t for w in OpenText().witnesses(careless) for t in (w.visible or "", *(text for _, text in w.surfaces))]

    assert any(CANARY in text for text in told)


def _with_styles(data: bytes) -> bytes:
    """Add the member that a finished text always has."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        if "styles.xml" not in archive.namelist():
            archive.writestr("styles.xml", "<x/>")
    return out.getvalue()
