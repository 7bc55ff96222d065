"""Copies a text element by element of an allow-list; what is hidden, deleted or only remarked goes to the reviewer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.odt.looks import Look, Shape, Styles
from minimise.formats.odt.names import SPACES, q, short
from minimise.formats.odt.story import Paragraph, Piece, Story
from minimise.formats.odt.style_book import StyleBook
from minimise.formats.plain import seen
from minimise.model import Cell, Part, Place, Surface, Unit, Unread

_SPACE = re.compile(r"[ \t\n\r]+")
_PARAGRAPHS = ("text:p", "text:h")
_WRAPPERS = frozenset(
    "text:index-body text:index-title text:table-of-content text:alphabetical-index text:illustration-index "
    "text:table-index text:object-index text:user-index text:bibliography text:numbered-paragraph "
    "table:table-rows table:table-row-group table:table-column-group table:table-columns".split()
)
_KEPT = {
    "text:list": (), "text:list-item": ("text:start-value",), "text:list-header": (), "table:table": (),
    "table:table-header-rows": (), "table:table-row": ("table:number-rows-repeated",),
    "table:table-column": ("table:number-columns-repeated",),
    "table:table-cell": ("table:number-columns-spanned", "table:number-rows-spanned", "table:number-columns-repeated"),
    "table:covered-table-cell": ("table:number-columns-repeated",),
}  # fmt: skip
_SILENT = frozenset(
    "text:soft-page-break text:sequence-decls text:change-start text:change-end text:change office:annotation-end "
    "text:bookmark text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start "
    "text:reference-mark-end text:toc-mark text:toc-mark-start text:toc-mark-end text:alphabetical-index-mark "
    "draw:line draw:connector text:table-of-content-source text:alphabetical-index-source "
    "text:illustration-index-source text:bibliography-source text:user-index-source text:object-index-source "
    "text:table-index-source".split()
)
_UNSEEN = frozenset(
    "office:forms text:user-field-decls text:variable-decls text:dde-connection-decls "
    "text:script text:hidden-text text:label office:event-listeners table:table-source table:shapes".split()
)
_NUMBER = re.compile(r"[1-9]\d{0,2}")
_OBJECTS = {"draw:image": "image", "draw:object": "embedded file", "draw:object-ole": "embedded file",
            "draw:plugin": "embedded file", "draw:applet": "embedded file", "draw:floating-frame": "embedded file",
            "draw:control": "drawing"}  # fmt: skip
_MOST_SPACES = 200
_CONTINUED = q("text:continue-numbering")


@dataclass(slots=True)
class Reader:
    """Reads one member (`content`, `styles`); what it finds goes into the story."""

    name: str
    styles: Styles
    book: StyleBook
    story: Story
    numbers: Mapping[etree._Element, int]
    """The paragraphs of the member, numbered in the order of the file."""
    table: list[int] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    """The colours of the cells around."""
    counts: dict[int, list[int]] = field(default_factory=dict)
    """Row and column by table."""
    surface: Surface = Surface.BODY

    def blocks(self, source: etree._Element, target: etree._Element) -> None:
        """Copy everything that stands in an element."""
        for child in source.iterchildren(etree.Element):
            self._block(child, target)

    def _block(self, element: etree._Element, target: etree._Element) -> None:
        tag = short(element.tag)
        if tag in _PARAGRAPHS:
            self._paragraph(element, target)
        elif tag == "text:tracked-changes":
            self._changes(element)
        elif tag in _UNSEEN or _is_hidden(element):
            self.withdraw(element, Surface.HIDDEN)
        elif tag in ("office:annotation", "text:section-source"):
            self.withdraw(element, Surface.COMMENT)
        elif tag in _KEPT:
            self._kept(tag, element, target)
        elif tag.startswith("draw:"):
            self._drawn_alone(element, target)
        elif tag not in _SILENT:
            self.blocks(element, target)  # an index, a section, or what nobody knows: its words count

    def _kept(self, tag: str, element: etree._Element, target: etree._Element) -> None:
        kept = {q(n): v for n in _KEPT[tag] if _NUMBER.fullmatch(v := element.get(q(n), ""))}
        copy = etree.SubElement(target, q(tag), kept)
        if element.get(_CONTINUED) == "true":
            copy.set(_CONTINUED, "true")
        self.book.dress(tag, element, copy, self.styles)
        if tag == "table:table":
            number = len(self.counts)
            self.counts[number] = [-1, -1]
            self.table.append(number)
            self.blocks(element, copy)
            self.table.pop()
            return
        at = self.counts[self.table[-1]] if self.table else [0, 0]
        if tag == "table:table-row":
            at[:] = [at[0] + 1, -1]
        if tag in ("table:table-cell", "table:covered-table-cell"):
            at[1] += 1
            if tag == "table:covered-table-cell":
                self.withdraw(element, Surface.HIDDEN)
                return
            self.cells.append(Cell(self.table[-1] if self.table else 0, at[0], at[1]))
            self.grounds.append(self.styles.cell_ground(element.get(q("table:style-name"))))
            self.blocks(element, copy)
            self.cells.pop()
            self.grounds.pop()
            return
        self.blocks(element, copy)

    def _paragraph(self, element: etree._Element, target: etree._Element) -> None:
        """Copy a paragraph; what hangs on it and has paragraphs of its own follows it."""
        shape = self.styles.shape(element.get(q("text:style-name")))
        if any(h.get(q("text:is-hidden")) == "true" for h in element.iter(q("text:hidden-paragraph"))):
            self.withdraw(element, Surface.HIDDEN)
            return
        tag = short(element.tag)
        copy = etree.SubElement(target, q(tag))
        level = element.get(q("text:outline-level"), "1")
        if tag == "text:h":
            copy.set(q("text:outline-level"), level if _NUMBER.fullmatch(level) else "1")
        copy.set(q("text:style-name"), self.book.paragraph(shape))
        inline = self._begin(element, copy)
        inline.read(element, shape.look)
        self._end(inline, target)

    def _begin(self, element: etree._Element, copy: etree._Element) -> "_Inline":
        surface = Surface.CELL if self.cells and self.surface is Surface.BODY else self.surface
        paragraph = Paragraph(self._place(element), copy, surface, self.cells[-1] if self.cells else None)
        self.story.paragraphs.append(paragraph)
        return _Inline(self, paragraph)

    def _end(self, inline: "_Inline", target: etree._Element) -> None:
        """Close a paragraph, and copy the boxes that hang on it below it."""
        inline.close()
        for box in inline.boxes:
            before, self.surface = self.surface, Surface.TEXT_BOX
            self.blocks(box, target)
            self.surface = before

    def _place(self, element: etree._Element) -> Place:
        return Place(self.name, Unit.PARAGRAPH, self.numbers.get(element, 0))

    def note(self, element: etree._Element) -> etree._Element:
        """Copy a foot- or endnote."""
        kind = "endnote" if element.get(q("text:note-class")) == "endnote" else "footnote"
        copy = etree.Element(q("text:note"), {q("text:note-class"): kind})
        citation = etree.SubElement(copy, q("text:note-citation"))
        number = "".join(map(str, element.find(q("text:note-citation")).itertext()))  # type: ignore[union-attr]
        citation.text = number if _NUMBER.fullmatch(number) else "*"
        body = etree.SubElement(copy, q("text:note-body"))
        before, self.surface = self.surface, Surface.ENDNOTE if kind == "endnote" else Surface.FOOTNOTE
        cells, self.cells = self.cells, []
        for inner in element.iterchildren(q("text:note-body")):
            self.blocks(inner, body)
        self.surface, self.cells = before, cells
        return copy

    def _drawn_alone(self, element: etree._Element, target: etree._Element) -> None:
        """Copy what is drawn on a page and hangs on no paragraph."""
        copy = etree.SubElement(target, q("text:p"), {q("text:style-name"): self.book.paragraph(Shape())})
        inline = self._begin(element, copy)
        inline.drawn(element)
        self._end(inline, target)

    def _changes(self, element: etree._Element) -> None:
        for region in element.iterchildren(q("text:changed-region")):
            for change in region.iterchildren(etree.Element):
                for who in change.iterchildren(q("office:change-info")):
                    self.withdraw(who, Surface.PROPERTY)
                if short(change.tag) == "text:deletion":
                    for paragraph in change.iterchildren(etree.Element):
                        if short(paragraph.tag) != "office:change-info":
                            self.withdraw(paragraph, Surface.DELETED)

    def withdraw(self, element: etree._Element, surface: Surface) -> None:
        """Show the reviewer the words of an element that do not go into the copy."""
        paragraphs = list(element.iter(q("text:p"), q("text:h")))
        if not paragraphs:
            self._say(self.name, " ".join(_spoken(element)), surface)
        for paragraph in paragraphs:
            self._say(self._place(paragraph), "".join(map(str, paragraph.itertext())), surface)

    def _say(self, where: Place | str, text: str, surface: Surface) -> None:
        words = seen(_SPACE.sub(" ", text)).strip()
        place = where if isinstance(where, Place) else Place(where, Unit.NONE, len(self.story.withdrawn))
        if any(map(str.isalnum, words)):
            self.story.withdrawn.append(Part(place, words, surface))

    def link(self, target: str) -> None:
        """Show the reviewer where a link leads."""
        self._say("links", target, Surface.LINK)

    def withhold(self, what: str, paragraph: Paragraph) -> Piece:
        """Give the mark of what nobody can read."""
        self.story.unread.append(Unread(paragraph.place, what))
        return Piece(mark=f"[{what.capitalize()} withheld]")


@dataclass(slots=True)
class _Inline:
    """Reads the words of one paragraph."""

    reader: Reader
    paragraph: Paragraph
    boxes: list[etree._Element] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list, repr=False)
    gap: bool = True
    """Whether the words before end with a space, after which more spaces count for nothing."""

    def read(self, element: etree._Element, look: Look) -> None:
        """Take an element's own words and those of what stands in it."""
        self._say(element.text, look)
        for child in element.iterchildren(etree.Element):
            self._inside(child, look)
            self._say(child.tail, look)

    def _inside(self, element: etree._Element, look: Look) -> None:
        tag = short(element.tag)
        if tag == "text:span":
            self.read(element, self.reader.styles.look("text", element.get(q("text:style-name")), look))
        elif tag == "text:s":
            count = element.get(q("text:c"), "1")
            self._add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), look)
        elif tag in ("text:tab", "text:line-break"):
            self._add("\t" if tag == "text:tab" else "\n", look)
        elif tag == "text:a":
            self.reader.link(element.get(q("xlink:href"), ""))
            self.read(element, look)
        elif tag == "text:note":
            if element.find(q("text:note-citation")) is not None:
                self.paragraph.pieces.append(Piece(element=self.reader.note(element)))
        elif tag in ("text:page-number", "text:page-count"):
            self.paragraph.pieces.append(Piece(element=etree.Element(element.tag)))
            self.gap = False
        elif tag == "office:annotation":
            self.reader.withdraw(element, Surface.COMMENT)
        elif tag in _UNSEEN or _is_hidden(element):
            self.reader.withdraw(element, Surface.HIDDEN)
        elif tag.startswith(("draw:", "dr3d:")) and tag not in _SILENT:
            self.drawn(element)
        elif tag not in _SILENT:
            self.read(element, look)

    def drawn(self, element: etree._Element) -> None:
        """Read the words of a shape, and withhold what else is in it."""
        kinds = dict.fromkeys(_OBJECTS[t] for e in element.iter(etree.Element) if (t := short(e.tag)) in _OBJECTS)
        boxes = [e for e in element.iter(q("draw:text-box")) if next(e.iterancestors(q("draw:text-box")), None) is None]
        if boxes:
            kinds.pop("image", None) if not _has_image(element) else None
            self.boxes += boxes
        elif any(short(p.tag) in _PARAGRAPHS for p in element.iter(etree.Element)) and not kinds:
            self.boxes.append(element)
        elif not kinds:
            kinds["drawing"] = kinds.get("drawing", "")
        for what in kinds:
            self.paragraph.pieces.append(self.reader.withhold(what, self.paragraph))
        for said in element.iter(q("svg:title"), q("svg:desc")):
            self.reader.withdraw(said, Surface.ALT_TEXT)

    def _say(self, text: str | None, look: Look) -> None:
        words = seen(_SPACE.sub(" ", text or ""))
        if self.gap:
            words = words.lstrip(" ")
        if words:
            self._add(words, look)
            self.gap = words.endswith(" ")

    def _add(self, words: str, look: Look) -> None:
        self.gap = False
        if look.unseen_on(self.reader.grounds[-1] if self.reader.grounds else ""):
            self.unseen.append(words)
        else:
            self.paragraph.pieces.append(Piece(words, look))

    def close(self) -> None:
        """Show the reviewer what of the paragraph nobody sees."""
        words = "".join(self.unseen).strip()
        if any(map(str.isalnum, words)):
            self.reader.story.withdrawn.append(Part(self.paragraph.place, words, Surface.HIDDEN))


def _has_image(element: etree._Element) -> bool:
    return any(next(i.iterancestors(q("draw:text-box")), None) is None for i in element.iter(q("draw:image")))


def _is_hidden(element: etree._Element) -> bool:
    """Say whether a section, row or column is hidden, for ever or on a condition."""
    return element.get(q("text:display")) in ("none", "condition") or element.get(q("table:visibility")) in (
        "collapse",
        "filter",
    )


def _spoken(element: etree._Element) -> Iterator[str]:
    """Yield the words of an element without paragraphs, and those of its values."""
    for inner in element.iter(etree.Element):
        yield from (str(v) for n, v in inner.attrib.items() if str(n).rpartition("}")[2] in _VALUES)
        yield inner.text or ""
        yield inner.tail or "" if inner is not element else ""


_VALUES = frozenset("string-value value current-value label title name formula string-value-if-true".split())


def numbered(roots: Sequence[etree._Element]) -> dict[etree._Element, int]:
    """Number the paragraphs of a member in the order of the file."""
    found = (p for root in roots for p in root.iter(f"{{{SPACES['text']}}}p", f"{{{SPACES['text']}}}h"))
    return {paragraph: number for number, paragraph in enumerate(found)}
