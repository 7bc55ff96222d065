"""Scans and photographs: read, withheld in the dots, and read again; skips where the extra `ocr` is absent."""

import io
import re

import pikepdf
import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of
from minimise.formats.pdf import Pdf, preview_of, size_of
from minimise.formats.scans import can_read
from minimise.model import Document, Edit, Span, Surface

from .made import LINES, NAME, PHONE, picture

pytestmark = pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")


def edits_over(document: Document, *words: str) -> list[Edit]:
    text = document.parts[0].text
    found = [Span(0, m.start(), m.end()) for word in words for m in re.finditer(re.escape(word), text)]
    return [Edit(span, "[Neighbour 1]") for span in sorted(found)]


def as_scan(data: bytes) -> bytes:
    """Lay a picture on a page of a PDF as a scanner does."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("L").save(out, "PDF", resolution=200)
    return out.getvalue()


@pytest.fixture(scope="module")
def scan() -> bytes:
    return as_scan(picture(slant=1.7, scribble=True))


@pytest.fixture(scope="module")
def minimised(scan: bytes) -> bytes:
    return Pdf().write(scan, edits_over(Pdf().read(scan, "case"), NAME, PHONE))


def test_a_slanted_scan_is_read_in_order(scan: bytes) -> None:
    text = " ".join(Pdf().read(scan, "case").parts[0].text.split())

    assert text == " ".join(LINES)


def test_a_scribble_is_told_as_unread(scan: bytes) -> None:
    assert [thing.what for thing in Pdf().read(scan, "case").unread] == ["image"]


def test_withheld_words_are_in_no_reader_s_view_and_kept_ones_are(minimised: bytes) -> None:
    witnesses = Pdf().witnesses(minimised)
    seen = {w.reader: " ".join((w.visible or "", *(text for _, text in w.surfaces))) for w in witnesses}

    assert set(seen) == {"pdfium", "pdfminer", "pypdf", "pdf-raw", "ocr"}
    for word in (*NAME.split(), *PHONE.split()):
        assert not any(word in text for text in seen.values())
    for reader in ("pdfium", "pypdf", "ocr"):
        assert "bruise on the left arm" in seen[reader]
        assert seen[reader].count("[Neighbour 1]") == 3


def test_the_reader_of_pictures_sees_what_the_dots_show_whatever_the_text_layer_says(scan: bytes) -> None:
    with pikepdf.open(io.BytesIO(Pdf().write(scan, []))) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes().split(b"BDC")[0].replace(b"/P <</MCID 0>>", b""))
        out = io.BytesIO()
        pdf.save(out)

    seen = {w.reader: w for w in Pdf().witnesses(out.getvalue())}

    assert "Thornquist" not in (seen["pdfium"].visible or "")
    assert "Thornquist" in seen["ocr"].surfaces[0][1]


def test_a_scribble_is_painted_over_and_says_so(minimised: bytes) -> None:
    assert "[Image withheld: not read]" in (Pdf().witnesses(minimised)[0].visible or "")


def test_the_same_scan_gives_the_same_bytes(scan: bytes, minimised: bytes) -> None:
    assert Pdf().write(scan, edits_over(Pdf().read(scan, "case"), NAME, PHONE)) == minimised


def test_the_preview_shows_the_page_as_it_was_read(scan: bytes) -> None:
    preview = preview_of(scan, 1)

    assert (preview.width, preview.height) == size_of(scan, 1)


def test_a_photograph_leaves_as_a_pdf_without_what_its_file_said() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Quarrender"
    data = picture("JPEG", exif=exif.tobytes(), comment=b"Quarrender", dpi=(200, 200))
    adapter = format_of(data)

    document = adapter.read(data, "case")
    out = adapter.write(data, edits_over(document, NAME))

    assert adapter.suffix == ".pdf"
    assert [p.text for p in document.parts if p.surface is Surface.PROPERTY] == ["Quarrender"]
    assert b"Quarrender" in data
    assert b"Quarrender" not in out
    assert out.startswith(b"%PDF")


@pytest.mark.slow
def test_each_picture_of_a_tiff_is_a_page() -> None:
    from PIL import Image

    first = Image.open(io.BytesIO(picture()))
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=[first.copy()])
    data = out.getvalue()

    document = format_of(data).read(data, "case")

    assert [part.place.index for part in document.parts if part.visible] == [1, 2]


def test_a_damaged_picture_is_refused() -> None:
    data = picture()[:200]

    with pytest.raises(UnreadableDocument) as refused:
        format_of(data).read(data, "case")

    assert refused.value.__context__ is None
