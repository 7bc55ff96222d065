"""Every place of a page where a word can stand: what is withdrawn never leaves, what was decided on is gone."""

from pathlib import Path

import pytest

from minimise.formats.html import WebPage
from minimise.model import Document, Edit, Span

from .leakkit import CANARY, DECIDED, KEPT, WITHDRAWN

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "web-page-channels.md"


def edits_over(document: Document) -> list[Edit]:
    """Give edits that take the canary out of every visible part."""
    found = []
    for number, part in enumerate(document.parts):
        at = part.text.find(CANARY) if part.visible else -1
        while at >= 0:
            found.append(Edit(Span(number, at, at + len(CANARY)), "[Neighbour 1]"))
            at = part.text.find(CANARY, at + 1)
    return found


@pytest.mark.parametrize("channel", WITHDRAWN)
def test_what_is_withdrawn_never_leaves(channel: str) -> None:
    document = WebPage().read(WITHDRAWN[channel], "case")

    copy = WebPage().write(WITHDRAWN[channel], [])

    assert CANARY.encode() in WITHDRAWN[channel]
    assert not any(CANARY in part.text for part in document.parts if part.visible)
    assert CANARY.encode() not in copy
    assert all(KEPT in (witness.visible or "") for witness in WebPage().witnesses(copy))


@pytest.mark.parametrize("channel", DECIDED)
def test_what_was_decided_on_is_gone_and_its_mark_stands_there(channel: str) -> None:
    edits = edits_over(WebPage().read(DECIDED[channel], "case"))

    copy = WebPage().write(DECIDED[channel], edits)

    assert edits
    assert CANARY.encode() not in copy
    assert copy.count(b"[Neighbour 1]") == len(edits)
    for witness in WebPage().witnesses(copy):
        assert (witness.visible or "").count("[Neighbour 1]") == len(edits)


@pytest.mark.parametrize("channel", [*WITHDRAWN, *DECIDED])
def test_the_reference_names_every_channel(channel: str) -> None:
    assert f"| {channel} |" in PAGE.read_text("utf-8")
