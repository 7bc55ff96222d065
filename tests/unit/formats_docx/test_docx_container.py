"""What the Word format refuses, and that refusing says nothing of what stood in the file."""

import io
import stat
import struct
import traceback
import zipfile

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word

from .made import Made, para, root, visible

WORD = Word()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Zip members as they are told, after those of a sound file."""
    stream = io.BytesIO(Made(para("x")).bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/link.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def locked() -> bytes:
    """Give a file whose members say that they are encrypted."""
    data = bytearray(Made(para("x")).bytes())
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def doc(xml: str | bytes) -> bytes:
    made = Made("")
    made.members["word/document.xml"] = xml
    return made.bytes()


DOCTYPE = '<!DOCTYPE d [<!ENTITY x "Kelly">]>'
DEEP = root("document", "<w:body>" + "<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400 + "</w:body>")


@pytest.mark.parametrize(
    "data",
    [
        zipped(("../evil.xml", b"<a/>")),
        zipped(("/evil.xml", b"<a/>")),
        zipped(("word\\evil.xml", b"<a/>")),
        zipped(("c:evil.xml", b"<a/>")),
        zipped(("WORD/DOCUMENT.XML", b"<a/>")),
        zipped((link(), b"document.xml")),
        zipped(*((f"word/x{n}.xml", b"") for n in range(2000))),
        zipped(("word/unused.xml", DOCTYPE.encode())),
        zipped(("word/unused.xml", DOCTYPE.encode("utf-16"))),
        zipped(("word/bomb.xml", b" " * (9 * 2**20))),
        doc(DOCTYPE + root("document", "<w:body/>")),
        doc(DEEP),
        doc(root("document", "<w:body><w:p>Kelly")),
        doc(root("settings", "")),
        doc(b""),
        Made(para("x")).bytes()[:-40],
        b"PK\x03\x04word/document.xml",
        b"no Word file",
        locked(),
        Made(para("x") + '<w:sectPr><w:headerReference r:id="rIdH"/></w:sectPr>')
        .part("header1.xml", "header", "<broken", "rIdH")
        .bytes(),
    ],
)
def test_what_is_broken_or_harmful_is_refused_without_a_word_of_it(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        WORD.read(data, "case")

    assert caught.value.__context__ is None
    assert "Kelly" not in "".join(traceback.format_exception_only(caught.value))


@pytest.mark.parametrize(
    ("stream", "hint"),
    [("EncryptedPackage", "without the password"), ("WordDocument", "save it as .docx")],
)
def test_old_and_locked_files_are_known_and_refused_with_the_next_step(stream: str, hint: str) -> None:
    data = OLE + b"\0" * 504 + stream.encode("utf-16-le")

    assert WORD.sniff(data)
    with pytest.raises(UnreadableDocument) as caught:
        WORD.read(data, "case")
    assert hint in caught.value.advice


@pytest.mark.parametrize("name", ["styles.xml", "fontTable.xml", "numbering.xml", "comments.xml", "theme/theme1.xml"])
@pytest.mark.parametrize("content", [b"", b"<broken"])
def test_a_broken_part_that_holds_no_visible_words_is_left_out(name: str, content: bytes) -> None:
    kind = name.split("/")[0].removesuffix(".xml")

    assert visible(Made(para("x")).part(name, kind, content).bytes()) == ["x"]


def test_sniffing_goes_by_content() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")

    assert WORD.sniff(Made(para("x")).bytes())
    assert not WORD.sniff(stream.getvalue())
    assert not WORD.sniff(b"%PDF-1.7")
    assert not WORD.sniff(OLE + b"\0" * 504)


def test_a_main_part_of_another_name_is_found() -> None:
    made = Made(para("x"), main="word/document2.xml")
    made.members["word/_rels/document2.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )

    assert [part.place.name for part in WORD.read(made.bytes(), "case").parts] == ["document2"]
