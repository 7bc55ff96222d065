"""Words that stand beside the document: its properties and the people named in it. They never leave."""

from collections.abc import Iterable, Iterator

from lxml import etree

from minimise.formats.docx.markup import elements, q
from minimise.formats.docx.package import Package
from minimise.formats.docx.story import Notebook
from minimise.model import Part, Place, Surface, Unit

_NUMBERS = frozenset({"created", "modified", "lastPrinted", "revision", "version"})
_OF_PEOPLE = frozenset({"Company", "Manager", "HyperlinkBase"})


def property_parts(package: Package) -> Iterator[Part]:
    """Yield the words of the core, application and custom properties."""
    core = _root(package, "core-properties", "cp:coreProperties")
    app = _root(package, "extended-properties", "ep:Properties")
    custom = _root(package, "custom-properties", "up:Properties")
    yield from _parts("core", (e.text or "" for e in core if _local(e) not in _NUMBERS))
    yield from _parts("app", (e.text or "" for e in app if _local(e) in _OF_PEOPLE))
    yield from _parts("custom", (f"{e.get('name', '')}: {''.join(_texts(e))}" for e in custom))


def author_parts(package: Package, authors: Iterable[str]) -> Iterator[Part]:
    """Yield the people who changed or commented on the document."""
    found = dict.fromkeys(authors)
    for root in _comment_roots(package):
        found.update(dict.fromkeys(e.get(q("w:author"), "") for e in root.findall(q("w:comment"))))
    yield from _parts("people", found)


def comment_parts(package: Package) -> Iterator[Part]:
    """Yield the paragraphs of the comments."""
    for root in _comment_roots(package):
        book = Notebook("comments", root)
        book.leave(root, Surface.COMMENT)
        yield from book.parts()


def _comment_roots(package: Package) -> Iterator[etree._Element]:
    for part in package.parts_of("comments"):
        root = package.optional(part, "w:comments")
        if root is not None:
            yield root


def _parts(name: str, texts: Iterable[str]) -> Iterator[Part]:
    for number, text in enumerate(texts):
        if text.strip():
            yield Part(Place(name, Unit.NONE, number), text, Surface.PROPERTY)


def _root(package: Package, kind: str, root: str) -> list[etree._Element]:
    """Give the entries of a property part; none where it is missing or broken."""
    for part in package.parts_of(kind, ""):
        element = package.optional(part, root)
        if element is not None:
            return list(elements(element))
    return []


def _texts(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
