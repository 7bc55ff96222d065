"""What is gathered while one part of a Word file is copied: its paragraphs, and what stays behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.docx.markup import elements, q
from minimise.model import Cell, Part, Place, Surface, Unit, Unread

WITHHELD = "withheld"
"""Our own mark in the copied tree where something unread stood; written out as a visible placeholder."""

_SHOWN = {
    q("w:tab"): "\t",
    q("w:ptab"): "\t",
    q("w:br"): "\n",
    q("w:cr"): "\n",
    q("w:noBreakHyphen"): "-",
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACES = str.maketrans("\t\r\n", "   ")
_LETTERS = frozenset({q("w:t"), q("w:delText"), q("m:t"), q("a:t")})
_P, _R, _FALLBACK = q("w:p"), q("w:r"), q("mc:Fallback")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its number in the original part and its element in the copy."""

    index: int
    element: etree._Element = field(repr=False)
    surface: Surface
    cell: Cell | None
    boxes: tuple[etree._Element, ...] = field(repr=False, default=())
    """The paragraphs of a comb, a letter or digit in each, of which `element` is the first."""

    def text(self) -> str:
        """Give the visible text, of a comb as one."""
        if not self.boxes:
            return text_of(self.element)
        return "".join(f"{gap}{text_of(box)}" for gap, box in spelt(self.boxes))


@dataclass(frozen=True, slots=True)
class Story:
    """One part of the file after copying."""

    name: str
    root: etree._Element = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    withdrawn: tuple[Part, ...] = field(repr=False)
    unread: tuple[Unread, ...]


class Notebook:
    """Notes down, while a part is copied, what is left behind and where it stood."""

    def __init__(self, name: str, root: etree._Element) -> None:
        """Number the paragraphs of the original part in document order."""
        self.name = name
        self.at = 0
        self.unread: list[Unread] = []
        self.numbers = {element: number for number, element in enumerate(root.iter(_P))}
        self._pieces: dict[tuple[Surface, int], list[str]] = {}
        self._latest: tuple[Surface, int] | None = None

    @property
    def place(self) -> Place:
        """Where the copying stands."""
        return Place(self.name, Unit.PARAGRAPH, self.at)

    def interrupt(self) -> None:
        """Note that visible text came between, so that what is left behind next is another piece."""
        self._latest = None

    def withdraw(self, surface: Surface, text: str, at: int | None = None) -> None:
        """Keep words that do not leave in the copy, for the reviewer."""
        if not text.strip():
            return
        key = (surface, self.at if at is None else at)
        pieces = self._pieces.setdefault(key, [])
        goes_on = key == self._latest and surface in (Surface.DELETED, Surface.HIDDEN)
        pieces.append(text if goes_on or not pieces else f"\n{text}")
        self._latest = key

    def leave(self, source: etree._Element, surface: Surface) -> None:
        """Keep all words of an element that is left behind, each under its own paragraph."""
        for at, text in self._words(source):
            self.withdraw(surface, text, at)

    def withhold(self, what: str) -> etree._Element:
        """Note something unread and give the mark to stand in its place."""
        self.unread.append(Unread(self.place, what))
        return etree.Element(WITHHELD, {"what": what})

    def parts(self) -> tuple[Part, ...]:
        """Give everything left behind, in the order it was met."""
        return tuple(
            Part(Place(self.name, Unit.PARAGRAPH, at), "".join(pieces), surface)
            for (surface, at), pieces in self._pieces.items()
        )

    def _words(self, source: etree._Element) -> Iterator[tuple[int, str]]:
        """Yield the words of an element paragraph by paragraph."""
        words: dict[int, list[str]] = {}
        for node in source.iter(*_LETTERS, *_SHOWN):
            shown = (node.text or "") if node.tag in _LETTERS else _SHOWN[str(node.tag)]
            heard = node.tag in _LETTERS or _is_shown(node)
            if heard and next(node.iterancestors(_FALLBACK), None) is None:
                words.setdefault(self._number(node), []).append(shown)
        for at, pieces in words.items():
            yield at, "".join(pieces)

    def _number(self, node: etree._Element) -> int:
        """Give the number of the paragraph a node stands in."""
        host = next(node.iterancestors(_P), None)
        return self.at if host is None else self.numbers.get(host, self.at)


def _is_shown(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == _R


def raw_text(source: etree._Element) -> str:
    """Give the letters of an element of the original, visible or not, without any marks."""
    return "".join(node.text or "" for node in source.iter(*_LETTERS))


def write_text(run: etree._Element, text: str) -> None:
    """Add text to a run; spaces at its ends are meant, and a line end in the XML is only a space."""
    if text:
        node = etree.SubElement(run, q("w:t"))
        node.text = text.translate(_SPACES)
        if text[0].isspace() or text[-1].isspace():
            node.set(SPACE, "preserve")


@dataclass(slots=True)
class Segment:
    """A stretch of a paragraph's text and the element of the copy that shows it."""

    element: etree._Element
    start: int
    text: str
    end: int


def segments(paragraph: etree._Element) -> list[Segment]:
    """Give what a paragraph of the copy shows, in order; text boxes in it are paragraphs of their own."""
    found: list[Segment] = []
    at = 0
    for run in _runs(paragraph):
        for node in elements(run):
            text = node.text if node.tag == q("w:t") else _SHOWN.get(str(node.tag))
            if text:
                found.append(Segment(node, at, text, at + len(text)))
                at += len(text)
    return found


def text_of(paragraph: etree._Element) -> str:
    """Give the visible text of a paragraph of the copy."""
    return "".join(segment.text for segment in segments(paragraph))


def spelt(boxes: Sequence[etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the filled boxes of a comb, each with the blank that parts it from the one before."""
    gap, parted = False, False
    for number, box in enumerate(boxes):
        text = text_of(box)
        if text.strip():
            parted = parted or len(text) > 1
            yield " " if number and (gap or parted) else "", box
        gap = not text.strip()


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    for child in elements(paragraph):
        if child.tag == _R:
            yield child
        elif child.tag == q("w:fldSimple"):
            yield from child.iterchildren(_R)
