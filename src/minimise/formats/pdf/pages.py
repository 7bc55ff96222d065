"""A file's pages as read: what each shows, which words a person sees and which not."""

from dataclasses import dataclass, field

import pikepdf

from minimise.formats.pdf.blocks import FrameLines, PageText, page_text
from minimise.formats.pdf.display import Display, Glyph
from minimise.formats.pdf.drawings import Decor, decor_of
from minimise.formats.pdf.fonts import UNKNOWN
from minimise.formats.pdf.interpreter import displays
from minimise.formats.pdf.lines import frames, pieces_of
from minimise.formats.pdf.visibility import look
from minimise.formats.pdf.walls import room_of, walls_of


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ready to become a part of a document and to be written afresh."""

    display: Display = field(repr=False)
    words: PageText = field(repr=False)
    hidden: str = field(repr=False)
    decor: Decor = field(repr=False)
    unknown: int
    """Signs that are seen but whose words no map tells."""


def pages_of(pdf: pikepdf.Pdf) -> tuple[Page, ...]:
    """Read every page."""
    return tuple(_page(display) for display in displays(pdf))


def _page(display: Display) -> Page:
    sight = look(display)
    known = [glyph for glyph in sight.seen if glyph.sign.text != UNKNOWN]
    decor = decor_of(display)
    text = _text(known, display)
    hidden = _text([glyph for glyph in sight.unseen if glyph.sign.text != UNKNOWN], display)
    return Page(display, text, hidden.text, decor, len(sight.seen) - len(known))


def _text(glyphs: list[Glyph], display: Display) -> PageText:
    lines = []
    for frame, inks in frames(glyphs).items():
        walls = walls_of(display.drawings, frame)
        rows = pieces_of(inks, frame, walls)
        low, high = frame.extent(display.crop)
        margin = high - (min((ink.left for ink in inks), default=low) - low)
        lines.append(FrameLines([[(piece, room_of(piece, walls)) for piece in row] for row in rows], walls, margin))
    return page_text(lines)
