"""Copies one part of a Word file into a clean tree: changes accepted, hidden things left behind."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from lxml import etree

from minimise.formats.docx.channels import data
from minimise.formats.docx.combs import join_combs
from minimise.formats.docx.copier import Copier
from minimise.formats.docx.drawings import Drawings
from minimise.formats.docx.faint import Faintness
from minimise.formats.docx.fields import resolve_fields
from minimise.formats.docx.lettering import codes_around, font_of, set_font
from minimise.formats.docx.markup import elements, q, switched_on, value
from minimise.formats.docx.package import Link, Package
from minimise.formats.docx.placeholders import cover
from minimise.formats.docx.sight import paragraph_is_out_of_sight, row_is_out_of_sight, table_is_out_of_sight
from minimise.formats.docx.spelling import seen
from minimise.formats.docx.story import Notebook, Paragraph, Story, raw_text, write_text
from minimise.formats.docx.styles import Styles
from minimise.formats.docx.symbols import glyph, is_picture_font, respell, spells
from minimise.formats.docx.wrappers import RULES_OF_NOTES, Met, Wrappers
from minimise.model import Cell, Surface

_P, _R, _T, _RPR, _TC = q("w:p"), q("w:r"), q("w:t"), q("w:rPr"), q("w:tc")
# Such as `xxviii`.
_LONGEST_PAGE_NUMBER = 6
_BEHIND = re.compile(rb":anchor[\s>]|:pict[\s>]|:background[\s>]")
_INLINE = frozenset({_P, _R, q("w:fldSimple")})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the copying of every part shares: the file, its styles, and what was met on the way."""

    package: Package = field(repr=False)
    styles: Styles = field(repr=False)
    met: Met = field(repr=False)
    tables: list[int] = field(repr=False, default_factory=lambda: [0])

    def drawn_behind(self) -> bool:
        """Say whether any part of the file has a drawing, or a colour of the page, that may lie behind text."""
        parts = (content for content in self.package.container.members.values() if content)
        return any(_BEHIND.search(content) for content in parts)


