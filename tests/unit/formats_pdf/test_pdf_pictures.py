"""Pictures on pages of words: their words are set anew where every one was read; needs the extra `ocr`."""

import io
import re

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.unit.formats_docx.test_docx_pictures import LINES, NAME, PHONE, shot

from minimise.formats.pdf import Pdf
from minimise.formats.scans import can_read
from minimise.model import Edit, Span

pytestmark = pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")


def page(*pictures: bytes, under: str = "", over: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(72, 760, "Referral for Tyler Ward")
    canvas.drawString(200, 600, under)
    for at, picture in enumerate(pictures):
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 72, 560 - 140 * at, width=400, height=112)
    canvas.drawString(350, 640, over)
    canvas.drawString(72, 100, "He was seen by the nurse.")
    canvas.save()
    return out.getvalue()


def edits_over(text: str, *words: str) -> list[Edit]:
    found = [Span(0, m.start(), m.end()) for word in words for m in re.finditer(re.escape(word), text)]
    return [Edit(span, "[Neighbour 1]") for span in sorted(found)]


def test_the_words_of_a_picture_are_read_in_their_place_and_go_where_it_was_decided() -> None:
    data = page(shot(*LINES))
    document = Pdf().read(data, "case")
    copy = Pdf().write(data, edits_over(document.parts[0].text, NAME, PHONE))
    seen = [w.visible for w in Pdf().witnesses(copy) if w.visible]

    assert not document.unread
    assert [line for line in document.parts[0].text.split("\n") if line][1:4] == list(LINES)
    assert len(seen) == 3
    for text in seen:
        assert "He has a bruise on the left arm" in text
        assert text.count("[Neighbour 1]") == 3
        assert not any(word in text for word in (*NAME.split(), PHONE))
    assert b"/Image" not in copy


def test_a_picture_with_a_face_or_scribble_stays_withheld_with_its_note() -> None:
    data = page(shot(*LINES, blot=True))
    document = Pdf().read(data, "case")

    assert [thing.what for thing in document.unread] == ["image"]
    assert NAME not in document.parts[0].text
    assert "[Image withheld: not read]" in (Pdf().witnesses(Pdf().write(data, []))[0].visible or "")


def test_words_that_a_picture_covers_stay_as_hidden_as_they_were() -> None:
    data = page(shot(*LINES), under="Quarrender")
    document = Pdf().read(data, "case")
    copy = Pdf().write(data, [])

    assert LINES[1] in document.parts[0].text
    assert "Quarrender" not in document.parts[0].text
    assert any("Quarrender" in part.text for part in document.parts if not part.visible)
    assert not any("Quarrender" in f"{w.visible}{w.surfaces}" for w in Pdf().witnesses(copy))


def test_a_picture_with_words_of_the_page_over_it_stays_withheld() -> None:
    document = Pdf().read(page(shot(*LINES), over="Over it"), "case")

    assert [thing.what for thing in document.unread] == ["image"]
    assert "Over it" in document.parts[0].text


def test_the_same_file_gives_the_same_bytes() -> None:
    data = page(shot(*LINES))

    assert Pdf().write(data, []) == Pdf().write(data, [])
