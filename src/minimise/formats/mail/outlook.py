"""Reads a message that Outlook saved (.msg) or packed (winmail.dat): the same letter as from MIME, from its values."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from email.utils import format_datetime

from minimise.errors import UnreadableDocument
from minimise.formats.html.decoding import declared_charset, decoded
from minimise.formats.html.page import Withdrawn
from minimise.formats.html.parsing import parsed
from minimise.formats.html.walker import walked
from minimise.formats.mail.bodies import Offer, chosen
from minimise.formats.mail.heading import heading, shown
from minimise.formats.mail.letter import Enclosed, HeaderLine, Letter, Mailbox, Segment, aside, typed
from minimise.formats.mail.packet import read_packet
from minimise.formats.mail.richtext import Rich, read_rich_text
from minimise.formats.mail.squeezed import unsqueezed
from minimise.formats.mail.storage import Folder, read_folder
from minimise.formats.plain import seen
from minimise.model import Surface
from minimise.safe import Id

_RECIPIENTS, _ATTACHMENTS = "__recip_version", "__attach_version"
_EMBEDDED = "__substg1.0_3701000D"
_SUBJECT, _CLASS, _BODY, _PAGE, _RICH, _HEADERS = "0037", "001A", "1000", "1013", "1009", "007D"
_SENDER, _SENDER_MAIL = ("0C1A", "0042"), ("5D01", "5D02", "0C1F", "0065")
_NAME, _MAIL, _KIND_OF_RECIPIENT = "3001", ("39FE", "3003"), "0C15"
_SENT, _ARRIVED, _CODE_PAGE = "0039", "0E06", "3FDE"
_FILE_NAME, _MEDIA, _DATA, _CONTENT_ID, _METHOD = ("3707", "3704", "3001"), "370E", "3701", "3712", "3705"
_LABELS = {1: "To", 2: "Cc"}
_LINKED = (2, 3, 4, 7)
"""Ways of attaching by which the file itself stays elsewhere."""
_START = datetime(1601, 1, 1, tzinfo=UTC)
_DEEPEST = 4
_MOST_OBJECTS = 20
_OLD_CODE_PAGES = {65001: "utf-8", 20127: "ascii", 28591: "cp1252"}


def outlook_letter(data: bytes) -> Letter:
    """Read a message.

    Raises:
        UnreadableDocument: it is encrypted, damaged, or its words stand in a form that cannot be read.
    """
    return _letter(read_folder(data), 0)


def packet_letter(data: bytes) -> Letter:
    """Read the message in a packet (winmail.dat).

    Raises:
        UnreadableDocument: as for a saved message.
    """
    return _letter(read_packet(data), 0)


def _letter(folder: Folder, depth: int) -> Letter:
    charset = _charset(folder.number(_CODE_PAGE))
    if "SMIME" in folder.text(_CLASS).upper():
        raise UnreadableDocument(
            "the e-mail is encrypted or sealed",
            "Open it in Outlook, save a copy that is not encrypted and try again.",
            format=Id("msg"),
        )
    offer = _words(folder, charset)
    enclosed = (*_enclosed(folder, charset, depth), *offer.enclosed)
    names = tuple(aside(Surface.PROPERTY, "attachment-names", thing.name) for thing in enclosed if thing.name)
    return Letter(
        tuple(_heading(folder, charset)),
        offer.segments,
        enclosed,
        (*offer.withdrawn, *names, *_others(folder, charset)),
    )


def _charset(page: int | None) -> str | None:
    return None if page is None else _OLD_CODE_PAGES.get(page & 0xFFFFFFFF, f"cp{page & 0xFFFFFFFF}")


def _words(folder: Folder, charset: str | None) -> Offer:
    """Give the words: typed, as a page, in rich text, or in several of these.

    Raises:
        UnreadableDocument: there are words, but only in rich text that is damaged.
    """
    offers = []
    source = folder.text(_PAGE, charset=charset) if _PAGE + "001F" in folder.values else ""
    raw = folder.binary(_PAGE)
    if not source and raw.strip():
        source = decoded(raw, declared_charset(raw) or charset)
    text = folder.text(_BODY, charset=charset)
    squeezed = folder.binary(_RICH)
    if source.strip():
        offers.append(_as_page(source))
    elif squeezed:
        rich = read_rich_text(unsqueezed(squeezed) or b"")
        if rich is None and not text:
            raise UnreadableDocument(
                "the words of this Outlook message stand in rich text that is damaged",
                "Open it in Outlook, save it as HTML or plain text, and try again.",
                format=Id("msg"),
            )
        offers += [] if rich is None else [_as_page(rich.text) if rich.wrapped else _as_lines(rich)]
    if text:
        offers.append(Offer(segments=(typed(text),)))
    return chosen(offers)


def _as_page(source: str) -> Offer:
    page = walked(parsed(source))
    return Offer(segments=(Segment(page.lines, page),), withdrawn=page.withdrawn)


def _as_lines(rich: Rich) -> Offer:
    """Give rich text as typed lines; what it hides and what hangs in it stay behind."""
    hidden = (aside(Surface.HIDDEN, "hidden", rich.hidden), aside(Surface.LINK, "links", rich.links))
    objects = (Enclosed(b"", "image/unknown", reason="it is a picture or object among the words"),)
    return Offer(
        (typed(rich.text),),
        objects * min(rich.objects, _MOST_OBJECTS),
        tuple(words for words in hidden if words.text),
    )


def _heading(folder: Folder, charset: str | None) -> Iterator[HeaderLine]:
    """Yield the headers that may leave, in the order that mails have them."""
    sender = _mailbox(folder.text(*_SENDER, charset=charset), folder, _SENDER_MAIL)
    if sender.name or sender.address:
        yield HeaderLine("From", shown((sender,)), (sender,))
    for kind, label in _LABELS.items():
        people = tuple(
            _mailbox(recipient.text(_NAME, charset=charset), recipient, _MAIL)
            for recipient in folder.folders(_RECIPIENTS)
            if (recipient.number(_KIND_OF_RECIPIENT) or 1) & 0xF == kind
        )
        if people:
            yield HeaderLine(label, shown(people), people)
    if day := _day(folder.number(_SENT) or folder.number(_ARRIVED)):
        yield HeaderLine("Date", day)
    if subject := " ".join(seen(folder.text(_SUBJECT, charset=charset)).split()):
        yield HeaderLine("Subject", subject)


def _mailbox(name: str, folder: Folder, places: tuple[str, ...]) -> Mailbox:
    """Give a person; addresses of the firm's own directory are no mail addresses and say who sits where."""
    address = next((mail for place in places if "@" in (mail := folder.text(place))), "")
    plain = " ".join(seen(name).split()).strip("'\"")
    return Mailbox("" if plain == address else plain, seen(address).strip())


