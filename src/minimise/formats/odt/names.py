"""Names of the XML of OpenDocument texts."""

from functools import cache

from minimise.formats.packed import Kind
from minimise.safe import Id

TEXT = Kind("the OpenDocument text", Id("odt"))
MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "config": f"{_OASIS}:config:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "form": f"{_OASIS}:form:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@cache
def q(name: str) -> str:
    """Give the full name of `text:p` and its like."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


@cache
def short(tag: object) -> str:
    """Give `text:p` for the full name of it; nothing for a name of another space."""
    space, _, local = str(tag)[1:].partition("}")
    prefix = next((p for p, s in SPACES.items() if s == space), "")
    return f"{prefix}:{local}" if prefix else ""
