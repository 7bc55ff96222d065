"""Every file format we read and write, one adapter each; `FORMATS` is the list."""

from minimise.formats.adapter import Format, Witness
from minimise.formats.locked import read_password, unlocked
from minimise.formats.lookup import FORMATS, format_of, named

__all__ = ["FORMATS", "Format", "Witness", "format_of", "named", "read_password", "unlocked"]
