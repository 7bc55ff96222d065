"""Every place of a text where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

import io
import zipfile
from pathlib import Path

import pytest

from minimise.formats.odt import OpenText
from minimise.model import Document, Edit, Span

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "opendocument-channels.md"
SILENT = {
    "thumbnails, pictures and macros",
    "names of members",
    "comments of the source",
    "elements and attributes nobody knows",
}
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
    document = OpenText().read(WITHDRAWN[channel], "case")

    copy = OpenText().write(WITHDRAWN[channel], [])

    assert CANARY.encode() in everything(WITHDRAWN[channel])
    assert not any(CANARY in part.text for part in document.parts if part.visible)
    assert CANARY.encode() not in everything(copy)
    assert all(KEPT in (witness.visible or "") for witness in OpenText().witnesses(copy))


@pytest.mark.parametrize("channel", sorted(set(WITHDRAWN) - SILENT))
def test_what_is_withdrawn_is_shown_to_the_reviewer(channel: str) -> None:
    parts = OpenText().read(WITHDRAWN[channel], "case").parts

    assert any(CANARY in part.text for part in parts if not part.visible)


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    edits = edits_over(OpenText().read(DECIDED[channel], "case"))

    copy = OpenText().write(DECIDED[channel], edits)

    assert edits
    assert CANARY.encode() not in everything(copy)
    for witness in OpenText().witnesses(copy):
        assert (witness.visible or "").count("Neighbour 1") == len(edits)


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
