"""From a page as read to a page as it will be written, on the highest rung that holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from minimise.formats.pdf.colours import contrast
from minimise.formats.pdf.display import BLACK, WHITE, Drawing, PageInDoubt
from minimise.formats.pdf.faithful.script import Script
from minimise.formats.pdf.faithful.transcript import transcribed
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.ladder import Rung, Why
from minimise.formats.pdf.layers import Layers
from minimise.formats.pdf.lines import Piece
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.opening import TROUBLE
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.placeholders import framed, labelled
from minimise.formats.pdf.placing import Cast, Placed
from minimise.formats.pdf.raster import Photo, box_of_glyph, box_of_piece, photograph, shows
from minimise.formats.pdf.repainting import repainted
from minimise.formats.pdf.scanned import Scan
from minimise.formats.pdf.tags import Tag
from minimise.formats.pdf.typeset import Cut, set_page, tags_as_it_stands
from minimise.formats.pdf.visibility import Bands, grounds_of, middle
from minimise.formats.pdf.withheld import withheld_sheet

Document = Callable[[], pypdfium2.PdfDocument]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the new file before its fonts are cast."""

    paper: Box
    rotate: int
    drawings: Sequence[Drawing] = field(repr=False)
    placed: Sequence[Placed] = field(repr=False)
    rung: Rung = Rung.SURGERY
    photo: Photo | None = None
    tags: tuple[Tag, ...] = ()
    """What each line is, by its number."""
    script: Script | None = field(default=None, repr=False)
    """The page's painting written down again, in place of drawings and placed signs."""

    @property
    def casts(self) -> Iterator[Cast]:
        """The signs it sets."""
        yield from (sign.cast for sign in self.placed)
        if self.script is not None:
            yield from self.script.casts


@dataclass(frozen=True, slots=True)
class Source:
    """A page's dictionary in the file it comes from."""

    page: Thing = field(repr=False)
    layers: Layers = field(repr=False)


def sheet_of(page: Page, cuts: Sequence[Cut], document: Document, source: Source) -> Sheet:
    """Set a page; where a rung does not hold it goes down to the next."""
    if page.rung is Rung.SURGERY and not cuts and not page.inlaid:
        sheet = _tried(lambda: _as_it_was(page, source))
        if sheet is not None:
            return sheet
    if page.rung is Rung.SURGERY:
        sheet = _tried(lambda: _set_anew(page, cuts))
        if sheet is not None:
            return sheet
    if page.scan is not None:
        scan = page.scan
        sheet = _tried(lambda: _scanned(page, scan, cuts))
    elif page.rung is not Rung.WITHHELD and not page.inlaid:
        sheet = _tried(lambda: _pictured(page, cuts, document))
    else:
        sheet = None
    return sheet or _withheld(page)


def _tried(make: Callable[[], Sheet]) -> Sheet | None:
    try:
        return make()
    except (PageInDoubt, *TROUBLE):
        return None


def _as_it_was(page: Page, source: Source) -> Sheet:
    display = page.display
    script = transcribed(page, source.page, source.layers)
    return Sheet(display.crop, display.rotate, (), (), tags=tags_as_it_stands(page.words), script=script)


def _set_anew(page: Page, cuts: Sequence[Cut]) -> Sheet:
    display = page.display
    setting = set_page(page.words, cuts, display.crop)
    drawings = [d for d in page.decor.kept if not _belongs(d, setting.touched)]
    frames = [framed(picture) for picture in page.decor.withheld]
    grounds = grounds_of(drawings)
    placed = [_legible(sign, grounds) for sign in setting.placed]
    for picture in page.decor.withheld:
        placed += labelled(picture, placed, display.rotate)
    return Sheet(display.crop, display.rotate, (*drawings, *frames), placed, tags=setting.tags)


def _pictured(page: Page, cuts: Sequence[Cut], document: Document) -> Sheet:
    """Keep a page as a picture: whole lines that are touched, and all that was not read, are painted over.

    Touched lines are set afresh over the picture, so that no gap of a word's width stays.

    Raises:
        PageInDoubt: something that must go cannot be painted over without touching what stays.
    """
    display = page.display
    setting = set_page(page.words, cuts, display.crop, pictured=True)
    unsaid = (*page.unknown, *page.sight.faint)
    gone = [box_of_piece(piece) for piece in setting.touched]
    spots = [box_of_glyph(glyph) for glyph in unsaid]
    touched = {id(ink.glyph) for piece in setting.touched for ink in piece.inks}
    stays = [g for g in page.sight.seen if id(g) not in touched and g not in unsaid]
    if any(spot.holds(*middle(glyph)) for spot in spots for glyph in stays):
        raise PageInDoubt
    gone += [*spots, *(picture.box for picture in page.decor.withheld)]
    cut = [ink.glyph for piece in setting.touched for ink in piece.inks]
    photo = photograph(document(), display, gone, cut)
    if not shows(photo, display.crop, [glyph for glyph in stays if not glyph.sign.blank]):
        raise PageInDoubt
    placed = list(setting.placed)
    for picture in page.decor.withheld:
        placed += labelled(picture, placed, display.rotate)
    frames = [framed(picture) for picture in page.decor.withheld]
    return Sheet(display.crop, display.rotate, frames, placed, Rung.RASTER, photo, setting.tags)


def _scanned(page: Page, scan: Scan, cuts: Sequence[Cut]) -> Sheet:
    """Keep a page that came as a picture, its words read from it."""
    display = page.display
    made = repainted(page, scan, cuts)
    placed = list(made.placed)
    for picture in page.decor.withheld:
        placed += labelled(picture, placed, display.rotate)
    frames = [framed(picture) for picture in page.decor.withheld]
    return Sheet(display.crop, 0, frames, placed, Rung.RASTER, made.photo, made.tags)


def _withheld(page: Page) -> Sheet:
    display = page.display
    turned = display.rotate % 180 != 0
    wide, high = (display.crop.height, display.crop.width) if turned else (display.crop.width, display.crop.height)
    paper = Box(0, 0, wide, high)
    frame, placed = withheld_sheet(page.why or Why.DAMAGED, paper)
    return Sheet(paper, 0, frame, placed, Rung.WITHHELD, tags=(Tag("H2", 0),))


def _belongs(drawing: Drawing, touched: Sequence[Piece]) -> bool:
    """Say whether a drawing underlines, strikes or shades words of a touched line: its length would tell theirs."""
    box = drawing.box
    for piece in touched:
        (left, low), (right, high) = piece.frame.inner(box.left, box.low), piece.frame.inner(box.right, box.high)
        left, right, low, high = min(left, right), max(left, right), min(low, high), max(low, high)
        beside = left >= piece.left - 4 and right <= piece.right + 4
        near = piece.base - 0.5 * piece.size <= (low + high) / 2 <= piece.base + 1.1 * piece.size
        if beside and near and high - low < 1.9 * piece.size:
            return True
    return False


def _legible(sign: Placed, grounds: Bands) -> Placed:
    """Darken or lighten a sign whose background was a picture or pattern that did not stay."""
    a, b, c, d = sign.unit
    wide = sign.cast.width * sign.size / 2
    x, y = sign.x + a * wide + c * sign.size * 0.3, sign.y + b * wide + d * sign.size * 0.3
    ground = grounds.top(x, y, before=sign.order)
    under = ground.colour or WHITE if ground else WHITE
    if contrast(sign.colour, under) >= 1.6:
        return sign
    return replace(sign, colour=BLACK if contrast(BLACK, under) > contrast(WHITE, under) else WHITE)
