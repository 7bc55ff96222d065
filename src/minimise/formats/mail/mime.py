"""Reads the MIME form of a message (.eml): its headers, the one body that people see, and what is enclosed."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any, TypeAlias

from minimise.errors import UnreadableDocument
from minimise.formats.html.decoding import declared_charset, decoded
from minimise.formats.html.page import Withdrawn
from minimise.formats.html.parsing import parsed
from minimise.formats.html.walker import walked
from minimise.formats.mail.bodies import Offer, chosen, together
from minimise.formats.mail.calendar import calendar_segment
from minimise.formats.mail.cards import card_letter
from minimise.formats.mail.flowed import joined
from minimise.formats.mail.heading import heading
from minimise.formats.mail.letter import Enclosed, Letter, Segment, aside, typed
from minimise.formats.mail.outlook import packet_letter
from minimise.formats.mail.phrases import spoken, unfolded
from minimise.formats.plain import seen
from minimise.formats.recognition import looks_like_packet
from minimise.model import Surface
from minimise.safe import Id

FORMAT = Id("eml")
_MOST_MARKS, _MOST_BOUNDARIES, _MOST_HEADERS = 4_000, 200, 1_000
_TOO_MUCH = "the e-mail has more parts or headers than any mail program writes"
_MOST_PARTS = 1_000
_MOST_HEADER_BYTES = 2 * 2**20
_DEEPEST = 30
"""Parts in parts of one message; attached messages are counted elsewhere."""
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_CALENDARS = ("text/calendar", "application/ics")
_CARDS = ("text/vcard", "text/x-vcard", "text/directory")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_NEUTRAL = re.compile(r"attachment\d{1,4}\.[a-z]{3,4}")
_USUAL = "this is a multi-part message in mime format"

_Mime: TypeAlias = "Message[Any, Any]"


def mime_letter(data: bytes) -> Letter:
    """Read a message.

    Raises:
        UnreadableDocument: it is encrypted, too large, nested beyond all measure, or no message.
    """
    message = _parsed(data)
    kept, others = heading(message.items())
    offer = _Reader().offer(message, 0)
    return Letter(kept, offer.segments, offer.enclosed, (*offer.withdrawn, *others))


def _parsed(data: bytes) -> _Mime:
    head = data[: _MOST_HEADER_BYTES + 4]
    endless = len(data) > _MOST_HEADER_BYTES and not _has_gap(head)
    if endless or data.count(b"\n--") > _MOST_MARKS or data.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise UnreadableDocument(_TOO_MUCH, format=FORMAT)
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    except Exception:  # noqa: BLE001  the parser's errors are of many kinds, and may carry words
        message = None
    if message is None or not message.keys():
        raise UnreadableDocument("the e-mail is damaged", format=FORMAT)
    if len(message) > _MOST_HEADERS:
        raise UnreadableDocument(_TOO_MUCH, format=FORMAT)
    return message


def _has_gap(head: bytes) -> bool:
    return b"\r\n\r\n" in head or b"\n\n" in head


class _Reader:
    """Walks through the parts of one message."""

    def __init__(self) -> None:
        self.parts = 0

    def offer(self, part: _Mime, depth: int) -> Offer:
        """Give what a part has to show and to enclose."""
        self.parts += 1
        if self.parts > _MOST_PARTS or depth > _DEEPEST:
            raise UnreadableDocument(_TOO_MUCH, format=FORMAT)
        kind = _kind(part)
        if kind in _LOCKED and depth == 0:
            raise UnreadableDocument(
                "the e-mail is encrypted or sealed",
                "Open it in the mail program, save a copy that is not encrypted and try again.",
                format=FORMAT,
            )
        if kind.startswith("multipart/") and isinstance(part.get_payload(), list):
            return self._several(part, kind, depth)
        return self._single(part, kind)

    def _several(self, part: _Mime, kind: str, depth: int) -> Offer:
        payload = part.get_payload()
        children = [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []
        beside = Offer(withdrawn=tuple(_around(part)))
        if kind in _LOCKED:
            return beside + Offer(enclosed=(Enclosed(b"", kind, reason="it is encrypted"),))
        if kind == "multipart/signed":
            children = [child for child in children if _kind(child) not in _SIGNATURES]
        offers = [self.offer(child, depth + 1) for child in children]
        if kind == "multipart/alternative":
            return beside + chosen(offers)
        return together(offers, beside)

    def _single(self, part: _Mime, kind: str) -> Offer:
        name = seen(spoken(unfolded(part.get_filename() or part.get_param("name") or "")))
        named = (aside(Surface.PROPERTY, "attachment-names", name),) if name and not _NEUTRAL.fullmatch(name) else ()
        if kind in ("message/rfc822", "message/global"):
            return Offer(enclosed=(Enclosed(_inner(part), kind, name),), withdrawn=named)
        data = _bytes(part)
        if data is None:
            return Offer(enclosed=(Enclosed(b"", kind, name, "its coding is broken"),), withdrawn=named)
        charset = _text_of(part.get_content_charset())
        if looks_like_packet(data):
            return _packed(data, kind, name) + Offer(withdrawn=named)
        if kind in _CALENDARS and (segment := calendar_segment(decoded(data, charset))) is not None:
            return Offer(segments=(segment,), calendar=True, withdrawn=named)
        if kind in _CARDS and (card := card_letter(data, charset)) is not None:
            return Offer(card.segments, card.enclosed, named, calendar=True)
        if kind in ("text/plain", "text/html") and not _is_attached(part, name):
            return _body(data, kind, charset, flowed=_is_flowed(part)) + Offer(withdrawn=named)
        pictured = part.get("content-id") is not None and kind.startswith("image/")
        enclosed = Enclosed(data, kind, name, pictured=pictured)
        return Offer(enclosed=(enclosed,) if data.strip() else (), withdrawn=named)


def _packed(data: bytes, kind: str, name: str) -> Offer:
    """Give what Outlook's packet brings; a damaged one is withheld like any other attachment."""
    try:
        letter = packet_letter(data)
    except UnreadableDocument as problem:
        reason = problem.summary
    else:
        return Offer(letter.segments, letter.enclosed, letter.withdrawn, packet=True)
    return Offer(enclosed=(Enclosed(b"", kind, name, reason),))


