"""Which adapter reads a file: chosen by content, because a file name can lie."""

from collections.abc import Callable
from functools import cache

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Format
from minimise.formats.plain import is_text
from minimise.formats.recognition import looks_like_mail, looks_like_picture, refuse_foreign
from minimise.formats.scans import can_read
from minimise.limits import are_documents_apart


def _word() -> Format:
    from minimise.formats.converted import AnyWord

    return AnyWord()


def _pdf() -> Format:
    if are_documents_apart():
        from minimise.formats.pdf.apart import PdfApart

        return PdfApart()
    from minimise.formats.pdf import Pdf

    return Pdf()


def _mail() -> Format:
    from minimise.formats.mail import Mail

    return Mail()


def _page() -> Format:
    from minimise.formats.html import WebPage

    return WebPage()


def _workbook() -> Format:
    from minimise.formats.sheets import Workbook

    return Workbook()


def _open_text() -> Format:
    from minimise.formats.odt import OpenText

    return OpenText()


def _values() -> Format:
    from minimise.formats.sheets import Values

    return Values()


@cache
def _pictures() -> Format:
    from minimise.formats.pictures import Pictures

    return Pictures()


def _text() -> Format:
    from minimise.formats.plain import PlainText

    return PlainText()


# Text comes last: almost anything can be taken for text.
FORMATS: dict[str, Callable[[], Format]] = {
    "docx": _word,
    "xlsx": _workbook,
    "odt": _open_text,
    "pdf": _pdf,
    "eml": _mail,
    "html": _page,
    "csv": _values,
    "txt": _text,
}

UNKNOWN = "this is not a Word document, a spreadsheet, a PDF, an e-mail, a web page or a text file"
_PROSE = (".txt", ".text", ".md", ".log")
_VALUES = (".csv", ".tsv", ".tab")


def reads_older_documents() -> bool:
    """Say whether the program is here that turns .doc and .rtf into .docx."""
    from minimise.formats.converted import office_program

    return office_program() is not None


@cache
def named(name: str) -> Format:
    """Give the adapter of that name (`docx`, `eml`, `txt`)."""
    return FORMATS[name]()


def format_of(data: bytes, suffix: str = "") -> Format:
    """Give the adapter that can read these bytes; the ending of a file's name speaks only where content leaves two.

    Raises:
        UnreadableDocument: none can; the sentence says what it is, the advice what to do instead.
    """
    if suffix.lower() == ".eml" and looks_like_mail(data, named=True):
        return named("eml")  # without the headers of a mail server it could also be notes that begin with `From:`
    if looks_like_picture(data) and can_read():
        return _pictures()
    for name in FORMATS:
        if name == "csv":
            refuse_foreign(data)  # what no adapter reads must not pass for text
            if suffix.lower() in (*_PROSE, *_VALUES) and is_text(data):
                return named("csv" if suffix.lower() in _VALUES else "txt")  # a list in prose can look like a table
        if named(name).sniff(data):
            return named(name)
    raise UnreadableDocument(
        UNKNOWN,
        "Save it as .docx, .xlsx, .pdf or .txt and try again.",
    )
