"""The adapter for pictures: each becomes a page of a PDF that holds its dots and nothing else of the file."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from minimise.formats.adapter import Witness
from minimise.formats.pdf import Pdf
from minimise.formats.pictures.paper import on_paper
from minimise.formats.pictures.taking import taken
from minimise.formats.recognition import looks_like_picture
from minimise.formats.scans import can_read
from minimise.model import Document, Edit, Part, Place, Surface, Unit


class Pictures:
    """JPEG, PNG and TIFF files; one part a picture, then the words its camera or program wrote into the file."""

    name = "picture"
    suffix = ".pdf"

    def sniff(self, data: bytes) -> bool:
        """Say whether this is such a picture, and words in it can be read."""
        return looks_like_picture(data) and can_read()

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every picture of the file."""
        document = Pdf().read(paged(data), case_id)
        words = taken(data).words
        shown = tuple(part for part in document.parts if part.visible)
        beside = tuple(Part(Place("properties", Unit.NONE, 0), text, Surface.PROPERTY) for text in words)
        return replace(document, format=self.name, parts=(*shown, *beside))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write a PDF of the pictures with what goes painted over, under a text layer of what stays."""
        return Pdf().write(paged(data), edits, banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write a plain new document of the words read."""
        return Pdf().write_strictly(paged(data), edits, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read the finished PDF as any other is read."""
        return Pdf().witnesses(data)


@lru_cache(maxsize=1)
def paged(data: bytes) -> bytes:
    """Give the pictures of a file as the pages that are read."""
    return on_paper(taken(data).pages)
