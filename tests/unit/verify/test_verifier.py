from collections.abc import Sequence

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import Witness
from minimise.model import Document, Edit
from minimise.stages.verify import Forbidden, Unit, verify


class Fake:
    """A format whose readers see what the test says they see."""

    name = "fake"
    suffix = ".fake"

    def __init__(self, *witnesses: Witness) -> None:
        self.seen = witnesses

    def sniff(self, data: bytes) -> bool:
        return not data

    def read(self, data: bytes, case_id: str) -> Document:
        del data, case_id
        raise UnreadableDocument

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        del edits, banner
        return data

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        del data
        if not self.seen:
            raise UnreadableDocument
        return self.seen


def sees(visible: str | None, *surfaces: tuple[str, str], reader: str = "one") -> Witness:
    return Witness(reader, visible, surfaces)


def places(witness: Witness, *words: str, expected: str = "", absolute: bool = False) -> tuple[str, ...]:
    terms = [Forbidden(word, absolute) for word in words]
    return verify(b"", Fake(witness), expected, terms, ()).leak_places


def test_a_clean_file_passes_with_its_readers_and_counts() -> None:
    fake = Fake(sees("[Neighbour 1] rang.", reader="one"), sees(None, ("core", "x"), reader="two"))

    verdict = verify(b"", fake, "[Neighbour 1] rang.", [Forbidden("Nair", False)], [])

    assert verdict.passed
    assert (verdict.readers, verdict.protected_values_checked) == (("one", "two"), 1)


@pytest.mark.parametrize("left", ["Nair", "NAIR", "nair", "Náir", "Ｎａｉｒ", "Na\u200bir", "Nair's", "(Nair)"])
def test_a_withheld_word_in_the_text_is_a_leak_in_any_form(left: str) -> None:
    assert places(sees(f"It was {left} who rang."), "Nair") == ("one:text",)


@pytest.mark.parametrize("left", ["07700 900461", "07700900461", "07700-900-461", "(07700) 900461"])
def test_a_withheld_number_is_a_leak_however_its_digits_stand(left: str) -> None:
    assert places(sees(f"Ring {left} please."), "07700 900461") == ("one:text",)


@pytest.mark.parametrize("other", ["Nairobi", "nai", "stairs"])
def test_a_longer_or_shorter_word_is_no_leak_of_a_short_name(other: str) -> None:
    assert places(sees(f"It was {other}."), "Nair") == ()


def test_a_withheld_word_under_the_surface_is_a_leak_with_its_place() -> None:
    assert places(sees("Clean.", ("core", "by P Nair"), ("font", "Helvetica")), "Nair") == ("one:core",)


def test_a_shared_surname_may_stand_as_often_as_it_must_and_not_once_more() -> None:
    expected = "Tyler Ward and Kelly Ward came with [Other child 1]."

    assert places(sees(expected), "Ward", expected=expected) == ()
    assert places(sees(f"{expected} Ward"), "Ward", expected=expected) == ("one:text",)


def test_a_protected_word_may_not_stand_at_all() -> None:
    expected = "Tyler Ward came."

    assert places(sees(expected), "Ward", expected=expected, absolute=True) == ("one:text",)


@pytest.mark.parametrize("word", ["Jo", "Rose", "Brown", "Page"])
def test_a_short_word_that_markup_holds_anyway_is_no_leak_there_unless_protected(word: str) -> None:
    witness = sees("Clean.", ("style", f"{word.lower()} x"))

    assert places(witness, word) == ()
    assert places(witness, word, absolute=True) == ("one:style",)


def test_every_reader_is_asked() -> None:
    fake = Fake(sees("Clean.", reader="one"), sees("Nair", reader="two"))

    assert verify(b"", fake, "", [Forbidden("Nair", False)], ()).leak_places == ("two:text",)


def test_a_reader_that_fails_is_a_leak() -> None:
    verdict = verify(b"", Fake(), "", [Forbidden("Nair", False)], [Unit("p1", "a bruise")])

    assert not verdict.passed
    assert (verdict.leak_places, verdict.safety_units_in, verdict.safety_units_out) == (("unreadable",), 1, 0)


@pytest.mark.parametrize(
    "shown",
    [
        "He has a bruise on\nhis left arm.",
        "HE HAS A BRUISE ON HIS LEFT ARM",
        "x. He  has a bruise on his - left arm. y",
    ],
)
def test_a_safety_unit_is_found_whatever_its_breaks_and_spacing(shown: str) -> None:
    verdict = verify(b"", Fake(sees(shown)), shown, (), [Unit("p1", "He has a bruise on his left arm.")])

    assert verdict.passed
    assert (verdict.safety_units_in, verdict.safety_units_out) == (1, 1)


@pytest.mark.parametrize("shown", ["He has a bruise on his arm.", "", "He has a bruise on his right arm."])
def test_a_safety_unit_that_is_not_whole_stops_the_release(shown: str) -> None:
    verdict = verify(b"", Fake(sees(shown)), shown, (), [Unit("p1", "He has a bruise on his left arm.")])

    assert not verdict.passed
    assert verdict.leaks == 0


def test_only_what_a_reader_of_text_sees_counts_as_said() -> None:
    verdict = verify(b"", Fake(sees(None, ("core", "a bruise"))), "", (), [Unit("p1", "a bruise")])

    assert verdict.safety_units_out == 0


def test_neither_terms_nor_units_show_their_words() -> None:
    assert "Nair" not in repr(Forbidden("Nair", False))
    assert "bruise" not in repr(Unit("p1", "a bruise"))


def test_a_short_number_left_under_the_surface_is_a_leak_as_it_is_written() -> None:
    assert places(sees("Clean.", ("body", "staff 48213 here")), "48213") == ("one:body",)


def test_a_short_number_inside_a_longer_one_that_stays_is_no_leak() -> None:
    kept = "UPN V999482130001 stays."

    assert places(sees(kept, ("body", kept)), "48213", expected=kept) == ()


@pytest.mark.parametrize("shown", [
    "[Neighbour 1]'s dog bit him.",
    "[Neighbour 1]\n[Neighbour 1]'s dog bit him.",
    "[Neighbour 1], [Neighbour 1] dog bit him.",
])  # fmt: skip
def test_a_unit_is_found_however_often_a_mark_is_said_over(shown: str) -> None:
    verdict = verify(b"", Fake(sees(shown)), shown, (), [Unit("p1", "[Neighbour 1] [Neighbour 1]' dog bit him.")])

    assert verdict.safety_units_out == 1


def test_a_unit_about_somebody_else_is_not_found() -> None:
    shown = "[Neighbour 2]'s dog bit him."

    verdict = verify(b"", Fake(sees(shown)), shown, (), [Unit("p1", "[Neighbour 1]'s dog bit him.")])

    assert verdict.safety_units_out == 0
