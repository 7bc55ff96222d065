"""What the written file holds: kept words, labels, and nothing else."""

import io
import re
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.unit.formats_pdf.made import (
    CONCERN,
    DEJAVU,
    PDF,
    drawn,
    edits_for,
    everything_seen,
    form,
    lines,
    paragraph,
    story,
    subset_font,
    without,
    words_of,
)
from tests.unit.formats_pdf.poison import CANARY, poisoned

from minimise.errors import UnreadableDocument
from minimise.model import Edit, Span

NAMES = (
    "Joan Tarrant",
    "Bartholomew Featherstone-Haugh",
    "Ng Wu",
    "Wilhelmina Quixote",
    "Zachary Jinks",
    "Fatima Begum",
    "Ana Li",
)

needs_dejavu = pytest.mark.skipif(not DEJAVU.exists(), reason="the DejaVu font is not installed")


def seen(data: bytes) -> str:
    """Give the visible words of the first witness in one line."""
    return " ".join((PDF.witnesses(data)[0].visible or "").split())


def unpacked(data: bytes) -> bytes:
    """Give the file with every stream unpacked, and its text strings also as plain letters."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all, qdf=True)
    raw = out.getvalue()
    hexed = b"\n".join(bytes.fromhex(m.group(1).decode("ascii")) for m in re.finditer(rb"<((?:[0-9A-Fa-f]{2})+)>", raw))
    return raw + hexed + raw.replace(b"\0", b"") + hexed.replace(b"\0", b"")


def test_a_name_gives_way_to_its_label_and_the_fact_stays() -> None:
    data = without(lines("Joan Tarrant saw a bruise on the left arm"), "Joan Tarrant")

    assert seen(data) == "[Neighbour 1] saw a bruise on the left arm"


@pytest.mark.parametrize("place", range(4))
def test_all_readers_see_the_same_words(place: int) -> None:
    data = without(form("Joan Tarrant"), "Joan Tarrant")

    witness = PDF.witnesses(data)[place]

    text = witness.visible if witness.visible is not None else " ".join(text for _, text in witness.surfaces)
    assert "Tarrant" not in text
    if witness.visible is not None:
        assert "[Neighbour 1] has lived next door" in " ".join(text.split())


def test_every_planted_place_is_clean() -> None:
    source = poisoned()
    assert unpacked(source).count(CANARY.encode()) >= 40

    data = without(source, CANARY)

    assert CANARY.lower() not in everything_seen(data).lower()
    assert CANARY.lower().encode() not in unpacked(data).lower()
    assert data.count(b"%%EOF") == 1


def test_facts_beside_planted_words_stay() -> None:
    text = seen(without(poisoned(), CANARY))

    for words in ("The child has a bruise", "Plain [Neighbour 1] text", "Form [Neighbour 1]", "Typed [Neighbour 1]"):
        assert words in text


def test_unseen_text_never_leaves_even_without_an_edit() -> None:
    text = seen(PDF.write(poisoned(), ()))

    assert "White" not in text
    assert "Covered" not in text


def test_a_written_page_has_only_the_keys_of_the_allow_list() -> None:
    with pikepdf.open(io.BytesIO(without(poisoned(), CANARY))) as pdf:
        keys = set(pdf.pages[0].obj.keys())
        root = set(pdf.Root.keys())
        info = dict(pdf.docinfo.items())

    assert keys == {"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents", "/StructParents"}
    assert root == {"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences"}
    assert set(info) == {"/Title", "/Producer"}


def test_no_edits_keep_every_word() -> None:
    source = form("Joan Tarrant")

    assert words_of(PDF.write(source, ())).split() == words_of(source).split()


def test_the_same_arguments_give_the_same_bytes() -> None:
    source = form("Joan Tarrant")

    assert without(source, "Joan Tarrant") == without(source, "Joan Tarrant")


@pytest.mark.parametrize("font", ["Helvetica", pytest.param("subset", marks=needs_dejavu)])
def test_one_line_tells_nothing_about_the_name_that_stood_in_it(font: str) -> None:
    face = subset_font() if font == "subset" else font
    texts = ("Head of year 4", "Reported by {}, who lives opposite, on 3 May", "The child was hungry")

    written = {without(lines(*(t.format(name) for t in texts), font=face, size=9), name) for name in NAMES}

    assert len(written) == 1


def test_a_centred_line_tells_nothing_about_the_name_that_stood_in_it() -> None:
    def made(name: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.drawCentredString(297.64, 780, f"Report on {name}")
            canvas.drawString(72, 700, "The child was hungry")

        return drawn(draw)

    assert len({without(made(name), name) for name in NAMES}) == 1


def test_an_underline_goes_with_the_name_it_measured() -> None:
    def made(name: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 700, f"{name} rang")
            canvas.line(72, 698, 72 + canvas.stringWidth(name), 698)

        return drawn(draw)

    assert len({without(made(name), name) for name in NAMES}) == 1


def test_a_justified_paragraph_with_names_of_one_line_count_is_set_alike() -> None:
    written = {
        without(story([paragraph(f"{name} rang. {CONCERN.format(name='She')}", justified=True)]), name)
        for name in ("Joan Tarrant", "Ana Li", "Ng Wu")
    }

    assert len(written) == 1


def _boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
        text.close()
        page.close()
    return boxes


@pytest.mark.parametrize("label", ["[Neighbour 1]", "[Redacted: detail that gives a person away]"])
def test_labels_never_overlap_what_follows(label: str) -> None:
    boxes = _boxes(without(lines("Seen by Ng Wu, a nurse"), "Ng Wu", label))

    assert all(after[0] >= before[2] - 0.5 for before, after in pairwise(boxes))


def test_a_line_that_grows_past_the_margin_is_fitted_in() -> None:
    text = "Ng Wu " * 15
    source = lines(text.strip())

    boxes = _boxes(without(source, "Ng Wu", "[Neighbour 1]"))

    assert max(box[2] for box in boxes) <= 595


def test_a_name_wrapped_over_two_lines_is_labelled_once_by_one_edit() -> None:
    source = story([paragraph("word " * 18 + "Joan Tarrant told the nurse that the child was hungry and cold.")])
    document = PDF.read(source, "case")
    match = re.search(r"Joan\s+Tarrant", document.parts[0].text)
    assert match

    data = PDF.write(source, [Edit(Span(0, *match.span()), "[Neighbour 1]")])

    assert seen(data).count("[Neighbour 1]") == 1
    assert "word [Neighbour 1] told the nurse" in seen(data)
    assert "Tarrant" not in everything_seen(data)
    assert "Joan" not in everything_seen(data)


def test_a_name_in_two_edits_over_two_lines_is_labelled_twice() -> None:
    source = lines("Reported by Joan", "Tarrant today")
    document = PDF.read(source, "case")
    edits = edits_for(document, "Joan", "[Neighbour 1]") + edits_for(document, "Tarrant", "[Neighbour 1]")

    assert seen(PDF.write(source, edits)) == "Reported by [Neighbour 1] [Neighbour 1] today"


def test_half_a_ligature_can_be_removed() -> None:
    source = lines("office")
    start = words_of(source).index("f")

    assert seen(PDF.write(source, [Edit(Span(0, start, start + 2), "")])) == "oice"


def test_the_banner_stands_on_a_page_of_its_own_in_front() -> None:
    banner = ["Do not ring after 4 pm. " * 8, "Keep this apart from the family's file."]
    data = PDF.write(lines("Text"), (), banner)

    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 2
    text = seen(data)
    assert text.startswith("Handling Do not ring after 4 pm.")
    assert "Keep this apart from the family's file. Text" in text


def test_a_picture_leaves_a_labelled_frame() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Text")
        canvas.drawImage(ImageReader(Image.new("RGB", (9, 9), (1, 99, 1))), 72, 500, 200, 100)

    data = PDF.write(drawn(draw), ())

    assert "[Image withheld: not read]" in seen(data)
    assert b"/Image" not in unpacked(data)


def test_rules_of_a_table_stay() -> None:
    content = unpacked(without(form("Joan Tarrant"), "Joan Tarrant"))

    assert len(re.findall(rb"\nS\n", content)) >= 8


@needs_dejavu
def test_letters_beyond_the_western_ones_keep_their_own_font() -> None:
    data = without(lines("Łukasz Şahin rang Joan Tarrant ☐", font=subset_font()), "Joan Tarrant")

    assert seen(data) == "Łukasz Şahin rang [Neighbour 1] ☐"


@needs_dejavu
def test_a_rebuilt_font_holds_only_kept_letters() -> None:
    data = without(lines("abc Zyx", font=subset_font()), "Zyx", "")

    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.pages[0].Resources.Font.F1
        assert b"<007A>" not in font.ToUnicode.read_bytes()
        assert len(font.DescendantFonts[0].W[1]) == 4


def test_words_that_every_file_of_ours_holds_do_not_stop_a_run() -> None:
    data = without(lines("Page one of the document", "kept"), "Page one of the document")

    assert "page" not in everything_seen(data).lower()
    assert "document" not in everything_seen(data).lower()


def test_a_file_that_no_reader_can_read_is_not_verified() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        PDF.witnesses(b"%PDF-1.7 broken")

    assert caught.value.__context__ is None


def test_entries_of_a_table_of_contents_keep_their_lines() -> None:
    source = lines("1 Where Joan Tarrant lives" + "." * 120 + "3", "2 What the school saw" + "." * 124 + "5")

    assert re.search(r"lives\.+3 ?\n+2 What", words_of(without(source, "Joan Tarrant")))
