"""Opens a document that is a packed folder of XML without trusting it: limits before any parser."""

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.archive import BROKEN, Limits, Refused, Trouble, directory, inflated
from minimise.formats.docx.markup import BrokenXml, ForbiddenXml, parse
from minimise.safe import Id

_LIMITS = Limits(members=2_000, total=200 * 2**20, steep_from=8 * 2**20, steepest=300)
_MOST_XML = 96 * 2**20
_MOST_TAGS = 1_500_000
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
            infos = directory(archive, _LIMITS)
            return Packed(kind, _read(archive, infos), tuple(info.filename for info in infos))
    except Refused as refused:
        trouble: Trouble | None = refused.trouble
    except BROKEN:
        trouble = None
    raise _refusal(kind, trouble)


def _refusal(kind: Kind, trouble: Trouble | None) -> UnreadableDocument:
    """Give what to raise about a file that is not opened."""
    if trouble is Trouble.LOCKED:
        return UnreadableDocument(
            f"{kind.what} is protected with a password",
            "Save a copy without the password and try again with the copy.",
            format=kind.id,
        )
    if trouble is None:
        return damaged(kind)
    return harm(kind) if trouble is Trouble.HARMFUL else too_large(kind)


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Inflate every XML member, counting what really comes out.

    Raises:
        Refused: they grow beyond measure.
    """
    members: dict[str, bytes] = {}
    left, tags = _MOST_XML, 0
    for info in infos:
        if not info.filename.lower().endswith(_XML):
            continue
        content = inflated(archive, info, left, _LIMITS)
        left -= len(content)
        tags += content.count(b"<")
        if tags > _MOST_TAGS:
            raise Refused(Trouble.TOO_LARGE)
        members[info.filename] = content
    return members
