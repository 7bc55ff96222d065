"""The PDF adapter: pages become parts, edits become a new file, and readers of other makes look at the result."""

from collections.abc import Iterator, Sequence

import pikepdf

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.pdf.opening import guarded, opened
from minimise.formats.pdf.pages import Page, pages_of
from minimise.formats.pdf.rebuild import rebuilt
from minimise.formats.pdf.typeset import Cut
from minimise.formats.pdf.withdrawn import attachments, signatures, withdrawn_parts
from minimise.formats.pdf.witnesses import witnesses_of
from minimise.model import Document, Edit, Part, Place, Unit, Unread

_MOST_UNKNOWN = 0.05
"""Share of visible signs without words from which on a file counts as not readable."""


class Pdf:
    """PDF files; one part a page, then what stands beside the pages."""

    name = "pdf"
    suffix = ".pdf"

    def sniff(self, data: bytes) -> bool:
        """Say whether the file begins as a PDF does; viewers allow some bytes before it."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every page as painted, then comments, properties, links and hidden text."""
        with guarded(), opened(data) as pdf:
            pages = _readable(pages_of(pdf))
            parts = tuple(Part(Place("page", Unit.PAGE, page.display.number), page.words.text) for page in pages)
            parts += tuple(withdrawn_parts(pdf, pages))
            return Document(case_id, self.name, parts, tuple(_unread(pdf, pages)))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new file from the pages' kept words; see the module `rebuild`."""
        cuts: dict[int, list[Cut]] = {}
        for edit in sorted(edits, key=lambda e: e.span):
            cuts.setdefault(edit.span.part, []).append(Cut(edit.span.start, edit.span.end, edit.replacement))
        with guarded(), opened(data) as pdf:
            return rebuilt(_readable(pages_of(pdf)), cuts, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with pdfium, pdfminer and pypdf, and look under its surface."""
        return witnesses_of(data)


def _readable(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Give the pages back if they hold words.

    Raises:
        UnreadableDocument: there are only pictures, or letters that nothing turns into words.
    """
    known = sum(len(page.words.text) for page in pages)
    unknown = sum(page.unknown for page in pages)
    if unknown > _MOST_UNKNOWN * (known + unknown) and unknown > 20:
        raise UnreadableDocument(
            "the letters of this PDF cannot be turned into words", "Ask for the Word file, or a PDF saved from it."
        )
    if known:
        return pages
    if any(page.decor.withheld for page in pages):
        raise UnreadableDocument(
            "this PDF is a scan; its words cannot be read", "Ask for the typed document, or type out what matters."
        )
    raise UnreadableDocument("there are no words in this PDF", "Check that it is the right file.")


def _unread(pdf: pikepdf.Pdf, pages: tuple[Page, ...]) -> Iterator[Unread]:
    for page in pages:
        place = Place("page", Unit.PAGE, page.display.number)
        yield from (Unread(place, picture.what) for picture in page.decor.withheld)
        if page.unknown:
            yield Unread(place, "drawing")
    for number in attachments(pdf):
        yield Unread(Place("page", Unit.PAGE, number), "embedded file")
    for number in signatures(pdf):
        yield Unread(Place("page", Unit.PAGE, number), "signature")
