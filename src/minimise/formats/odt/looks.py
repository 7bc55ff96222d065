"""How text looks, with all that it inherits: what is kept of it, and whether anybody can see it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from minimise.formats.odt.names import q

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SIZE = re.compile(r"(\d{1,2}(?:\.\d)?)pt")
_LENGTH = re.compile(r"\d{1,2}(?:\.\d{1,4})?(?:cm|mm|in|pt)")
_ALIGN = {"start": "start", "left": "start", "end": "end", "right": "end", "center": "center", "justify": "justify"}
_WHITE = "#ffffff"
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of the looks of a stretch of text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    size: str = ""
    ink: str = ""
    ground: str = ""
    hidden: bool = False

    def unseen_on(self, ground: str) -> bool:
        """Say whether nobody sees the text: hidden, or of the colour of what is behind it."""
        return self.hidden or (bool(self.ink) and self.ink == (self.ground or ground or _WHITE))


@dataclass(frozen=True, slots=True)
class Shape:
    """What is kept of the looks of a paragraph."""

    align: str = ""
    page: bool = False
    """Whether it begins a page."""
    indent: str = ""
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by family and name."""

    known: dict[tuple[str, str], etree._Element] = field(repr=False)
    lists: dict[str, etree._Element] = field(repr=False)

    @classmethod
    def of(cls, *roots: etree._Element | None) -> "Styles":
        """Gather the styles of several members; a later one speaks for a name it shares."""
        known, lists = {}, {}
        for root in roots:
            for style in root.iter(q("style:style")) if root is not None else ():
                known[style.get(q("style:family"), ""), style.get(q("style:name"), "")] = style
            for style in root.iter(q("text:list-style")) if root is not None else ():
                lists[style.get(q("style:name"), "")] = style
        return cls(known, lists)

    def chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """Yield a style after all that it inherits from."""
        found: list[etree._Element] = []
        while name and len(found) < _DEEPEST and (family, name) in self.known:
            found.append(self.known[family, name])
            name = found[-1].get(q("style:parent-style-name"))
        yield from reversed(found)

    def look(self, family: str, name: str | None, base: Look) -> Look:
        """Give the look of a text that stands in another."""
        for style in self.chain(family, name):
            for props in style.iterchildren(q("style:text-properties")):
                base = _with(base, props)
        return base

    def shape(self, name: str | None) -> Shape:
        """Give the looks of a paragraph."""
        shape = Shape()
        for style in self.chain("paragraph", name):
            for props in style.iterchildren(q("style:paragraph-properties")):
                shape = _shaped(shape, props)
        look = self.look("paragraph", name, Look())
        grounds = [g for style in self.chain("paragraph", name) for props in style if (g := _ground(props))]
        return replace(shape, look=replace(look, ground=look.ground or next(reversed(grounds), "")))

    def width(self, name: str | None) -> str:
        """Give the width of a table's column."""
        for style in self.chain("table-column", name):
            for props in style.iterchildren(q("style:table-column-properties")):
                width = props.get(q("style:column-width"), "")
                if _LENGTH.fullmatch(width):
                    return width
        return ""

    def cell_ground(self, name: str | None) -> str:
        """Give the colour of a cell; nothing where it is bare."""
        for style in self.chain("table-cell", name):
            for props in style.iterchildren(q("style:table-cell-properties")):
                return _ground(props) or ""
        return ""


def attributes(look: Look) -> Mapping[str, str]:
    """Give the properties that make a text look so."""
    found = {}
    if look.bold:
        found[q("fo:font-weight")] = "bold"
    if look.italic:
        found[q("fo:font-style")] = "italic"
    if look.underline:
        found[q("style:text-underline-style")] = "solid"
    if look.struck:
        found[q("style:text-line-through-style")] = "solid"
    named = (("fo:font-size", look.size), ("fo:color", look.ink), ("fo:background-color", look.ground))
    return found | {q(name): value for name, value in named if value}


def _with(look: Look, props: etree._Element) -> Look:
    """Give a look with one style's properties over it."""
    weight, slant = props.get(q("fo:font-weight")), props.get(q("fo:font-style"))
    line = props.get(q("style:text-underline-style"))
    struck = props.get(q("style:text-line-through-style"))
    size, ink = props.get(q("fo:font-size"), ""), props.get(q("fo:color"), "").lower()
    ground = props.get(q("fo:background-color"))
    display = props.get(q("text:display"))
    return Look(
        look.bold if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        look.italic if slant is None else slant in ("italic", "oblique"),
        look.underline if line is None else line != "none",
        look.struck if struck is None else struck != "none",
        size if _SIZE.fullmatch(size) else look.size,
        ink if _COLOUR.fullmatch(ink) else look.ink,
        look.ground if ground is None else ground.lower() if _COLOUR.fullmatch(ground) else "",
        look.hidden if display is None else display == "none",
    )


def _shaped(shape: Shape, props: etree._Element) -> Shape:
    align = _ALIGN.get(props.get(q("fo:text-align"), ""), shape.align)
    page = props.get(q("fo:break-before"), "page" if shape.page else "") == "page"
    indent = props.get(q("fo:margin-left"), shape.indent)
    return Shape(align, page, indent if _LENGTH.fullmatch(indent) else "")


def _ground(props: etree._Element) -> str | None:
    colour = props.get(q("fo:background-color"), "").lower()
    return colour if _COLOUR.fullmatch(colour) else None
