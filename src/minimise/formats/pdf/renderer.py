"""The renderer's own view of a file: opened only when a page needs it, and closed with the file."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

from minimise.formats.pdf import objects
from minimise.formats.pdf.channels import flattened_annotation
from minimise.formats.pdf.display import PageInDoubt

_HIDDEN_FLAGS = 0x02 | 0x20


@dataclass(slots=True)
class Renderer:
    """A file as pdfium opens it, without the notes that are no part of its pages."""

    pdf: pikepdf.Pdf = field(repr=False)
    _opened: pypdfium2.PdfDocument | None = field(default=None, repr=False)

    def document(self) -> pypdfium2.PdfDocument:
        """Give the opened file.

        Raises:
            PageInDoubt: pdfium counts other pages than we do, so that a number would not mean the same page.
        """
        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(_painted_only(self.pdf))
        if len(self._opened) != len(self.pdf.pages):
            raise PageInDoubt
        return self._opened

    def close(self) -> None:
        """Give back what pdfium holds."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


@contextmanager
def renderer_of(pdf: pikepdf.Pdf) -> Iterator[Renderer]:
    """Make a renderer that is closed at the end."""
    renderer = Renderer(pdf)
    try:
        yield renderer
    finally:
        renderer.close()


def _painted_only(pdf: pikepdf.Pdf) -> bytes:
    """Give a copy of the file, unlocked and repaired, in which only what is painted is left beside the pages."""
    copy, out = io.BytesIO(), io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is odd about the file's forms is of no concern for a picture of it
        pdf.save(copy)
        with pikepdf.open(copy, suppress_warnings=True) as twin:
            for page in twin.pages:
                _without_notes(page.obj)
            if "/AcroForm" in twin.Root:
                twin.generate_appearance_streams()
            twin.save(out)
    return out.getvalue()


def _without_notes(page: objects.Thing) -> None:
    """Take off what is not painted into the page: notes, links, hidden fields."""
    annotations = objects.listed(objects.entry(page, "/Annots"))
    if annotations:
        kept = [a for a in annotations if _is_painted(a)]
        page["/Annots"] = pikepdf.Array(kept)


def _is_painted(annotation: objects.Thing) -> bool:
    flags = int(objects.number(objects.entry(annotation, "/F")))
    return flattened_annotation(objects.name_of(objects.entry(annotation, "/Subtype"))) and not flags & _HIDDEN_FLAGS
