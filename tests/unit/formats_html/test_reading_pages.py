import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.html import WebPage
from minimise.formats.html.decoding import decoded
from minimise.model import Document, Surface


def read(inside: str, head: str = "") -> Document:
    return WebPage().read(f"<html><head>{head}</head><body>{inside}</body></html>".encode(), "case")


def lines(inside: str, head: str = "") -> list[str]:
    return [part.text for part in read(inside, head).parts if part.visible]


def test_paragraphs_stand_apart_and_line_breaks_do_not() -> None:
    assert lines("<p>One<br>two</p><p>three</p><div>four</div><div>five</div>") == [
        "One", "two", "", "three", "", "four", "five",
    ]  # fmt: skip


def test_paragraphs_of_outlook_are_lines_and_its_empty_ones_blank() -> None:
    page = "".join(f"<p class=MsoNormal>{line}</p>" for line in ("One", "two", "&nbsp;", "x"))

    assert lines(page) == ["One", "two", "", "x"]


def test_the_head_of_a_quoted_message_stands_apart() -> None:
    ruled = "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>From: A<br>To: B</p></div>"

    assert lines(f"<p class=MsoNormal>Bye</p>{ruled}") == ["Bye", "", "From: A", "To: B"]


def test_cells_of_a_row_know_their_row_and_a_table_that_only_lays_out_has_none() -> None:
    parts = read("<table><tr><td>Name<td>Tia<tr><td>Age<td>8</table><table><tr><td><p>a</p><p>b</p></table>").parts
    cells = [
        (part.text, part.cell and (part.cell.table, part.cell.row, part.cell.column)) for part in parts if part.text
    ]

    assert cells == [
        ("Name", (0, 0, 0)),
        ("Tia", (0, 0, 1)),
        ("Age", (0, 1, 0)),
        ("8", (0, 1, 1)),
        ("a", None),
        ("b", None),
    ]


def test_fields_of_a_form_show_what_is_typed_ticked_and_chosen() -> None:
    form = (
        "<label>Name <input name=n value='Tia Ward'></label><p><input type=checkbox checked> Injury"
        "<input type=checkbox> Neglect <input type=submit value=Send></p><select><option>A<option selected>B</select>"
    )

    assert [line for line in lines(form) if line] == ["Name Tia Ward", "☒ Injury ☐ Neglect", "B"]


@pytest.mark.parametrize(
    "style",
    [
        "color:white;background:#000080",
        "color:#fff;background-image:url(x)",
        "font-size:1.5em",
        "opacity:0.9",
        "left:-9999px",
        "display:none;display:block",
        "max-height:40px;overflow:hidden",
    ],
)
def test_in_doubt_words_count_as_seen(style: str) -> None:
    assert "seen" in lines(f"<p style='{style}'>seen</p>")


def test_white_words_on_a_coloured_row_are_seen() -> None:
    assert "Name" in lines("<table bgcolor=navy><tr><td style='color:#fff'>Name<td>x</table>")


def test_words_inside_a_container_of_no_size_that_gets_a_size_again_are_seen() -> None:
    assert lines("<div style='font-size:0'>gap<span style='font-size:12px'>seen</span></div>") == ["seen"]


def test_what_only_a_printer_hides_is_seen() -> None:
    assert "seen" in lines("<p class=n>seen</p>", "<style>@media print{.n{display:none}} .m{color:red}</style>")


def test_a_weaker_rule_does_not_hide_what_a_stronger_one_shows() -> None:
    assert "seen" in lines("<p id=a class=n>seen</p>", "<style>#a{display:block} .n{display:none}</style>")


def test_a_picture_in_the_file_leaves_a_placeholder_and_goes_to_a_person() -> None:
    document = read(
        "<p>Body map: <img src='data:image/png;base64,AA' alt='left arm'> drawn</p><img src=https://e.org/x>"
    )

    assert [part.text for part in document.parts if part.visible] == ["Body map: [Image withheld] drawn"]
    assert [(thing.what, thing.place.index) for thing in document.unread] == [("image", 1)]


def test_preformatted_lines_keep_their_spaces() -> None:
    assert lines("<pre>  one\n\n   two</pre>") == ["  one", "", "   two"]


def test_hidden_words_are_shown_to_the_reviewer() -> None:
    parts = read("<p hidden>secret</p><!-- remark --><a href='mailto:x@example.org'>x</a>").parts

    assert {(p.surface, p.text) for p in parts if not p.visible} == {
        (Surface.HIDDEN, "secret"), (Surface.COMMENT, "remark"), (Surface.LINK, "mailto:x@example.org"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Siân".encode(), None, "Siân"),
        ("Siân".encode("cp1252"), "utf-8", "Siân"),
        ("“Siân”".encode("cp1252"), "iso-8859-1", "“Siân”"),
        ("Siân".encode("utf-16"), None, "Siân"),
        ("Łukasz".encode("iso-8859-2"), "iso-8859-2", "Łukasz"),
        (b"Si\xe2n\x81", "no-such-set", "Siân"),
        (b"+ADw-", "utf-7", "+ADw-"),
        (b"48692e", "hex", "48692e"),
    ],
)
def test_no_letter_is_ever_replaced(data: bytes, charset: str | None, text: str) -> None:
    assert decoded(data, charset) == text


def test_a_page_written_in_a_set_it_names_is_read_in_it() -> None:
    data = "<html><meta charset=windows-1250><p>Łukasz Żak</p></html>".encode("cp1250")

    assert "Łukasz Żak" in [part.text for part in WebPage().read(data, "case").parts]


BOMBS = {
    "divs in divs": b"<html>" + b"<div>" * 100_000,
    "tables in tables": b"<html>" + b"<table><tr><td>" * 40_000,
    "half a million tags": b"<html>" + b"<br>" * 500_000,
    "nothing": b"<html>",
    "one endless attribute": b"<html><a href='" + b"x" * 5_000_000 + b"'>link</a>",
    "selectors without end": b"<html><style>" + b"a b c d e{display:none}" * 20_000 + b"</style><p>word</p>",
    "a broken tail": b"<html><p>word</p><!-- " + b"-" * 100_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_built_to_do_harm_is_read_or_refused_at_once(bomb: str) -> None:
    problem = None
    size = 0
    try:
        size = len(WebPage().read(BOMBS[bomb], "case").parts)
    except UnreadableDocument as refused:
        problem = refused

    assert problem is None or problem.__context__ is None
    assert size < 10


def test_a_page_that_ends_early_is_no_witness() -> None:
    copy = WebPage().write(b"<html><p>Tia Ward was seen.</p></html>", [])

    with pytest.raises(UnreadableDocument):
        WebPage().witnesses(copy[:-10])
    with pytest.raises(UnreadableDocument):
        WebPage().witnesses(copy.decode().encode("utf-16"))
