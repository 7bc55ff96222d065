"""Opens a workbook and finds its sheets, its texts and its looks, wherever they stand in the file."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from minimise.formats.packed import Kind, Packed, damaged, unpacked
from minimise.formats.sheets.names import LINK, R, S
from minimise.safe import Id

WORKBOOK = Kind("the workbook", Id("xlsx"))


@dataclass(frozen=True, slots=True)
class Link:
    """What a member is related to: the last word of the relation, and where it leads."""

    kind: str
    target: str = field(repr=False)
    external: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook whose members can be asked for."""

    packed: Packed = field(repr=False)
    main: str = field(repr=False)
    root: etree._Element = field(repr=False)
    links: dict[str, Link] = field(repr=False)

    def part(self, kind: str) -> etree._Element | None:
        """Parse the first member that the workbook is related to in this way."""
        target = next((link.target for link in self.links.values() if link.kind == kind and not link.external), None)
        return self.packed.tree(target) if target else None

    def sheets(self) -> Iterator[tuple[etree._Element, Link | None]]:
        """Yield each sheet as the workbook lists it, and where it is."""
        for sheet in self.root.iterfind(f"{S}sheets/{S}sheet"):
            number = sheet.get(f"{R}id") or next((v for n, v in sheet.attrib.items() if str(n).endswith("}id")), "")
            yield sheet, self.links.get(str(number))


def opened(data: bytes) -> Opened:
    """Open a workbook.

    Raises:
        UnreadableDocument: it is locked, broken, too large or built to do harm.
    """
    packed = unpacked(data, WORKBOOK)
    main = next((link.target for link in links_of(packed, "").values() if link.kind == "officeDocument"), None)
    root = packed.tree(main) if main else None
    if main is None or root is None or root.tag != f"{S}workbook":
        raise damaged(WORKBOOK)
    return Opened(packed, main, root, links_of(packed, main))


def links_of(packed: Packed, member: str) -> dict[str, Link]:
    """Read the relations of a member, or of the whole file where the member is empty."""
    folder, name = posixpath.split(member)
    root = packed.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for element in root.iter(LINK) if root is not None else ():
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        path = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).lstrip("/")
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        found[element.get("Id", "")] = Link(kind, target if external else path, external)
    return found
