"""Reads a finished message twice: with the standard library's mail reader, and by hand; attachments by their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.html.witness import page_words
from minimise.formats.lookup import format_of
from minimise.formats.mail.byhand import BROKEN, pieces, spoken_by_hand
from minimise.formats.recognition import looks_like_mail

_OF_FORM = re.compile(
    r"MIME-Version: 1\.0|Content-Transfer-Encoding: (?:7bit|8bit|base64|quoted-printable)|"
    r'Content-Type: (?:multipart/(?:mixed|alternative); boundary="=_part_\d{1,4}"|'
    r'text/(?:plain|html|csv); charset="?utf-8"?|'
    r"message/rfc822|image/\w{3,4}|application/(?:pdf|octet-stream|vnd\.[a-z.-]{4,70}))|"
    r'Content-Disposition: attachment; filename="?attachment\d{1,4}\.[a-z]{3,4}"?'
)
"""Headers that only say how a part is coded."""
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
Surfaces = list[tuple[str, str]]


@dataclass(slots=True)
class _Seen:
    """What one reader has met so far."""

    words: list[str] = field(default_factory=list, repr=False)
    surfaces: Surfaces = field(default_factory=list, repr=False)


def mail_witnesses(data: bytes) -> tuple[Witness, ...]:
    """Give what two readers see in a message and in everything that hangs on it.

    The one shows the typed version of the words, the other the page; each looks at the other version as a surface.

    Raises:
        UnreadableDocument: one of them could not read something.
    """
    return _as_one("mail-library", _by_library(data)), _as_one("mail-by-hand", _by_hand(data))


def _as_one(reader: str, seen: _Seen) -> Witness:
    return Witness(reader, "\n".join(seen.words), tuple(seen.surfaces))


def _by_library(data: bytes) -> _Seen:
    seen = _Seen()
    try:
        message = message_from_bytes(data, policy=policy.default)
        broken = any(part.defects for part in message.walk())
    except Exception:  # noqa: BLE001  the library's errors are of many kinds, and may carry words
        broken = True
    if broken or not isinstance(message, EmailMessage):
        raise UnreadableDocument(BROKEN[0], format=BROKEN[1])
    seen.words += [f"{name}: {message[name]}" for name in _SHOWN if message[name]]
    seen.surfaces.append(("headers", _telling(f"{k}: {v}" for k, v in message.items() if k not in _SHOWN)))
    _library_parts(message, seen)
    return seen


def _library_parts(message: EmailMessage, seen: _Seen) -> None:
    """Take the words, then the surfaces, then what hangs on the message."""
    body = message.get_body(preferencelist=("plain", "html"))
    for part in _leaves(message):
        if part is not message:
            seen.surfaces.append(("part-headers", _telling(f"{k}: {v}" for k, v in part.items())))
        kind = part.get_content_type()
        attached = part.is_attachment() or not kind.startswith("text/")
        if kind == "message/rfc822":
            _join(seen, _by_library(part.get_content().as_bytes()), "attachment")
        elif attached:
            _enclosed(part.get_payload(decode=True), seen, first=True)
        else:
            shown, beside = _words(part.get_content(), kind)
            if part is body or body is None:
                seen.words.append(shown)
            else:
                seen.surfaces.append(("other-version", shown))
            seen.surfaces.append(("markup", beside))


def _telling(headers: Iterable[str]) -> str:
    """Give the headers of a part that say more than how it is coded."""
    return "\n".join(line for line in headers if not _OF_FORM.fullmatch(line))


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    if part.get_content_maintype() != "multipart":
        yield part
        return
    for child in part.iter_parts():
        if isinstance(child, EmailMessage):
            yield from _leaves(child)


def _by_hand(data: bytes) -> _Seen:
    seen = _Seen()
    found = list(pieces(data))
    top = found[0].headers
    seen.words += [f"{n}: {spoken_by_hand(top[n.lower()])}" for n in _SHOWN if n.lower() in top]
    own = [piece for piece in found if not piece.attached]
    page = next((piece for piece in reversed(own) if piece.kind == "text/html"), None)
    for number, piece in enumerate(found):
        kept = piece.head if number else _others(piece.head)
        seen.surfaces.append(("part-headers", _telling(spoken_by_hand(kept).splitlines())))
        if piece.kind == "message/rfc822":
            _join(seen, _by_hand(piece.content), "attachment")
        elif piece.kind == "multipart":
            continue
        elif piece.attached:
            _enclosed(piece.content, seen, first=False)
        else:
            shown, beside = _words(piece.text, piece.kind)
            if piece is page or (page is None and piece.kind == "text/plain"):
                seen.words.append(shown)
            else:
                seen.surfaces.append(("other-version", shown))
            seen.surfaces.append(("markup", beside))
    return seen


def _others(head: str) -> str:
    """Give the message's own headers without those whose words are shown."""
    kept: list[str] = []
    shown = False
    for line in head.splitlines():
        if line[:1] not in (" ", "\t"):
            shown = line.partition(":")[0].capitalize() in _SHOWN
        if not shown:
            kept.append(line)
    return "\n".join(kept)


def _words(text: str, kind: str) -> tuple[str, str]:
    """Give (words shown, everything else) of a body part."""
    return page_words(text) if kind == "text/html" else (text, "")


def _enclosed(content: object, seen: _Seen, *, first: bool) -> None:
    """Let an attachment's own readers look at it; all they see beneath the surface counts here too."""
    if not isinstance(content, bytes) or not content.strip():
        return
    if looks_like_mail(content):
        _join(seen, _by_library(content) if first else _by_hand(content), "attachment")
        return
    witnesses = format_of(content).witnesses(content)
    visible = [w.visible for w in witnesses if w.visible is not None]
    if visible:
        seen.words.append(visible[0] if first else visible[-1])
    for witness in witnesses:
        seen.surfaces += [(f"attachment/{place}", text) for place, text in witness.surfaces]


def _join(seen: _Seen, inner: _Seen, name: str) -> None:
    seen.words += inner.words
    seen.surfaces += [(f"{name}/{place}", text) for place, text in inner.surfaces]
