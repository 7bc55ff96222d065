"""Loads the document libraries ahead of use, for a process that others are forked from."""

from importlib import import_module

_USED_LATE = (
    "docx",
    "lxml.etree",
    "msoffcrypto",
    "openpyxl",
    "pdfminer.high_level",
    "pdfminer.pdfpage",
    "pikepdf",
    "pypdf",
    "pypdfium2",
    "minimise.formats.docx.word",
    "minimise.formats.docx.writer",
    "minimise.formats.docx.witness",
    "minimise.formats.pdf.adapter",
    "minimise.formats.pdf.witnesses",
)


def load_libraries() -> None:
    """Import what the adapters import only when a file of their kind comes."""
    for name in _USED_LATE:
        import_module(name)
