"""Pictures of pages in, words with their places out, and what of the ink nobody could read (extra `ocr`)."""

from minimise.formats.scans.engine import Unreadable, can_read
from minimise.formats.scans.reading import Seen, dots_of, read_back, read_picture, words_on
from minimise.formats.scans.shapes import Area, Greys, Line, Word

__all__ = [
    "Area",
    "Greys",
    "Line",
    "Seen",
    "Unreadable",
    "Word",
    "can_read",
    "dots_of",
    "read_back",
    "read_picture",
    "words_on",
]
