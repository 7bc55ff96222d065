"""Mails for the tests: a chain of six tiers with two attachments, and smaller ones with a trap each."""

import io
from email.message import EmailMessage
from html import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

REFUGE = "12 Saltmarsh Terrace, Lindby, ZE9 9AA"
SOURCE = "Doreen Castlemaine"

TOP = """Dear colleague

Please see the thread below about Tyler Ward (DOB 03/04/2018) and his sister Mia Ward.
Their mum is Kelly Ward; her partner Darren Pike is the person of concern. I am the allocated worker.
Tyler told his teacher that Darren hit him with a charger and there is a loop-shaped mark on his left thigh.

Kind regards
Priya Nair
Social Worker, Northmoor Council
Office 01632 960145 | priya.nair@northmoor.example.org
Private mobile 07700 900811, please do not pass on"""

TIERS = (
    (
        "Helen Marsh <h.marsh@oakfield.example.org>",
        "Priya Nair <priya.nair@northmoor.example.org>",
        "Thank you for ringing. Tyler has a nut allergy and his EpiPen is in the office.\n"
        "Please do not ring mum after 4pm, he checks her phone.\n\n"
        "Helen Marsh\nDesignated Safeguarding Lead, Oakfield Primary School\n01632 960222",
    ),
    (
        "Kelly Ward <kelly.ward88@example.org>",
        "Helen Marsh <h.marsh@oakfield.example.org>",
        "Hi Miss Marsh, we have left. Darren does not know where we are. My safe number is 07700 900461.\nKelly",
    ),
    (
        "Sue Harker <s.harker@haven.example.org>",
        "Helen Marsh <h.marsh@oakfield.example.org>",
        f"Kelly and the children are in our refuge at {REFUGE}. This must not reach Darren Pike.\n\n"
        "Sue Harker\nRefuge Worker, Haven Women's Aid\n01632 960333",
    ),
    (
        "Helen Marsh <h.marsh@oakfield.example.org>",
        "Sue Harker <s.harker@haven.example.org>",
        f"Their neighbour {SOURCE} rang the school. She asked not to be named. She hears shouting most nights.\n"
        "Another pupil, Jayden Rooke, says Darren gave him a vape.",
    ),
    (
        "Tom Ashworth <t.ashworth@surgery.example.org>",
        "Helen Marsh <h.marsh@oakfield.example.org>",
        "Kelly had her gallbladder out in 2011. Tyler was not brought to two appointments. NHS number 999 000 0018.\n\n"
        "Dr Tom Ashworth\nGP, Marlbeck Surgery",
    ),
)
DAYS = (
    "2 October 2026 08:10",
    "1 October 2026 17:05",
    "1 October 2026 12:40",
    "30 September 2026 15:20",
    "29 September 2026 09:00",
)


def tiers_as_text() -> str:
    """Give the chain as a mail program writes it into a typed message."""
    text = TOP
    for number, ((sender, recipient, words), day) in enumerate(zip(TIERS, DAYS, strict=True), start=1):
        head = f"From: {sender}\nSent: {day}\nTo: {recipient}\nSubject: RE: Tyler Ward"
        quote = "> " * number
        text += "\n\n" + "\n".join(f"{quote}{line}".rstrip() for line in f"{head}\n\n{words}".split("\n"))
    return text + "\n"


def tiers_as_page() -> str:
    """Give the chain as Outlook writes it into a formatted message."""
    body = "".join(f"<p class=MsoNormal>{escape(line) or '&nbsp;'}</p>" for line in TOP.split("\n"))
    for (sender, recipient, words), day in zip(TIERS, DAYS, strict=True):
        body += (
            "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
            f"<b>From:</b> {escape(sender)}<br><b>Sent:</b> {day}<br><b>To:</b> {escape(recipient)}<br>"
            "<b>Subject:</b> RE: Tyler Ward</p></div>"
        )
        body += "".join(f"<p class=MsoNormal>{escape(line) or '&nbsp;'}</p>" for line in words.split("\n"))
    return f"<html><head><style>p.MsoNormal{{margin:0cm}}</style></head><body lang=EN-GB>{body}</body></html>"


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for at, line in enumerate(lines):
        canvas.drawString(72, 760 - 24 * at, line)
    canvas.save()
    return out.getvalue()


def six_tiers(*, formatted: bool = True) -> EmailMessage:
    """Give the chain with a Word letter and a PDF note."""
    message = EmailMessage()
    message["From"] = "Priya Nair <priya.nair@northmoor.example.org>"
    message["To"] = "MASH Duty <mash@northmoor.example.org>"
    message["Cc"] = "Helen Marsh <h.marsh@oakfield.example.org>"
    message["Date"] = "Fri, 02 Oct 2026 09:12:00 +0100"
    message["Subject"] = "FW: RE: Tyler Ward - new address"
    message["Message-ID"] = "<quarrender.1@northmoor.example.org>"
    message["Thread-Topic"] = "Tyler Ward"
    message["Received"] = "from kelly-wards-laptop by mail.example.org"
    message.set_content(tiers_as_text())
    if formatted:
        message.add_alternative(tiers_as_page(), subtype="html")
    message.add_attachment(
        word(
            "Haven Women's Aid",
            f"Kelly Ward and her children Tyler and Mia moved to {REFUGE} on 28 September 2026.",
            "Darren Pike has threatened to find them.",
        ),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="Kelly Ward refuge letter.docx",
    )
    message.add_attachment(
        pdf(
            "Note of a call",
            f"{SOURCE} says she saw Tyler in the garden in the rain at 11pm.",
            "Tyler was wet and cold.",
        ),
        maintype="application",
        subtype="pdf",
        filename="Doreen Castlemaine call.pdf",
    )
    return message
