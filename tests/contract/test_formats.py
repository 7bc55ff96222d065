"""What every format promises: a new adapter is done when it passes here unchanged."""

import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage

import docx
import openpyxl
import pikepdf
import pytest
from docx.document import Document as WordDocument
from openpyxl.comments import Comment
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from minimise.errors import MinimiseError
from minimise.formats import FORMATS, Format, named
from minimise.model import Document, Edit, Span, Surface
from minimise.model.document import WITHDRAWN

CANARY = "Zelwyck Thornquist"
HIDDEN = "Quarrender"
LINES = (
    "Referral for Tyler Ward",
    f"{CANARY} lives next door and heard shouting.",
    "He has a bruise on the left arm.",
    f"Ring {CANARY} on 07700 900461.",
)
LOCATIONS = {
    "docx": {"part", "paragraph"},
    "pdf": {"page"},
    "eml": {"part", "line"},
    "html": {"line"},
    "xlsx": {"part", "row", "column"},
    "odt": {"part", "paragraph"},
    "csv": {"line", "column"},
    "txt": {"line"},
}


def _word() -> bytes:
    document: WordDocument = docx.Document()
    document.core_properties.author = HIDDEN
    document.core_properties.title = HIDDEN
    for line in LINES[:3]:
        document.add_paragraph(line)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = LINES[3]
    document.add_paragraph("").add_run(HIDDEN).font.hidden = True
    document.add_comment(document.paragraphs[0].runs[0], text=HIDDEN, author=HIDDEN)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(HIDDEN)
    canvas.setAuthor(HIDDEN)
    for at, line in enumerate(LINES):
        canvas.drawString(72, 760 - 30 * at, line)
    invisible = canvas.beginText(72, 300)
    invisible.setTextRenderMode(3)
    invisible.textLine(HIDDEN)
    canvas.drawText(invisible)
    canvas.save()
    return out.getvalue()


def _text() -> bytes:
    return "\r\n".join(LINES).encode()


def _page() -> bytes:
    shown = "".join(f"<p>{line}</p>" for line in LINES[:3])
    return (
        f"<!doctype html><html><head><title>{HIDDEN}</title><script>var who = '{HIDDEN}'</script></head>"
        f"<body data-who='{HIDDEN}'><!-- {HIDDEN} --><p style='display:none'>{HIDDEN}</p>{shown}"
        f"<input type=hidden value='{HIDDEN}'><a href='mailto:{HIDDEN}@example.org'>{LINES[3]}</a></body></html>"
    ).encode()


def _mail() -> bytes:
    message = EmailMessage()
    message["Message-ID"] = f"<{HIDDEN}@example.org>"
    message["X-Kept-By"] = HIDDEN
    message.set_content("\n".join(LINES))
    message.add_alternative(_page().decode(), subtype="html")
    return message.as_bytes()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.title = HIDDEN
    sheet = book.worksheets[0]
    for line in LINES[:2]:
        sheet.append([line])
    sheet.append([LINES[2], LINES[3], HIDDEN])
    sheet.append([HIDDEN])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet["A1"].comment = Comment(HIDDEN, HIDDEN)
    book.create_sheet(HIDDEN).sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _open_text() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    shown = "".join(f"<text:p>{line}</text:p>" for line in LINES[:3])
    content = (
        f"<office:document-content {spaces}><office:automatic-styles><style:style style:name='H' style:family='text'>"
        f"<style:text-properties text:display='none'/></style:style></office:automatic-styles><office:body>"
        f"<office:text>{shown}<table:table table:name='{HIDDEN}'><table:table-row><table:table-cell>"
        f"<text:p>{LINES[3]}<text:span text:style-name='H'>{HIDDEN}</text:span></text:p></table:table-cell>"
        f"</table:table-row></table:table></office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr(
            "meta.xml", f"<office:document-meta {spaces}><office:meta>{HIDDEN}</office:meta></office:document-meta>"
        )
    return out.getvalue()


