"""How far a page can be kept: each doubt takes the page one rung down, never the whole file."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from tests.unit.formats_pdf.made import PDF, drawn, edits_for, everything_seen, lines, without, words_of

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.adapter import read_pages
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.ladder import Rung, Why
from minimise.formats.pdf.raster import is_uniform, photograph
from minimise.formats.pdf.renderer import renderer_of
from minimise.pipeline import recoverable

Change = Callable[[pikepdf.Pdf, pikepdf.Page], None]


def changed(data: bytes, change: Change, page: int = 0) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf, pdf.pages[page])
        pdf.save(out)
    return out.getvalue()


def three_pages() -> bytes:
    with pikepdf.open(io.BytesIO(lines("Joan Tarrant saw a bruise"))) as pdf:
        for text in ("Joan Tarrant rang at noon", "The child was seen"):
            with pikepdf.open(io.BytesIO(lines(text))) as other:
                pdf.pages.extend(other.pages)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def break_content(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Leave an instruction without its operands, which viewers take each in their own way."""
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT 1 0 Tm ET\n")


def scan(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    picture = pdf.make_stream(
        b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    page.Resources.XObject = Dictionary(Im=picture)
    page.Contents = pdf.make_stream(
        b"q 595 0 0 842 0 0 cm /Im Do Q BT 3 Tr /F1 11 Tf 72 700 Td (Joan Tarrant typed by a scanner) Tj ET"
    )


def no_unicode(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Odd"), DW=500,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/Odd"), Flags=4),
    )  # fmt: skip
    page.Resources.Font.F9 = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Odd"), Encoding=Name("/Identity-H"), DescendantFonts=[inner]
    )
    page.Contents = pdf.make_stream(b"BT /F9 11 Tf 72 700 Td <0041004200430044> Tj ET")


def rungs(data: bytes) -> list[Rung]:
    return [page.rung for page in read_pages(data)]


def test_a_page_of_plain_text_stays_on_the_highest_rung() -> None:
    assert rungs(three_pages()) == [Rung.SURGERY] * 3


def test_a_page_that_cannot_be_followed_becomes_a_picture_and_the_others_stay() -> None:
    data = changed(three_pages(), break_content, 1)

    written = without(data, "Joan Tarrant")

    assert rungs(data) == [Rung.SURGERY, Rung.RASTER, Rung.SURGERY]
    assert "Tarrant" not in everything_seen(written)
    assert words_of(written).split("\n")[0] == "[Neighbour 1] saw a bruise"
    seen = " ".join((PDF.witnesses(written)[0].visible or "").split())
    assert "[Neighbour 1] rang at noon" in seen
    assert "The child was seen" in seen


def test_the_picture_of_a_page_does_not_show_what_was_removed() -> None:
    data = changed(three_pages(), break_content, 1)

    with pikepdf.open(io.BytesIO(without(data, "Joan Tarrant rang at noon", ""))) as pdf:
        page = pdf.pages[1]
        photo = page.Resources.XObject.Photo
        dots, width = photo.read_bytes(), int(photo.Width)

    assert is_uniform(dots, width, (0, 0, width, int(photo.Height)))


def test_words_that_stay_can_be_searched_on_a_picture_and_the_picture_shows_them() -> None:
    data = changed(three_pages(), break_content, 2)

    written = without(data, "Joan Tarrant")

    assert all("The child was seen" in " ".join((w.visible or "").split()) for w in PDF.witnesses(written)[:3])
    with pypdfium2.PdfDocument(written) as document:
        dots = document[2].render(scale=1, grayscale=True).to_numpy()
    assert dots.min() < 100


def test_a_letter_that_reaches_out_of_the_paint_stops_the_picture() -> None:
    data = changed(three_pages(), break_content, 0)
    page = read_pages(data)[0]
    piece = page.words.paragraphs[0].pieces[0]
    cut = [ink.glyph for ink in piece.inks]
    half = Box(piece.left - 2, piece.base - 5, (piece.left + piece.right) / 2, piece.base + 12)

    with pikepdf.open(io.BytesIO(data)) as pdf, renderer_of(pdf) as renderer, pytest.raises(PageInDoubt):
        photograph(renderer.document(), page.display, [half], cut)


@pytest.mark.parametrize(
    ("spoil", "why", "words"),
    [(scan, Why.SCAN, "a picture or a scan"), (no_unicode, Why.LETTERS, "letters of this page")],
)
def test_a_page_without_readable_words_is_withheld_with_a_sheet_that_says_why(
    spoil: Change, why: Why, words: str
) -> None:
    data = changed(three_pages(), spoil, 1)
    document = PDF.read(data, "case")

    written = without(data, "Joan Tarrant")

    assert [(page.rung, page.why) for page in read_pages(data)][1] == (Rung.WITHHELD, why)
    assert [(u.what, u.place.index) for u in document.unread] == [("page", 2)]
    seen = " ".join((PDF.witnesses(written)[0].visible or "").split())
    assert "[Page withheld]" in seen
    assert words in seen
    assert "scanner" not in everything_seen(written)
    assert "The child was seen" in seen


