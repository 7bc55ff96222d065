"""A picture among the words of a document: kept where every word on it was read and nothing else stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from minimise.errors import UnreadableDocument
from minimise.formats.pictures.dots import png_of
from minimise.formats.pictures.relettering import relettered
from minimise.formats.pictures.taking import taken
from minimise.formats.scans import Greys, Seen, Unreadable, can_read, read_picture
from minimise.model import Edit

_FEWEST = 4
"""Words on a picture under which it is a badge or a logo."""
_MOST_DOTS = 6_000_000
_SAMPLE, _DARK = 10_000, 90
_TURNED = bytes(range(255, -1, -1))


@dataclass(frozen=True, slots=True)
class Inlaid:
    """A picture whose every word was read."""

    lines: tuple[str, ...] = field(repr=False)
    whole: bool
    """Whether nothing stands on it that nobody read; only then may it leave."""
    _seen: Seen = field(repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Its columns and rows once it has been set level."""
        return self._seen.greys.width, self._seen.greys.height

    def written(self, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """Give it as a PNG that holds its grey dots and nothing else, with the edits of its lines in the dots."""
        return png_of(relettered(self._seen, edits))


@lru_cache(maxsize=64)
def read_inlaid(data: bytes, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Inlaid | None:
    """Read a picture, less shares cut off at its left, top, right and bottom; None where no words can be made out."""
    if not can_read():
        return None
    try:
        pages = taken(data).pages
    except UnreadableDocument:
        return None
    greys = _cut(pages[0].greys, crop) if len(pages) == 1 else None
    if greys is None or greys.width * greys.height > _MOST_DOTS:
        return None
    try:
        seen = read_picture(greys, None)
    except Unreadable:
        return None
    lines = tuple(line.text for line in seen.lines)
    if sum(len(line.split()) for line in lines) < _FEWEST:
        return None
    return Inlaid(lines, not seen.unread, seen)


def _cut(greys: Greys, crop: tuple[float, float, float, float]) -> Greys | None:
    """Cut a picture to what the document shows of it; None where that makes no sense."""
    left, top, right, bottom = crop
    if min(crop) < 0 or left + right >= 1 or top + bottom >= 1:
        return None
    first, last = round(greys.width * left), round(greys.width * (1 - right))
    high, low = round(greys.height * top), round(greys.height * (1 - bottom))
    if last - first < 8 or low - high < 8:
        return None
    rows = (greys.dots[row * greys.width + first : row * greys.width + last] for row in range(high, low))
    dots = b"".join(rows)
    # Light letters on a dark ground, as a phone shows them at night, are read the other way round.
    dark = sum(dots[:: len(dots) // _SAMPLE + 1]) < _DARK * len(dots[:: len(dots) // _SAMPLE + 1])
    return Greys(last - first, low - high, dots.translate(_TURNED) if dark else dots)
