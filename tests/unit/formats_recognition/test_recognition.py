"""What no adapter reads is refused by its content with what it is and what to do, whatever its name says."""

import pytest

from minimise.errors import Exit, UnreadableDocument
from minimise.formats import format_of
from minimise.formats.recognition import looks_like_picture

from .kinds import FOREIGN, WORDS


@pytest.mark.parametrize("suffix", ["", ".docx", ".txt", ".pdf", ".csv", ".eml"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_it_is_refused_with_what_it_is_and_what_to_do(kind: str, suffix: str) -> None:
    data, what, advice = FOREIGN[kind]

    with pytest.raises(UnreadableDocument) as caught:
        format_of(data, suffix).read(data, "case")

    assert caught.value.exit_code is Exit.UNREADABLE
    assert what in caught.value.summary
    assert advice in caught.value.advice
    assert "Quarrender" not in f"{caught.value}{caught.value.advice}{caught.value!r}"
    assert caught.value.__context__ is None


def test_at_least_fifty_kinds_are_known() -> None:
    assert len(FOREIGN) >= 50
    assert not any(looks_like_picture(data) for data, _, _ in FOREIGN.values())


@pytest.mark.parametrize("kind", WORDS)
def test_words_that_begin_like_another_kind_stay_words(kind: str) -> None:
    assert format_of(WORDS[kind], ".txt").name == "txt"
