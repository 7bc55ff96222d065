"""A whole page, written down once more where nothing of it goes."""

from collections.abc import Iterator
from itertools import pairwise

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import Display, PageInDoubt, Reader
from minimise.formats.pdf.faithful.paints import copied_group
from minimise.formats.pdf.faithful.scribe import Scribe, Sighted
from minimise.formats.pdf.faithful.script import Script
from minimise.formats.pdf.geometry import IDENTITY
from minimise.formats.pdf.layers import Layers
from minimise.formats.pdf.lines import Piece
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.pen import Pen
from minimise.formats.pdf.state import State
from minimise.formats.pdf.visibility import grounds_of, middle


def transcribed(page: Page, source: Thing, layers: Layers) -> Script:
    """Write a page down, its unseen words and drawings left out.

    Args:
        page: the page as read.
        source: its dictionary in the file.
        layers: which of the file's layers are switched off.

    Raises:
        PageInDoubt: something on it cannot be written down safely, or its words do not follow each other as read.
    """
    display = page.display
    if display.reader is not Reader.OWN or page.decor.withheld or page.unknown or page.shelf is None:
        raise PageInDoubt
    resources = objects.entry(source, "/Resources")
    pen = Pen(page.shelf, layers, State(IDENTITY, display.media), resources)
    scribe = Scribe(pen, sighted(page))
    scribe.pieces.append("q")
    scribe.follow(source)
    scribe.pieces.append("Q")
    for annotation in objects.listed(objects.entry(source, "/Annots")):
        scribe.annotation(annotation, display.media)
    _check(display, pen)
    group = copied_group(objects.entry(source, "/Group"), resources)
    return Script(tuple(scribe.pieces), scribe.stock, group)


def sighted(page: Page) -> Sighted:
    """Tell what of a page is seen, and where its words end.

    Raises:
        PageInDoubt: the letters of a word were not painted one after the other, so that readers would part it.
    """
    lines: dict[int, int] = {}
    spaced: set[int] = set()
    words: list[list[int]] = [[]]
    for number, piece in enumerate(_pieces(page)):
        for _, ink in piece.chars:
            if ink is None:
                words.append([])
            elif not words[-1] or words[-1][-1] != ink.glyph.order:
                words[-1].append(ink.glyph.order)
                lines[ink.glyph.order] = number
        words.append([])
    places = {order: at for at, order in enumerate(sorted(lines))}
    for word in filter(None, words):
        if any(places[after] != places[before] + 1 for before, after in pairwise(word)):
            raise PageInDoubt
        spaced.add(word[-1])
    _check_uncovered(page)
    return Sighted(lines, frozenset(spaced), frozenset(drawing.order for drawing in page.decor.kept))


def _check_uncovered(page: Page) -> None:
    """See that nothing is painted over words: set anew they stand on top, here they would be hidden from a reader.

    Raises:
        PageInDoubt: something is.
    """
    over = grounds_of(page.decor.kept)
    for glyph in page.sight.seen:
        ground = None if glyph.sign.blank else over.top(*middle(glyph))
        if ground is not None and ground.order > glyph.order:
            raise PageInDoubt


def _pieces(page: Page) -> Iterator[Piece]:
    for paragraph in page.words.paragraphs:
        yield from paragraph.pieces


def _check(display: Display, pen: Pen) -> None:
    """See that the page was followed as it was read.

    Raises:
        PageInDoubt: it was not.
    """
    if len(pen.glyphs) != len(display.glyphs) or len(pen.drawings) != len(display.drawings):
        raise PageInDoubt