def _day(filetime: int | None) -> str | None:
    if not filetime:
        return None
    try:
        return format_datetime(_START + timedelta(microseconds=filetime // 10))
    except OverflowError:
        return None


def _others(folder: Folder, charset: str | None) -> Iterator[Withdrawn]:
    """Yield the headers that only the reviewer sees: those of the mail servers, and hidden recipients."""
    headers = HeaderParser().parsestr(folder.text(_HEADERS, charset=charset).lstrip())
    known = ("from", "to", "cc", "date", "subject")
    yield from heading((name, value) for name, value in headers.items() if name.lower() not in known)[1]
    for recipient in folder.folders(_RECIPIENTS):
        if (recipient.number(_KIND_OF_RECIPIENT) or 1) & 0xF not in _LABELS:
            person = _mailbox(recipient.text(_NAME, charset=charset), recipient, _MAIL)
            yield aside(Surface.PROPERTY, "other-headers", f"Bcc: {shown((person,))}")


def _enclosed(folder: Folder, charset: str | None, depth: int) -> Iterator[Enclosed]:
    for attachment in folder.folders(_ATTACHMENTS):
        name = " ".join(seen(attachment.text(*_FILE_NAME, charset=charset)).split())
        kind = attachment.text(_MEDIA, charset=charset).lower() or "application/octet-stream"
        inner = attachment.inner.get(_EMBEDDED)
        data = attachment.binary(_DATA)
        if inner is not None and _is_message(inner):
            yield _message(inner, name, depth)
        elif inner is not None or (attachment.number(_METHOD) or 1) & 0xF in _LINKED or not data:
            yield Enclosed(b"", kind, name, reason="it is an object or a link of another program")
        else:
            pictured = kind.startswith("image/") and bool(attachment.text(_CONTENT_ID))
            yield Enclosed(data, kind, name, pictured=pictured)


def _is_message(folder: Folder) -> bool:
    return bool(folder.fixed) or any(name.startswith((_SUBJECT, _BODY, _PAGE, _CLASS)) for name in folder.values)


def _message(inner: Folder, name: str, depth: int) -> Enclosed:
    """Give a message inside the message; one that cannot be read is withheld, and the mail around it is not."""
    if depth >= _DEEPEST:
        return Enclosed(b"", "message/rfc822", name, reason="it is packed too deeply")
    try:
        return Enclosed(b"", "message/rfc822", name, letter=_letter(inner, depth + 1))
    except UnreadableDocument as problem:
        reason = problem.summary
    return Enclosed(b"", "message/rfc822", name, reason=reason)
