"""Gathers the words of a workbook that no cell shows: comments, properties, lists, caches, links, names, left-overs."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from minimise.formats.sheets.book import Sheet
from minimise.formats.sheets.cells import Reader, plain
from minimise.formats.sheets.names import S
from minimise.formats.sheets.opening import Opened, links_of
from minimise.model import Part, Place, Surface, Unit

_WORD = re.compile(r"[^\W_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SKIPPED = re.compile(
    r"xl/(?:styles|theme/theme\d*|sharedStrings|calcChain)\.xml$|\[Content_Types\]\.xml$|\.rels$", re.I
)
# Attributes that hold somebody's words; all others hold a program's.
_SPEAKING = frozenset(
    "name v displayName caption prompt promptTitle error errorTitle tooltip display descr title author userId "
    "comment description customMenu help statusBar text alt connection command sourceFile url uniqueName".split()
)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_MEANINGLESS = re.compile(
    r"(?:_xlnm\.|Normal|Table|Pivot|Column|Picture|Chart|Shape|TextBox|Text Box|Rectangle|Sheet|Office)[\w. ]*\d*$"
)
_SURFACES = (
    (re.compile(r"comments|persons?/", re.I), Surface.COMMENT, "comments"),
    (re.compile(r"docProps/", re.I), Surface.PROPERTY, "properties"),
    (re.compile(r"externalLinks/", re.I), Surface.HIDDEN, "external-links"),
    (re.compile(r"pivot", re.I), Surface.HIDDEN, "pivot-caches"),
    (re.compile(r"customXml/", re.I), Surface.HIDDEN, "custom-data"),
    (re.compile(r"worksheets/", re.I), Surface.HIDDEN, "sheet-settings"),
    (re.compile(r"drawings/|charts/|media/", re.I), Surface.ALT_TEXT, "drawings"),
    (re.compile(r"workbook\.", re.I), Surface.HIDDEN, "defined-names"),
)


def beside(file: Opened, reader: Reader, sheets: Sequence[Sheet]) -> tuple[Part, ...]:
    """Give everything that the cells did not say, each thing once."""
    told = {word for s in sheets for row in s.rows.values() for held in row.values() for word in _words(held.text)}
    told |= {word for s in sheets for text in (s.name, *s.boxes) for word in _words(text)}
    found: dict[tuple[str, Surface, str], None] = {}
    for name, surface, text in _all(file, reader):
        words = set(_words(text))
        if words and (surface is Surface.COMMENT or not words <= told):
            found[(name, surface, text)] = None
            told |= words
    return tuple(
        Part(Place(name, Unit.NONE, number), text, surface) for number, (name, surface, text) in enumerate(found)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower()) if _LETTERS.search(text) or sum(map(str.isdigit, text)) >= 6 else []


def _all(file: Opened, reader: Reader) -> Iterator[tuple[str, Surface, str]]:
    members = sorted(file.packed.members, key=lambda name: (not re.search(r"comment", name, re.I), name))
    for member in members:
        if not _SKIPPED.search(member):
            root = file.packed.tree(member)
            if root is not None:
                yield from _member(member, root)
    for member in members:
        if member.endswith(".rels"):
            owner = re.sub(r"_rels/([^/]*)\.rels$", r"\1", member)
            yield from (
                ("links", Surface.LINK, link.target) for link in links_of(file.packed, owner).values() if link.external
            )
    for number, text in enumerate(reader.strings):
        if number not in reader.used and text.strip():
            yield "unused-texts", Surface.DELETED, text
    for formula in reader.formulas:
        words = "\n".join(quoted.replace('""', '"') for quoted in _QUOTED.findall(formula))
        yield "formulas", Surface.HIDDEN, plain(words)


def _member(member: str, root: etree._Element) -> Iterator[tuple[str, Surface, str]]:
    surface, place = next(((s, p) for shape, s, p in _SURFACES if shape.search(member)), (Surface.HIDDEN, "other"))
    in_sheet = root.tag == f"{S}worksheet"
    is_book = root.tag == f"{S}workbook"
    for element in root.iter(etree.Element):
        if in_sheet and element.tag in (f"{S}c", f"{S}row", f"{S}v", f"{S}f", f"{S}t", f"{S}is", f"{S}r"):
            continue
        if is_book and element.tag in (f"{S}sheet", f"{S}sheets"):
            continue
        for name, value in element.attrib.items():
            local = str(name).rpartition("}")[2]
            if local in _SPEAKING and not _MEANINGLESS.match(str(value)):
                yield place, surface, plain(str(value))
        text = _spoken(element)
        if text and text.lower() not in ("true", "false"):
            yield place, surface, plain(text)


def _spoken(element: etree._Element) -> str:
    """Give the words of an element; a text in stretches is given once, by what holds the stretches."""
    tag = str(element.tag).rpartition("}")[2]
    parent = element.getparent()
    if tag in ("si", "text", "is", "p") and len(element):
        return " ".join("".join(map(str, element.itertext())).split())
    within = next(element.iterancestors(), None) is not None and any(
        str(a.tag).rpartition("}")[2] in ("si", "text", "is", "p") for a in element.iterancestors()
    )
    tail = (element.tail or "") if parent is not None and not within else ""
    return f"{'' if within else element.text or ''} {tail}".strip()
