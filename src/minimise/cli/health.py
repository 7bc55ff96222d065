"""`minimise doctor`: what is installed, which model, is anything missing."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from minimise import __version__
from minimise.errors import Exit

_NEEDED = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "presidio-analyzer",
    "presidio-anonymizer",
    "lxml",
    "openpyxl",
    "pikepdf",
    "pypdf",
    "pypdfium2",
    "pdfminer.six",
    "python-docx",
    "msoffcrypto-tool",
    "rfc8785",
    "typer",
)


def print_health() -> int:
    """Print versions and what is missing; leave with the set-up code if anything is."""
    from minimise.stages.detect import MODEL, MODEL_VERSION

    sys.stdout.write(f"minimise {__version__} on Python {platform.python_version()}, {platform.system()}\n")
    missing = [name for name in _NEEDED if not _line(name, None)]
    if not _line(MODEL, MODEL_VERSION):
        missing.append(MODEL)
    missing += _model()
    _office()
    sys.stdout.write("network: none is used, at import or at run time\n")
    if missing:
        sys.stderr.write(f"minimise: missing or of the wrong version: {', '.join(missing)}. Install minimise again.\n")
        return Exit.SETUP
    sys.stdout.write("everything needed is here\n")
    return Exit.DONE


def _office() -> None:
    """Print whether older documents and pictures can be read; nothing is missing where they cannot."""
    from minimise.formats import reads_older_documents, reads_pictures

    found = (
        "found, for .doc, .rtf, .xls and .ods"
        if reads_older_documents()
        else "not here: save .doc and .rtf as .docx, .xls and .ods as .xlsx"
    )
    sys.stdout.write(f"  {'LibreOffice':<24} {found}\n")
    found = (
        "found, for scans and pictures"
        if reads_pictures()
        else 'not here: scans and pictures are withheld; pip install "minimise[ocr]" to read them'
    )
    sys.stdout.write(f"  {'extra ocr':<24} {found}\n")


def _model() -> list[str]:
    """Print the project's own model and check its files; give its name if they are not the tested ones."""
    from minimise.errors import SetupIncomplete
    from minimise.stages.detect import read, read_by

    try:
        read("a word")
        name, found = read_by()
    except SetupIncomplete:
        sys.stdout.write("  referral-context         missing or damaged\n")
        return ["referral-context"]
    sys.stdout.write(f"  {name:<24} {found}\n")
    return []


def _line(name: str, wanted: str | None) -> bool:
    """Print one package's version; say whether it is there and the wanted one."""
    try:
        found: str | None = version(name)
    except PackageNotFoundError:
        found = None
    fits = found is not None and wanted in (None, found)
    sys.stdout.write(f"  {name:<24} {found or 'missing'}{'' if fits else '  <- not as it should be'}\n")
    return fits
