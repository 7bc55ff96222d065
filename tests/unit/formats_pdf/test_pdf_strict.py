"""Strict writing: nothing of the layout tells what was removed, and the words that stay read as before."""

import io
import re
from typing import Any

import pikepdf
import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from tests.unit.formats_pdf.made import (
    CONCERN,
    DEJAVU,
    PDF,
    drawn,
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
from minimise.formats.pdf.adapter import _cuts, read_pages
from minimise.formats.pdf.reissue.blocks import blocks_of
from minimise.model import Document, Edit, Span

NAMES = ("Joan Tarrant", "Bartholomew Featherstone-Haugh", "Ng Wu", "Wilhelmina Quixote", "Ana Li", "Bo Ott-Ng")
needs_dejavu = pytest.mark.skipif(not DEJAVU.exists(), reason="the DejaVu font is not installed")


def edits_for_wrapped(document: Document, name: str, label: str) -> list[Edit]:
    """Find a name wherever it stands, also where a line ends inside it."""
    pattern = re.compile(
        r"\s*".join(r"\s+" if part == " " else re.escape(part) for part in re.split(r"( )|(?<=-)", name) if part)
    )
    parts = [(at, part) for at, part in enumerate(document.parts) if part.visible]
    text, starts = "", {}
    for at, part in parts:
        starts[at] = len(text)
        text += part.text + "\n"
    found = []
    for match in pattern.finditer(text):  # a name may begin on one page and end on the next
        for at, part in parts:
            start, end = max(match.start() - starts[at], 0), min(match.end() - starts[at], len(part.text))
            if start < end:
                found.append(Edit(Span(at, start, end), label))
    return found


def strictly(data: bytes, name: str, label: str = "[Neighbour 1]", banner: tuple[str, ...] = ()) -> bytes:
    """Take a name out wherever it stands."""
    edits = edits_for_wrapped(PDF.read(data, "case"), name, label)
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


SAID = (
    "{name} rang the school on Monday.", "It hurt when the door shut.", "A second call came from {name}.",
    "The nurse saw {name} at the gate twice.", "Mum was not at home.",
    "The child had a bruise the size of a fifty pence piece on the left forearm.",
)  # fmt: skip


def sayings(name: str, count: int = 22) -> list[str]:
    """Make paragraphs of one to five sentences, most of which hold the name."""
    return [
        " ".join(SAID[(at * 5 + n * n) % 6] for n in range(at * 7 % 5 + 1)).format(name=name) for at in range(count)
    ]


def small_pages(name: str, *, justified: bool = False, indent: float = 0, columns: int = 1) -> bytes:
    """Set paragraphs on pages so small that many a paragraph ends where its page does."""
    style = ParagraphStyle(
        "s", fontName="Helvetica", fontSize=10, leading=13, alignment=TA_JUSTIFY if justified else 0,
        firstLineIndent=indent, spaceBefore=0 if indent else 6,
    )  # fmt: skip
    out = io.BytesIO()
    wide = 440 / columns
    frames = [Frame(60 + n * (wide + 20), 560, wide, 200, id=str(n)) for n in range(columns)]
    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build([Paragraph(text, style) for text in sayings(name)])
    return out.getvalue()


def blocks_left(data: bytes, name: str) -> list[str]:
    """Give the paragraphs of a strict copy, before they are set on pages."""
    document = PDF.read(data, "case")
    cuts = _cuts(edits_for_wrapped(document, name, "[Neighbour 1]"))
    return [
        " ".join(word.text for cell in block.cells for part in cell for word in part)
        for block in blocks_of(read_pages(data), cuts)
    ]


@pytest.mark.parametrize(
    "layout",
    [{"justified": True}, {"indent": 14}, {"justified": True, "columns": 2}, {"justified": True, "indent": 14}],
    ids=str,
)
def test_paragraphs_keep_their_ends_where_a_page_or_column_ends(layout: dict[str, Any]) -> None:
    for name in ("Joan Tarrant", "Bartholomew Quixote"):
        assert blocks_left(small_pages(name, **layout), name) == sayings("[Neighbour 1]")


def test_names_of_any_length_leave_one_file_however_many_pages_they_fill() -> None:
    written = {strictly(small_pages(name, justified=True), name) for name in NAMES}

    assert len(written) == 1


def test_a_heading_at_the_end_of_a_column_stays_one() -> None:
    def draw(canvas: Any) -> None:
        for at in range(4):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 760 - at * 14, "The child was seen at noon and again at three by the nurse today")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 690, "What the neighbour said")

    with pikepdf.open(io.BytesIO(drawn(draw))) as pdf, pikepdf.open(io.BytesIO(lines("Joan Tarrant rang."))) as other:
        pdf.pages.extend(other.pages)
        out = io.BytesIO()
        pdf.save(out)

    assert blocks_left(out.getvalue(), "Joan Tarrant")[-2:] == ["What the neighbour said", "[Neighbour 1] rang."]


def long_table(name: str) -> bytes:
    """A ruled table over several pages: its heading is repeated, and rows break where the page does."""
    queue = [(f"{at + 1} May", simpleSplit(text, "Helvetica", 10, 228)) for at, text in enumerate(sayings(name, 14))]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    while queue:
        room, y = 13, 760.0
        page = [("When", ["What was seen"])]
        while queue and room:
            when, said = queue.pop(0)
            page.append((when, said[:room]))
            if said[room:]:
                queue.insert(0, ("", said[room:]))
            room -= len(said[:room])
        canvas.setFont("Helvetica", 10)
        for when, said in page:
            high = 13 * len(said) + 6
            canvas.rect(60, y - high, 70, high)
            canvas.rect(130, y - high, 240, high)
            canvas.drawString(66, y - 12, when)
            for at, line in enumerate(said):
                canvas.drawString(136, y - 12 - 13 * at, line)
            y -= high
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_table_over_several_pages_has_one_heading_and_whole_rows() -> None:
    name = "Featherstonehaugh"

    blocks = blocks_left(long_table(name), name)

    assert blocks[0] == "When What was seen"
    assert blocks[1:] == [f"{at + 1} May {text}" for at, text in enumerate(sayings("[Neighbour 1]", 14))]


def test_names_of_any_length_leave_one_table_however_many_pages_it_fills() -> None:
    assert len({strictly(long_table(name), name) for name in ("Wu", "Tarrant", "Featherstonehaugh")}) == 1


def test_a_full_stop_behind_a_name_that_wrapped_stays_with_its_label() -> None:
    data = lines("The school was rung on Monday evening and again on Tuesday by Joan", "Tarrant. The nurse came.")

    text = blocks_left(data, "Joan Tarrant")[0]

    assert text.endswith("by [Neighbour 1]. The nurse came.")
