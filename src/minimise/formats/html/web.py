"""The web page format: reads what a page shows, and writes a plain page of the same words."""

from collections import defaultdict
from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.html.reading import page_of
from minimise.formats.html.rendering import as_html, as_page, banner_html
from minimise.formats.html.witness import page_witnesses
from minimise.formats.recognition import looks_like_page
from minimise.model import Document, Edit, Part, Place, Unit, Unread


class WebPage:
    """Saved web pages and portal prints (.html, .htm, .xhtml); written as plain .html without scripts or links."""

    name = "html"
    suffix = ".html"

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a web page."""
        return looks_like_page(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read the lines that people see, then what the page holds and does not show.

        Raises:
            UnreadableDocument: the page is too large, nested too deeply, or holds nothing.
        """
        page = page_of(data)
        shown = page.parts("line")
        aside = tuple(Part(Place(w.place, Unit.NONE, n), w.text, w.surface) for n, w in enumerate(page.withdrawn))
        unread = tuple(Unread(shown[picture.line].place, picture.what) for picture in page.pictures)
        return Document(case_id, self.name, (*shown, *aside), unread)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write a page of our own elements around the edited words.

        Raises:
            UnreadableDocument: as for `read`.
        """
        by_line: dict[int, list[Edit]] = defaultdict(list)
        for edit in edits:
            by_line[edit.span.part].append(edit)
        return as_page([banner_html(banner), as_html(page_of(data), by_line)]).encode("utf-8")

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished page with the standard library's parser, and its source as it stands.

        Raises:
            UnreadableDocument: it could not be read as what it should be.
        """
        return page_witnesses(data)
