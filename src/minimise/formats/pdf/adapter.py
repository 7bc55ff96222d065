"""The PDF adapter: pages become parts, edits become a new file, and readers of other makes look at the result."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pikepdf

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.pdf.display import Reader
from minimise.formats.pdf.ladder import UNSETTABLE, Rung, Why
from minimise.formats.pdf.layers import Layers
from minimise.formats.pdf.opening import guarded, opened
from minimise.formats.pdf.pages import Page, pages_of
from minimise.formats.pdf.rebuild import rebuilt
from minimise.formats.pdf.reissue import reissued
from minimise.formats.pdf.renderer import renderer_of
from minimise.formats.pdf.sheets import Sheet, Source, sheet_of
from minimise.formats.pdf.typeset import Cut
from minimise.formats.pdf.withdrawn import attachments, signatures, withdrawn_parts
from minimise.formats.pdf.witnesses import witnesses_of
from minimise.model import Document, Edit, Part, Place, Unit, Unread


class Pdf:
    """PDF files; one part a page, then what stands beside the pages."""

    name = "pdf"
    suffix = ".pdf"

    def sniff(self, data: bytes) -> bool:
        """Say whether the file begins as a PDF does; viewers allow some bytes before it."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every page as painted, then comments, properties, links and hidden text."""
        return self._read(data, case_id, read_pages(data))

    def read_finished(self, data: bytes, case_id: str) -> Document:
        """Read a copy to be checked: the words of a page that left as a picture are those of its text layer."""
        return self._read(data, case_id, _pages_read(data, finished=True))

    def _read(self, data: bytes, case_id: str, pages: tuple[Page, ...]) -> Document:
        with guarded(), opened(data) as pdf:
            parts = tuple(Part(Place("page", Unit.PAGE, page.display.number), page.words.text) for page in pages)
            parts += tuple(withdrawn_parts(pdf, pages))
            return Document(case_id, self.name, parts, tuple(_unread(pdf, pages)))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new file from the pages' kept words; each page on the highest rung that holds for it."""
        return rebuilt(_sheets(data, edits), banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a plain new document, in which nothing of the old layout can tell what was removed."""
        return rebuilt(reissued(read_pages(data), _cuts(edits)), banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with pdfium, pdfminer and pypdf, and look under its surface."""
        return witnesses_of(data)


def _cuts(edits: Sequence[Edit]) -> dict[int, list[Cut]]:
    cuts: dict[int, list[Cut]] = {}
    for edit in sorted(edits, key=lambda e: e.span):
        cuts.setdefault(edit.span.part, []).append(Cut(edit.span.start, edit.span.end, edit.replacement))
    return cuts


def _sheets(data: bytes, edits: Sequence[Edit]) -> list[Sheet]:
    pages, cuts = read_pages(data), _cuts(edits)
    with guarded(), opened(data) as pdf, renderer_of(pdf) as renderer:
        layers = Layers.of(pdf.Root)
        sheets = [
            sheet_of(page, cuts.get(at, ()), renderer.document, Source(each.obj, layers))
            for at, (page, each) in enumerate(zip(pages, pdf.pages, strict=True))
        ]
    if all(sheet.rung is Rung.WITHHELD for sheet in sheets):
        raise UnreadableDocument(*UNSETTABLE)
    return sheets


@lru_cache(maxsize=1)
def read_pages(data: bytes) -> tuple[Page, ...]:
    """Read the pages of a file; the last file read is remembered, because what was read is written next.

    Raises:
        UnreadableDocument: no page is left on which words can be read.
    """
    return _pages_read(data, finished=False)


def _pages_read(data: bytes, *, finished: bool) -> tuple[Page, ...]:
    with guarded(), opened(data) as pdf, renderer_of(pdf) as renderer:
        pages = pages_of(pdf, renderer, finished=finished)
    if any(page.words.text for page in pages):
        return pages
    reasons = {page.why for page in pages}
    if Why.LETTERS in reasons:
        raise UnreadableDocument(
            "the letters of this PDF cannot be turned into words", "Ask for the Word file, or a PDF saved from it."
        )
    if Why.DAMAGED in reasons or any(page.display.reader is Reader.RENDERER for page in pages):
        raise UnreadableDocument(
            "the pages of this PDF are damaged", "Print it to a new PDF from the program that shows it, and try again."
        )
    if Why.SCAN in reasons or any(page.decor.withheld for page in pages):
        raise UnreadableDocument(
            "this PDF is a scan; its words cannot be read", "Ask for the typed document, or type out what matters."
        )
    raise UnreadableDocument("there are no words in this PDF", "Check that it is the right file.")


def _unread(pdf: pikepdf.Pdf, pages: tuple[Page, ...]) -> Iterator[Unread]:
    for page in pages:
        place = Place("page", Unit.PAGE, page.display.number)
        if page.rung is Rung.WITHHELD:
            yield Unread(place, "page")
            continue
        if page.display.reader is Reader.RENDERER:  # what is broken may have held words that no reader sees
            yield Unread(place, "damaged content")
        yield from (Unread(place, picture.what) for picture in page.decor.withheld)
        if page.unknown:
            yield Unread(place, "drawing")
    for number in attachments(pdf):
        yield Unread(Place("page", Unit.PAGE, number), "embedded file")
    for number in signatures(pdf):
        yield Unread(Place("page", Unit.PAGE, number), "signature")