class Flattener:
    """Copies one part; each step takes an element of the original and the element of the copy to add to."""

    def __init__(self, around: Surroundings, part: str, name: str, surface: Surface, root: etree._Element) -> None:
        """Take the part's root and the name its places go by."""
        self._around = around
        self._root = root
        self._links: Mapping[str, Link] = around.package.links_of(part)
        self._book = Notebook(name, root)
        self._surface = surface
        self._cell: Cell | None = None
        self._paragraph_style: str | None = None
        self._table_style: str | None = None
        self._paragraphs: list[Paragraph] = []
        first = around.tables[0]
        self._tables = {table: first + number for number, table in enumerate(root.iter(q("w:tbl")))}
        around.tables[0] += len(self._tables)
        steps = {name: getattr(self, f"_{name}") for name in _STEPS}
        self._copier = Copier(around.styles.names, steps)
        self.drawings = Drawings(
            self._copier, self._book, around.package, self._links, self._box, reads=surface is Surface.BODY
        )
        steps.update(self.drawings.steps())
        self._wrappers = Wrappers(self._copier, self._book, self._links, around.met)
        steps.update(self._wrappers.steps())
        self._faintness = Faintness(around.styles, around.drawn_behind)
        self._faint = False
        self._out_of_sight = False
        self._begun: etree._Element | None = None
        self._behind: etree._Element | None = None
        self._run_font: str | None = None
        self._legible = True
        self._spelt: set[etree._Element] = set()
        self._block: etree._Element = root

    def flatten(self, target: etree._Element, *, only: frozenset[str] | None = None) -> Story:
        """Copy the part's content into `target`; of notes, those with the ids in `only`."""
        self._block = target
        for child in elements(self._root):
            number = child.get(q("w:id"), "")
            if only is None:
                self._copier.copy(child, target)
            elif number in only or child.get(q("w:type")) in RULES_OF_NOTES:
                self._note(child, target, number)
            else:
                self._book.leave(child, Surface.DELETED)
        resolve_fields(target, self._book, {p.element: p.index for p in self._paragraphs})
        body = target.find(q("w:body"))
        if self._behind is not None and body is not None:
            body.insert(0, etree.Element(_P))
            etree.SubElement(body[0], _R).append(self._behind)
        paragraphs = join_combs(self._paragraphs)
        return Story(self._book.name, target, paragraphs, self._book.parts(), tuple(self._book.unread))

    def _note(self, source: etree._Element, target: etree._Element, number: str) -> None:
        """Copy one footnote or endnote."""
        if not number.lstrip("-").isdecimal() or len(number) > 8:
            self._book.leave(source, Surface.DELETED)
            return
        note = etree.SubElement(target, source.tag, {q("w:id"): number})
        kind = source.get(q("w:type"))
        if kind in RULES_OF_NOTES:
            note.set(q("w:type"), kind or "")
        self._block = note
        self._copier.children(source, note)
        _end_with_paragraph(note)

    def _backdrop(self, source: etree._Element, _target: etree._Element) -> None:
        """Note a picture behind every page; its mark stands before the first line."""
        if any(fill.get(q("r:id")) or fill.get(q("o:relid")) for fill in source.iter(q("v:fill"))):
            self._behind = self._book.withhold("image")

    def _lost(self, source: etree._Element, _target: etree._Element) -> None:
        """Leave behind what the allow-list does not know; Word does not show it either."""
        self._book.leave(source, Surface.HIDDEN)

    # --- blocks ---------------------------------------------------------------------------------------------

    def _paragraph(self, source: etree._Element, target: etree._Element) -> None:
        block = self._block if target.tag in _INLINE else target
        begun, self._begun = self._begun, None
        element = etree.SubElement(block, _P)
        number = self._book.numbers[source]
        self._paragraphs.append(Paragraph(number, element, self._named_surface(), self._cell))
        style = value(source.find(f"{q('w:pPr')}/{q('w:pStyle')}"))
        with self._standing(at=number, block=block, style=style), self._seen(not paragraph_is_out_of_sight(source)):
            self._copier.children(source, element)
        if begun is not None and element.getprevious() is begun:
            self._join(begun, element)
        mark = source.find(f"{q('w:pPr')}/{_RPR}")
        withdrawn = mark is not None and any(mark.find(q(name)) is not None for name in ("w:del", "w:moveFrom"))
        if withdrawn and element.find(f".//{q('w:sectPr')}") is None:
            if element.find(f".//{_R}") is None:
                block.remove(element)
            else:
                self._begun = element

    def _join(self, begun: etree._Element, element: etree._Element) -> None:
        """Put a paragraph whose end was deleted in front of the next, which is one with it now."""
        looks = element.find(q("w:pPr"))
        at = 0 if looks is None else element.index(looks) + 1
        for child in [child for child in begun if child.tag != q("w:pPr")]:
            element.insert(at, child)
            at += 1
        block = element.getparent()
        if block is not None:
            block.remove(begun)
        first = next(p for p in self._paragraphs if p.element is begun)
        self._paragraphs = [
            replace(p, index=first.index) if p.element is element else p for p in self._paragraphs if p is not first
        ]

    def _named_surface(self) -> Surface:
        """Give the surface of a paragraph: cells have their own in the body."""
        return Surface.CELL if self._cell is not None and self._surface is Surface.BODY else self._surface

    @contextmanager
    def _standing(self, *, at: int, block: etree._Element, style: str | None) -> Iterator[None]:
        """Stand in a paragraph, and in the one around it again afterwards."""
        before = (self._book.at, self._block, self._paragraph_style, self.drawings.run)
        self._book.at, self._block, self._paragraph_style, self.drawings.run = at, block, style, None
        self._book.interrupt()
        yield
        self._book.at, self._block, self._paragraph_style, self.drawings.run = before

    @contextmanager
    def _seen(self, in_sight: bool) -> Iterator[None]:
        """Go on where nothing can be seen, if so; what is drawn there is judged by itself."""
        before, self._out_of_sight = self._out_of_sight, self._out_of_sight or not in_sight
        yield
        self._out_of_sight = before

    def _table(self, source: etree._Element, target: etree._Element) -> None:
        block = self._block if target.tag in _INLINE else target
        element = etree.SubElement(block, source.tag)
        before = (self._cell, self._table_style)
        self._cell = Cell(self._tables[source], -1, 0)
        self._table_style = value(source.find(f"{q('w:tblPr')}/{q('w:tblStyle')}"))
        with self._seen(not table_is_out_of_sight(source.find(q("w:tblPr")))):
            self._copier.children(source, element)
        self._cell, self._table_style = before
        if element.find(q("w:tr")) is None:
            block.remove(element)
            return
        for position, name in enumerate((q("w:tblPr"), q("w:tblGrid"))):
            if element.find(name) is None:
                # Word mends a table without them; python-docx and others do not.
                element.insert(position, etree.Element(name))

    def _row(self, source: etree._Element, target: etree._Element) -> None:
        cell = self._cell or Cell(0, -1, 0)
        properties = source.find(q("w:trPr"))
        skipped = value(properties.find(q("w:gridBefore"))) if properties is not None else None
        first = int(skipped) if skipped and skipped.isdecimal() and len(skipped) < 5 else 0
        self._cell = Cell(cell.table, cell.row + 1, first)
        if properties is not None and properties.find(q("w:del")) is not None:
            self._book.leave(source, Surface.DELETED)
            return
        if properties is not None and switched_on(properties.find(q("w:hidden"))):
            self._book.leave(source, Surface.HIDDEN)
            return
        row = etree.SubElement(target, source.tag)
        with self._seen(not row_is_out_of_sight(properties)):
            self._copier.children(source, row)
        if row.find(_TC) is None:
            target.remove(row)

    def _table_cell(self, source: etree._Element, target: etree._Element) -> None:
        cell = self._cell or Cell(0, 0, 0)
        element = etree.SubElement(target, source.tag)
        properties = source.find(q("w:tcPr"))
        before, self._block = self._block, element
        if properties is not None and properties.find(q("w:cellDel")) is not None:
            self._copier.copy(properties, element)
            self._book.leave(source, Surface.DELETED)
        else:
            self._copier.children(source, element)
        self._block = before
        _end_with_paragraph(element)
        span = value(properties.find(q("w:gridSpan"))) if properties is not None else None
        wide = int(span) if span and span.isdecimal() and len(span) < 5 else 1
        self._cell = Cell(cell.table, cell.row, cell.column + max(wide, 1))

    def _caption(self, source: etree._Element, _target: etree._Element) -> None:
        self._book.withdraw(Surface.ALT_TEXT, value(source) or "")

    def _box(self, source: etree._Element, target: etree._Element) -> None:
        """Copy a text box; its paragraphs stand on a surface of their own, outside any cell."""
        element = etree.SubElement(target, source.tag)
        before = (self._surface, self._cell, self._block, self._table_style, self._out_of_sight)
        self._surface, self._cell, self._block, self._table_style = Surface.TEXT_BOX, None, element, None
        self._out_of_sight = False
        self._copier.children(source, element)
        self._surface, self._cell, self._block, self._table_style, self._out_of_sight = before
        _end_with_paragraph(element)

    # --- runs -----------------------------------------------------------------------------------------------

    def _run(self, source: etree._Element, target: etree._Element) -> None:
        if target.tag not in _INLINE:
            self._book.leave(source, Surface.HIDDEN)
            return
        parent = target.getparent() if target.tag == _R else target
        run = etree.SubElement(target if parent is None else parent, _R)
        before = (self.drawings.run, self._run_font, self._legible, self._faint)
        properties = source.find(_RPR)
        fonts = properties.find(q("w:rFonts")) if properties is not None else None
        self.drawings.run, self._run_font, self._legible = run, font_of(source, fonts), True
        self._faint = self._out_of_sight or self._faintness.hides(source, properties, self._paragraph_style)
        covered = self._faintness.is_covered(properties, self._paragraph_style) and raw_text(source).strip() != ""
        if covered or self._hidden(source, properties):
            self._book.leave(source, Surface.HIDDEN)
            if covered:
                cover(run)
            children = [child for child in elements(source) if child.tag in (q("w:fldChar"), q("w:instrText"))]
        else:
            children = list(elements(source))
        for child in children:
            self._copier.copy(child, self.drawings.run)
        if is_picture_font(self._run_font) and self._legible:
            _drop(run.find(f"{_RPR}/{q('w:rFonts')}"))
        elif self._run_font != value(fonts, "w:ascii") and self._run_font is not None:
            set_font(run, self._run_font)
        _drop_if_empty(run)
        if self.drawings.run is not run:
            _drop_if_empty(self.drawings.run)
        self.drawings.run, self._run_font, self._legible, self._faint = before

    def _hidden(self, source: etree._Element, properties: etree._Element | None) -> bool:
        """Say whether a run is hidden; a contents list hides its page numbers from web pages only."""
        if self._around.styles.hide(properties, self._paragraph_style, self._table_style):
            return True
        web = switched_on(properties.find(q("w:webHidden"))) if properties is not None else None
        return bool(web) and len(raw_text(source).strip()) > _LONGEST_PAGE_NUMBER

    def _text(self, source: etree._Element, target: etree._Element) -> None:
        if target.tag != _R:
            self._book.leave(source, Surface.HIDDEN)
            return
        if self._faint:
            self._book.withdraw(Surface.HIDDEN, source.text or "")
            return
        shown, unseen = seen(source.text or "")
        self._book.withdraw(Surface.HIDDEN, unseen)
        text, legible = respell(shown, self._run_font)
        self._legible = self._legible and legible
        write_text(target, text)
        self._book.interrupt()

    def _symbol(self, source: etree._Element, target: etree._Element) -> None:
        code = source.get(q("w:char"), "")
        font = source.get(q("w:font"))
        try:
            char, legible = glyph(font, int(code, 16), spelling=spells(list(codes_around(source))))
        except ValueError:
            return
        if self._faint:
            self._book.withdraw(Surface.HIDDEN, char)
            return
        if legible or font is None:
            write_text(target, char)
            return
        before = target.getprevious()
        if before is not None and before in self._spelt and all(child.tag == _RPR for child in target):
            # Letters of one word stay together, so that they read as a word again.
            before[-1].text = f"{before[-1].text}{char}"
            return
        run = self._split()
        self._spelt.add(run)
        set_font(run, font)
        write_text(run, char)
        self._split()

    def _split(self) -> etree._Element:
        """Go on in a fresh run with the same looks."""
        before = self.drawings.run
        assert before is not None  # noqa: S101 - only called inside a run
        run = etree.Element(_R)
        before.addnext(run)
        properties = before.find(_RPR)
        if properties is not None:
            run.append(etree.fromstring(etree.tostring(properties)))
        self.drawings.run = run
        return run

    def _ruby(self, source: etree._Element, target: etree._Element) -> None:
        """Keep the words and leave behind the reading aid above them."""
        base, aid = source.find(q("w:rubyBase")), source.find(q("w:rt"))
        if aid is not None:
            self._book.leave(aid, Surface.HIDDEN)
        if base is not None:
            self._copier.children(base, target)
            self._split_after(target)

    def _split_after(self, run: etree._Element) -> None:
        """Go on after the runs that were added behind this one."""
        parent = run.getparent()
        if parent is not None:
            self.drawings.run = etree.SubElement(parent, _R)

    def _alternatives(self, source: etree._Element, target: etree._Element) -> None:
        """Take the first branch that we understand, as Word does; a branch shown nowhere else is left behind."""
        known = frozenset(data("channels")["understood"]["prefixes"])
        branches = list(elements(source))
        chosen = next(
            (
                branch
                for branch in branches
                if branch.tag == q("mc:Fallback") or known.issuperset(branch.get("Requires", "?").split())
            ),
            None,
        )
        if chosen is None:
            self._book.leave(source, Surface.HIDDEN)
            return
        self._copier.children(chosen, target)


_STEPS = (
    "backdrop",
    "lost",
    "paragraph",
    "run",
    "text",
    "symbol",
    "ruby",
    "table",
    "row",
    "table_cell",
    "caption",
    "alternatives",
)


def _drop(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _drop_if_empty(run: etree._Element) -> None:
    """Take out a run that shows nothing."""
    if all(child.tag == _RPR for child in run):
        _drop(run)


def _end_with_paragraph(block: etree._Element) -> None:
    """Close a cell, note or box with a paragraph, without which Word does not open the file."""
    if len(block) == 0 or block[-1].tag != _P:
        etree.SubElement(block, _P)
