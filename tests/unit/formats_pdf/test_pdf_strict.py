"""Strict writing: nothing of the layout tells what was removed, and the words that stay read as before."""

import io
import re

import pikepdf
import pytest
from tests.unit.formats_pdf.made import (
    CONCERN,
    DEJAVU,
    PDF,
    everything_seen,
    form,
    lines,
    paragraph,
    story,
    subset_font,
    two_columns,
    words_of,
)

from minimise.formats import StrictFormat
from minimise.model import Edit, Span

NAMES = ("Joan Tarrant", "Bartholomew Featherstone-Haugh", "Ng Wu", "Wilhelmina Quixote", "Ana Li", "Bo Ott-Ng")
needs_dejavu = pytest.mark.skipif(not DEJAVU.exists(), reason="the DejaVu font is not installed")


def strictly(data: bytes, name: str, label: str = "[Neighbour 1]", banner: tuple[str, ...] = ()) -> bytes:
    """Take a name out wherever it stands, also where a line ends inside it."""
    pattern = re.compile(
        r"\s*".join(r"\s+" if part == " " else re.escape(part) for part in re.split(r"( )|(?<=-)", name) if part)
    )
    document = PDF.read(data, "case")
    edits = [
        Edit(Span(at, match.start(), match.end()), label)
        for at, part in enumerate(document.parts)
        if part.visible
        for match in pattern.finditer(part.text)
    ]
    assert edits
    return PDF.write_strictly(data, edits, banner)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_pdf_is_a_format_that_can_write_strictly() -> None:
    assert isinstance(PDF, StrictFormat)


@pytest.mark.parametrize("make", [
    lambda name: lines("Notes", f"{name} rang the school", "Seen at noon"),
    lambda name: story([paragraph(CONCERN.format(name=name), justified=True), paragraph("Seen at noon.")]),
    lambda name: story([paragraph(CONCERN.format(name=name))] * 14),
    form,
    lambda name: two_columns(CONCERN.format(name=name) + " ", "The child was seen. " * 60),
    pytest.param(lambda name: form(name, font=subset_font()), marks=needs_dejavu),
], ids=["line", "justified", "pages", "table", "columns", "subset"])  # fmt: skip
def test_names_of_any_length_leave_one_and_the_same_file(make: object) -> None:
    written = {strictly(make(name), name) for name in NAMES}  # type: ignore[operator]

    assert len(written) == 1


def test_every_kept_word_is_there_in_order() -> None:
    source = form("Joan Tarrant")

    text = flat(words_of(strictly(source, "Joan Tarrant")))

    assert text == flat(words_of(source)).replace("Joan Tarrant", "[Neighbour 1]")


def test_a_table_stays_a_table() -> None:
    text = words_of(strictly(form("Joan Tarrant"), "Joan Tarrant"))

    assert "Date of birth\t14/03/2017\n" in text
    assert "Reported by\t[Neighbour 1], neighbour, 01632 960123\n" in text


def test_lists_of_short_lines_keep_their_lines() -> None:
    source = lines("Seen by:", "Joan Tarrant", "Priya Shah", "the nurse")

    assert words_of(strictly(source, "Joan Tarrant")).split("\n")[1:] == [
        "",
        "[Neighbour 1]",
        "",
        "Priya Shah",
        "",
        "the nurse",
    ]


def test_a_name_parted_by_a_line_end_has_one_label() -> None:
    data = lines("The school was rung on Monday evening and again on Tuesday by Joan", "Tarrant who lives next door.")
    document = PDF.read(data, "case")
    text = document.parts[0].text
    one, two = text.index("Joan"), text.index("Tarrant")

    written = PDF.write_strictly(
        data, [Edit(Span(0, one, one + 4), "[Neighbour 1]"), Edit(Span(0, two, two + 7), "[Neighbour 1]")]
    )

    assert flat(words_of(written)).count("[Neighbour 1]") == 1


def test_page_numbers_do_not_stay_and_running_heads_stand_once() -> None:
    def numbered() -> bytes:
        from tests.unit.formats_pdf.made import drawn

        numbers = iter((1, 2, 3))

        def draw(canvas: object) -> None:
            canvas.drawString(72, 815, "Holm Primary")  # type: ignore[attr-defined]
            canvas.drawString(72, 500, "Joan Tarrant saw a bruise")  # type: ignore[attr-defined]
            canvas.drawString(500, 20, f"Page {next(numbers)} of 3")  # type: ignore[attr-defined]

        return drawn(draw, pages=3)

    text = words_of(strictly(numbered(), "Joan Tarrant"))

    assert text.count("Holm Primary") == 1
    assert "Page" not in text
    assert text.count("[Neighbour 1] saw a bruise") == 3


def test_the_name_is_gone_and_the_banner_stands_in_front() -> None:
    written = strictly(form("Joan Tarrant"), "Joan Tarrant", banner=("Do not ring after four",))

    assert "Tarrant" not in everything_seen(written)
    assert words_of(written).startswith("Handling\n\nDo not ring after four")


@pytest.mark.parametrize("strict", [False, True])
def test_a_file_is_tagged_in_english_with_a_neutral_title(strict: bool) -> None:
    source = form("Joan Tarrant")
    written = strictly(source, "Joan Tarrant") if strict else PDF.write(source, ())

    with pikepdf.open(io.BytesIO(written)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        roles = [str(each.S) for each in document.K]
        table = next(each for each in document.K if each.S == "/Table")
        cells = [str(cell.S) for row in table.K for cell in row.K]
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        marks = pdf.pages[0].Contents.read_bytes().count(b"/MCID")
        facts = (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang), str(pdf.docinfo["/Title"]))

    assert facts == (True, "en-GB", "Minimised document")
    assert roles.count("/Table") == 1
    assert roles[0] in ("/P", "/H1", "/H2")
    assert cells == ["/TD"] * 10
    assert len(parents) == marks
