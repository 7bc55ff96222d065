"""Tables of values: how they are known, read and written in the looks they had."""

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of
from minimise.formats.sheets import Values
from minimise.model import Edit, Span

TABLE = b"Name,Role,Phone\r\nKerry Ward,Mother,07700 900123\r\nDean Ward,Father,\r\n"
PROSE = b"Mum rang, upset, crying.\nDad came, shouted, left.\n"


@pytest.mark.parametrize(
    "data", [TABLE, TABLE.replace(b",", b";"), TABLE.replace(b",", b"\t"), b"sep=;\r\na;b\r\n1;2\r\n"]
)
def test_a_table_of_values_is_known_by_its_content(data: bytes) -> None:
    assert format_of(data).name == "csv"


@pytest.mark.parametrize(
    "data", [PROSE, b"Referral for Tyler Ward\nHe has a bruise.\n", b"Name: Kerry\nRole: Mother\n"]
)
def test_prose_is_no_table(data: bytes) -> None:
    assert format_of(data).name == "txt"


def test_the_name_of_a_file_speaks_where_content_leaves_two() -> None:
    assert format_of(PROSE, ".csv").name == "csv"
    assert format_of(TABLE, ".txt").name == "txt"
    assert format_of(b"<!doctype html><p>x</p>", ".csv").name == "html"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("quoted", [True, False])
def test_the_copy_has_the_looks_of_the_table(sign: str, end: str, quoted: bool) -> None:
    quote = '"' if quoted else ""
    lines = [["Name", "Role", "Notes"], ["Kerry Ward", "Mother", "rang"], ["Dean", "", "left"]]
    text = "".join(sign.join(f"{quote}{value}{quote}" for value in line) + end for line in lines)

    assert Values().write(text.encode(), []) == text.encode()


def test_older_text_comes_out_as_marked_unicode() -> None:
    copy = Values().write("Name,Role\nZoë,Mother\n".encode("cp1252"), [])

    assert copy == b"\xef\xbb\xbf" + "Name,Role\nZoë,Mother\n".encode()


def test_a_value_over_several_lines_is_one_part_with_the_line_it_begins_on() -> None:
    data = b'Name,Notes\nKerry,"one\ntwo"\nDean,three\n'

    places = [(p.text, p.place.location()) for p in Values().read(data, "case").parts]

    assert places[3] == ("one\ntwo", {"line": 2, "column": 2})
    assert places[4] == ("Dean", {"line": 4, "column": 1})


@pytest.mark.parametrize(
    ("value", "copied"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("- told mum", "'- told mum"),
        ("+447700900123", "+447700900123"),
        ("-5.5", "-5.5"),
        ("'=x", "'=x"),
    ],
)
def test_nothing_is_left_for_a_spreadsheet_program_to_work_out(value: str, copied: str) -> None:
    doubled = value.replace('"', '""')
    data = f'Name,Role,Notes\nKerry,Mother,"{doubled}"\n'.encode()

    copy = Values().write(data, [])

    assert [p.text for p in Values().read(copy, "case").parts][-1] == copied
    assert Values().write(copy, []) == copy


def test_a_mark_with_a_comma_keeps_the_columns_in_step() -> None:
    document = Values().read(TABLE, "case")
    number = next(n for n, p in enumerate(document.parts) if p.text == "Kerry Ward")

    copy = Values().write(TABLE, [Edit(Span(number, 0, 10), '[mother, "K"]')])

    assert [p.text for p in Values().read(copy, "case").parts][3:6] == ['[mother, "K"]', "Mother", "07700 900123"]


def test_the_banner_stands_above_and_apart() -> None:
    assert Values().write(b"a,b\n1,2\n", [], ("Handle with care.",)) == b"Handle with care.\n\na,b\n1,2\n"


@pytest.mark.parametrize("data", [b'a,b\n"1,2\n', b"a,b\n1\0,2\n", b"a,b\n" + b"1,2\n" * 60_000])
def test_what_cannot_be_read_whole_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        Values().read(data, "case")

    assert caught.value.__context__ is None
