"""Which values of a Word file are words of the format itself, so that a child called Georgia is not a font.

Only the witness uses this; it shares the tables of the format with the engine, and none of its code.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_FONT_PLACES = frozenset({"ascii", "hAnsi", "eastAsia", "cs", "typeface"})
_SENTENCES = frozenset(
    {
        " PAGE ",
        " NUMPAGES ",
        " SECTIONPAGES ",
        "compatibilityMode",
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
        "differentiateMultirowTableHeaders",
        "useWord2013TrackBottomHyphenation",
        "Theme",
        "Colours",
        "Fonts",
        "Formats",
    }
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


@lru_cache(1 << 13)
def says_nothing(place: str, value: str) -> bool:
    """Say whether an attribute's value is a constant of the format, in a place where such constants stand."""
    if place in _FONT_PLACES and (value in _words("fonts") or value in _words("symbols")):
        return True
    if place in _words("places") and (value in _words("words") or value in _words("geometries")):
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
    allowed = _table("channels")["old_shape_style"]
    if match[1] in ("layout-flow", "mso-layout-flow-alt"):
        return match[2] in ("vertical", "bottom-to-top")
    known = match[1] in allowed["numbers"] or match[1] in allowed["words"] or match[1] == "z-index"
    return known and (match[2] in _words("words") or match[2][0] in "-.0123456789")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    text: str = _table("vocabulary")[name]
    return frozenset(text.split()) if "|" not in text else frozenset(text.replace("\n", "").split("|"))


@cache
def _style_id() -> re.Pattern[str]:
    """Give a pattern of the names of built-in styles, with or without their spaces."""
    names = "|".join(f"(?:{name.replace(' ', ' ?')})" for name in _table("vocabulary")["styles"])
    return re.compile(names, re.IGNORECASE)
