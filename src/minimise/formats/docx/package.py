"""The parts of a Word file and the relationships between them."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.docx.container import Container, open_container
from minimise.formats.docx.markup import SPACES, BrokenXml, ForbiddenXml, parse, q
from minimise.safe import Id

_PIECES = etree.XPath("count(//w:p) + count(//w:r)", namespaces={"w": SPACES["w"]})
_MAX_PIECES = 100_000
"""Paragraphs and runs of all parts: far more than any referral has, and what can be copied in seconds."""


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: its kind (the last word of its type) and where it leads."""

    kind: str
    target: str = field(repr=False)
    external: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Word file: its main part, and any other part on request."""

    container: Container = field(repr=False)
    main: str = field(repr=False)
    root: etree._Element = field(repr=False)
    links: dict[str, Link] = field(repr=False)
    _trees: dict[str, etree._Element | None] = field(repr=False, default_factory=dict)
    _pieces: list[float] = field(repr=False, default_factory=list)

    def tree(self, part: str) -> etree._Element | None:
        """Parse a part once; None where it is missing or broken. Nothing alters the tree.

        Raises:
            UnreadableDocument: the part is built to do harm, or the file has more in it than can be read in good time.
        """
        name = part.lower()
        if name not in self._trees:
            data = self.container.get(name)
            self._trees[name] = self.count(_parsed(data)) if data else None
        return self._trees[name]

    def count(self, root: etree._Element | None) -> etree._Element | None:
        """Count a part's paragraphs and runs in."""
        if root is not None:
            count = _PIECES(root)
            self._pieces.append(count if isinstance(count, float) else 0)
            if sum(self._pieces) > _MAX_PIECES:
                raise UnreadableDocument("the Word document is too large", format=Id("docx"))
        return root

    def links_of(self, part: str) -> dict[str, Link]:
        """Give a part's relationships by their id; none where they are missing or broken."""
        return _links(self.container, part)

    def parts_of(self, kind: str, part: str | None = None) -> list[str]:
        """Give the parts that a part (the main part unless told) is related to in this way."""
        links = self.links if part is None else self.links_of(part)
        return [link.target for link in links.values() if link.kind == kind and not link.external]

    def optional(self, part: str, root: str) -> etree._Element | None:
        """Parse a part that the document can do without; None where it is missing, broken or another thing."""
        element = self.tree(part)
        return element if element is not None and element.tag == q(root) else None

    def needed(self, part: str, root: str) -> etree._Element:
        """Parse a part that holds words people see.

        Raises:
            UnreadableDocument: it is missing or broken; leaving it out would lose words silently.
        """
        element = self.optional(part, root)
        if element is None:
            raise UnreadableDocument("a part of the Word document is damaged", format=Id("docx"))
        return element


def open_package(data: bytes) -> Package:
    """Open a Word file and parse its main part.

    Raises:
        UnreadableDocument: it is not a Word file that can be read safely.
    """
    container = open_container(data)
    main = next((link.target for link in _links(container, "").values() if link.kind == "officeDocument"), None)
    content = container.get(main) if main and container.has("[Content_Types].xml") else None
    root = _parsed(content) if content else None
    if main is None or root is None or root.tag != q("w:document") or root.find(q("w:body")) is None:
        raise UnreadableDocument("the Word document is damaged", format=Id("docx"))
    package = Package(container, main, root, _links(container, main), {main.lower(): root})
    package.count(root)
    return package


def _parsed(data: bytes) -> etree._Element | None:
    """Parse a part, or give None where it is broken.

    Raises:
        UnreadableDocument: the part is built to do harm, which damages trust in the whole file.
    """
    try:
        return parse(data)
    except ForbiddenXml:
        harmful = True
    except BrokenXml:
        harmful = False
    if harmful:
        raise UnreadableDocument("the file is built in a way that no word processor writes", format=Id("docx"))
    return None


def _links(container: Container, part: str) -> dict[str, Link]:
    """Read the relationships of a part, or of the package where the part is empty."""
    folder, name = posixpath.split(part)
    data = container.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    root = _parsed(data) if data else None
    if root is None:
        return {}
    found = {}
    for element in root.iter(q("rel:Relationship")):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        kind = element.get("Type", "").rsplit("/", 1)[-1].replace("dProperties", "d-properties")
        found[element.get("Id", "")] = Link(kind, target if external else _resolve(folder, target), external)
    return found


def _resolve(folder: str, target: str) -> str:
    """Give the member that an internal target means."""
    path = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
