"""Every kind of file is known by its content alone, and what cannot be read is named with what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of
from minimise.stages.intake import take_in

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "Tia Ward")
    return out.getvalue()


def office(stream: str) -> bytes:
    return OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)


READ = {
    "eml": b"Received: from x\r\nFrom: Tia <t@example.org>\r\nSubject: x\r\n\r\nTia",
    "eml without a server": b"From: a@example.org\nContent-Type: text/plain\n\nTia",
    "eml that begins with a mark": b"\xef\xbb\xbfMIME-Version: 1.0\r\nSubject: x\r\n\r\nTia",
    "html": b"  <!DOCTYPE html><p>Tia",
    "html written badly": b"<TABLE><tr><td>Tia",
    "html from a word processor": b"<html xmlns:o='urn:x'><p>Tia",
    "html as xml": b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html><p>Tia</p></html>",
    "html in two bytes": "<html><p>Tia".encode("utf-16"),
    "html after a remark": b"<!-- saved from url=(0014)about:internet --><html><p>Tia",
    "docx as rich text": b"{\\rtf1 Tia}",
    "docx as an older document": office("WordDocument"),
    "xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "odt": packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
    "csv": b"Name,Role,Phone\nTia,Child,\n",
    "csv in quotes": b'"Tia, 8","12 May"\n"Kerry, 30","1 June"\n',
    "txt": b"Tia Ward",
    "txt with a comma in each line": b"Tia, Kerry and Dean\nMill Lane, Marlbeck\n",
    "txt that begins like a mail": b"From: Parveen\nTo: MASH\nSubject: Tia\n\nHi",
    "txt that begins with From": b"From Monday on Tia was not seen.",
    "txt that begins like a program": b"MZ was seen by the nurse.",
    "txt that begins like a picture": b"BM had a bruise on her arm.",
    "txt that begins like a recording": b"ID3 is the room where Tia sat.",
    "txt with a sign": b"<3 Tia",
}
REFUSED = {
    "picture of a kind": b"GIF89aTia",
    "picture of a kind that": b"RIFF\0\0\0\0WEBPVP8 Tia",
    "a picture of a kind": b"\0\0\0\x18ftypheic\0\0\0\0Tia",
    "recording": b"\0\0\0\x18ftypmp42\0\0\0\0Tia",
    "sound or video": b"RIFF\0\0\0\0WAVEfmt Tia",
    "whole mailbox": b"From tia@example.org Fri Oct  2 09:12:00 2026\nSubject: x\n\nTia",
    "mailbox, not one": b"!BDNTia",
    "calendar entry": b"BEGIN:VCALENDAR\r\nSUMMARY:Tia",
    "contact card": b"BEGIN:VCARD\r\nFN:Tia Ward",
    "packed folder that": b"7z\xbc\xaf\x27\x1cTia",
    "program": b"MZ\x90\0\3\0\0\0Tia",
    "printer file": b"%!PS-Adobe Tia",
    "data file": b"<?xml version='1.0'?><case><child>Tia</child></case>",
    "database": b"SQLite format 3\0Tia",
    "OneNote": b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4dTia",
    r"presentation \(.ppt\)": office("PowerPoint Document"),
    "Publisher document": office("Quill"),
    "spreadsheet of a kind": packed("[Content_Types].xml", "xl/workbook.bin"),
    "this is a presentation": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "Pages, Numbers": packed("Index/Document.iwa"),
    "electronic book": packed("book.xhtml", mimetype="application/epub+zip"),
    r"packed folder \(.zip\)": packed("Tia Ward.docx"),
    "not a Word document": bytes(range(256)),
}


@pytest.mark.parametrize("kind", READ)
def test_what_can_be_read_goes_to_its_adapter(kind: str) -> None:
    assert format_of(READ[kind]).name == kind.partition(" ")[0]


@pytest.mark.parametrize("says", REFUSED)
def test_what_cannot_be_read_is_named_with_what_to_do(says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        format_of(REFUSED[says])

    assert caught.value.advice.endswith(".")
    assert "Tia" not in f"{caught.value.summary} {caught.value.advice}"


def test_the_ending_of_a_name_decides_only_between_notes_and_a_mail(tmp_path: Path) -> None:
    notes = READ["txt that begins like a mail"]
    for name, data, expected in (
        ("a.eml", notes, "eml"),
        ("a.EML", notes, "eml"),
        ("a.txt", notes, "txt"),
        ("b.eml", b"Tia was seen.", "txt"),
        ("b.docx", READ["eml"], "eml"),
        ("b.txt", READ["html"], "html"),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        assert take_in(file, "case").document.format == expected
