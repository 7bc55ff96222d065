"""The kept words of a page, line by line, each with what is needed to tell which lines belong together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.formats.pdf.blocks import Paragraph
from minimise.formats.pdf.display import Glyph, PageInDoubt
from minimise.formats.pdf.lines import Ink, Piece
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.placing import Cast, casts_of, house_casts
from minimise.formats.pdf.typeset import Cut, spread_cuts
from minimise.formats.pdf.walls import Room

_STYLES = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique")


@dataclass(frozen=True, slots=True)
class Word:
    """Signs that are not parted; a label is one word, spaces and all."""

    casts: tuple[Cast, ...] = field(repr=False)
    label: str = field(default="", repr=False)
    """The label it begins with."""
    alone: bool = False
    """Whether it is that label and nothing else."""
    open: bool = False
    """Whether it ends with a label, the removed words of which may have gone on in the next line."""
    tail: bool = False
    """Whether it begins its line right behind removed words, so that no space parted it from them."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(cast.text for cast in self.casts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The kept words of one piece of a line."""

    words: tuple[Word, ...] = field(repr=False)
    left: float
    right: float
    base: float
    size: float
    angle: int
    page: int
    touched: bool
    first: float
    """How wide its first word was, to tell whether it had room on the line before."""
    room: Room | None = None
    cell: tuple[int, int, int] | None = None
    edge: str = ""
    """`top` or `bottom` where it stands in the margin of its page."""

    @property
    def text(self) -> str:
        """Its kept words and labels."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of its own words are set bold."""
        own = [cast for word in self.words if not word.label for cast in word.casts]
        return bool(own) and all("Bold" in cast.face for cast in own)


def stretches_of(page: Page, cuts: Sequence[Cut]) -> Iterator[list[Stretch]]:
    """Yield a page's pieces in reading order; those of one line without rules come together.

    Raises:
        PageInDoubt: a letter that stays has no face it could be set in.
    """
    removed, labels = spread_cuts(page.words, cuts)
    row: list[Stretch] = []
    for paragraph in page.words.paragraphs:
        for piece, start in zip(paragraph.pieces, paragraph.starts, strict=True):
            made = _stretch(page, paragraph, piece, start, removed, labels)
            if row and not _same_row(row[-1], made):
                yield row
                row = []
            row.append(made)
    if row:
        yield row


def _same_row(before: Stretch, after: Stretch) -> bool:
    return before.cell is not None and after.cell is not None and before.cell[0] == after.cell[0]


def _stretch(
    page: Page, paragraph: Paragraph, piece: Piece, start: int, removed: frozenset[int], labels: Mapping[int, str]
) -> Stretch:
    crop = page.display.crop
    low, high = piece.frame.inner(crop.left, crop.low)[1], piece.frame.inner(crop.right, crop.high)[1]
    low, high = min(low, high), max(low, high)
    share = (piece.base - low) / (high - low)
    touched = not removed.isdisjoint(range(start, start + len(piece.chars)))
    words = tuple(_words(piece, start, removed, labels))
    inks = [ink for _, ink in piece.chars[: (piece.text + " ").index(" ")] if ink is not None]
    return Stretch(
        words, piece.left, piece.right, piece.base, piece.size, piece.frame.angle, page.display.number, touched,
        inks[-1].right - inks[0].left if inks else 0.0, paragraph.room, paragraph.cell,
        "top" if share > 0.92 else "bottom" if share < 0.08 else "",
    )  # fmt: skip


def _words(piece: Piece, start: int, removed: frozenset[int], labels: Mapping[int, str]) -> Iterator[Word]:
    casts: list[Cast] = []
    label, alone, style = "", False, 0
    labelled, tail = False, start in removed and start not in labels
    for at, (char, ink) in enumerate(piece.chars):
        style = _style(ink.glyph) if ink is not None else style
        if start + at in labels:
            label, alone = (labels[start + at], True) if not casts else (label, False)
            casts += house_casts(_western(labels[start + at]), _STYLES[style % 2])
            labelled, tail = True, tail and len(casts) > 0 and not alone
        if start + at in removed:
            continue
        if ink is None:
            if casts:
                yield Word(tuple(casts), label, alone, labelled, tail)
            casts, label, alone, labelled, tail = [], "", False, False, False
        else:
            casts += _set(piece, at, char, ink, style, start, removed)
            alone = labelled = False
    if casts:
        yield Word(tuple(casts), label, alone, labelled, tail)


def _western(text: str) -> str:
    return "".join(char if char.encode("cp1252", "ignore") else "?" for char in text)


def _style(glyph: Glyph) -> int:
    house = glyph.font.house
    return ("Bold" in house) + 2 * ("Oblique" in house or "Italic" in house)


def _set(piece: Piece, at: int, char: str, ink: Ink, style: int, start: int, removed: frozenset[int]) -> Iterator[Cast]:
    """Set a character in the house face; only where that has none, in the outline of the file.

    Raises:
        PageInDoubt: neither has it.
    """
    try:
        yield from house_casts(char, _STYLES[style])
    except PageInDoubt:
        missing = True
    else:
        missing = False
    if not missing:
        return
    together = [n for n, (_, other) in enumerate(piece.chars) if other is ink]
    if any(start + n in removed for n in together):
        raise PageInDoubt
    if together[0] == at:
        yield from casts_of(ink.glyph)
