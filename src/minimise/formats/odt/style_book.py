"""The styles of the copy, made anew and numbered: no name of the old file is carried over."""

from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.odt.looks import Look, Shape, Styles, attributes
from minimise.formats.odt.names import q

_BULLETS = frozenset("•◦▪–-●○■✓➢")
_FORMATS = frozenset(("1", "a", "A", "i", "I"))
_SIGNS = frozenset((".", ")", "", ":"))
_LEVELS = 6
Level = tuple[str, str]
"""How one level of a list is marked: a bullet or the way of counting, and what stands after the number."""


@dataclass(slots=True)
class StyleBook:
    """Gives each look a name the first time it is used."""

    texts: dict[Look, str] = field(default_factory=dict)
    paragraphs: dict[Shape, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[Level, ...], str] = field(default_factory=dict)
    prefix: str = ""
    """Tells the names of one member from those of another."""

    def text(self, look: Look) -> str:
        """Name the look of a stretch of text."""
        return self.texts.setdefault(look, f"{self.prefix}T{len(self.texts) + 1}")

    def paragraph(self, shape: Shape) -> str:
        """Name the looks of a paragraph."""
        return self.paragraphs.setdefault(shape, f"{self.prefix}P{len(self.paragraphs) + 1}")

    def dress(self, tag: str, source: etree._Element, copy: etree._Element, styles: Styles) -> None:
        """Give an element of a table or list its looks."""
        name = source.get(q("table:style-name"))
        if tag == "table:table-column" and (width := styles.width(name)):
            named = self.columns.setdefault(width, f"{self.prefix}C{len(self.columns) + 1}")
            copy.set(q("table:style-name"), named)
        elif tag == "table:table-cell":
            ground = styles.cell_ground(name)
            copy.set(q("table:style-name"), self.cells.setdefault(ground, f"{self.prefix}D{len(self.cells) + 1}"))
        elif tag == "text:list":
            levels = _levels(styles.lists.get(source.get(q("text:style-name"), "")))
            if levels or next(source.iterancestors(q("text:list")), None) is None:
                named = self.lists.setdefault(levels, f"{self.prefix}L{len(self.lists) + 1}")
                copy.set(q("text:style-name"), named)

    def write(self, target: etree._Element) -> None:
        """Write all styles."""
        for look, name in self.texts.items():
            style = _style(target, name, "text")
            etree.SubElement(style, q("style:text-properties"), dict(attributes(look)))
        for shape, name in self.paragraphs.items():
            style = _style(target, name, "paragraph")
            _write_shape(style, shape)
        for width, name in self.columns.items():
            style = _style(target, name, "table-column")
            etree.SubElement(style, q("style:table-column-properties"), {q("style:column-width"): width})
        for ground, name in self.cells.items():
            border = {q("fo:border"): "0.5pt solid #808080", q("fo:padding"): "0.1cm"}
            coloured = {q("fo:background-color"): ground} if ground else {}
            style = _style(target, name, "table-cell")
            etree.SubElement(style, q("style:table-cell-properties"), border | coloured)
        for levels, name in self.lists.items():
            _write_list(target, name, levels)


def _style(target: etree._Element, name: str, family: str) -> etree._Element:
    return etree.SubElement(target, q("style:style"), {q("style:name"): name, q("style:family"): family})


def _write_shape(style: etree._Element, shape: Shape) -> None:
    named = (("fo:text-align", shape.align), ("fo:margin-left", shape.indent))
    props = {q(name): value for name, value in named if value}
    if shape.page:
        props[q("fo:break-before")] = "page"
    props |= {q("fo:margin-top"): "0.1cm", q("fo:margin-bottom"): "0.1cm"}
    etree.SubElement(style, q("style:paragraph-properties"), props)
    etree.SubElement(style, q("style:text-properties"), dict(attributes(shape.look)))


def _levels(style: etree._Element | None) -> tuple[Level, ...]:
    """Read how the levels of a list are marked."""
    found: list[Level] = []
    for level in style.iterchildren(etree.Element) if style is not None else ():
        if level.tag == q("text:list-level-style-number"):
            number, sign = level.get(q("style:num-format"), "1"), level.get(q("style:num-suffix"), "")
            found.append((number if number in _FORMATS else "", sign if sign in _SIGNS else "."))
        else:
            bullet = level.get(q("text:bullet-char"), "")
            found.append((bullet if bullet in _BULLETS else "•", "bullet"))
    return tuple(found[:_LEVELS])


def _write_list(target: etree._Element, name: str, levels: tuple[Level, ...]) -> None:
    style = etree.SubElement(target, q("text:list-style"), {q("style:name"): name})
    for number, (sign, after) in enumerate(levels or (("•", "bullet"),) * _LEVELS, start=1):
        counted = {q("text:level"): str(number)}
        if after == "bullet":
            level = etree.SubElement(style, q("text:list-level-style-bullet"), counted | {q("text:bullet-char"): sign})
        else:
            marked = {q("style:num-format"): sign, q("style:num-suffix"): after}
            level = etree.SubElement(style, q("text:list-level-style-number"), counted | marked)
        room = {q("text:space-before"): f"{0.6 * (number - 1):.1f}cm", q("text:min-label-width"): "0.6cm"}
        etree.SubElement(level, q("style:list-level-properties"), room)
