"""What the adapter reads from a page and from beside it."""

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from reportlab.lib.colors import red, white
from reportlab.pdfgen.canvas import Canvas
from tests.unit.formats_pdf.made import CONCERN, PDF, drawn, form, lines, story, two_columns, words_of
from tests.unit.formats_pdf.made import paragraph as made_paragraph

from minimise.errors import UnreadableDocument
from minimise.formats import Format
from minimise.model import Surface


def saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def test_the_adapter_is_a_format() -> None:
    fmt: Format = PDF

    assert (fmt.name, fmt.suffix) == ("pdf", ".pdf")
    assert fmt.sniff(lines("a"))
    assert not fmt.sniff(b"PK\x03\x04 %PD")


def test_each_page_is_one_part_with_its_number() -> None:
    data = drawn(lambda canvas: canvas.drawString(72, 700, "Seen by the nurse"), pages=3)

    parts = PDF.read(data, "case").parts

    assert [part.place.location() for part in parts[:3]] == [{"page": 1}, {"page": 2}, {"page": 3}]
    assert all(part.text == "Seen by the nurse" and part.surface is Surface.BODY for part in parts[:3])


def test_lines_are_parted_by_line_ends_and_blocks_by_blank_lines() -> None:
    def draw(canvas: Canvas) -> None:
        for y, text in ((760, "First line"), (746, "second line"), (700, "New block")):
            canvas.drawString(72, y, text)

    assert words_of(drawn(draw)).strip() == "First line\nsecond line\n\nNew block"


def test_a_ruled_form_gives_label_and_value_on_one_line() -> None:
    text = words_of(form("Joan Tarrant"))

    assert "Name of child\tEllie Hargreave\n" in text
    assert "Reported by\tJoan Tarrant, neighbour, 01632 960123\n" in text


def test_cells_without_rules_are_parted_by_a_tab() -> None:
    def draw(canvas: Canvas) -> None:
        for at, (label, value) in enumerate((("School:", "Holm Primary"), ("Year:", "4"))):
            canvas.drawString(72, 700 - 16 * at, label)
            canvas.drawString(200, 700 - 16 * at, value)

    assert words_of(drawn(draw)).split("\n")[:2] == ["School:\tHolm Primary", "Year:\t4"]


def test_a_cell_of_several_lines_is_not_mixed_with_its_neighbour() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 172, 372], [640, 700])
        for y, text in ((685, "Name of the"), (671, "person telling us")):
            canvas.drawString(76, y, text)
        for y, text in ((685, "Mary Anne"), (671, "Featherstone")):
            canvas.drawString(176, y, text)

    assert "Name of the person telling us\tMary Anne\nFeatherstone" in words_of(drawn(draw))


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = "alpha " * 700, "omega " * 400

    text = words_of(two_columns(left, right))

    assert text.rindex("alpha") < text.index("omega")


def test_words_painted_letter_by_letter_and_backwards_are_read_in_order() -> None:
    def draw(canvas: Canvas) -> None:
        x = {}
        at = 72.0
        for n, letter in enumerate("Hollingworth"):
            x[n] = (at, letter)
            at += canvas.stringWidth(letter)
        for n in reversed(x):
            canvas.drawString(x[n][0], 700, x[n][1])

    assert words_of(drawn(draw)).strip() == "Hollingworth"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "The child said")
        canvas.drawString(0, -14, "it hurt")

    assert words_of(drawn(draw)).strip() == "The child said\nit hurt"


def _white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(72, 600, "Quillfeather")


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut("Quillfeather")
    canvas.drawText(text)


def _off_page(canvas: Canvas) -> None:
    canvas.drawString(900, 600, "Quillfeather")


def _covered(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Quillfeather")
    canvas.setFillColor(red)
    canvas.rect(60, 590, 200, 30, stroke=0, fill=1)


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.saveState()
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 600, "Quillfeather")
    canvas.restoreState()


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(72, 600, "Quillfeather")


@pytest.mark.parametrize("hide", [_white, _invisible, _off_page, _covered, _clipped, _tiny])
def test_text_nobody_can_see_is_shown_to_the_reviewer_only(hide: object) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Seen text")
        hide(canvas)  # type: ignore[operator]

    parts = PDF.read(drawn(draw), "case").parts

    assert parts[0].text.strip() == "Seen text"
    assert [part.text for part in parts if part.surface is Surface.HIDDEN] == ["Quillfeather"]


def test_white_text_on_a_dark_box_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 690, 200, 30, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(72, 700, "Section 47")

    assert words_of(drawn(draw)).strip() == "Section 47"


def test_a_highlight_does_not_hide_what_it_marks() -> None:
    with pikepdf.open(io.BytesIO(lines("Bruise on left arm"))) as pdf:
        page = pdf.pages[0]
        shape = pdf.make_stream(b"/G gs 1 1 0 rg 70 755 150 16 re f")
        shape.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[70, 755, 220, 771],
                Resources=Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply))),
            )
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Highlight, Rect=[70, 755, 220, 771], Contents="see this", T="Reviewer One"
        )
        note.AP = Dictionary(N=shape)
        page.Annots = pikepdf.Array([pdf.make_indirect(note)])
        data = saved(pdf)

    document = PDF.read(data, "case")

    assert document.parts[0].text.strip() == "Bruise on left arm"
    assert {p.text for p in document.parts if p.surface is Surface.COMMENT} == {"see this", "Reviewer One"}


