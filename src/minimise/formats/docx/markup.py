"""XML names and the one guarded door through which XML of a Word file is parsed."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office/word"

SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "w14": f"{_MICROSOFT}/2010/wordml",
    "wps": f"{_MICROSOFT}/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/2010/wordprocessingGroup",
    "wpc": f"{_MICROSOFT}/2010/wordprocessingCanvas",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "cp": f"{_OFFICE}/package/2006/metadata/core-properties",
    "ep": f"{_OFFICE}/officeDocument/2006/extended-properties",
    "up": f"{_OFFICE}/officeDocument/2006/custom-properties",
    "rel": f"{_OFFICE}/package/2006/relationships",
    "ct": f"{_OFFICE}/package/2006/content-types",
}

# The strict flavour of the standard says the same in other namespaces; only whole quoted names are changed.
_STRICT = {
    "wordprocessingml/main": "w",
    "officeDocument/relationships": "r",
    "officeDocument/math": "m",
    "officeDocument/extendedProperties": "ep",
    "officeDocument/customProperties": "up",
    "drawingml/main": "a",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/picture": "pic",
    "drawingml/chart": "c",
    "drawingml/diagram": "dgm",
}
_STRICT_NAME = re.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/([A-Za-z/]+)(?=[\"'])")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MAX_DEPTH = 256


class BrokenXml(Exception):
    """A part is not XML that we accept; says nothing about what stood in it."""


class ForbiddenXml(BrokenXml):
    """A part declares a document type or nests without end; no honest Word file does."""


@cache
def q(name: str) -> str:
    """Give the full name of `w:p` and its like; a name without prefix stays."""
    prefix, colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if colon else name


@cache
def _too_deep() -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * _MAX_DEPTH + ")")


def narrow(data: bytes) -> bytes:
    """Give the bytes of a part without the zeros that a wide encoding puts between them."""
    return data.replace(b"\x00", b"") if b"\x00" in data[:4] or data[:2] in _WIDE_MARKS else data


def declares_type(data: bytes) -> bool:
    """Say whether the bytes declare a document type or an entity, in a narrow or a wide encoding."""
    plain = narrow(data)
    return b"<!" in plain and _DOCTYPE.search(plain) is not None


def parse(data: bytes) -> etree._Element:
    """Parse one part without entities, network, comments or processing instructions.

    Raises:
        ForbiddenXml: if it declares a document type or is nested deeper than any Word file.
        BrokenXml: if it is not well-formed.
    """
    if declares_type(data):
        raise ForbiddenXml
    root = _parse(_STRICT_NAME.sub(_transitional, data) if b"purl.oclc.org" in data else data)
    if root is None:
        raise BrokenXml
    if root.getroottree().docinfo.internalDTD is not None or _too_deep()(root):
        raise ForbiddenXml
    return root


def _parse(data: bytes) -> etree._Element | None:
    """Parse, or give None: lxml's own errors quote the document and must not live on."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _transitional(match: re.Match[bytes]) -> bytes:
    """Give the everyday name of a strict namespace."""
    prefix = _STRICT.get(match[1].decode("ascii"))
    return SPACES[prefix].encode("ascii") if prefix else match[0]


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements, leaving out the entity references that a parser may keep."""
    return (child for child in parent if isinstance(child.tag, str))


def value(element: etree._Element | None, name: str = "w:val") -> str | None:
    """Give an attribute of an element that may be missing."""
    return None if element is None else element.get(q(name))


def switched_on(element: etree._Element | None) -> bool | None:
    """Read an on/off property: None where it is not said."""
    if element is None:
        return None
    return element.get(q("w:val"), "true").lower() not in ("0", "false", "off", "none")
