"""Every file format we read and write, one adapter each; `FORMATS` is the list."""

from minimise.formats.adapter import Format, StrictFormat, Witness
from minimise.formats.libraries import load_libraries
from minimise.formats.locked import is_locked, locked_again, read_password, unlocked
from minimise.formats.lookup import FORMATS, came_as, format_of, named, reads_older_documents, reads_pictures

__all__ = [
    "FORMATS",
    "Format",
    "StrictFormat",
    "Witness",
    "came_as",
    "format_of",
    "is_locked",
    "load_libraries",
    "locked_again",
    "named",
    "read_password",
    "reads_older_documents",
    "reads_pictures",
    "unlocked",
]
