"""Opens a document that is a packed folder of XML without trusting it: limits before any parser."""

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.docx.markup import BrokenXml, ForbiddenXml, parse
from minimise.safe import Id

EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_MEMBERS = 2_000
_MOST_BYTES = 200 * 2**20
_MOST_XML = 96 * 2**20
_MOST_TAGS = 1_500_000
_RATIO_FROM, _STEEPEST = 8 * 2**20, 300
_CHUNK = 2**20
_XML = (".xml", ".rels", ".vml", ".rdf", ".xhtml", ".svg")
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/"
    b"spreadsheetDrawing",
}
"""Names of the strict flavour of workbooks, and the everyday ones."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file should be, in our words."""

    what: str
    """Such as `the workbook`."""
    id: Id


@dataclass(frozen=True, slots=True)
class Packed:
    """The XML members of a packed document by name, and the names of all."""

    kind: Kind
    members: dict[str, bytes] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)

    def tree(self, name: str) -> etree._Element | None:
        """Parse a member; None where there is none.

        Raises:
            UnreadableDocument: it is broken or built to do harm; leaving it out would lose words silently.
        """
        data = self.members.get(name)
        if data is None:
            return None
        for strict, everyday in _STRICT.items():
            data = data.replace(strict, everyday)
        try:
            return parse(data)
        except ForbiddenXml:
            harmful = True
        except BrokenXml:
            harmful = False
        raise harm(self.kind) if harmful else damaged(self.kind)


def damaged(kind: Kind) -> UnreadableDocument:
    """Give what to raise about a file that is broken."""
    return UnreadableDocument(f"{kind.what} is damaged", format=kind.id)


def harm(kind: Kind) -> UnreadableDocument:
    """Give what to raise about a file that no honest program wrote."""
    return UnreadableDocument(
        "the file is built in a way that no office program writes, and may be meant to do harm", format=kind.id
    )


def too_large(kind: Kind) -> UnreadableDocument:
    """Give what to raise about a file that is beyond measure."""
    return UnreadableDocument(
        f"{kind.what} is too large", "Keep what concerns this child, save it and try again.", format=kind.id
    )


def unpacked(data: bytes, kind: Kind) -> Packed:
    """Check and inflate a packed document.

    Raises:
        UnreadableDocument: it is locked, broken, too large or built to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check(infos, kind)
            return Packed(kind, _read(archive, infos, kind), tuple(info.filename for info in infos))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        pass
    raise damaged(kind)


def packed(members: dict[str, bytes], first: str) -> bytes:
    """Pack members in a fixed order, with fixed times and no trace of the machine; the first one is not squeezed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != first, name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, members[name])
    return stream.getvalue()


def _check(infos: list[zipfile.ZipInfo], kind: Kind) -> None:
    """Refuse by the directory alone: too many, too large, twice, locked, or outside the folder."""
    names = [info.filename.lower() for info in infos]
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _MOST_BYTES:
        raise too_large(kind)
    if len(set(names)) != len(names) or any(map(_escapes, infos)):
        raise harm(kind)
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableDocument(
            f"{kind.what} is protected with a password",
            "Save a copy without the password and try again with the copy.",
            format=kind.id,
        )


def _escapes(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename
    path = PurePosixPath(name)
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return linked or path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or ":" in name


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], kind: Kind) -> dict[str, bytes]:
    """Inflate every XML member, counting what really comes out."""
    members: dict[str, bytes] = {}
    left, tags = _MOST_XML, 0
    for info in infos:
        if not info.filename.lower().endswith(_XML):
            continue
        content = _member(archive, info, left, kind)
        left -= len(content)
        tags += content.count(b"<")
        if tags > _MOST_TAGS:
            raise too_large(kind)
        members[info.filename] = content
    return members


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, kind: Kind) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            pieces.append(chunk)
            if size > left or (size > _RATIO_FROM and size > _STEEPEST * max(info.compress_size, 1)):
                raise too_large(kind)
    return b"".join(pieces)
