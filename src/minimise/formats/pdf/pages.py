"""A file's pages as read: what each shows, which words a person sees and which not, and how far it can be kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from minimise.formats.pdf.blocks import FrameLines, PageText, page_text
from minimise.formats.pdf.display import Display, Glyph, PageInDoubt
from minimise.formats.pdf.drawings import Decor, decor_of
from minimise.formats.pdf.finished import is_ours, is_pictured, sight_with_layer
from minimise.formats.pdf.fonts import UNKNOWN
from minimise.formats.pdf.interpreter import displays, shelf_of
from minimise.formats.pdf.ladder import Rung, Why, rung_of
from minimise.formats.pdf.lines import frames, pieces_of
from minimise.formats.pdf.opening import TROUBLE
from minimise.formats.pdf.pen import Shelf
from minimise.formats.pdf.proof import proven
from minimise.formats.pdf.renderer import Renderer
from minimise.formats.pdf.scanned import MOST_SCANS, Scan, may_be_read, scanned
from minimise.formats.pdf.visibility import Sight, look
from minimise.formats.pdf.walls import room_of, walls_of
from minimise.limits import allow_more

_WORD = re.compile(r"[^\W_]{4,}")
_SECONDS_A_SCAN = 15
"""Of processor time that reading a picture may take beside all else; `MOST_SCANS` of them at most."""
_SAME = 0.8
"""Share of the words under a picture that it shows as well, from which on they are a scanner's reading of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ready to become a part of a document and to be written afresh."""

    display: Display = field(repr=False)
    words: PageText = field(repr=False)
    hidden: str = field(repr=False)
    decor: Decor = field(repr=False)
    sight: Sight = field(repr=False)
    rung: Rung
    why: Why | None = None
    scan: Scan | None = None
    """Its picture, where its words were read from it."""
    shelf: Shelf | None = field(default=None, repr=False)
    """The fonts it was read with."""

    @property
    def unknown(self) -> tuple[Glyph, ...]:
        """Signs that are seen but whose words no map tells."""
        return tuple(glyph for glyph in self.sight.seen if glyph.sign.text == UNKNOWN)


def pages_of(pdf: pikepdf.Pdf, renderer: Renderer, *, finished: bool = False) -> tuple[Page, ...]:
    """Read every page; of a `finished` file of ours, the words of its pictures come from their text layers."""
    pages: list[Page] = []
    scans = 0
    ours, shelf = finished and is_ours(pdf), shelf_of(pdf)
    for display in displays(pdf, renderer, shelf):
        page = replace(_page(display, renderer), shelf=shelf)
        if ours and is_pictured(pdf.pages[display.number - 1].obj):
            page = _with_layer(page, renderer)
        elif may_be_read(page.why) and scans < MOST_SCANS:
            page, scans = _as_picture(page, renderer), scans + 1
        pages.append(page)
    return tuple(pages)


def _with_layer(page: Page, renderer: Renderer) -> Page:
    """Read the words of a picture that we took; what it does not show stays hidden."""
    display = page.display
    try:
        sight = sight_with_layer(display, look(display), renderer)
    except (PageInDoubt, *TROUBLE):
        return page
    words, hidden = _text(sight.seen, display), _text(sight.unseen, display).text
    return Page(display, words, hidden, Decor((), ()), sight, Rung.RASTER)


def _as_picture(page: Page, renderer: Renderer) -> Page:
    """Read a page's words from a picture of it; where none are found it stays withheld."""
    try:
        allow_more(_SECONDS_A_SCAN)
        display, scan = scanned(page.display, renderer)
    except (PageInDoubt, *TROUBLE):
        return page
    sight = Sight(display.glyphs, ())
    words = _text(sight.seen, display)
    hidden = "" if _says_the_same(page.hidden, words.text) else page.hidden
    return Page(display, words, hidden, Decor((), display.pictures), sight, Rung.RASTER, None, scan)


def _says_the_same(hidden: str, seen: str) -> bool:
    """Say whether hidden words are those of the picture, as scanners lay them under it."""
    words, shown = set(_WORD.findall(hidden.casefold())), set(_WORD.findall(seen.casefold()))
    return bool(words) and len(words & shown) >= _SAME * len(words)


def _page(display: Display, renderer: Renderer) -> Page:
    sight = look(display)
    if display.roundabout:
        sight = _proven(display, sight, renderer)
    decor = decor_of(display)
    rung, why = rung_of(display, sight.seen, decor)
    shown = sight.seen if rung is not Rung.WITHHELD else ()
    hidden = sight.unseen if rung is not Rung.WITHHELD else (*sight.unseen, *sight.seen)
    return Page(display, _text(shown, display), _text(hidden, display).text, decor, sight, rung, why)


def _proven(display: Display, sight: Sight, renderer: Renderer) -> Sight:
    """Ask a picture of the page as well; where none can be had, the interpreter's word stands."""
    try:
        return proven(display, sight, renderer.document())
    except (PageInDoubt, *TROUBLE):
        return sight


def _text(glyphs: Sequence[Glyph], display: Display) -> PageText:
    known = [glyph for glyph in glyphs if glyph.sign.text != UNKNOWN]
    lines = []
    for frame, inks in frames(known).items():
        walls = walls_of(display.drawings, frame)
        rows = pieces_of(inks, frame, walls)
        low, high = frame.extent(display.crop)
        margin = high - (min((ink.left for ink in inks), default=low) - low)
        lines.append(FrameLines([[(piece, room_of(piece, walls)) for piece in row] for row in rows], walls, margin))
    return page_text(lines)
