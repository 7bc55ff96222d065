"""Says by content alone what a file is: a mail, a web page, or something that no adapter reads and what to do then."""

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from minimise.errors import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
PACKET = b"\x78\x9f\x3e\x22"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_START = 4_096
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|span|h[1-6]|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?([!-9;-~]{1,76})[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
_OF_MAIL = frozenset(
    b"mime-version content-type content-transfer-encoding received message-id return-path delivered-to dkim-signature "
    b"in-reply-to references thread-topic thread-index x-mailer x-unsent x-originating-ip arc-seal "
    b"authentication-results".split()
)
_OF_LETTERS = frozenset(b"from to cc subject date".split())
_MOST_HEADERS = 400


def looks_like_page(data: bytes) -> bool:
    """Say whether this is a web page, be it cut off or written badly."""
    head = data[:_START]
    if head[:2] in _WIDE:
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return _PAGE.match(head) is not None


def looks_like_mail(data: bytes, *, named: bool = False) -> bool:
    """Say whether this is one message with the headers that mail programs write.

    Notes that somebody typed can begin with `From:` and `Subject:` as well; they count as a mail only where the
    file's name says so (`named`).
    """
    names = _header_names(data)
    return bool(names & _OF_MAIL) or (named and len(names & _OF_LETTERS) >= 2)


def _header_names(data: bytes) -> frozenset[bytes]:
    """Give the names of the header lines that a file begins with."""
    found, at = set(), 0
    for _ in range(_MOST_HEADERS):
        match = _HEADER.match(data, at)
        if match is None:
            break
        found.add(match[1].lower())
        at = match.end()
    return frozenset(found)


def looks_like_picture(data: bytes) -> bool:
    """Say whether this is a JPEG, PNG or TIFF, in which words can be read if the extra `ocr` is installed."""
    return data.startswith(_PICTURES)


def looks_like_outlook(data: bytes) -> bool:
    """Say whether this is a message that Outlook saved (.msg)."""
    return data.startswith(OLE) and _wide("__properties_version1.0") in data


def looks_like_packet(data: bytes) -> bool:
    """Say whether this is a message in Outlook's own packing (winmail.dat)."""
    return data.startswith(PACKET)


def is_packed(data: bytes) -> bool:
    """Say whether this is a packed folder or a document made of one."""
    return data.startswith((ZIP, _EMPTY_ZIP))


def stated_kind(data: bytes) -> str:
    """Give the kind of document that a packed folder says it is; empty where it says none."""
    return _members(data)[1] if is_packed(data) else ""


def is_plain_folder(data: bytes) -> bool:
    """Say whether this is a packed folder, and no document that is made of one."""
    names = _members(data)[0] if is_packed(data) else []
    return is_packed(data) and "[Content_Types].xml" not in names and _packed(data) is _table()["packed"][-1]


def refuse_foreign(data: bytes) -> None:
    """Refuse what is known and cannot be read.

    Raises:
        UnreadableDocument: it is such a file; the sentence says what it is, the advice what to do.
    """
    if data.startswith(OLE):
        kind = next((k for k in _table()["office"] if any(_wide(s) in data for s in k["streams"])), None)
    elif is_packed(data):
        kind = _packed(data)
    else:
        kind = next((k for k in _table()["kind"] if _is(data, k)), None)
    if kind is not None:
        raise UnreadableDocument(kind["what"], kind["advice"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("recognised.toml").read_text("utf-8"))


def _is(data: bytes, kind: Mapping[str, Any]) -> bool:
    """Say whether a file begins as files of this kind do."""
    if kind.get("wide") and data[:2] in _WIDE:
        data = data[:_START].decode("utf-16", "replace").encode("utf-8", "replace")
    if "pattern" in kind and re.match(kind["pattern"].encode("ascii"), data, re.DOTALL):
        return True
    sure = not kind.get("binary") or b"\0" in data[:_START]
    return sure and any(_fits(data, mark) for mark in kind["marks"])


def _fits(data: bytes, mark: Mapping[str, Any]) -> bool:
    at = mark.get("at", 0)
    wanted = bytes.fromhex(mark["hex"]) if "hex" in mark else mark["text"].encode("ascii")
    zeros = mark.get("zeros")
    return data.startswith(wanted, at) and (zeros is None or data[zeros : zeros + 4] == b"\0\0\0\0")


def _packed(data: bytes) -> Mapping[str, Any]:
    """Give the kind of a packed folder; the last of the table fits all."""
    names, stated = _members(data)
    for kind in _table()["packed"]:
        if stated in kind.get("types", ()) or any(n.startswith(m) for m in kind.get("members", ()) for n in names):
            return kind  # type: ignore[no-any-return]
    return _table()["packed"][-1]  # type: ignore[no-any-return]


def _members(data: bytes) -> tuple[list[str], str]:
    """Give the names in a packed folder, and the kind of document it says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            small = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            stated = archive.read("mimetype").decode("ascii", "replace").strip() if small else ""
            return names, stated
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return [], ""


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