def _body(data: bytes, kind: str, charset: str | None, *, flowed: bool) -> Offer:
    """Give the words of a body part."""
    if kind == "text/plain":
        text = decoded(data, charset)
        return Offer(segments=(typed(joined(text) if flowed else text),))
    if not data.strip():
        return Offer()
    page = walked(parsed(decoded(data, charset or declared_charset(data))))
    return Offer(segments=(Segment(page.lines, page),), withdrawn=page.withdrawn)


def _kind(part: _Mime) -> str:
    """Give the media type; the one of a calendar or web page may be stated in capitals or with blanks."""
    return part.get_content_type().strip().lower()


def _text_of(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _is_attached(part: _Mime, name: str) -> bool:
    disposition = str(part.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or (bool(name) and not disposition.startswith("inline"))


def _is_flowed(part: _Mime) -> bool:
    return str(part.get_param("format", "")).lower() == "flowed"


def _bytes(part: _Mime) -> bytes | None:
    """Give the decoded content of a part; None where its coding is broken beyond reading."""
    try:
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  as for the parser
        return None
    return data if isinstance(data, bytes) else b""


def _inner(part: _Mime) -> bytes:
    """Give an attached message as a file of its own."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if isinstance(inner, Message):
        try:
            return inner.as_bytes()
        except Exception:  # noqa: BLE001  as for the parser
            return b""
    return _bytes(part) or b""


def _around(part: _Mime) -> Iterator[Withdrawn]:
    """Yield words that stand before the first and after the last part, where no mail program shows them."""
    for text in (part.preamble, part.epilogue):
        words = seen(decoded((text or "").encode("utf-8", "surrogateescape"), None))
        if words.strip() and _USUAL not in words.lower():
            yield aside(Surface.HIDDEN, "between-parts", words)
