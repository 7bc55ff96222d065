"""Every place of a mail where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

from pathlib import Path

import pytest

from minimise.formats.mail import Mail
from minimise.model import Document, Edit, Span

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN, unpacked

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "mail-channels.md"


def edits_over(document: Document) -> list[Edit]:
    """Give edits that take the canary out of every visible part."""
    found = []
    for number, part in enumerate(document.parts):
        at = part.text.find(CANARY) if part.visible else -1
        while at >= 0:
            found.append(Edit(Span(number, at, at + len(CANARY)), "[Neighbour 1]"))
            at = part.text.find(CANARY, at + 1)
    return found


def _holds(data: bytes) -> bool:
    needles = [CANARY.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return any(needle in piece.lower() for piece in unpacked(data) for needle in needles)


@pytest.mark.parametrize("channel", WITHDRAWN)
def test_what_is_withdrawn_never_leaves(channel: str) -> None:
    data = WITHDRAWN[channel]()
    document = Mail().read(data, "case")

    copy = Mail().write(data, [])

    assert _holds(data)
    assert not any(CANARY in part.text for part in document.parts if part.visible)
    assert not _holds(copy)
    assert any(KEPT in (witness.visible or "") for witness in Mail().witnesses(copy))


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    data = DECIDED[channel]()
    document = Mail().read(data, "case")
    edits = edits_over(document)

    copy = Mail().write(data, edits)

    assert edits
    assert not _holds(copy)
    for witness in Mail().witnesses(copy):
        assert CANARY.lower() not in f"{witness.visible} {witness.surfaces}".lower()
        assert (witness.visible or "").count("[Neighbour 1]") >= 1


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_the_reference_names_every_channel(channel: str) -> None:
    assert f"| {channel} |" in PAGE.read_text("utf-8")
