"""Opens the container of a Word file without trusting it: limits before any parser."""

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from minimise.errors import UnreadableDocument
from minimise.formats.docx.markup import declares_type
from minimise.safe import Id

MAX_MEMBERS = 2_000
MAX_TOTAL = 200 * 2**20
"""Bytes of all members together, as the directory states them."""
MAX_XML = 64 * 2**20
MAX_MARKUP = 1_000_000
"""Tags, or attributes: a report of a thousand pages has some half a million."""
_RATIO_FROM = 8 * 2**20
_MAX_RATIO = 300
_CHUNK = 2**20

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".svg", ".xhtml")

_HARMFUL = "the file is built in a way that no word processor writes, and may be meant to do harm"


@dataclass(frozen=True, slots=True)
class Container:
    """The XML members of a container by their lower-case name; None where a member is broken."""

    members: dict[str, bytes | None] = field(repr=False)
    names: tuple[str, ...] = field(repr=False, default=())
    """The names of all members, whatever they hold."""

    def get(self, name: str) -> bytes | None:
        """Give a member's bytes, or None where it is missing, broken or not XML."""
        return self.members.get(name.lower())

    def has(self, name: str) -> bool:
        """Say whether there is such a member, broken or not."""
        return name.lower() in self.members


def looks_like_word(data: bytes) -> bool:
    """Say from the content whether this is a Word file, sound, broken, old or locked."""
    if data.startswith(OLE_MAGIC):
        return any(_wide(name) in data for name in ("EncryptedPackage", "WordDocument", "DRMContent"))
    if not data.startswith(ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower().replace("\\", "/") for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"word/document" in data
    return any(name.startswith("word/") for name in names)


def open_container(data: bytes) -> Container:
    """Check and inflate the container.

    Raises:
        UnreadableDocument: it is locked, of an old kind, broken, too large or built to do harm.
    """
    if data.startswith(OLE_MAGIC):
        _refuse_ole(data)
    if not data.startswith(ZIP_MAGIC):
        raise UnreadableDocument("this is not a Word document", format=Id("docx"))
    container = _inflate(data)
    if container is None:
        raise UnreadableDocument("the Word document is damaged", format=Id("docx"))
    return container


def _refuse_ole(data: bytes) -> None:
    """Say what an old-style container holds and what to do about it."""
    if _wide("EncryptedPackage") in data or _wide("DRMContent") in data:
        raise UnreadableDocument(
            "the Word document is protected with a password",
            "Open it in Word, save a copy without the password, and try again with the copy.",
            format=Id("docx"),
        )
    raise UnreadableDocument(
        "this is an older kind of Word document (.doc)",
        "Open it in Word, save it as .docx, and try again.",
        format=Id("doc"),
    )


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _inflate(data: bytes) -> Container | None:
    """Read the XML members; None where the container itself is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_members(infos)
            return _read_members(archive, infos)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse by the directory alone: too many, too large, twice, or outside the container."""
    names = [info.filename.lower() for info in infos]
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise UnreadableDocument("the Word document is too large", format=Id("docx"), members=len(infos))
    if len(set(names)) != len(names) or any(_escapes(info) for info in infos):
        raise UnreadableDocument(_HARMFUL, format=Id("docx"))
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableDocument(
            "the Word document is protected with a password",
            "Save a copy without the password and try again with the copy.",
            format=Id("docx"),
        )


def _escapes(info: zipfile.ZipInfo) -> bool:
    """Say whether a member's name or kind reaches out of the container."""
    name = info.orig_filename
    path = PurePosixPath(name)
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return linked or path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or ":" in name


def _read_members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Container:
    """Inflate every XML member, counting what really comes out."""
    members: dict[str, bytes | None] = {}
    left, tags, attributes = MAX_XML, 0, 0
    for info in infos:
        if not info.filename.lower().endswith(_XML_SUFFIXES):
            continue
        content = _read_member(archive, info, left)
        left -= len(content or b"")
        if content and declares_type(content):
            raise UnreadableDocument(_HARMFUL, format=Id("docx"))
        tags += (content or b"").count(b"<")
        attributes += (content or b"").count(b"=")
        if max(tags, attributes) > MAX_MARKUP:
            raise UnreadableDocument("the Word document is too large", format=Id("docx"))
        members[info.filename.lower()] = content
    return Container(members, tuple(info.filename for info in infos))


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes | None:
    """Inflate one member within the limits; None where it is broken."""
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                pieces.append(chunk)
                if size > left or (size > _RATIO_FROM and size > _MAX_RATIO * max(info.compress_size, 1)):
                    break
            else:
                return b"".join(pieces)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        return None
    raise UnreadableDocument("the Word document is too large", format=Id("docx"))
