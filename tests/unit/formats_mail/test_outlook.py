from datetime import UTC, datetime

import pytest

from minimise.errors import MinimiseError, UnreadableDocument
from minimise.formats import format_of
from minimise.formats.mail import Mail
from minimise.model import Document, Surface

from .compound import Message, outlook
from .made import tiers_as_page, tiers_as_text, word

SENT = datetime(2026, 10, 2, 8, 12, tzinfo=UTC)
PRIYA = ("Priya Nair", "priya.nair@example.org")


def read(message: Message) -> Document:
    return Mail().read(outlook(message), "case")


def shown(document: Document, part: str) -> list[str]:
    return [p.text for p in document.parts if p.visible and p.place.name == part]


def test_an_outlook_message_is_known_by_its_content() -> None:
    assert format_of(outlook(Message(body="Tia"))).name == "eml"


def test_headers_are_made_from_properties() -> None:
    message = Message(
        "RE: Tia Ward", "Words.", sender=PRIYA, to=[("Bo", "b@example.org"), ("Al", "a@example.org")], sent=SENT
    )

    assert shown(read(message), "headers") == [
        "From: Priya Nair <priya.nair@example.org>",
        "To: Bo <b@example.org>; Al <a@example.org>",
        "Date: Fri, 02 Oct 2026 08:12:00 +0000",
        "Subject: RE: Tia Ward",
    ]


def test_hidden_recipients_and_traces_of_servers_are_shown_to_the_reviewer_only() -> None:
    document = read(
        Message(body="x", bcc=[("Bo Rooke", "b@example.org")], headers="Received: from ward-pc\nX-Note: odd")
    )
    aside = [p.text for p in document.parts if p.surface is Surface.PROPERTY]

    assert aside == ["Received: from ward-pc", "X-note: odd", "Bcc: Bo Rooke <b@example.org>"]
    assert not shown(document, "headers")


def test_the_same_chain_reads_the_same_as_from_mime() -> None:
    from .made import six_tiers

    mime = Mail().read(six_tiers().as_bytes(), "case")

    assert shown(read(Message(body=tiers_as_text(), page=tiers_as_page())), "body") == shown(mime, "body")


def test_directory_addresses_say_nothing_and_are_left_out() -> None:
    document = read(Message(body="x", sender=("Priya Nair", "/O=EXCH/OU=NORTH/CN=RECIPIENTS/CN=PNAIR")))

    assert shown(document, "headers") == ["From: Priya Nair"]


def test_files_and_messages_that_hang_on_it_are_read() -> None:
    inner = Message("Inner", "Bo inside.", sender=("Bo", "b@example.org"), files=[("n.txt", b"Al inside.")])
    document = read(Message(body="x", files=[("Tia Ward.docx", word("Tia inside."))], messages=[inner]))

    assert shown(document, "attachment1/document") == ["Tia inside."]
    assert shown(document, "attachment2/body") == ["Bo inside."]
    assert shown(document, "attachment2/attachment1") == ["Al inside."]
    assert any(p.text == "Tia Ward.docx" for p in document.parts if not p.visible)


def test_the_copy_is_a_mail_that_reads_the_same() -> None:
    data = outlook(
        Message("S", "Tia was seen.", "<p>Tia was seen.</p>", sender=PRIYA, sent=SENT, files=[("a.txt", b"Tia")])
    )

    copy = Mail().write(data, [])

    assert copy.startswith(b"From: Priya Nair <priya.nair@example.org>\r\nDate:")
    again, first = Mail().read(copy, "case"), Mail().read(data, "case")
    assert [p.text for p in again.parts if p.visible] == [p.text for p in first.parts if p.visible]
    assert copy == Mail().write(data, [])


def test_words_in_an_old_code_page_are_read_in_it() -> None:
    data = Message(extra={"1000001E": "Siân Price".encode("cp1252")})

    assert shown(read(data), "body") == ["Siân Price"]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (Message(rich=b"LZFu rich text only"), "rich text that is damaged"),
        (Message(body="x", kind="IPM.Note.SMIME"), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(message: Message, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read(message)

    assert "Open it in Outlook" in caught.value.advice


def test_a_sealed_message_inside_another_is_withheld_and_the_other_is_not() -> None:
    document = read(Message(body="Tia was seen.", messages=[Message(body="x", kind="IPM.Note.SMIME")]))

    assert shown(document, "body") == [
        "Tia was seen.",
        "",
        "[Attachment 1 withheld: the e-mail is encrypted or sealed]",
    ]


def test_messages_in_messages_end() -> None:
    message = Message("deep", "Tia at the bottom.")
    for _ in range(9):
        message = Message("deep", "x", messages=[message])

    document = read(message)

    assert not any("bottom" in part.text for part in document.parts)
    assert any("packed too deeply" in part.text for part in document.parts)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_a_damaged_file_is_read_or_refused_in_our_own_words(share: float) -> None:
    data = outlook(Message("Tia Ward", "Tia Ward " * 900, files=[("a.docx", word("Tia"))]))
    at = int(len(data) * share)
    for broken in (data[:at], data[:at] + bytes(600) + data[at + 600 :]):
        problem: MinimiseError | None = None
        try:
            Mail().read(broken, "case")
        except MinimiseError as refused:
            problem = refused
        assert problem is None or (problem.__context__ is None and "Tia" not in f"{problem} {problem.facts}")
