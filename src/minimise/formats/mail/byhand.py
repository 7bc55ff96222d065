"""Takes a finished message apart by hand: no mail library, no code that the reader or the writer uses."""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.safe import Id

_GAP = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_FIELD = re.compile(r"(?m)^([!-9;-~]+):[ \t]*(.*)$")
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)
_CHARSET = re.compile(r'charset\s*=\s*"?([\w.:-]+)', re.IGNORECASE)
_ENCODED = re.compile(r"=\?([^?]+)\?([bBqQ])\?([^?]*)\?=(\s+(?==\?))?")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_SOFT = re.compile(rb"=[ \t]*\r?\n")
_DEEPEST = 40

BROKEN = ("the written e-mail could not be read back", Id("eml"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a message without parts of its own."""

    head: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()

    @property
    def attached(self) -> bool:
        """Whether it hangs on the message and is not its own words."""
        attached = self.headers.get("content-disposition", "").lower().startswith("attachment")
        return attached or not self.kind.startswith("text/")

    @property
    def text(self) -> str:
        """The words."""
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return _text(self.content, match[1] if match else "utf-8")


def pieces(data: bytes, depth: int = 0) -> Iterator[Piece]:
    """Yield the message itself as its headers and, if it is not in parts, its words; then its parts.

    Raises:
        UnreadableDocument: a part does not end, or its coding is broken.
    """
    gap = _GAP.search(data)
    if gap is None or depth > _DEEPEST:
        raise UnreadableDocument(BROKEN[0], format=BROKEN[1])
    head = _text(data[: gap.start()], "utf-8")
    headers = {name.lower(): value for name, value in _FIELD.findall(_FOLD.sub(" ", head))}
    kind = headers.get("content-type", "")
    boundary = _BOUNDARY.search(kind)
    if not kind.lower().startswith("multipart/") or boundary is None:
        coding = headers.get("content-transfer-encoding", "").strip().lower()
        yield Piece(head, headers, _decoded(data[gap.end() :], coding))
        return
    yield Piece(head, {**headers, "content-type": "multipart"}, b"")
    mark = re.escape((boundary[1] or boundary[2]).encode("ascii", "replace"))
    parts = re.split(rb"(?:^|\r?\n)--" + mark + rb"(--)?[ \t]*(?:\r?\n|\Z)", data[gap.end() :])
    if b"--" not in parts[1::2]:
        raise UnreadableDocument(BROKEN[0], format=BROKEN[1])
    yield Piece("", {"content-type": "text/around"}, b"\n".join((parts[0], parts[-1])))
    for part in parts[2:-1:2]:
        yield from pieces(part if _GAP.search(part) else b"X: \r\n\r\n" + part, depth + 1)


def _decoded(content: bytes, coding: str) -> bytes:
    if coding == "base64":
        try:
            return binascii.a2b_base64(re.sub(rb"\s", b"", content), strict_mode=True) if content.strip() else b""
        except binascii.Error:
            pass
        raise UnreadableDocument(BROKEN[0], format=BROKEN[1])
    if coding == "quoted-printable":
        return _HEX.sub(lambda match: bytes((int(match[1], 16),)), _SOFT.sub(b"", content))
    return content


def spoken_by_hand(value: str) -> str:
    """Give a header value with its encoded words decoded."""
    return _ENCODED.sub(_word, value)


def _word(match: re.Match[str]) -> str:
    source = match[3].encode("latin-1", "replace")
    if match[2] in "bB":
        try:
            return _text(binascii.a2b_base64(source), match[1])
        except binascii.Error:
            return match[3]
    return _text(_HEX.sub(lambda one: bytes((int(one[1], 16),)), source.replace(b"_", b" ")), match[1])


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return data.decode("latin-1")