def _values() -> bytes:
    return (f'"{LINES[0]}","{LINES[1]}"\r\n"{LINES[2]}","{LINES[3]}"\r\n').encode()


SAMPLES = {
    "docx": _word(),
    "pdf": _pdf(),
    "eml": _mail(),
    "html": _page(),
    "xlsx": _workbook(),
    "odt": _open_text(),
    "csv": _values(),
    "txt": _text(),
}
WITHOUT_DEPTHS = ("csv", "txt")
"""Formats that hold nothing but what they show."""
every_format = pytest.mark.parametrize("fmt", [named(name) for name in FORMATS], ids=list(FORMATS))


def shown(document: Document) -> str:
    """Give the visible words in one line."""
    return " ".join(" ".join(part.text for part in document.parts if part.visible).split())


def edits_over(document: Document, words: str, label: str) -> list[Edit]:
    return [
        Edit(Span(index, start, start + len(words)), label)
        for index, part in enumerate(document.parts)
        if part.visible
        for start in _starts(part.text, words)
    ]


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def everything(data: bytes) -> bytes:
    """Give the bytes of a file with whatever is packed in it unpacked as well."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"\0".join(archive.read(name) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        return data + b"\0".join(streams)
    if b"MIME-Version:" in data:
        leaves = [part.get_payload(decode=True) for part in message_from_bytes(data).walk()]
        return data + b"\0".join(leaf for leaf in leaves if isinstance(leaf, bytes))
    return data


def witnessed(fmt: Format, data: bytes) -> str:
    """Give all that any reader sees of a finished file."""
    seen = [text for w in fmt.witnesses(data) for text in (w.visible or "", *(t for _, t in w.surfaces))]
    return " ".join(" ".join(seen).split())


def written(fmt: Format, banner: tuple[str, ...] = ()) -> bytes:
    """Give the sample with the canary taken out everywhere."""
    data = SAMPLES[fmt.name]
    return fmt.write(data, edits_over(fmt.read(data, "case"), CANARY, "[Neighbour 1]"), banner)


def test_every_format_has_a_sample() -> None:
    assert set(SAMPLES) == set(LOCATIONS) == set(FORMATS)


@every_format
def test_a_format_knows_its_own_files_and_no_others(fmt: Format) -> None:
    assert [name for name, data in SAMPLES.items() if fmt.sniff(data)] == [fmt.name]
    assert fmt.suffix == f".{fmt.name}"


@every_format
def test_reading_gives_the_visible_words_in_order(fmt: Format) -> None:
    document = fmt.read(SAMPLES[fmt.name], "case-7")

    assert shown(document) == " ".join(LINES)
    assert (document.case_id, document.format) == ("case-7", fmt.name)


@every_format
def test_reading_shows_what_the_author_withdrew_apart_from_the_rest(fmt: Format) -> None:
    parts = fmt.read(SAMPLES[fmt.name], "case").parts
    order = [part.visible for part in parts]

    assert order == sorted(order, reverse=True)
    assert all(HIDDEN not in part.text for part in parts if part.visible)
    if fmt.name not in WITHOUT_DEPTHS:
        assert any(HIDDEN in part.text and part.surface in WITHDRAWN for part in parts)


@every_format
def test_every_visible_place_has_the_keys_of_the_contract(fmt: Format) -> None:
    parts = [part for part in fmt.read(SAMPLES[fmt.name], "case").parts if part.visible]
    places = [part.place.location() for part in parts]

    assert all(set(place) == LOCATIONS[fmt.name] for place in places)
    assert len({tuple(place.items()) for place in places}) == len(places)


@every_format
def test_a_copy_without_edits_keeps_every_visible_word(fmt: Format) -> None:
    copy = fmt.write(SAMPLES[fmt.name], [])

    assert shown(fmt.read(copy, "case")) == " ".join(LINES)
    visible = [" ".join(w.visible.split()) for w in fmt.witnesses(copy) if w.visible is not None]
    assert visible
    assert all(line in text for text in visible for line in LINES)


@every_format
def test_edited_words_are_gone_and_their_label_stands_there(fmt: Format) -> None:
    copy = written(fmt)

    text = shown(fmt.read(copy, "case"))
    assert text == " ".join(LINES).replace(CANARY, "[Neighbour 1]")
    for word in CANARY.split():
        assert word.encode() not in everything(copy)
        assert word.encode("utf-16-be") not in everything(copy)
        assert word not in witnessed(fmt, copy)


@every_format
def test_withdrawn_words_never_leave(fmt: Format) -> None:
    copy = fmt.write(SAMPLES[fmt.name], [])

    assert HIDDEN.encode() not in everything(copy)
    assert HIDDEN.encode("utf-16-be") not in everything(copy)
    assert HIDDEN not in witnessed(fmt, copy)
    surfaces = {part.surface for part in fmt.read(copy, "case").parts if part.text.strip()}
    assert not surfaces & (WITHDRAWN - {Surface.PROPERTY})


@every_format
def test_the_same_arguments_give_the_same_bytes(fmt: Format) -> None:
    assert written(fmt, ("Do not ring the house.",)) == written(fmt, ("Do not ring the house.",))


@every_format
def test_the_banner_stands_at_the_top_of_the_visible_words(fmt: Format) -> None:
    banner = ("Do not ring the house.", "Safe address: handle with care.")

    text = shown(fmt.read(written(fmt, banner), "case"))

    assert " ".join(banner) in text[: text.index(LINES[0])]
    assert " ".join(LINES).replace(CANARY, "[Neighbour 1]") in text


@every_format
def test_a_finished_file_is_read_by_more_eyes_than_the_writers(fmt: Format) -> None:
    witnesses = fmt.witnesses(written(fmt))

    assert len({w.reader for w in witnesses}) == len(witnesses) >= 1
    assert any(w.visible for w in witnesses)


@every_format
def test_neither_document_nor_witness_shows_words_by_accident(fmt: Format) -> None:
    copy = fmt.write(SAMPLES[fmt.name], [])

    said = repr(fmt.read(SAMPLES[fmt.name], "case")) + repr(fmt.witnesses(copy))
    assert not [word for word in (*CANARY.split(), HIDDEN, "bruise") if word in said]


@every_format
def test_a_second_pass_over_a_copy_changes_no_word(fmt: Format) -> None:
    copy = written(fmt)

    assert shown(fmt.read(fmt.write(copy, []), "case")) == shown(fmt.read(copy, "case"))


def _damaged(data: bytes) -> Iterator[bytes]:
    third = len(data) // 3
    yield data[:third]
    yield data[: third * 2]
    yield data[: len(data) - 30]
    yield data[:third] + b"\0" * 64 + data[third + 64 :]
    yield data[: third * 2] + bytes(range(255, 191, -1)) + data[third * 2 + 64 :]
    yield data[:8] + data[third:]


@every_format
@pytest.mark.filterwarnings("ignore")
def test_a_broken_file_is_read_or_refused_in_our_own_words(fmt: Format) -> None:
    for data in _damaged(SAMPLES[fmt.name]):
        problem = _refusal(fmt, data)
        said = f"{problem} {problem.advice} {problem.facts}" if problem else ""
        assert not [word for word in (*CANARY.split(), HIDDEN) if word in said]
        assert problem is None or problem.__context__ is None


def _refusal(fmt: Format, data: bytes) -> MinimiseError | None:
    """Give what is said about bytes that cannot be read and written; anything but our own words fails the test."""
    try:
        fmt.read(data, "case")
        fmt.write(data, [])
    except MinimiseError as problem:
        return problem
    return None


@every_format
def test_a_file_that_is_cut_off_is_no_witness_of_anything(fmt: Format) -> None:
    if fmt.name in WITHOUT_DEPTHS:
        assert fmt.witnesses(b"a")[0].visible == "a"
        return
    with pytest.raises(MinimiseError):
        fmt.witnesses(SAMPLES[fmt.name][:200])
