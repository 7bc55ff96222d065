"""Which adapter reads a file: chosen by content, because a file name can lie."""

from collections.abc import Callable
from functools import cache

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Format
from minimise.formats.recognition import refuse_foreign


def _word() -> Format:
    from minimise.formats.docx import Word

    return Word()


def _pdf() -> Format:
    from minimise.formats.pdf import Pdf

    return Pdf()


def _page() -> Format:
    from minimise.formats.html import WebPage

    return WebPage()


def _text() -> Format:
    from minimise.formats.plain import PlainText

    return PlainText()


# Text comes last: almost anything can be taken for text.
FORMATS: dict[str, Callable[[], Format]] = {"docx": _word, "pdf": _pdf, "html": _page, "txt": _text}

@cache
def named(name: str) -> Format:
    """Give the adapter of that name (`docx`, `pdf`, `txt`)."""
    return FORMATS[name]()


def format_of(data: bytes) -> Format:
    """Give the adapter that can read these bytes.

    Raises:
        UnreadableDocument: none can; the sentence says what it is, the advice what to do instead.
    """
    for name in FORMATS:
        if name == "txt":
            refuse_foreign(data)  # what no adapter reads must not pass for text
        if named(name).sniff(data):
            return named(name)
    raise UnreadableDocument(
        "this is not a Word document, a PDF, an e-mail, a web page or a text file",
        "Save it as .docx, .pdf or .txt and try again.",
    )
