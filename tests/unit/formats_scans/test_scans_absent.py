"""Without the extra `ocr` scans and pictures stay what they were: withheld or refused, with a next step."""

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of, lookup


def test_a_picture_is_refused_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "can_read", lambda: False)

    with pytest.raises(UnreadableDocument) as refused:
        format_of(b"\x89PNG\r\n\x1a\n" + bytes(100))

    assert "picture" in refused.value.summary
