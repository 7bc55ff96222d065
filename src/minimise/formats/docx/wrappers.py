"""Copies what wraps or points: changes, links, controls, fields, notes, headers and footers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.docx.copier import Copier, Step
from minimise.formats.docx.fields import at_a_glance, kept_instruction, shown_state
from minimise.formats.docx.markup import q, value
from minimise.formats.docx.package import Link
from minimise.formats.docx.spelling import turned
from minimise.formats.docx.story import Notebook, raw_text, write_text
from minimise.formats.docx.symbols import TICKED, UNTICKED
from minimise.model import Surface

_P, _R = q("w:p"), q("w:r")

# Notes that are not notes: the rules between text and notes.
RULES_OF_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_STEPS = (
    "formula_run",
    "denominator",
    "exponent",
    "simple_field",
    "field_mark",
    "instruction",
    "hyperlink",
    "content_control",
    "override",
    "inserted",
    "deleted",
    "note_reference",
    "page_reference",
)


@dataclass(frozen=True, slots=True)
class Met:
    """What is met on the way through all parts of a file."""

    notes: frozenset[tuple[str, str]] = field(repr=False)
    """Kind and id of the footnotes and endnotes there are."""
    pages: dict[str, str] = field(repr=False, default_factory=dict)
    """Headers and footers met so far: part to its name in the copy, such as `header1`."""
    cited: dict[tuple[str, str], None] = field(repr=False, default_factory=dict)
    """Notes referred to in the text that stays."""
    authors: dict[str, None] = field(repr=False, default_factory=dict)


class Wrappers:
    """The steps for what wraps or points."""

    def __init__(self, copier: Copier, book: Notebook, links: Mapping[str, Link], met: Met) -> None:
        """Take what the copying of the part around it uses."""
        self._copier = copier
        self._book = book
        self._links = links
        self._met = met

    def steps(self) -> dict[str, Step]:
        """Give the steps by name."""
        return {name: getattr(self, f"_{name}") for name in _STEPS}

    def plain(self, target: etree._Element, text: str) -> None:
        """Add a plain run to a paragraph."""
        parent = target.getparent() if target.tag == _R else target
        write_text(etree.SubElement(target if parent is None else parent, _R), text)
        self._book.interrupt()

    def _formula_run(self, source: etree._Element, target: etree._Element) -> None:
        if target.tag not in (_P, _R, q("w:fldSimple")):
            self._book.leave(source, Surface.HIDDEN)
            return
        self.plain(target, "".join(node.text or "" for node in source if node.tag in (q("m:t"), q("w:t"))))

    def _denominator(self, source: etree._Element, target: etree._Element) -> None:
        # Half a tablet must not become twelve of them.
        self.plain(target, "/")
        self._copier.children(source, target)

    def _exponent(self, source: etree._Element, target: etree._Element) -> None:
        self.plain(target, "^")
        self._copier.children(source, target)

    def _note_reference(self, source: etree._Element, target: etree._Element) -> None:
        kind = "footnote" if source.tag == q("w:footnoteReference") else "endnote"
        key = (kind, source.get(q("w:id"), ""))
        if key in self._met.notes:
            self._met.cited[key] = None
            reference = etree.SubElement(target, source.tag, {q("w:id"): key[1]})
            if source.get(q("w:customMarkFollows")) in ("1", "true", "on"):
                reference.set(q("w:customMarkFollows"), "1")

    def _page_reference(self, source: etree._Element, target: etree._Element) -> None:
        link = self._links.get(source.get(q("r:id"), ""))
        kind = source.get(q("w:type"), "default")
        if link is None or link.external or kind not in ("default", "first", "even"):
            return
        sort = "header" if source.tag == q("w:headerReference") else "footer"
        pages = self._met.pages
        if link.target not in pages:
            pages[link.target] = f"{sort}{1 + sum(name.startswith(sort) for name in pages.values())}"
        etree.SubElement(target, source.tag, {q("w:type"): kind, q("r:id"): f"rId_{pages[link.target]}"})

    # --- changes, links, controls and fields ------------------------------------------------------------------

    def _inserted(self, source: etree._Element, target: etree._Element) -> None:
        self._note_author(source)
        self._copier.children(source, target)

    def _deleted(self, source: etree._Element, _target: etree._Element) -> None:
        self._note_author(source)
        self._book.leave(source, Surface.DELETED)

    def _note_author(self, source: etree._Element) -> None:
        author = source.get(q("w:author"), "")
        if author:
            self._met.authors[author] = None

    def _override(self, source: etree._Element, target: etree._Element) -> None:
        """Set what is spelt from right to left in the order in which it is read."""
        first = len(target)
        self._copier.children(source, target)
        runs = list(target)[first:]
        if value(source) != "rtl" or any(run.tag != _R or run.find(q("w:fldChar")) is not None for run in runs):
            return
        text = "".join(map(raw_text, runs))
        if turned(text) == text:
            return
        for run in reversed(runs):
            for node in run.iter(q("w:t")):
                node.text = turned(node.text or "")
            target.append(run)

    def _hyperlink(self, source: etree._Element, target: etree._Element) -> None:
        link = self._links.get(source.get(q("r:id"), ""))
        if link is not None and link.external:
            self._book.withdraw(Surface.LINK, link.target)
        self._book.withdraw(Surface.ALT_TEXT, source.get(q("w:tooltip"), ""))
        self._copier.children(source, target)

    def _content_control(self, source: etree._Element, target: etree._Element) -> None:
        content = source.find(q("w:sdtContent"))
        if content is None:
            return
        self._copier.children(content, target)
        box = source.find(f"{q('w:sdtPr')}/{q('w14:checkbox')}")
        if box is not None and target.tag == _P and not raw_text(content).strip() and _bare(content):
            on = value(box.find(q("w14:checked")), "w14:val") in ("1", "true", "on")
            self.plain(target, TICKED if on else UNTICKED)

    def _simple_field(self, source: etree._Element, target: etree._Element) -> None:
        instruction = source.get(q("w:instr"), "")
        kept = kept_instruction(instruction)
        if kept is not None and target.tag == _P:
            target = etree.SubElement(target, source.tag, {q("w:instr"): kept})
        link, shown = at_a_glance(instruction)
        self._book.withdraw(Surface.LINK, link)
        if shown and not raw_text(source):
            self.plain(target, shown)
        self._copier.children(source, target)

    def _field_mark(self, source: etree._Element, target: etree._Element) -> None:
        kind = source.get(q("w:fldCharType"))
        if kind in ("begin", "separate", "end"):
            mark = etree.SubElement(target, source.tag, {q("w:fldCharType"): kind})
            state = shown_state(source.find(q("w:ffData")))
            if state is not None:
                mark.set("shown", state)

    def _instruction(self, source: etree._Element, target: etree._Element) -> None:
        etree.SubElement(target, source.tag).text = source.text


def _bare(content: etree._Element) -> bool:
    """Say whether nothing at all is shown in a content control."""
    return content.find(f".//{q('w:sym')}") is None and content.find(f".//{q('w:drawing')}") is None
