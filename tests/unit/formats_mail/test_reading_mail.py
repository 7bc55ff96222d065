import io
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.mail import Mail
from minimise.formats.mail.phrases import folded, mailboxes, phrase, spoken, unstructured
from minimise.model import Document, Edit, Span, Surface

from .made import REFUGE, pdf, six_tiers, word


def mail(head: str, body: str = "Words.") -> bytes:
    return f"{head}\r\nMIME-Version: 1.0\r\n\r\n{body}".encode()


def read(data: bytes) -> Document:
    return Mail().read(data, "case")


def shown(document: Document, part: str) -> list[str]:
    return [p.text for p in document.parts if p.visible and p.place.name == part]


def edit(document: Document, words: str, label: str) -> list[Edit]:
    return [
        Edit(Span(n, part.text.index(words), part.text.index(words) + len(words)), label)
        for n, part in enumerate(document.parts)
        if part.visible and words in part.text
    ]


@pytest.mark.parametrize(
    ("value", "people"),
    [
        (
            '"Price, Kelly" <k@example.org>, Bo <b@example.org>',
            [("Price, Kelly", "k@example.org"), ("Bo", "b@example.org")],
        ),
        ("k@example.org (Kelly Price)", [("Kelly Price", "k@example.org")]),
        ("=?utf-8?q?Si=C3=A2n_Price?= <s@example.org>", [("Siân Price", "s@example.org")]),
        ("=?utf-8?b?U2nDog==?= =?utf-8?b?biBQ?= <s@example.org>", [("Siân P", "s@example.org")]),
        ("Kelly Price; Bo Ward", [("Kelly Price", ""), ("Bo Ward", "")]),
        ("undisclosed-recipients:;", [("undisclosed-recipients:", "")]),
        ('"Kelly \\"Kez\\" Price" <k@example.org>', [('Kelly "Kez" Price', "k@example.org")]),
        ("<k@example.org>", [("", "k@example.org")]),
        ("'Kelly' <k@example.org", [("'Kelly' <k@example.org", "")]),
    ],
)
def test_senders_and_recipients_are_people_with_names_and_addresses(value: str, people: list[tuple[str, str]]) -> None:
    assert [(box.name, box.address) for box in mailboxes(value)] == people


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?iso-8859-1?Q?Caf=E9?=", "Café"),
        ("=?utf-8?Q?Ty?= =?utf-8?Q?ler?= Ward", "Tyler Ward"),
        ("=?utf-8?B?w?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
        ("=?no-such?Q?Ty=6cer?=", "Tylcer".replace("lc", "l")),
        ("RE: =?utf-8*en?q?Tyler?=", "RE: Tyler"),
        ("plain =? text ?=", "plain =? text ?="),
    ],
)
def test_encoded_words_are_read_as_people_read_them(value: str, text: str) -> None:
    assert spoken(value) == text


@pytest.mark.parametrize(
    "name", ["Kelly Price", "Siân Ó Cuív", 'O"Brien, [Neighbour 1]', "=?odd?=", "x" * 300, "家" * 60]
)
def test_what_is_written_into_a_header_is_read_back(name: str) -> None:
    raw = (folded("To", f"{phrase(name)} <k@example.org>") + folded("Subject", unstructured(name))).encode("ascii")
    message = message_from_bytes(raw, policy=policy.default)

    assert all(len(line) <= 998 for line in raw.splitlines())
    assert " ".join(str(message["Subject"]).split()) == name
    assert message["To"].addresses[0].display_name.replace(" ", "") == name.replace(" ", "")
    assert [box.name for box in mailboxes(raw.decode().partition("Subject")[0][3:])] == [name]


def test_headers_that_may_leave_come_first_in_a_fixed_order() -> None:
    document = read(
        mail("Subject: RE: Tia\r\nCC: b@example.org\r\nDate: Fri, 2 Oct 2026 09:12 +0100\r\nfrom: Bo <a@example.org>")
    )

    assert shown(document, "headers") == [
        "From: Bo <a@example.org>", "Cc: b@example.org", "Date: Fri, 02 Oct 2026 09:12:00 +0100", "Subject: RE: Tia",
    ]  # fmt: skip


def test_a_date_that_is_none_does_not_leave() -> None:
    document = read(mail("From: a@example.org\r\nDate: Tia Ward's birthday"))

    assert shown(document, "headers") == ["From: a@example.org"]
    assert any("birthday" in part.text for part in document.parts if not part.visible)


def test_a_withheld_address_becomes_one_that_nobody_has() -> None:
    data = mail("From: Kelly Ward <kelly@example.org>\r\nTo: Bo <b@example.org>")
    document = read(data)

    copy = Mail().write(
        data, [*edit(document, "Kelly Ward", "[Mother]"), *edit(document, "kelly@example.org", "[withheld]")]
    )

    assert copy.startswith(b'From: "[Mother] [withheld]" <withheld@withheld.invalid>\r\nTo: Bo <b@example.org>\r\n')
    assert shown(read(copy), "headers")[0] == "From: [Mother] [withheld]"


