"""A reader of pictures that fails ends as an unread picture and never as a crash."""

import pytest

pytest.importorskip("numpy")

from minimise.errors import UnreadableDocument
from minimise.formats.scans import Greys, Unreadable, engine, read_back, words_on


def test_a_library_that_fails_leaves_the_picture_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(engine, "_engine", lambda: fails)

    with pytest.raises(Unreadable):
        words_on(Greys(40, 20, bytes([255]) * 800))
    with pytest.raises(UnreadableDocument):
        read_back(Greys(40, 20, bytes([255]) * 800))
