"""Words that no story of a Word file shows, in attributes, unused parts and names: for the reviewer only."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from minimise.formats.docx.channels import data, style_id, words
from minimise.formats.docx.markup import narrow, q
from minimise.formats.docx.package import Package
from minimise.model import Part, Place, Surface, Unit

_WORD = re.compile(r"[^\W_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_PARAGRAPHS = (q("w:p"), q("a:p"))
_RUN, _RUN_TEXT = q("w:r"), frozenset({q("w:t"), q("w:delText"), q("m:t"), q("a:t")})
_SIGNS = {q("w:tab"): "\t", q("w:ptab"): "\t", q("w:br"): "\n", q("w:cr"): "\n", q("w:noBreakHyphen"): "-"}
_KNOWN_SPACES = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "http://purl.oclc.org/ooxml/",
    "http://purl.org/dc/",
    "http://www.w3.org/XML/",
    "urn:schemas-microsoft-com:",
)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)")
_ATTRIBUTE = re.compile(rb"[\s:]([A-Za-z]\w*)\s*=\s*[\"']")
_SPACE = re.compile(rb"xmlns(?::[\w.-]+)?\s*=\s*[\"']([^\"']*)[\"']")
_MARGINALIA = re.compile(rb"<!--(.*?)-->|<\?(?!xml\b)(.*?)\?>", re.DOTALL)
_OUTWARD = etree.XPath("//*[@TargetMode='External']/@Target", smart_strings=False)


class Residue:
    """Gathers, member by member, the words that the transcript has not offered to the reviewer."""

    def __init__(self, package: Package, told: Iterable[str]) -> None:
        """Take the file and every text that is offered already."""
        self._package = package
        self._told = set(_WORD.findall("\n".join(told).lower()))

    def parts(self) -> Iterator[Part]:
        """Yield one part for each member and surface, with a line for each text.

        Raises:
            UnreadableDocument: a member is built to do harm, also one that nothing leads to.
        """
        found: dict[tuple[str, Surface], dict[str, None]] = {}
        for member in self._package.container.members:
            for surface, text in self._texts(member):
                found.setdefault((_place_name(member), surface), {})[text] = None
                self._told.update(_WORD.findall(text.lower()))
        for name in self._package.container.names:
            stem = name.rsplit("/", 1)[-1]
            if self._says_something(stem.rsplit(".", 1)[0]):
                found.setdefault(("package", Surface.PROPERTY), {})[stem] = None
        for number, ((name, surface), texts) in enumerate(found.items()):
            yield Part(Place(name, Unit.NONE, number), "\n".join(texts), surface)

    def _texts(self, member: str) -> Iterator[tuple[Surface, str]]:
        root = self._package.tree(member)
        if root is None:
            return
        content = self._package.container.get(member) or b""
        outward = frozenset(_strings(_OUTWARD(root))) if b"External" in content else frozenset()
        for value in dict.fromkeys(_free_attributes(root, content)):
            if self._says_something(value):
                yield Surface.LINK if value in outward else Surface.PROPERTY, value.strip()
        for value in _MARGINALIA.findall(narrow(content)) if b"<!--" in content or content.count(b"<?") > 1 else ():
            text = b"".join(value).decode("utf-8", "replace")
            if self._says_something(text):
                yield Surface.PROPERTY, text.strip()
        paragraphs = list(_by_paragraph(root))
        everything = "\n".join(f"{''.join(text for _, text in runs)}\n{loose}" for runs, loose in paragraphs)
        if self._told.issuperset(_WORD.findall(everything.lower())):
            return
        for runs, loose in paragraphs:
            if self._says_something("".join(text for _, text in runs)) and self._says_something(_parted(runs)):
                yield Surface.HIDDEN, "".join(text for _, text in runs).strip()
            if self._says_something(loose):
                yield Surface.PROPERTY, loose.strip()

    def _says_something(self, text: str) -> bool:
        """Say whether a text holds a word that is neither offered already nor a word of the file format."""
        if not _LETTERS.search(text):
            return False
        if all(word in self._told for word in _WORD.findall(text.lower())):
            return False
        return not _of_the_format(text)


def _free_attributes(root: etree._Element, content: bytes) -> list[str]:
    """Give the attributes that may hold free text: by their names, by their elements, or of unknown origin."""
    table = data("channels")["free_text"]
    present = narrow(content)
    held = frozenset(name.decode() for name in set(_ELEMENT.findall(present)))
    named = frozenset(name.decode() for name in set(_ATTRIBUTE.findall(present)))
    foreign = any(
        not space.decode("utf-8", "replace").startswith(_KNOWN_SPACES) for space in set(_SPACE.findall(present))
    )
    path = _path(held.intersection(table["elements"]), named.intersection(table["anywhere"]), foreign=foreign)
    return _strings(path(root)) if path is not None else []


@cache
def _path(elements: frozenset[str], attributes: frozenset[str], *, foreign: bool) -> etree.XPath | None:
    """Give a path to the attributes of these elements, those with these names, and those of other makers."""
    paths = []
    if attributes:
        paths.append(f"//@*[{_named_one_of(attributes)}]")
    if elements:
        paths.append(f"//*[{_named_one_of(elements)}]/@*")
    if foreign:
        known = " or ".join(f"starts-with(namespace-uri(), '{space}')" for space in _KNOWN_SPACES)
        paths += [f"//*[not({known})]/@*", f"//@*[namespace-uri() and not({known})]"]
    return etree.XPath(" | ".join(paths), smart_strings=False) if paths else None


def _named_one_of(names: Iterable[str]) -> str:
    """Give a condition that looks a name up in a list of names; to compare it with each of them takes longer."""
    return f"contains('|{'|'.join(sorted(names))}|', concat('|', local-name(), '|'))"


def _strings(found: object) -> list[str]:
    """Give what an XPath over attributes found."""
    return [str(value) for value in found] if isinstance(found, list) else []


def _by_paragraph(root: etree._Element) -> Iterator[tuple[list[tuple[etree._Element | None, str]], str]]:
    """Yield, for each paragraph, its texts with what wraps each, and any other text in it joined up."""
    hosts: dict[etree._Element | None, tuple[list[tuple[etree._Element | None, str]], list[str]]] = {}
    host: etree._Element | None = None
    for node in root.iter(etree.Element):
        sign = _SIGNS.get(str(node.tag))
        text = node.text if sign is None else sign
        if text and (sign is not None or not text.isspace()):
            host = next(node.iterancestors(*_PARAGRAPHS), None)
            runs, loose = hosts.setdefault(node if host is None else host, ([], []))
            if sign is not None or node.tag in _RUN_TEXT:
                run = node.getparent()
                runs.append((run.getparent() if run is not None else None, text))
            else:
                loose.append(text)
        if node.tail and not node.tail.isspace():
            hosts.setdefault(node, ([], []))[1].append(node.tail)
    for runs, loose in hosts.values():
        yield runs, "".join(loose)


def _parted(runs: list[tuple[etree._Element | None, str]]) -> str:
    """Join texts, with a space where what wraps them changes: a deletion may stand inside a word."""
    pieces: list[str] = []
    before: etree._Element | None = None
    for wrapper, text in runs:
        pieces += [" ", text] if wrapper is not before else [text]
        before = wrapper
    return "".join(pieces)


@cache
def _of_the_format(text: str) -> bool:
    """Say whether a text is a constant of the file format: a number, an address of a schema, a fixed choice."""
    plain = text.strip()
    if _constants().fullmatch(plain) or style_id().fullmatch(plain):
        return True
    if plain in words("fonts") or plain in words("symbols"):
        return True
    return all(word in _fixed_words() for word in _WORD.findall(plain) if _LETTERS.search(word))


@cache
def _constants() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in data("vocabulary")["constants"]))


@cache
def _fixed_words() -> frozenset[str]:
    return words("words") | words("geometries") | words("machine")


def _place_name(member: str) -> str:
    """Give the name of a member without folder and extension, where it is one that every file may have.

    It goes into the log, and a member can be named after a child.
    """
    stem = member.rsplit("/", 1)[-1].split(".", 1)[0]
    known = re.fullmatch(_constants().pattern, f"{stem}.xml", re.IGNORECASE)
    return stem if known and stem.isalnum() else "package"