def test_filled_fields_and_ticks_are_words_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "School")
        canvas.acroForm.textfield(name="school", x=150, y=690, width=200, height=20, value="Holm Primary")
        canvas.drawString(72, 660, "Consent given")
        canvas.acroForm.checkbox(name="consent", x=180, y=655, size=14, checked=True)
        canvas.drawString(72, 630, "Police told")
        canvas.acroForm.checkbox(name="police", x=180, y=625, size=14, checked=False)

    text = words_of(drawn(draw))

    assert [" ".join(line.split()) for line in text.split("\n") if line] == [
        "School Holm Primary",
        "Consent given ☒",
        "Police told ☐",
    ]


def test_links_properties_and_outline_titles_are_withdrawn() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Referral Tarrant")
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry("About Tarrant", "top")
        canvas.drawString(72, 700, "Text")
        canvas.linkURL("mailto:j.tarrant@example.org", (72, 690, 120, 712))

    found = {(part.surface, part.text) for part in PDF.read(drawn(draw), "case").parts}

    assert (Surface.PROPERTY, "Referral Tarrant") in found
    assert (Surface.PROPERTY, "About Tarrant") in found
    assert (Surface.LINK, "mailto:j.tarrant@example.org") in found


def test_pictures_and_attachments_count_as_unread() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (40, 40), (10, 90, 10)))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Text")
        canvas.drawImage(picture, 72, 500, 100, 100)

    with pikepdf.open(io.BytesIO(drawn(draw))) as pdf:
        pdf.attachments["Tarrant.txt"] = b"the refuge"
        data = saved(pdf)

    document = PDF.read(data, "case")

    assert [unread.what for unread in document.unread] == ["image", "embedded file"]
    assert "Tarrant.txt" in {part.text for part in document.parts if part.surface is Surface.PROPERTY}


def test_writing_drawn_as_shapes_counts_as_unread() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Signed")
        for n in range(12):
            canvas.bezier(72 + n * 8, 650, 76 + n * 8, 670, 78 + n * 8, 630, 80 + n * 8, 652)

    assert [unread.what for unread in PDF.read(drawn(draw), "case").unread] == ["drawing"]


def _locked() -> bytes:
    with pikepdf.open(io.BytesIO(lines("secret"))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))


def _scan() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return drawn(lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (50, 70), 200)), 0, 0, 595, 842))


def _xfa() -> bytes:
    with pikepdf.open(io.BytesIO(lines("Please wait"))) as pdf:
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=[])
        return saved(pdf)


@pytest.mark.parametrize(
    ("data", "summary"),
    [
        (_locked(), "the PDF is protected with a password"),
        (_scan(), "this PDF is a scan; its words cannot be read"),
        (_xfa(), "this PDF is a form that only one program can show"),
        (b"%PDF-1.7 nothing else", "the PDF is damaged"),
        (b"%PDF-" + b"0" * (25 * 1024 * 1024), "the PDF is larger than 25 MB"),
        (drawn(Canvas.getPageNumber), "there are no words in this PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(data: bytes, summary: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        PDF.read(data, "case")

    assert caught.value.summary == summary
    assert caught.value.advice
    assert caught.value.__context__ is None


def test_a_file_with_too_many_pages_is_refused() -> None:
    data = drawn(lambda canvas: canvas.drawString(72, 700, "a"), pages=501)

    with pytest.raises(UnreadableDocument, match="more than 500 pages"):
        PDF.read(data, "case")


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    with pikepdf.open(io.BytesIO(lines("a"))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b" " * (61 * 1024 * 1024))
        data = saved(pdf)

    with pytest.raises(UnreadableDocument, match="unpacks"):
        PDF.read(data, "case")


def test_a_paragraph_keeps_all_its_words() -> None:
    text = CONCERN.format(name="Joan Tarrant")

    assert words_of(story([made_paragraph(text, justified=True)])).split() == text.split()


def test_an_empty_cell_keeps_its_place_in_the_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 172, 272, 372], [640, 660, 680, 700])
        rows = ((685, ("Name", "Date of birth", "Telephone")), (665, ("Ana Li", "", "01632 960111")), (645, ("Ng Wu",)))
        for y, cells in rows:
            for at, cell in enumerate(cells):
                canvas.drawString(76 + 100 * at, y, cell)

    assert words_of(drawn(draw)).split("\n")[:3] == [
        "Name\tDate of birth\tTelephone",
        "Ana Li\t–\t01632 960111",
        "Ng Wu\t–\t–",
    ]


def test_text_in_a_font_that_is_missing_is_still_read() -> None:
    with pikepdf.open(io.BytesIO(lines("Bruise seen"))) as pdf:
        pdf.pages[0].Resources.Font = Dictionary()
        data = saved(pdf)

    assert words_of(data).strip() == "Bruise seen"


def test_leaders_do_not_space_out_the_words_before_them() -> None:
    assert "1.1 ESig Overview" in words_of(lines("1.1 ESig Overview" + "." * 90 + "1"))


def test_letters_spaced_out_at_even_steps_are_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        for at, letter in enumerate("Tarrant"):
            canvas.drawString(72 + 9 * at, 700, letter)

    assert words_of(drawn(draw)).strip() == "Tarrant"


def test_two_columns_whose_lines_do_not_stand_level_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at in range(12):
            canvas.drawString(60, 760 - 12 * at, f"left column line {at} that runs on to its edge")
            canvas.drawString(320, 755 - 13 * at, f"right column line {at} that runs on to its edge")

    text = words_of(drawn(draw))

    assert text.index("left column line 11") < text.index("right column line 0")
