"""Which values of a Word file are words of the format itself, so that a child called Georgia is not a font."""

import re
from functools import cache

from minimise.formats.docx.channels import built_in_style, data, words

_FONT_PLACES = frozenset({"ascii", "hAnsi", "eastAsia", "cs", "typeface"})
_SENTENCES = frozenset(
    {" PAGE ", " NUMPAGES ", " SECTIONPAGES ", "compatibilityMode", "Theme", "Colours", "Fonts", "Formats"}
)
_MEMBER = re.compile(
    r"(/?word/)?((document|(header|footer)\d+|footnotes|endnotes|styles|numbering|settings|theme/theme1)\.xml)"
    r"|/?docProps/core\.xml|\[Content_Types\]\.xml|(word/)?_rels/(document\.xml)?\.rels"
)
_ADDRESS = re.compile(
    r"http://schemas\.(openxmlformats\.org|microsoft\.com)/[a-zA-Z0-9/-]{1,90}"
    r"|application/(xml|vnd\.openxmlformats-[a-z.-]{1,80}(\+xml)?)"
    r"|rId\d?(_[a-z]{1,12}\d{0,3})?"
)
_DECLARATION = re.compile(r"([a-z-]{1,40}):([^;]{1,40})")
_SHAPE = re.compile(r"Shape \d{1,5}|Style ?\d{1,5}")


def names_nothing(member: str) -> bool:
    """Say whether a member has the name that every finished file has."""
    return _MEMBER.fullmatch(member) is not None


def says_nothing(place: str, value: str) -> bool:
    """Say whether an attribute's value is a constant of the format, in a place where such constants stand."""
    if place in _FONT_PLACES and (value in words("fonts") or value in words("symbols")):
        return True
    if place in words("places") and (value in words("words") or value in words("geometries")):
        return True
    if place in ("val", "styleId") and _style_id().fullmatch(value):
        return True
    if place == "style":
        return all(_declares_nothing(declaration) for declaration in value.split(";"))
    if place in ("Target", "PartName"):
        return names_nothing(value)
    if place in ("Type", "ContentType", "uri", "id", "Id"):
        return _ADDRESS.fullmatch(value) is not None
    return place in ("instr", "name", "val") and (value in _SENTENCES or _SHAPE.fullmatch(value) is not None)


def _declares_nothing(declaration: str) -> bool:
    """Say whether a declaration in the style of an older shape is made of constants and numbers."""
    match = _DECLARATION.fullmatch(declaration)
    if match is None:
        return False
    allowed = data("channels")["old_shape_style"]
    known = match[1] in allowed["numbers"] or match[1] in allowed["words"]
    return known and (match[2] in words("words") or match[2][0] in "-.0123456789")


@cache
def _style_id() -> re.Pattern[str]:
    """Give a pattern of the names of built-in styles, with or without their spaces."""
    return re.compile(built_in_style().pattern.replace(" ", " ?"), re.IGNORECASE)
