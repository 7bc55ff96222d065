"""The ladder: how much of a page can be kept with certainty; any doubt takes it one rung down."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from minimise.formats.pdf.display import Display, Glyph, PageInDoubt, Reader
from minimise.formats.pdf.drawings import Decor
from minimise.formats.pdf.fonts import UNKNOWN
from minimise.formats.pdf.placing import casts_of

UNSETTABLE = (
    "the PDF uses letters that cannot be set again safely",
    "Ask for the document as a Word file, or print it to a new PDF with its fonts embedded.",
)
"""What is said of a file of which no page could be written, and what to do."""
_MOST_UNKNOWN = 0.05
_FEW = 20
"""Share and number of signs without words up to which a page counts as read."""
_SCAN = 0.35
"""Share of the paper that a picture without a word beside it takes up on a scanned page."""


class Rung(IntEnum):
    """What becomes of a page, the best first; a file that has no page left is refused (the fourth rung down)."""

    SURGERY = 0
    """Untouched lines stand where they stood, touched ones are set afresh."""
    RESET = 1
    """Every line is set afresh, from the kept words alone (`--strict`)."""
    RASTER = 2
    """A picture of the page with its removed words painted over, under a text layer of the kept words."""
    WITHHELD = 3
    """A sheet in its place says that it was withheld, and why."""


class Why(StrEnum):
    """Why a page is withheld."""

    SCAN = "scan"
    LETTERS = "letters"
    DAMAGED = "damaged"


def rung_of(display: Display, seen: Iterable[Glyph], decor: Decor) -> tuple[Rung, Why | None]:
    """Choose the highest rung that a page can stand on before anything is cut from it."""
    if display.reader is Reader.NOBODY:
        return Rung.WITHHELD, Why.DAMAGED
    known = [glyph for glyph in seen if glyph.sign.text != UNKNOWN and not glyph.sign.blank]
    unknown = sum(glyph.sign.text == UNKNOWN for glyph in seen)
    if unknown and (not known or (unknown > _FEW and unknown > _MOST_UNKNOWN * (len(known) + unknown))):
        return Rung.WITHHELD, Why.LETTERS
    if not known and any(_fills(display, picture.box.width * picture.box.height) for picture in decor.withheld):
        return Rung.WITHHELD, Why.SCAN
    if display.reader is Reader.RENDERER or not _can_be_set(known):
        return Rung.RASTER, None
    return Rung.SURGERY, None


def _fills(display: Display, area: float) -> bool:
    return area > _SCAN * display.crop.width * display.crop.height


def _can_be_set(glyphs: Iterable[Glyph]) -> bool:
    """Say whether a face is at hand for every sign."""
    met: set[tuple[int, str, int | None]] = set()
    for glyph in glyphs:
        key = (glyph.font.key, glyph.sign.text, glyph.sign.gid)
        if key in met:
            continue
        met.add(key)
        try:
            casts_of(glyph)
        except PageInDoubt:
            return False
    return True
