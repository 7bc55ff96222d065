"""Pictures in Word files: kept where every word was read, painted over where a word goes; needs the extra `ocr`."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import docx
import pytest
from docx.shared import Inches

from minimise.formats.docx import Word
from minimise.formats.pictures import dots_of_png
from minimise.formats.scans import can_read
from minimise.model import Document, Edit, Span

pytestmark = pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")

NAME, PHONE = "Zelwyck Thornquist", "07700 900461"
LINES = (f"{NAME} saw it all", "He has a bruise on the left arm", f"Ring {NAME} on {PHONE}")


@cache
def shot(*lines: str, blot: bool = False, dark: bool = False, below: str = "") -> bytes:
    """Give a picture of some lines, as a phone would save what it shows."""
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    paper, ink = ((30, 30, 30), (235, 235, 235)) if dark else ((255, 255, 255), (20, 20, 20))
    image = Image.new("RGB", (640, 60 + 40 * (len(lines) + bool(below))), paper)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=22)
    for at, line in enumerate((*lines, below)):
        draw.text((20, 20 + 40 * at), line, font=font, fill=ink)
    if blot:
        draw.ellipse((520, 20, 610, 110), fill=(120, 90, 200))
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "Quarrender")
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=about)
    return out.getvalue()


def document(*pictures: bytes, alter: Callable[[Any], None] | None = None) -> bytes:
    made = docx.Document()
    made.add_paragraph("Referral for Tyler Ward")
    for picture in pictures:
        shown = made.add_picture(io.BytesIO(picture), width=Inches(5))
        if alter is not None:
            alter(shown._inline)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def edits_over(document: Document, *words: str) -> list[Edit]:
    return [
        Edit(Span(number, part.text.index(word), part.text.index(word) + len(word)), "[Neighbour 1]")
        for number, part in enumerate(document.parts)
        for word in words
        if part.visible and word in part.text
    ]


@pytest.fixture(scope="module")
def source() -> bytes:
    return document(shot(*LINES))


@pytest.fixture(scope="module")
def copy(source: bytes) -> bytes:
    word = Word()
    return word.write(source, edits_over(word.read(source, "case"), NAME, PHONE))


def pictured(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [name for name in archive.namelist() if "media" in name]


def test_the_lines_of_a_picture_are_parts_after_the_paragraphs(source: bytes) -> None:
    read = Word().read(source, "case")
    lines = [(part.place.location(), part.text) for part in read.parts if part.place.name == "picture1"]

    assert lines == [({"part": "picture1", "line": n}, line) for n, line in enumerate(LINES, start=1)]
    assert not read.unread


def test_withheld_words_are_gone_from_the_dots_and_kept_ones_are_there(copy: bytes) -> None:
    seen = {w.reader: " ".join((w.visible or "", *(text for _, text in w.surfaces))) for w in Word().witnesses(copy)}

    assert pictured(copy) == ["word/media/picture1.png"]
    for word in (*NAME.split(), PHONE):
        assert not any(word in text for text in seen.values())
    assert seen["ocr"].count("[Neighbour 1]") == 3
    for reader in ("docx-raw", "ocr"):
        assert "He has a bruise on the left arm" in seen[reader]


def test_a_witness_reads_the_dots_whatever_the_picture_is_said_to_show(source: bytes) -> None:
    kept = Word().write(source, [])

    assert any(NAME in text for w in Word().witnesses(kept) if w.reader == "ocr" for _, text in w.surfaces)


def test_nothing_of_the_picture_s_file_leaves_but_its_dots(source: bytes, copy: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        picture = archive.read("word/media/picture1.png")

    assert dots_of_png(picture) is not None
    assert dots_of_png(picture + b"Quarrender") is None
    assert not any(b"Quarrender" in part for part in (copy, picture))


def test_the_copy_opens_in_another_library_with_its_picture(copy: bytes) -> None:
    assert len(docx.Document(io.BytesIO(copy)).inline_shapes) == 1


def test_the_same_file_gives_the_same_bytes(source: bytes, copy: bytes) -> None:
    assert Word().write(source, edits_over(Word().read(source, "case"), NAME, PHONE)) == copy


def test_strict_writing_gives_the_words_and_no_dots(source: bytes) -> None:
    word = Word()
    strict = word.write_strictly(source, edits_over(word.read(source, "case"), NAME, PHONE))

    visible = word.witnesses(strict)[0].visible or ""
    assert not pictured(strict)
    assert "[Image withheld]" in visible
    assert "He has a bruise on the left arm" in visible
    assert "Zelwyck" not in visible


def test_a_picture_with_a_face_or_scribble_stays_behind_and_its_words_go_to_the_reviewer() -> None:
    data = document(shot(*LINES, blot=True))
    read = Word().read(data, "case")

    assert [thing.what for thing in read.unread] == ["image"]
    assert any(NAME in part.text for part in read.parts if not part.visible)
    assert not pictured(Word().write(data, []))


def test_a_picture_of_a_word_or_two_is_a_badge_and_stays_behind() -> None:
    read = Word().read(document(shot("Northmoor Council")), "case")

    assert [thing.what for thing in read.unread] == ["image"]


def test_a_screen_of_the_night_is_read_as_well() -> None:
    read = Word().read(document(shot(*LINES, dark=True)), "case")

    assert [part.text for part in read.parts if part.place.name == "picture1"] == list(LINES)


def _cropped(inline: Any) -> None:
    """Show the upper part of the picture only."""
    fill = next(each for each in inline.iter() if each.tag.endswith("}blipFill"))
    fill.insert(1, fill.makeelement(fill.tag.replace("blipFill", "srcRect").replace("picture", "main"), {"b": "40000"}))


def test_what_the_document_cuts_off_a_picture_is_not_there() -> None:
    data = document(shot(*LINES, below="Quarrender is hidden here"), alter=_cropped)
    read = Word().read(data, "case")
    kept = Word().write(data, [])

    assert [part.text for part in read.parts if part.place.name == "picture1"] == list(LINES)
    assert not any("Quarrender" in text for w in Word().witnesses(kept) for _, text in w.surfaces)


def _turned(inline: Any) -> None:
    next(each for each in inline.iter() if each.tag.endswith("}xfrm")).set("rot", "5400000")


def _tinted(inline: Any) -> None:
    blip = next(each for each in inline.iter() if each.tag.endswith("}blip"))
    blip.append(blip.makeelement(blip.tag.replace("blip", "biLevel"), {"thresh": "50000"}))


@pytest.mark.parametrize("alter", [_turned, _tinted])
def test_a_picture_that_is_not_shown_as_it_is_stays_behind(alter: Callable[[Any], None]) -> None:
    assert [thing.what for thing in Word().read(document(shot(*LINES), alter=alter), "case").unread] == ["image"]


def test_without_the_extra_it_stays_behind_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    from minimise.formats.pictures import inlaid

    monkeypatch.setattr(inlaid, "can_read", lambda: False)
    inlaid.read_inlaid.cache_clear()

    read = Word().read(document(shot(*LINES)), "case")

    assert [thing.what for thing in read.unread] == ["image"]
    assert not any(NAME in part.text for part in read.parts)
    inlaid.read_inlaid.cache_clear()