def test_a_scan_keeps_its_typed_layer_for_the_reviewer_only() -> None:
    document = PDF.read(changed(three_pages(), scan, 1), "case")

    hidden = [part for part in document.parts if not part.visible]

    assert any("typed by a scanner" in part.text for part in hidden)


def test_a_file_without_any_readable_page_is_refused() -> None:
    data = changed(lines("Joan Tarrant"), scan)

    with pytest.raises(UnreadableDocument, match="this PDF is a scan"):
        PDF.read(data, "case")


def hide_by_mask(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    group = pdf.make_stream(
        b"0 g 0 0 600 850 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    page.Resources.ExtGState = Dictionary(Hide=Dictionary(SMask=mask))
    page.contents_add(b"q /Hide gs BT /F1 11 Tf 72 500 Td (Masked away) Tj ET Q")


def hide_by_slanted_clip(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.contents_add(b"q 0 0 m 600 0 l 600 600 l h W n BT /F1 11 Tf 72 500 Td (Clipped away) Tj ET Q")


@pytest.mark.parametrize("hide", [hide_by_mask, hide_by_slanted_clip])
def test_words_that_a_picture_of_the_page_does_not_show_are_reported_and_do_not_leave(hide: Change) -> None:
    data = changed(lines("The child was seen at noon by the nurse"), hide)

    document = PDF.read(data, "case")

    assert "away" not in document.parts[0].text
    assert any("away" in part.text for part in document.parts if not part.visible)
    assert "away" not in everything_seen(PDF.write(data, edits_for(document, "noon", "[1]")))


def test_a_file_locked_for_named_recipients_is_refused_as_such() -> None:
    data = lines("Joan").replace(b"trailer", b"% /Adobe.PubSec\nxrailer").replace(b"/Root", b"/Rxxt")

    with pytest.raises(UnreadableDocument, match="locked for named recipients"):
        PDF.read(data.replace(b"obj", b"xxx"), "case")


def test_field_names_and_tooltips_label_what_nothing_else_labels() -> None:
    def draw(canvas: object) -> None:
        form = canvas.acroForm  # type: ignore[attr-defined]
        form.textfield(name="f1", tooltip="Reported by", value="Joan Tarrant", x=180, y=700, width=300, height=20)
        form.textfield(name="ChildName", value="Ellie Hargreave", x=180, y=640, width=300, height=20)
        form.checkbox(name="c", tooltip="Consent given", x=180, y=580, size=14, checked=True)
        form.checkbox(name="d", tooltip="Police told", x=180, y=540, size=14, checked=False)

    text = words_of(drawn(draw))

    for line in ("Reported by\tJoan Tarrant", "Child Name\tEllie Hargreave", "Consent given\t☒", "Police told ☐"):
        assert line in text


@pytest.mark.parametrize("strict", [False, True])
def test_of_a_list_only_what_was_chosen_stays_and_a_choice_of_one_keeps_its_state(strict: bool) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 760, "Agencies told")
        form = canvas.acroForm
        form.listbox(
            name="a", value="Police", options=["Police", "Health", "School"], x=180, y=700, width=120, height=70,
            fieldFlags="",
        )  # fmt: skip
        for at, option in enumerate(("Yes", "No")):
            form.radio(name="r", value=option, selected=option == "No", x=180 + 60 * at, y=656, size=14)
            canvas.drawString(200 + 60 * at, 660, option)

    data = drawn(draw)
    written = PDF.write_strictly(data, ()) if strict else PDF.write(data, ())

    for each in (data, written):
        text = " ".join(words_of(each).split())
        assert "Agencies told Police" in text
        assert "Health" not in text
        assert text.endswith("☐ Yes ☒ No" if each is data else "No")
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


def test_one_digit_boxes_are_read_as_one_number() -> None:
    def draw(canvas: object) -> None:
        for at, digit in enumerate("9990001234"):
            canvas.drawString(150 + 18 * at, 700, digit)  # type: ignore[attr-defined]
            canvas.rect(146 + 18 * at, 695, 18, 18)  # type: ignore[attr-defined]

    assert "9990001234" in words_of(drawn(draw))


def test_a_long_value_that_its_viewer_would_draw_is_not_cut_off() -> None:
    words = "The child said that it hurt when the door shut. " * 12

    def draw(canvas: object) -> None:
        canvas.acroForm.textfield(  # type: ignore[attr-defined]
            name="f", tooltip="What was seen", value="x", x=180, y=600, width=300, height=90, fieldFlags="multiline"
        )

    def fill(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        field = page.Annots[0]
        del field.AP
        field.V = pikepdf.String(words + "\nSeen by the nurse.")

    text = " ".join(words_of(changed(drawn(draw), fill)).split())

    assert text.count("it hurt when the door shut.") == 12
    assert text.endswith("Seen by the nurse.")
    assert text.startswith("What was seen")


def cyrillic(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Name letters that no face at hand has, in a font that is not embedded and that no renderer has either."""
    page.Resources.Font.F9 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Odd"),
        Encoding=Dictionary(Differences=[65, Name("/afii10017"), Name("/afii10018"), Name("/afii10019")]),
    )  # fmt: skip
    page.Contents = pdf.make_stream(
        b"BT /F9 11 Tf 72 700 Td (ABC) Tj ET BT /F1 11 Tf 72 600 Td (Joan Tarrant saw a bruise) Tj ET"
    )


def test_a_picture_that_does_not_show_what_its_text_layer_would_say_is_not_used() -> None:
    data = changed(three_pages(), cyrillic)

    written = without(data, "Joan Tarrant")

    assert rungs(data)[0] is Rung.RASTER
    seen = " ".join((PDF.witnesses(written)[0].visible or "").split())
    assert "[Page withheld]" in seen
    assert "\u0410" not in seen
    assert "[Neighbour 1] rang at noon" in seen


def test_a_file_of_which_no_page_can_be_set_strictly_is_refused() -> None:
    data = changed(lines("Joan"), cyrillic)

    with pytest.raises(UnreadableDocument, match="cannot be set again safely"):
        PDF.write_strictly(data, ())


def checked(data: bytes) -> list[str]:
    return [part.text for part in PDF.read_finished(data, "check").parts if part.visible]


def test_the_text_layer_of_a_picture_tells_its_words_when_a_copy_is_checked() -> None:
    written = without(changed(three_pages(), break_content, 1), "Joan Tarrant")

    texts = checked(written)

    assert [" ".join(text.split()) for text in texts] == [
        "[Neighbour 1] saw a bruise", "[Neighbour 1] rang at noon", "The child was seen",
    ]  # fmt: skip


def test_check_finds_nothing_in_our_own_picture_and_finds_what_a_text_layer_kept(tmp_path: Path) -> None:
    source = changed(three_pages(), break_content, 1)
    for name, data in (("a", source), ("b", without(source, "Joan Tarrant")), ("c", PDF.write(source, ()))):
        (tmp_path / f"{name}.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "c.pdf", allow_overwriting_input=True) as pdf:  # painted white, the layer left
        photo = pdf.pages[1].Resources.XObject.Photo
        photo.write(b"\xff" * len(photo.read_bytes()))
        pdf.save()

    clean, leaking = (recoverable(tmp_path / "a.pdf", tmp_path / f"{name}.pdf") for name in "bc")

    assert (clean.removed > 0, clean.places) == (True, ())
    assert "pdfium:text" in leaking.places


def test_a_copy_that_is_all_pictures_can_be_checked() -> None:
    written = without(changed(lines("Joan Tarrant rang", "The child was seen"), break_content), "Joan Tarrant")

    assert " ".join(" ".join(checked(written)).split()) == "[Neighbour 1] rang The child was seen"


@pytest.mark.parametrize("ink", [0.0, 1.0])
def test_a_word_of_a_text_layer_that_a_bar_covers_is_not_taken_for_seen(ink: float) -> None:
    whole = without(
        changed(lines("Joan Tarrant rang at noon", "Ellie Hargreave was seen", "She had a bruise"), break_content),
        "noon",
    )
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        photo = pdf.pages[0].Resources.XObject.Photo
        dots, width, height = bytearray(photo.read_bytes()), int(photo.Width), int(photo.Height)
        top, bottom = (round((842 - y) / 842 * height) for y in (756, 741))
        for row in range(top, bottom):  # over the second line, in the picture itself
            dots[row * width + 180 : row * width + 400] = bytes([round(ink * 255)]) * 220
        photo.write(bytes(dots))
        out = io.BytesIO()
        pdf.save(out)

    text = " ".join(checked(out.getvalue())[0].split())

    assert "Joan Tarrant rang at [Neighbour 1]" in text
    assert "She had a bruise" in text
    assert "Ellie" not in text
    assert "Hargreave" not in text


def test_the_text_layer_of_another_makers_scan_is_not_believed() -> None:
    data = changed(three_pages(), scan, 1)

    assert "scanner" not in " ".join(checked(data))
