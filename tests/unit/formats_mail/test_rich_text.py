"""Outlook messages whose words stand in rich text only, and Outlook's packets (winmail.dat)."""

from email.message import EmailMessage

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of
from minimise.formats.mail import Mail
from minimise.formats.mail.richtext import read_rich_text
from minimise.formats.mail.squeezed import unsqueezed
from minimise.model import Document, Surface

from .compound import Message, outlook
from .made import word
from .packets import WRAPPED, packet, rich, squeezed

# The two examples of the format's specification.
GIVEN = {
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0": (
        b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    ),
    "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0": b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
}


def read(data: bytes) -> Document:
    return Mail().read(data, "case")


def shown(document: Document, part: str = "body") -> list[str]:
    return [p.text for p in document.parts if p.visible and p.place.name == part]


def hidden(document: Document) -> str:
    return " ".join(p.text for p in document.parts if not p.visible)


@pytest.mark.parametrize("given", GIVEN)
def test_squeezed_text_is_unpacked(given: str) -> None:
    assert unsqueezed(bytes.fromhex(given)) == GIVEN[given]


@pytest.mark.parametrize("at", [4, 12, 17, 40])
def test_damage_is_noticed(at: int) -> None:
    data = bytearray(bytes.fromhex(next(iter(GIVEN))))
    data[at] ^= 0x41

    assert unsqueezed(bytes(data)) is None


def test_a_page_that_was_wrapped_in_rich_text_is_read_as_the_page() -> None:
    data = outlook(
        Message(rich=squeezed(WRAPPED % (b"Tia has a bruise. {\\*\\htmltag84 <b>}Bo{\\*\\htmltag92 </b>}", b"Odd")))
    )
    document = read(data)

    assert shown(document) == ["Tia has a bruise. Bo"]
    assert "Odd" in hidden(document)
    assert b"<b>Bo</b>" in Mail().write(data, [])


def test_rich_text_is_read_line_by_line_with_all_its_letters() -> None:
    body = rb"Tia\rquote s arm.\par {\b Bo} saw \f1\'cf\f0 \u55357?\u56832?\par a\cell b\row "
    body += rb"{\field{\*\fldinst X}{\fldrslt end}}"

    assert shown(read(outlook(Message(rich=squeezed(rich(body)))))) == ["Tia’s arm.", "Bo saw П😀", "a\tb", "end"]


@pytest.mark.parametrize(
    "body", [rb"{\v Quarrender}", rb"{\cf2 Quarrender}", rb"{\fs2 Quarrender}", rb"{\deleted Quarrender}"]
)
def test_what_nobody_sees_goes_to_the_reviewer_and_never_leaves(body: bytes) -> None:
    data = outlook(Message(rich=squeezed(rich(rb"Tia. " + body, b"Quarrender"))))
    document = read(data)

    assert shown(document) == ["Tia."]
    assert "Quarrender" in hidden(document)
    assert b"Quarrender" not in Mail().write(data, [])


def test_where_a_link_leads_goes_to_the_reviewer() -> None:
    body = rb'{\field{\*\fldinst HYPERLINK "https://example.org/Quarrender"}{\fldrslt here}}'
    document = read(outlook(Message(rich=squeezed(rich(body)))))

    assert [p.surface for p in document.parts if "Quarrender" in p.text] == [Surface.LINK]


def test_a_picture_among_the_words_is_withheld_with_a_note() -> None:
    document = read(
        outlook(Message(rich=squeezed(rich(rb"Tia. {\*\shppict{\pict\pngblip 00ff}}{\nonshppict{\pict 00}}"))))
    )

    assert [u.what for u in document.unread] == ["image"]
    assert "withheld: it is a picture or object" in shown(document)[-1]


def test_rich_text_that_is_damaged_does_not_matter_where_the_words_stand_elsewhere_too() -> None:
    assert shown(read(outlook(Message(body="Tia.", rich=b"LZFu")))) == ["Tia."]


def test_braces_without_end_are_refused() -> None:
    assert read_rich_text(b"{\\rtf1 " + b"{" * 5_000) is None


def winmail(data: bytes, body: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content(body)
    message.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return message.as_bytes()


FILES = [("Quarrender letter.docx", word("Tia was seen."))]


def test_a_packet_gives_its_words_and_its_files() -> None:
    data = winmail(packet({0x10090102: squeezed(rich(b"Bo wrote this."))}, FILES))
    document = read(data)

    assert [line for line in shown(document) if line.strip()] == ["Bo wrote this."]
    assert shown(document, "attachment1/document") == ["Tia was seen."]
    assert "Quarrender" in hidden(document)
    assert b"Quarrender" not in Mail().write(data, [])
    assert b"winmail" not in Mail().write(data, [])


def test_what_only_the_packet_says_goes_to_the_reviewer() -> None:
    page = b"<p>Tia was seen.</p><p>Quarrender hit her.</p>"
    document = read(winmail(packet({0x10130102: page}), "Tia was seen."))

    assert [line for line in shown(document) if line] == ["Tia was seen."]
    assert "Quarrender hit her." in hidden(document)


def test_a_packet_by_itself_is_a_mail_with_its_people() -> None:
    data = packet(
        {0x0037001F: "Tia Ward".encode("utf-16-le"), 0x1000001F: "Bo.".encode("utf-16-le")},
        (),
        [("Al", "a@example.org")],
    )

    assert format_of(data).name == "eml"
    assert shown(read(data), "headers") == ["To: Al <a@example.org>", "Subject: Tia Ward"]


def test_a_message_in_a_packet_is_read() -> None:
    data = packet({0x1000001F: b"O\0"}, inner=packet({0x1000001F: "Tia inside".encode("utf-16-le")}))

    assert shown(read(data), "attachment1/body") == ["Tia inside"]


def test_a_damaged_packet_is_withheld_and_the_mail_is_not() -> None:
    document = read(winmail(packet({}, FILES)[:-40], "Tia was seen."))

    assert shown(document)[0] == "Tia was seen."
    assert "packet (winmail.dat) is damaged" in shown(document)[-1]


def test_a_damaged_packet_by_itself_is_refused_with_a_next_step() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(packet({}, FILES)[:-40])

    assert "Ask the sender" in caught.value.advice
    assert caught.value.__context__ is None
