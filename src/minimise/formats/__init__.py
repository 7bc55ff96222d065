"""Every file format we read and write, one adapter each; `FORMATS` is the list."""

from minimise.formats.adapter import CheckedFormat, Format, StrictFormat, Witness
from minimise.formats.libraries import load_libraries
from minimise.formats.locked import is_locked, locked_again, read_password, unlocked
from minimise.formats.lookup import FORMATS, format_of, named, reads_older_documents

__all__ = [
    "FORMATS",
    "CheckedFormat",
    "Format",
    "StrictFormat",
    "Witness",
    "format_of",
    "is_locked",
    "load_libraries",
    "locked_again",
    "named",
    "read_password",
    "reads_older_documents",
    "unlocked",
]
