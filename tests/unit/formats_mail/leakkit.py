"""One mail for each place where a word can stand: the kit behind docs/reference/mail-channels.md."""

import base64
import io
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

from .made import pdf, word
from .packets import WRAPPED, packet, rich, squeezed

CANARY = "Quarrender"
KEPT = "He has a bruise on the left arm."
Made = Callable[[], bytes]


def _letter(body: str = KEPT, page: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    usual = {"From": "Priya Nair <priya.nair@example.org>", "Date": "Fri, 02 Oct 2026 09:12:00 +0100"}
    for name, value in {**usual, "Subject": "Referral", **headers}.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def _raw(head: str) -> bytes:
    return f"{head}\r\nMIME-Version: 1.0\r\n\r\n{KEPT}\r\n".encode()


def _with(data: bytes, name: str, kind: str = "application/octet-stream") -> EmailMessage:
    message = _letter()
    main, _, sub = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message


def _zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _inner() -> EmailMessage:
    outer = _letter()
    outer.add_attachment(_letter(f"{CANARY} said so.", Subject=f"About {CANARY}"))
    return outer


def _coded(coding: str, body: str) -> bytes:
    head = "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    raw = f"{KEPT}\r\n{body}\r\n".encode()
    content = base64.encodebytes(raw) if coding == "base64" else raw.replace(b"r", b"=72")
    return f"{head}Content-Transfer-Encoding: {coding}\r\n\r\n".encode() + content


def _around() -> bytes:
    outer = MIMEMultipart()
    outer["From"] = "a@example.org"
    outer.preamble = f"{CANARY} before"
    outer.epilogue = f"{CANARY} after"
    outer.attach(MIMEText(KEPT))
    return outer.as_bytes()


def _named_in_pieces() -> bytes:
    """A file name that is coded and goes on over several parameters (RFC 2231)."""
    message = MIMEMultipart()
    message["From"] = "a@example.org"
    message.attach(MIMEText(KEPT))
    part = MIMEText("A note.")
    part["Content-Disposition"] = "attachment"
    message.attach(part)
    pieces = f"attachment; filename*0*=utf-8''{CANARY[:5]}; filename*1*={CANARY[5:]}.txt"
    return message.as_bytes().replace(b"Content-Disposition: attachment", f"Content-Disposition: {pieces}".encode())


def _calendar(*fields: str) -> bytes:
    message = _letter()
    event = "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *fields, "END:VEVENT", "END:VCALENDAR", ""))
    message.add_alternative(event, subtype="calendar")
    return message.as_bytes()


def _signed() -> bytes:
    outer = MIMEMultipart("signed")
    outer["From"] = "a@example.org"
    outer.attach(MIMEText(KEPT))
    seal = MIMEBase("application", "pkcs7-signature", name="smime.p7s")
    seal.set_payload(base64.encodebytes(CANARY.encode()).decode())
    seal["Content-Transfer-Encoding"] = "base64"
    outer.attach(seal)
    return outer.as_bytes()


def _page(inside: str) -> bytes:
    return _letter(KEPT, f"<html><body><p>{KEPT}</p>{inside}</body></html>").as_bytes()


def _pictured() -> bytes:
    message = _letter(KEPT, f"<html><body><p>{KEPT}</p><img src='cid:one' alt='{CANARY}'></body></html>")
    page: Any = message.get_payload(1)
    page.add_related(b"\x89PNG\r\n\x1a\n" + CANARY.encode(), "image", "png", cid="<one>", filename=f"{CANARY}.png")
    return message.as_bytes()


# Words on these channels never leave, whatever is decided.
WITHDRAWN: dict[str, Made] = {
    "Bcc": lambda: _letter(Bcc=f"{CANARY} <b@example.org>").as_bytes(),
    "Reply-To, Sender and other people's headers": lambda: _letter(Reply_To=f"{CANARY} <b@example.org>").as_bytes(),
    "Message-ID, References, In-Reply-To": lambda: _letter(Message_ID=f"<{CANARY}.1@example.org>").as_bytes(),
    "Received and other traces of servers": lambda: _letter(Received=f"from {CANARY}-pc by mail").as_bytes(),
    "Thread-Topic, Thread-Index": lambda: _letter(Thread_Topic=CANARY).as_bytes(),
    "X-headers": lambda: _letter(X_Originator=CANARY).as_bytes(),
    "text before and after the parts": _around,
    "names of attachments": lambda: _with(b"A note.", f"{CANARY} letter.txt", "text/plain").as_bytes(),
    "names of attachments in pieces (RFC 2231)": _named_in_pieces,
    "names in packed folders": lambda: _with(
        _zipped((f"{CANARY}/{CANARY}.txt", b"A note.")), f"{CANARY}.zip"
    ).as_bytes(),
    "signatures (S/MIME, PGP)": _signed,
    "calendar fields that are not shown": lambda: _calendar(
        "SUMMARY:Meeting", f"UID:{CANARY}", f"X-ALT-DESC;FMTTYPE=text/html:<b>{CANARY}</b>", f"CONTACT:{CANARY}"
    ),
    "another version of the words": lambda: _letter(
        f"{KEPT}\n{CANARY} was there.", f"<p>{KEPT}</p><p>{'Kept. ' * 20}</p>"
    ).as_bytes(),
    "hidden text of the page": lambda: _page(f"<div style='display:none'>{CANARY}</div>"),
    "preview line of the page": lambda: _page(f"<span style='font-size:0;mso-hide:all'>{CANARY}</span>"),
    "white text of the page": lambda: _page(f"<span style='color:#ffffff'>{CANARY}</span>"),
    "comments of the page": lambda: _page(f"<!-- {CANARY} -->"),
    "scripts, styles and data of the page": lambda: _page(f"<script>'{CANARY}'</script><p data-x='{CANARY}'>.</p>"),
    "links of the page": lambda: _page(f"<a href='https://example.org/{CANARY}' title='{CANARY}'>.</a>"),
    "pictures among the words": _pictured,
    "pictures and recordings that hang on it": lambda: _with(
        b"\xff\xd8\xff" + CANARY.encode(), "a.jpg", "image/jpeg"
    ).as_bytes(),
    "files of unknown kinds": lambda: _with(b"\0\1\2" + CANARY.encode(), "a.bin").as_bytes(),
    "contact card fields that are not shown": lambda: _with(
        f"BEGIN:VCARD\r\nFN:Tia\r\nUID:{CANARY}\r\nX-SKYPE:{CANARY}\r\nEND:VCARD\r\n".encode(), "a.vcf", "text/vcard"
    ).as_bytes(),
    "names of files in Outlook's packet": lambda: _with(
        packet({}, [(f"{CANARY}.txt", b"A note.")]), "winmail.dat", "application/ms-tnef"
    ).as_bytes(),
    "properties of an attached document": lambda: _with(_titled(), "a.docx").as_bytes(),
}

# Words on these channels are offered for a decision, and go where it says so.
DECIDED: dict[str, Made] = {
    "Subject": lambda: _letter(Subject=f"Referral, {CANARY}").as_bytes(),
    "Subject in encoded words": lambda: _letter(Subject=f"Réferral – {CANARY}").as_bytes(),
    "From, To and Cc": lambda: _letter(Cc=f'"{CANARY}, Zoë" <{CANARY}@example.org>').as_bytes(),
    "comments in address headers": lambda: _raw(f"To: h.marsh@example.org ({CANARY})"),
    "typed words": lambda: _letter(f"{KEPT}\n{CANARY} was there.").as_bytes(),
    "quoted tiers": lambda: _letter(f"{KEPT}\n> On Monday {CANARY} wrote:\n>> {CANARY} lives there.").as_bytes(),
    "base64": lambda: _coded("base64", f"{CANARY} was there."),
    "quoted-printable": lambda: _coded("quoted-printable", f"{CANARY} was there."),
    "the page": lambda: _letter(f"{KEPT}\n{CANARY} ran.", f"<p>{KEPT}</p><p>Qua<b>rren</b>der ran.</p>").as_bytes(),
    "cells of the page": lambda: _page(f"<table><tr><td>Name</td><td>{CANARY}</td></tr></table>"),
    "fields of a form on the page": lambda: _page(f"<input type=text value='{CANARY}'>"),
    "calendar entries": lambda: _calendar(
        f"SUMMARY:About {CANARY[:4]}\r\n {CANARY[4:]}",
        f"LOCATION:{CANARY} House",
        f"DESCRIPTION:The file\\nof {CANARY}",
        f'ORGANIZER;CN="{CANARY}":mailto:{CANARY}@example.org',
        f"ATTENDEE;CN={CANARY}:mailto:x@example.org",
    ),
    "attached messages": lambda: _inner().as_bytes(),
    "attached Word documents": lambda: _with(word(f"{CANARY} was there."), "a.docx").as_bytes(),
    "attached PDFs": lambda: _with(pdf(f"{CANARY} was there."), "a.pdf", "application/pdf").as_bytes(),
    "attached text": lambda: _with(f"{CANARY} was there.".encode(), "a.txt", "text/plain").as_bytes(),
    "attached pages": lambda: _with(f"<html><p>{CANARY}</p></html>".encode(), "a.htm", "text/html").as_bytes(),
    "contact cards": lambda: _with(
        f"BEGIN:VCARD\r\nFN:{CANARY}\r\nNOTE:About {CANARY}\r\nEND:VCARD\r\n".encode(), "a.vcf", "text/vcard"
    ).as_bytes(),
    "calendar files": lambda: _with(
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{CANARY}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode(), "a.ics"
    ).as_bytes(),
    "rich text": lambda: _packed(packet({0x10090102: squeezed(rich(f"{CANARY} was there.".encode()))})),
    "pages wrapped in rich text": lambda: _packed(
        packet({0x10090102: squeezed(WRAPPED % (f"{CANARY} was there.".encode(), b"x"))})
    ),
    "files in Outlook's packet": lambda: _packed(packet({}, [("a.docx", word(CANARY))])),
    "packed folders": lambda: _with(_zipped(("a.docx", word(CANARY))), "a.zip").as_bytes(),
}


def _packed(data: bytes) -> bytes:
    """Give a mail whose only words stand in Outlook's packet."""
    message = _letter("")
    message.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return message.as_bytes()


def _titled() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("A note.")
    document.core_properties.title = CANARY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield a message as it stands and everything that is coded or packed in it."""
    yield data
    for part in message_from_bytes(data).walk():
        yield from _texts(part)
        yield (part.get_filename() or "").encode()
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    yield from (archive.read(name) for name in archive.namelist())


def _texts(part: "Message[Any, Any]") -> Iterator[bytes]:
    from email.header import decode_header

    for value in part.values():
        for text, charset in decode_header(str(value)):
            yield text if isinstance(text, bytes) else text.encode(charset or "utf-8")