def test_a_page_and_a_typed_version_stay_in_step() -> None:
    message = six_tiers()
    data = message.as_bytes()
    copy = Mail().write(data, edit(read(data), REFUGE, "[address withheld]"))

    parsed = message_from_bytes(copy, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    typed, page = parsed.get_body(("plain",)), parsed.get_body(("html",))
    assert typed is not None
    assert page is not None
    for version in (typed.get_content(), page.get_content()):
        assert version.count("[address withheld]") == 1
        assert "Saltmarsh" not in version
        assert "loop-shaped mark" in version


def test_a_stub_of_a_page_does_not_stand_for_the_message() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("Tia has a burn on her hand.\nShe was seen by the nurse on Monday.")
    message.add_alternative("<p>Your program shows no text.</p>", subtype="html")

    document = read(message.as_bytes())

    assert shown(document, "body")[0] == "Tia has a burn on her hand."
    assert [p.text for p in document.parts if p.surface is Surface.HIDDEN] == ["Your program shows no text."]


def test_a_line_that_only_another_version_has_is_shown_to_the_reviewer() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("Tia was seen.\nBo Rooke hit her.\nSee <https://example.org/x> [cid:one]")
    message.add_alternative("<p>Tia <b>was</b> seen.</p><p>See</p><p>Greetings from the school.</p>", subtype="html")

    document = read(message.as_bytes())

    assert [p.text for p in document.parts if p.surface is Surface.HIDDEN] == ["Bo Rooke hit her."]


def test_flowed_lines_are_joined_within_their_quotation() -> None:
    head = "From: a@example.org\r\nContent-Type: text/plain; format=flowed"

    assert shown(read(mail(head, "Tia \r\nWard.\r\n> she \r\n> said\r\n-- \r\nBo")), "body") == [
        "Tia Ward.", "> she said", "-- ", "Bo",
    ]  # fmt: skip


def test_what_hangs_on_a_message_becomes_part_of_the_same_document() -> None:
    document = read(six_tiers().as_bytes())
    places = {part.place.name for part in document.parts if part.visible}

    assert places == {"headers", "body", "attachment1/document", "attachment2"}
    assert {"part": "attachment2", "page": 1} in [part.place.location() for part in document.parts]


def test_attachments_are_renamed_and_keep_their_kind() -> None:
    data = six_tiers().as_bytes()

    names = [part.get_filename() for part in message_from_bytes(Mail().write(data, [])).walk() if part.get_filename()]

    assert names == ["attachment1.docx", "attachment2.pdf"]


def attached(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("See attached.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_one_attachment_that_cannot_be_read_is_withheld_with_a_note_and_stops_nothing() -> None:
    data = attached(
        ("a.docx", word("Tia Ward")), ("b.bin", b"\0\1"), ("c.pdf", b"%PDF-1.7 broken"), ("d.pdf", pdf("Bo"))
    )
    document = read(data)

    notes = [line for line in shown(document, "body") if line.startswith("[Attachment")]
    assert [note[:23] for note in notes] == ["[Attachment 2 withheld:", "[Attachment 3 withheld:"]
    assert [(u.what, u.place.name) for u in document.unread] == [("attachment", "body"), ("attachment", "body")]
    assert shown(document, "attachment1/document") == ["Tia Ward"]
    assert shown(document, "attachment4") == ["Bo"]
    assert all(note in Mail().write(data, []).decode().replace("=\r\n", "") for note in notes)


def test_packed_folders_are_laid_out_flat_and_messages_in_messages_read() -> None:
    inner = attached(("t.txt", b"Tia inside"))
    document = read(attached(("z.zip", zipped(("x/m.eml", inner), ("x/z2.zip", zipped(("n.txt", b"Bo inside")))))))

    assert shown(document, "attachment1/attachment1") == ["Tia inside"]
    assert shown(document, "attachment2") == ["Bo inside"]


def test_deeper_than_three_is_withheld() -> None:
    data = attached(("t.txt", b"Tia inside"))
    for _ in range(3):
        data = attached(("m.eml", data))
    assert "Tia inside" in [part.text for part in read(data).parts]

    document = read(attached(("m.eml", data)))

    assert "Tia inside" not in [part.text for part in document.parts]
    assert any("packed too deeply" in part.text for part in document.parts if part.visible)


def test_the_same_name_in_table_and_attachment_tables_keeps_its_own_table() -> None:
    table = b"<html><table><tr><td>Name<td>Tia<tr><td>Age<td>8</table></html>"
    document = read(attached(("a.html", table), ("b.html", table)))
    tables = {part.place.name: part.cell.table for part in document.parts if part.cell}

    assert tables == {"attachment1": 0, "attachment2": 1}


def test_a_formatted_message_that_is_not_utf8_is_read() -> None:
    head = "From: a@example.org\r\nContent-Type: text/html; charset=iso-8859-2\r\nContent-Transfer-Encoding: 8bit"
    raw = f"{head}\r\n\r\n<p>Łukasz Żak</p>".encode("iso-8859-2")

    assert shown(read(raw), "body") == ["Łukasz Żak"]


@pytest.mark.parametrize(
    "kind", ["application/pkcs7-mime; smime-type=enveloped-data", "multipart/encrypted; boundary=x"]
)
def test_an_encrypted_message_is_refused_with_advice(kind: str) -> None:
    with pytest.raises(UnreadableDocument, match="encrypted") as caught:
        read(mail(f"From: a@example.org\r\nContent-Type: {kind}", "--x\r\n\r\nTia\r\n--x--\r\n"))

    assert "save a copy" in caught.value.advice
