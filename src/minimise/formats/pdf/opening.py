"""Opening a PDF: within limits, without a password, and never as a form that only one program can show."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from minimise.errors import UnreadableDocument
from minimise.formats.pdf import objects

LARGEST = 25 * 1024 * 1024
MOST_PAGES = 500

TROUBLE = (
    pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError,
    RuntimeError, TypeError, ValueError, MemoryError, OSError,
)  # fmt: skip
_REPAIR = "Open it in the program that made it, save a fresh PDF and try again."


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever a damaged file makes a parser do into our own error, with nothing of the old one left.

    Raises:
        UnreadableDocument: the file is damaged.
    """
    failed = False
    try:
        yield
    except TROUBLE:
        failed = True
    if failed:
        raise UnreadableDocument("the PDF is damaged", _REPAIR)


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a file to be read or rewritten.

    Raises:
        UnreadableDocument: it is locked, too large, broken or a kind of form that holds no pages.
    """
    if len(data) > LARGEST:
        raise UnreadableDocument("the PDF is larger than 25 MB", "Send pictures and attachments separately.")
    pdf = _parsed(data)
    with pdf:
        _refuse_forms(pdf)
        if not 0 < len(pdf.pages) <= MOST_PAGES:
            raise UnreadableDocument(
                "the PDF has no pages" if not len(pdf.pages) else "the PDF has more than 500 pages",
                "Send the pages that are needed as a smaller PDF.",
            )
        yield pdf


def _parsed(data: bytes) -> pikepdf.Pdf:
    locked = False
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        locked = True
    except TROUBLE:
        locked = False
    if not locked and b"PubSec" in data:
        raise UnreadableDocument("the PDF is locked for named recipients", "Ask for an unprotected copy.")
    if locked:
        raise UnreadableDocument(
            "the PDF is protected with a password", "Give it with --password-file, or ask for an unprotected copy."
        )
    raise UnreadableDocument("the PDF is damaged", _REPAIR)


def _refuse_forms(pdf: pikepdf.Pdf) -> None:
    """Refuse forms whose pages exist only inside one vendor's program."""
    form = objects.entry(pdf.Root, "/AcroForm")
    if objects.entry(form, "/XFA") is None:
        return
    if not objects.listed(objects.entry(form, "/Fields")) or objects.entry(pdf.Root, "/NeedsRendering") is True:
        raise UnreadableDocument(
            "this PDF is a form that only one program can show", "Open it there, print it to a new PDF and try again."
        )
