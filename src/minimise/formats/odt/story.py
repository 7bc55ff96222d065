"""The text of a document after reading: paragraphs of pieces, each with the element of the copy that it will fill."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from minimise.formats.odt.looks import Look
from minimise.model import Cell, Edit, Part, Place, Surface, Unread


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, or something without words of the document: a mark of ours, a note, a page number."""

    text: str = field(repr=False, default="")
    look: Look | None = None
    mark: str = ""
    """What stands in the copy and is none of the document's words."""
    element: etree._Element | None = field(repr=False, default=None)


@dataclass(slots=True)
class Paragraph:
    """A paragraph that people see."""

    place: Place
    element: etree._Element = field(repr=False)
    """Of the copy; it has no words yet."""
    surface: Surface = Surface.BODY
    cell: Cell | None = None
    pieces: list[Piece] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Put edits into the words; a mark takes the look of what stood where it begins."""
        for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
            self.pieces = _edited(self.pieces, edit.span.start, edit.span.end, edit.replacement)


def _edited(pieces: Sequence[Piece], start: int, end: int, words: str) -> list[Piece]:
    found: list[Piece] = []
    at, waiting = 0, True
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        begins = at <= start < at + len(piece.text)
        at += len(piece.text)
        if low < high:
            text = piece.text[:low] + (words if begins and waiting else "") + piece.text[high:]
            waiting = waiting and not begins
            piece = replace(piece, text=text)
        found.append(piece)
    return found


@dataclass(slots=True)
class Story:
    """What was read of a whole document."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    withdrawn: list[Part] = field(default_factory=list, repr=False)
    unread: list[Unread] = field(default_factory=list)
