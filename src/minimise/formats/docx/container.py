"""Opens the container of a Word file without trusting it: limits before any parser."""

import io
import zipfile
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.archive import BROKEN, Limits, Refused, Trouble, directory, inflated
from minimise.formats.docx.markup import declares_type
from minimise.safe import Id

MAX_XML = 64 * 2**20
MAX_MARKUP = 1_000_000
"""Tags, or attributes: a report of a thousand pages has some half a million."""
MAX_PICTURE = 20 * 2**20
_LIMITS = Limits(members=2_000, total=200 * 2**20, steep_from=8 * 2**20, steepest=300)

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".svg", ".xhtml")

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_LARGE = "the Word document is too large"
_HARMFUL = "the file is built in a way that no word processor writes, and may be meant to do harm"


@dataclass(frozen=True, slots=True)
class Container:
    """The XML members of a container by their lower-case name; None where a member is broken."""

    members: dict[str, bytes | None] = field(repr=False)
    names: tuple[str, ...] = field(repr=False, default=())
    """The names of all members, whatever they hold."""
    pictures: dict[str, bytes] = field(repr=False, default_factory=dict)
    """The pictures in which words can be read, by their lower-case name; empty where one is broken."""

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
    """Read the XML members; None where the container itself is broken.

    Raises:
        UnreadableDocument: it is locked, too large or built to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_members(archive, directory(archive, _LIMITS))
    except Refused as refused:
        trouble = refused.trouble
    except BROKEN:
        return None
    raise _refusal(trouble)


def _refusal(trouble: Trouble) -> UnreadableDocument:
    """Give what to raise about a container that is not opened."""
    if trouble is Trouble.LOCKED:
        return UnreadableDocument(
            "the Word document is protected with a password",
            "Save a copy without the password and try again with the copy.",
            format=Id("docx"),
        )
    return UnreadableDocument(_HARMFUL if trouble is Trouble.HARMFUL else _LARGE, format=Id("docx"))


def _read_members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Container:
    """Inflate every XML member, counting what really comes out.

    Raises:
        Refused: they grow beyond measure, or one declares a document type.
    """
    members: dict[str, bytes | None] = {}
    pictures: dict[str, bytes] = {}
    left, tags, attributes = MAX_XML, 0, 0
    for info in infos:
        name = info.filename.lower()
        if name.endswith(_PICTURES) and info.file_size <= MAX_PICTURE:
            pictures[name] = _read_member(archive, info, MAX_PICTURE) or b""
        if not name.endswith(_XML_SUFFIXES):
            continue
        content = _read_member(archive, info, left)
        left -= len(content or b"")
        if content and declares_type(content):
            raise Refused(Trouble.HARMFUL)
        tags += (content or b"").count(b"<")
        attributes += (content or b"").count(b"=")
        if max(tags, attributes) > MAX_MARKUP:
            raise Refused(Trouble.TOO_LARGE)
        members[name] = content
    return Container(members, tuple(info.filename for info in infos), pictures)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """Inflate one member; None where it is broken.

    Raises:
        Refused: it grows beyond measure.
    """
    try:
        return inflated(archive, info, most, _LIMITS)
    except BROKEN:
        return None
