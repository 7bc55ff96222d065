"""A scanned page as it will leave: kept words in the picture's own dots, labels where words went, nothing unread.

Where something goes, the rest of its line moves up to the label, so that no gap tells how long it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from minimise.formats.pdf.anchors import Anchor, anchor_of
from minimise.formats.pdf.blocks import Paragraph
from minimise.formats.pdf.display import BLACK
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.lines import Ink, Piece
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.placing import SPACE_WIDTH, Placed, ghost_of, house_casts, space_of
from minimise.formats.pdf.raster import GREYS, Photo
from minimise.formats.pdf.scanned import BASE, EM, Scan
from minimise.formats.pdf.tags import Tag
from minimise.formats.pdf.typeset import Cut, body_size, closed, ghost, ghostly, shown_in_house, spread_cuts, tag_for

_PAPER = 255
_BESIDE = 0.12
"""Ems around a touched line that are painted over with it."""
_NARROWEST = 0.55
"""How far a line is squeezed before it may rather pass the edge of its room."""
_LABEL = 0.88
"""Size of a label, as a share of the line's: the area of a line is taller than its letters."""
_GAP = 0.3
"""Ems between what is moved together."""


@dataclass(frozen=True, slots=True)
class Repainted:
    """A page's picture with its words laid over it."""

    photo: Photo
    placed: tuple[Placed, ...] = field(repr=False)
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Words that stay together, cut out of the picture as they stand."""

    chars: tuple[tuple[str, Ink | None], ...] = field(repr=False)
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Typed:
    """A label, with what is left of the word it stands in."""

    text: str = field(repr=False)
    width: float


_Token = _Kept | _Typed


def repainted(page: Page, scan: Scan, cuts: Sequence[Cut]) -> Repainted:
    """Paint over what goes and what nobody read, and close up what stays."""
    import numpy as np

    words, paper = page.words, page.display.crop
    dots = np.frombuffer(scan.dots, np.uint8).reshape(scan.height, scan.width).copy()
    _cover_unread(dots, scan)
    clean = dots.copy()
    removed, labels = spread_cuts(words, cuts)
    hit = [_is_touched(paragraph, removed) for paragraph in words.paragraphs]
    still = [
        p for paragraph, touched in zip(words.paragraphs, hit, strict=True) if not touched for p in paragraph.pieces
    ]
    canvas = _Canvas(scan, dots, clean)
    placed: list[Placed] = []
    tags: list[Tag] = []
    body = body_size(words)
    for number, (paragraph, touched) in enumerate(zip(words.paragraphs, hit, strict=True)):
        anchor = anchor_of(paragraph, still, paper) if touched else None
        for piece, start in zip(paragraph.pieces, paragraph.starts, strict=True):
            line = len(tags)
            if anchor is None or removed.isdisjoint(range(start, start + len(piece.chars))):
                placed += closed(list(ghostly(piece, line)))
            else:
                tokens = list(_tokens(piece, start, removed, labels))
                placed += closed(list(canvas.set_line(piece, tokens, anchor, line)))
            tags.append(tag_for(paragraph, number, body))
    photo = Photo(scan.width, scan.height, dots.tobytes().translate(GREYS), scanned=True)
    return Repainted(photo, tuple(placed), tuple(tags))


def _cover_unread(dots: Any, scan: Scan) -> None:
    """Paint over what was not read, around the words that were."""
    before = dots.copy()
    for area in scan.unread:
        dots[area.top : area.bottom, area.left : area.right] = _PAPER
    for area in scan.words:
        if any(area.meets(other) for other in scan.unread):
            rows, columns = slice(area.top, area.bottom), slice(area.left, area.right)
            dots[rows, columns] = before[rows, columns]


def _is_touched(paragraph: Paragraph, removed: frozenset[int]) -> bool:
    return any(
        not removed.isdisjoint(range(start, start + len(piece.chars)))
        for start, piece in zip(paragraph.starts, paragraph.pieces, strict=True)
    )


def _tokens(piece: Piece, start: int, removed: frozenset[int], labels: Mapping[int, str]) -> Iterator[_Token]:
    """Yield what a touched line is made of: stretches that stay, and labels."""
    kept: list[tuple[str, Ink | None]] = []
    text = ""
    for blank, run in groupby(enumerate(piece.chars, start=start), key=lambda each: each[1][1] is None):
        word = list(run)
        gone = any(at in removed or at in labels for at, _ in word)
        if not gone:
            yield from _typed(text, piece.size * _LABEL)
            text = ""
            kept += [char for _, char in word]
            continue
        if not blank:  # the space before a word that goes is the gap before its label
            yield from _stretch(kept)
            kept = []
        text += "".join(f"{labels.get(at, '')}{'' if at in removed else char}" for at, (char, _) in word)
    yield from _typed(text, piece.size * _LABEL)
    yield from _stretch(kept)


def _stretch(chars: Sequence[tuple[str, Ink | None]]) -> Iterator[_Kept]:
    inked = [at for at, (_, ink) in enumerate(chars) if ink is not None]
    if inked:
        held = tuple(chars[inked[0] : inked[-1] + 1])
        inks = [ink for _, ink in held if ink is not None]
        yield _Kept(held, inks[0].left, inks[-1].right)


def _typed(text: str, size: float) -> Iterator[_Typed]:
    shown = shown_in_house(text.strip())
    if shown:
        yield _Typed(shown, sum(cast.width for cast in house_casts(shown, "Helvetica")) * size)


@dataclass(slots=True)
class _Canvas:
    """The picture while lines are set on it; stretches are cut from its state before."""

    scan: Scan
    dots: Any = field(repr=False)
    clean: Any = field(repr=False)

    def set_line(self, piece: Piece, tokens: Sequence[_Token], anchor: Anchor, line: int) -> Iterator[Placed]:
        """Paint over a line and set its tokens one after the other."""
        size = piece.size
        low, high = piece.base - size * BASE / EM, piece.base + size * (1 - BASE) / EM
        self._blank(
            Box(piece.left - _BESIDE * size, low - _BESIDE * size, piece.right + _BESIDE * size, high + _BESIDE * size)
        )
        gap = _GAP * size
        wide = sum(token.width for token in tokens) + gap * (len(tokens) - 1)
        room = anchor.limit - (piece.left if anchor.at is None else anchor.start)
        squeeze = min(1.0, max(room / wide, _NARROWEST)) if wide else 1.0
        along = anchor.begin(piece.left, wide * squeeze)
        for at, token in enumerate(tokens):
            if at:
                first = tokens[at - 1]
                yield _space(along - gap * squeeze, piece, line, seen=isinstance(first, _Typed))
            if isinstance(token, _Kept):
                self._paste(Box(token.left, low, token.right, high), along, squeeze)
                yield from _ghosts(token, along, squeeze, line)
            else:
                yield from _signs(token, piece, along, squeeze, line)
            along += (token.width + gap) * squeeze

    def _blank(self, box: Box) -> None:
        area = self.scan.area(box)
        self.dots[area.top : area.bottom, area.left : area.right] = _PAPER

    def _paste(self, box: Box, along: float, squeeze: float) -> None:
        """Set a stretch of the old picture down at another place, narrower if it must be."""
        import numpy as np

        area = self.scan.area(box)
        piece = self.clean[area.top : area.bottom, area.left : area.right]
        left = round(along * self.scan.scale)
        width = min(max(round(piece.shape[1] * squeeze), 1), self.scan.width - left)
        if width <= 0 or not piece.size:
            return
        columns = np.minimum((np.arange(width) / squeeze).astype(np.int64), piece.shape[1] - 1)
        here = self.dots[area.top : area.bottom, left : left + width]
        np.minimum(here, piece[:, columns], out=here)


def _ghosts(token: _Kept, along: float, squeeze: float, line: int) -> Iterator[Placed]:
    before: Ink | None = None
    for char, ink in token.chars:
        owner = ink or before
        if owner is None:
            continue
        width = ink.glyph.sign.width if ink is not None else SPACE_WIDTH
        left = owner.left if ink is not None else owner.right
        sign = ghost(owner, char, width * squeeze, line)
        yield replace(sign, x=along + (left - token.left) * squeeze)
        before = owner


def _signs(token: _Typed, piece: Piece, along: float, squeeze: float, line: int) -> Iterator[Placed]:
    unit, size = (squeeze, 0.0, 0.0, 1.0), piece.size * _LABEL
    for cast in house_casts(token.text, "Helvetica"):
        yield Placed(cast, along, piece.base, size, unit, BLACK, 1, line)
        along += cast.width * size * squeeze


def _space(x: float, piece: Piece, line: int, *, seen: bool) -> Placed:
    cast = space_of(house_casts("x", "Helvetica")[0]) if seen else ghost_of(" ")
    return Placed(cast, x, piece.base, piece.size, (1.0, 0.0, 0.0, 1.0), BLACK, 1, line, seen)
