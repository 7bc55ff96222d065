"""Which adapter reads a file: chosen by content, because a file name can lie."""

from collections.abc import Callable
from functools import cache

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Format


def _word() -> Format:
    from minimise.formats.docx import Word

    return Word()


def _pdf() -> Format:
    from minimise.formats.pdf import Pdf

    return Pdf()


def _text() -> Format:
    from minimise.formats.plain import PlainText

    return PlainText()


# Text comes last: almost anything can be taken for text.
FORMATS: dict[str, Callable[[], Format]] = {"docx": _word, "pdf": _pdf, "txt": _text}

_PICTURE = ("this is a picture, whose words cannot be read", "Ask for the typed document, or type out what matters.")
_ELSEWHERE: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"{\\rtf", ("this is a rich-text file", "Open it in Word, save it as .docx and try again.")),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
)


@cache
def named(name: str) -> Format:
    """Give the adapter of that name (`docx`, `pdf`, `txt`)."""
    return FORMATS[name]()


def format_of(data: bytes) -> Format:
    """Give the adapter that can read these bytes.

    Raises:
        UnreadableDocument: none can; the advice says what to do instead.
    """
    for magic, (summary, advice) in _ELSEWHERE:
        if data.startswith(magic):
            raise UnreadableDocument(summary, advice)
    for name in FORMATS:
        if named(name).sniff(data):
            return named(name)
    raise UnreadableDocument(
        "this is not a Word document, a PDF or a text file", "Save it as .docx, .pdf or .txt and try again."
    )
