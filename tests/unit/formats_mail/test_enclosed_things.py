"""What else hangs on mails: contact cards, calendar files, folders in folders, and what is locked."""

import io
import zipfile
from email.message import EmailMessage
from typing import Any

import pikepdf
import pytest
from tests.unit.formats_docx.test_docx_pictures import LINES, shot

from minimise.formats import locked_again
from minimise.formats.mail import Mail
from minimise.formats.scans import can_read
from minimise.model import Document

from .made import pdf, word

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ward;Tia;;;\r\nFN:Tia Ward\r\nitem1.TEL;TYPE=CELL:07700 900461\r\n"
    "ADR;TYPE=HOME:;;12 Saltmarsh\r\n  Terrace;Lindby;;ZE9 9AA;\r\nNOTE:Safe number\\, not before 4\r\n"
    "UID:Quarrender\r\n"
    "PHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
)
EVENT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit to Tia\r\nUID:Quarrender\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
LOCKED = "protected with a password"


def attached(*files: tuple[str, bytes], kind: str = "application/octet-stream") -> bytes:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("See attached.")
    main, _, sub = kind.partition("/")
    for name, data in files:
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def read(data: bytes) -> Document:
    return Mail().read(data, "case")


def shown(document: Document, part: str = "body") -> list[str]:
    return [p.text for p in document.parts if p.visible and p.place.name == part and p.text.strip()]


def folder(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


CARD_LINES = [
    "Contact card: Tia Ward",
    "Phone: 07700 900461",
    "Address: 12 Saltmarsh Terrace, Lindby, ZE9 9AA",
    "Notes: Safe number, not before 4",
]


def test_a_contact_card_is_read_as_lines_of_the_mail() -> None:
    data = attached(("Tia.vcf", CARD.encode()), kind="text/vcard")
    document = read(data)

    assert shown(document)[1:5] == CARD_LINES
    assert [u.what for u in document.unread] == ["image"]
    assert b"Quarrender" not in Mail().write(data, [])


def test_a_card_or_calendar_file_of_no_stated_kind_is_read_too() -> None:
    data = attached(("a.vcf", CARD.encode()), ("b.ics", EVENT.encode()), ("c.zip", folder(("d.ics", EVENT.encode()))))
    document = read(data)

    assert shown(document, "attachment1/body")[:4] == CARD_LINES
    assert shown(document, "attachment2/body") == ["Calendar entry: Visit to Tia"]
    assert shown(document, "attachment3/body") == ["Calendar entry: Visit to Tia"]
    assert all(
        witness.visible and "Visit to Tia" in witness.visible for witness in Mail().witnesses(Mail().write(data, []))
    )


def _locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Tia was seen."))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="x", user="x"))
    return out.getvalue()


def _locked_folder() -> bytes:
    data = bytearray(folder(("a.txt", b"Tia was seen.")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "locked",
    [locked_again(word("Tia was seen."), "secret"), _locked_pdf(), _locked_folder()],
    ids=["word", "pdf", "folder"],
)
def test_a_locked_attachment_is_withheld_with_a_note_and_goes_to_a_person(locked: bytes) -> None:
    data = attached(("a.bin", locked), ("b.docx", word("Tia has a bruise.")))
    document = read(data)

    assert [u.what for u in document.unread] == ["locked attachment"]
    assert "[Attachment 1 withheld:" in shown(document)[1]
    assert "password" in shown(document)[1]
    assert shown(document, "attachment2/document") == ["Tia has a bruise."]
    assert b"attachment1" not in Mail().write(data, [])


def test_folders_in_folders_are_opened_three_deep_and_no_deeper() -> None:
    one = folder(("a.txt", b"Tia one"))
    two = folder(("b.txt", b"Tia two"), ("one.zip", one))
    three = folder(("c.txt", b"Tia three"), ("two.zip", two))

    texts = [part.text for part in read(attached(("three.zip", three))).parts]
    deeper = read(attached(("four.zip", folder(("three.zip", three)))))

    assert {"Tia one", "Tia two", "Tia three"} <= set(texts)
    assert "Tia one" not in [part.text for part in deeper.parts]
    assert any("packed too deeply" in line for line in shown(deeper))


@pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")
def test_a_picture_among_the_words_whose_words_were_all_read_hangs_on_the_copy() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("See below.")
    message.add_alternative("<p>See below.</p><img src='cid:one'><img src='cid:two'>", subtype="html")
    page: Any = message.get_payload(1)
    for picture, name in ((shot(*LINES), "one"), (shot(*LINES, blot=True), "two")):
        page.add_related(picture, "image", "png", cid=f"<{name}>", filename=f"{name}.png")
    document = read(message.as_bytes())

    found = [part.text for part in document.parts if part.visible and part.place.name == "attachment1"]
    assert [line for text in found for line in text.split("\n") if line.strip()] == list(LINES)
    assert [u.what for u in document.unread] == ["image", "image"]
    assert not any(part.place.name.startswith("attachment2") for part in document.parts)
