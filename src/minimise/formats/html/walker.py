"""Walks through a page once and tells apart what people see, what they do not see, and what cannot be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.html.aside import Aside
from minimise.formats.html.controls import shown_value, unshown_values
from minimise.formats.html.lines import LineBuilder
from minimise.formats.html.page import Mark, Page
from minimise.formats.html.tables import pairs, words
from minimise.formats.html.unseen import Ground, Looks, looks_of
from minimise.model import Cell, Surface

_CONTROLS = ("input", "select")
_SMALL = frozenset({"0", "1", "2", "0px", "1px", "2px"})


@dataclass(slots=True)
class _Table:
    """A table being walked through."""

    number: int
    row: int = -1
    column: int = -1
    outer: Cell | None = None


@dataclass(slots=True)
class Walker:
    """One walk; `page` gives what was met."""

    looks: Looks
    build: LineBuilder = field(default_factory=LineBuilder)
    aside: Aside = field(default_factory=Aside)
    grounds: list[Ground] = field(default_factory=lambda: [Ground()])
    tables: list[_Table | None] = field(default_factory=list)
    """The tables around; None for one that only lays out."""
    counted: int = 0
    preformatted: int = 0

    def page(self, root: etree._Element) -> Page:
        """Walk and give the page."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                if not self._enter(node):
                    walk.skip_subtree()
            elif event == "end":
                self._leave(node)
            else:
                self.aside.comment(node.text)
                self._say(node.tail)
        self.build.turn()
        build = self.build
        return Page(tuple(build.lines), tuple(build.tokens), tuple(self.aside.found.values()), tuple(build.pictures))

    def _enter(self, element: etree._Element) -> bool:
        """Take an element's start; False where nothing inside it is to be walked through."""
        tag = str(element.tag)
        self.aside.attributes(element)
        self.grounds.append(self.looks.below(element, self.grounds[-1]))
        if tag in words("left_out", "unshown") and tag != "head":
            self._leave_out(element)
            return False
        if self.looks.hides(element):
            self.aside.hide(element)
            return False
        if tag in pairs("left_out", "withheld"):
            self._withhold(element)
            return False
        if tag in _CONTROLS:
            self._control(element)
            return False
        self._open(tag, element)
        self._say(element.text)
        return True

    def _leave_out(self, element: etree._Element) -> None:
        """Leave out what is no word of the page; a title, a template or a fallback can hold some all the same."""
        if element.tag == "title":
            self.aside.add(Surface.PROPERTY, "title", element.text)
        elif element.tag in ("template", "noscript", "noembed", "noframes"):
            self.aside.hide(element)

    def _withhold(self, element: etree._Element) -> None:
        """Put a placeholder for what is seen and cannot be read."""
        what = pairs("left_out", "withheld")[str(element.tag)]
        self.aside.hide(element)
        sides = {(element.get(side) or "").strip().lower() for side in ("width", "height")}
        source = (element.get("src") or "").strip().lower()
        if element.tag == "img" and (sides & _SMALL or source.startswith(("http:", "https:", "//")) or not source):
            return  # a counting dot, or a picture that is not in the file
        if not self.grounds[-1].veils:
            self.build.withhold(what)

    def _control(self, element: etree._Element) -> None:
        """Write out what a field shows, and take what it does not show."""
        for value in unshown_values(element):
            self.aside.add(Surface.HIDDEN, "hidden", value)
        shown = shown_value(element)
        if shown:
            self._say(f" {shown} ")

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag in pairs("elements", "inline"):
            self.build.step(Mark.OPEN, pairs("elements", "inline")[tag])
            return
        if tag == "br":
            self.build.turn(forced=True)
            self.build.step(Mark.BREAK)
        if tag == "hr":
            self.build.turn()
            self._rule()
        if tag not in pairs("elements", "blocks"):
            return
        self.build.turn()
        self._apart(tag, element)
        if _is_ruled(element):
            self._rule()
        self._into_table(tag, element)
        self.build.quoted += tag == "blockquote"
        self.preformatted += tag in ("pre", "textarea")
        self.build.step(Mark.OPEN, self._name(tag, element), _reach(element) if tag in ("td", "th") else ())

    def _leave(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self.grounds.pop()
        if tag in pairs("elements", "inline") and self._was_opened(element):
            self.build.step(Mark.CLOSE, pairs("elements", "inline")[tag])
        elif tag in pairs("elements", "blocks") and self._was_opened(element):
            self.build.turn()
            self.build.step(Mark.CLOSE, self._name(tag, element))
            self._apart(tag, element)
            self._out_of_table(tag)
            self.build.quoted -= tag == "blockquote"
            self.preformatted -= tag in ("pre", "textarea")
        self._say(element.tail)

    def _was_opened(self, element: etree._Element) -> bool:
        return not self.looks.hides(element)

    def _apart(self, tag: str, element: etree._Element) -> None:
        """Ask for a blank line around what stands apart from its neighbours."""
        if tag in words("elements", "apart") and not _is_tight(tag, element):
            self.build.part()

    def _rule(self) -> None:
        """Draw a line, which stands for a blank line in the text."""
        self.build.part()
        self.build.step(Mark.RULE)

    def _name(self, tag: str, element: etree._Element) -> str:
        """Give what an element becomes; a table that only lays out becomes plain blocks."""
        laid_out = tag in ("table", "tr", "td", "th") and not (self.tables and self.tables[-1])
        return "div" if laid_out or _is_tight(tag, element) else pairs("elements", "blocks")[tag]

    def _into_table(self, tag: str, element: etree._Element) -> None:
        if tag == "table":
            real = any(len(list(row.iterchildren("td", "th"))) > 1 for row in _rows(element))
            self.tables.append(_Table(self.counted, outer=self.build.cell) if real else None)
            self.counted += real
        table = self.tables[-1] if self.tables else None
        if table is None:
            return
        if tag == "tr":
            table.row, table.column = table.row + 1, -1
        elif tag in ("td", "th"):
            table.column += 1
            self.build.cell = Cell(table.number, max(table.row, 0), table.column)

    def _out_of_table(self, tag: str) -> None:
        table = self.tables[-1] if self.tables else None
        if tag in ("td", "th") and table is not None:
            self.build.cell = table.outer
        if tag == "table" and self.tables:
            self.tables.pop()

    def _say(self, text: str | None) -> None:
        """Take words where they stand; those that cannot be seen go to the reviewer."""
        if not text:
            return
        if self.grounds[-1].veils:
            self.aside.add(Surface.HIDDEN, "hidden", text)
            return
        if not self.preformatted:
            self.build.say(text)
            return
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self.build.turn(forced=True)
                self.build.step(Mark.BREAK)
            self.build.say(line, exact=True)


def walked(root: etree._Element) -> Page:
    """Give the page of a parsed tree."""
    return Walker(looks_of(root)).page(root)


def _is_tight(tag: str, element: etree._Element) -> bool:
    """Whether a paragraph stands without a blank line, as one firm's mail programs set every line."""
    style = (element.get("style") or "").lower().replace(" ", "")
    return tag == "p" and ("mso" in (element.get("class") or "").lower() or "margin:0" in style)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own rows, not those of a table inside it."""
    for child in table:
        yield from (child,) if child.tag == "tr" else child.iterchildren("tr")


def _is_ruled(element: etree._Element) -> bool:
    """Whether a block has a line above it, as the head of a quoted message has."""
    style = (element.get("style") or "").lower().replace(" ", "")
    return element.tag == "div" and re.search(r"border-top:[^;]*solid", style) is not None


def _reach(element: etree._Element) -> tuple[tuple[str, int], ...]:
    """Give over how many columns and rows a cell reaches."""
    found = []
    for name in ("colspan", "rowspan"):
        value = (element.get(name) or "").strip()
        if value.isdecimal() and 1 < int(value[:4]) < 1000:
            found.append((name, int(value[:4])))
    return tuple(found)
