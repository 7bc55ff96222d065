import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.plain import PlainText
from minimise.model import Edit, Span

TEXT = PlainText()


def lines(data: bytes) -> list[str]:
    return [part.text for part in TEXT.read(data, "case").parts]


@pytest.mark.parametrize(
    "data",
    [
        "Zoë’s café".encode(),
        b"\xef\xbb\xbf" + "Zoë’s café".encode(),
        "Zoë’s café".encode("utf-16"),
        b"\xfe\xff" + "Zoë’s café".encode("utf-16-be"),
        "Zoë’s café".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first", "windows-1252"],
)
def test_text_is_read_in_every_encoding_that_offices_write(data: bytes) -> None:
    assert TEXT.sniff(data)
    assert lines(data) == ["Zoë’s café"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    assert lines(f"Tia{end}Ward".encode()) == ["Tia", "Ward"]


def test_lines_are_numbered_from_one_with_empty_ones_counted() -> None:
    parts = TEXT.read(b"Tia\n\nWard", "case").parts

    assert [part.place.location() for part in parts] == [{"line": 1}, {"line": 2}, {"line": 3}]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u202e", "\u200d"])
def test_characters_nobody_sees_cannot_hide_a_name(unseen: str) -> None:
    assert lines(f"Ke{unseen}lly".encode()) == ["Kelly"]


def test_a_joiner_that_a_script_needs_stays() -> None:
    word = "क्\u200dष"

    assert lines(word.encode()) == [word]


@pytest.mark.parametrize(
    "data", [b"", b" \r\n", b"%PDF-1.4\nTia", b"PK\x03\x04Tia", b"Tia\x00Ward", b"Tia \x1b[31m Ward"]
)
def test_what_is_no_text_is_not_taken_for_text(data: bytes) -> None:
    assert not TEXT.sniff(data)


@pytest.mark.parametrize("data", [b"\xff\xfeT", b"Tia \x81\x8d\x8f Ward"], ids=["half a character", "no encoding"])
def test_an_encoding_that_fits_nothing_is_refused_without_its_words(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        TEXT.read(data, "case")

    assert "Ward" not in str(caught.value)
    assert caught.value.__context__ is None


def test_edits_of_one_line_do_not_move_each_other() -> None:
    edits = [Edit(Span(0, 0, 5), "[Parent 1]"), Edit(Span(0, 10, 13), "[Sibling 1]")]

    assert TEXT.write(b"Kelly and Tia.", edits) == b"[Parent 1] and [Sibling 1]."
    assert TEXT.write(b"Kelly and Tia.", edits[::-1]) == b"[Parent 1] and [Sibling 1]."


@pytest.mark.parametrize(("data", "end"), [(b"Tia\r\nWard", b"\r\n"), (b"Tia\nWard", b"\n"), (b"Tia\rWard", b"\n")])
def test_line_ends_and_banner_follow_the_file(data: bytes, end: bytes) -> None:
    written = TEXT.write(data, [], ["Do not ring the house."])

    assert written == end.join([b"Do not ring the house.", b"", b"Tia", b"Ward"])


def test_the_copy_is_utf_8_whatever_came_in() -> None:
    assert TEXT.write("Zoë’s".encode("utf-16"), []) == "Zoë’s".encode()


def test_a_witness_reads_the_bytes_and_fails_where_it_cannot() -> None:
    (witness,) = TEXT.witnesses(b"Tia\r\nWard")

    assert witness.visible == "Tia\nWard"
    with pytest.raises(UnreadableDocument) as caught:
        TEXT.witnesses(b"Tia \xff")
    assert caught.value.__context__ is None
