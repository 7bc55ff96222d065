"""From glyphs to lines: which glyphs share a line, where its words part and where it falls into pieces."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin
from statistics import median

from minimise.formats.pdf.display import Glyph
from minimise.formats.pdf.geometry import Box, Point

_SPACE_GAP = 0.18
"""Ems between two glyphs from which on a space is meant where none is painted."""
_WIDE_GAP = 1.1
_WIDE_GAP_OF_SPACES = 2.2
"""Ems from which on a line falls into pieces: by position alone, and where a single space was stretched."""
_BRIDGED = 0.9
"""Ems between base lines from which on two signs hardly belong to one line."""
_LEADERS = "._·…-–—"
_COMB = 2.4
_FEWEST_COMBED = 5
"""Ems between the middles of two signs, and how many of them, up to and from which on they are one entry."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A direction of writing; in its own coordinates text runs to the right and lines go down."""

    angle: int
    """Whole degrees."""

    def inner(self, x: float, y: float) -> Point:
        """Turn page coordinates into the frame's."""
        if not self.angle:
            return x, y
        c, s = cos(radians(self.angle)), sin(radians(self.angle))
        return x * c + y * s, y * c - x * s

    def outer(self, u: float, v: float) -> Point:
        """Turn the frame's coordinates into the page's."""
        if not self.angle:
            return u, v
        c, s = cos(radians(self.angle)), sin(radians(self.angle))
        return u * c - v * s, u * s + v * c

    def extent(self, paper: Box) -> tuple[float, float]:
        """Give where the paper begins and ends along the direction of writing."""
        across = [self.inner(x, y)[0] for x in (paper.left, paper.right) for y in (paper.low, paper.high)]
        return min(across), max(across)


@dataclass(frozen=True, slots=True)
class Ink:
    """A glyph in its frame: `[left, right)` on a base line."""

    glyph: Glyph = field(repr=False)
    index: int
    left: float
    right: float
    base: float

    @property
    def size(self) -> float:
        """The height of its em."""
        return self.glyph.size


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line without wide gaps: characters, each with the glyph that painted it, or None."""

    chars: tuple[tuple[str, Ink | None], ...] = field(repr=False)
    left: float
    right: float
    base: float
    size: float
    frame: Frame

    @property
    def text(self) -> str:
        """The words."""
        return "".join(char for char, _ in self.chars)

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.base + self.size * 0.72

    @property
    def inks(self) -> tuple[Ink, ...]:
        """Its glyphs, in order."""
        found: dict[int, Ink] = {ink.index: ink for _, ink in self.chars if ink is not None}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Walls:
    """The ruled lines of a page in one frame."""

    upright: tuple[tuple[float, float, float], ...] = ()
    """(place across, from, to), sorted."""
    level: tuple[tuple[float, float, float], ...] = ()
    """(height, from, to), sorted."""

    def between(self, left: float, right: float, height: float) -> bool:
        """Say whether an upright rule stands between two places of a line."""
        at = bisect_left(self.upright, (left,))
        while at < len(self.upright) and self.upright[at][0] <= right:
            if self.upright[at][1] <= height <= self.upright[at][2]:
                return True
            at += 1
        return False


@lru_cache(maxsize=1024)
def _frame_of(unit: tuple[float, float, float, float]) -> Frame:
    return Frame(round(degrees(atan2(unit[1], unit[0]))) % 360)


def frames(glyphs: Sequence[Glyph]) -> dict[Frame, list[Ink]]:
    """Sort glyphs by their direction of writing, the commonest first."""
    found: dict[Frame, list[Ink]] = {}
    for index, glyph in enumerate(glyphs):
        frame = _frame_of(glyph.unit)
        u, v = frame.inner(glyph.x, glyph.y)
        found.setdefault(frame, []).append(Ink(glyph, index, u, u + glyph.advance, v))
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].angle)))


def pieces_of(inks: Sequence[Ink], frame: Frame, walls: Walls) -> list[list[Piece]]:
    """Give the lines of a frame from the top down, each as its pieces from left to right."""
    blanks = sorted(ink.glyph.order for ink in inks if ink.glyph.sign.blank)
    rows = _rows([ink for ink in inks if not ink.glyph.sign.blank])
    return [_split(each, frame, walls, blanks) for row in rows for each in _unbridged(row, walls, blanks)]


def _rows(inks: Iterable[Ink]) -> list[list[Ink]]:
    """Gather glyphs by base line; raised and lowered small ones belong to the line they touch."""
    rows: list[tuple[float, float, list[Ink]]] = []
    for ink in sorted(inks, key=lambda i: (-i.base, i.left, i.index)):
        if rows and rows[-1][0] == ink.base and ink.size <= rows[-1][1]:
            rows[-1][2].append(ink)
            continue
        best = None
        for at in range(len(rows) - 1, max(len(rows) - 7, -1), -1):
            base, size, _ = rows[at]
            if abs(ink.base - base) < min(0.45 * max(size, ink.size), 0.7 * min(size, ink.size)):
                nearer = best is None or abs(ink.base - base) < abs(ink.base - rows[best][0])
                best = at if nearer else best
        if best is None:
            rows.append((ink.base, ink.size, [ink]))
            continue
        base, size, row = rows[best]
        row.append(ink)
        if ink.size > size * 1.2:
            rows[best] = (ink.base, ink.size, row)
    rows.sort(key=lambda row: -row[0])
    return [sorted(row, key=lambda i: (i.left, i.index)) for _, _, row in rows]


def _unbridged(row: list[Ink], walls: Walls, blanks: Sequence[int]) -> list[list[Ink]]:
    """Part two lines of a cell that a word in another column, halfway between them, made one."""
    lines: list[list[Ink]] = []
    for group in _groups(row, walls, blanks):
        bases = [ink.base for ink in group]
        lines += _rows(group) if max(bases) - min(bases) > _BRIDGED * min(ink.size for ink in group) else [group]
    if len(lines) == len(_groups(row, walls, blanks)):
        return [row]
    parted: list[list[Ink]] = []
    for line in sorted(lines, key=lambda inks: (-_base_of(inks), inks[0].left)):
        if parted and _base_of(parted[-1]) - _base_of(line) < 0.2 * line[0].size:
            parted[-1] = sorted((*parted[-1], *line), key=lambda i: (i.left, i.index))
        else:
            parted.append(line)
    return parted


def _base_of(inks: Sequence[Ink]) -> float:
    return median(ink.base for ink in inks)


def _split(row: Sequence[Ink], frame: Frame, walls: Walls, blanks: Sequence[int]) -> list[Piece]:
    return [_piece(group, frame, blanks) for group in _combed(_groups(row, walls, blanks))]


def _groups(row: Sequence[Ink], walls: Walls, blanks: Sequence[int]) -> list[list[Ink]]:
    groups: list[list[Ink]] = [[row[0]]]
    for before, ink in pairwise(row):
        if _parts(before, ink, walls, _blanks_between(before, ink, blanks)):
            groups.append([])
        groups[-1].append(ink)
    return groups


def _combed(groups: Sequence[list[Ink]]) -> list[list[Ink]]:
    """Join single signs that stand at even steps, as in the boxes of a form that take one digit each."""
    found: list[list[Ink]] = []
    run: list[list[Ink]] = []
    for group in groups:
        if run and not (len(group) == 1 and _is_even(run, group[0])):
            found += _settled(run)
            run = []
        if len(group) == 1:
            run.append(group)
        else:
            found.append(group)
    return found + _settled(run)


def _is_even(run: Sequence[list[Ink]], ink: Ink) -> bool:
    # The middles stand at even steps, whatever the widths of the signs.
    places = [(one[0].left + one[0].right) / 2 for one in (*run[-2:], [ink])]
    step = places[-1] - places[-2]
    even = len(places) < 3 or abs(step - (places[1] - places[0])) < 0.15 * ink.size
    return even and step < _COMB * ink.size


def _settled(run: Sequence[list[Ink]]) -> list[list[Ink]]:
    return [[ink for (ink,) in run]] if len(run) >= _FEWEST_COMBED else list(run)


def _blanks_between(before: Ink, after: Ink, blanks: Sequence[int]) -> int:
    """Count the painted spaces between two glyphs that follow each other in the file."""
    first, last = before.glyph.order, after.glyph.order
    return bisect_left(blanks, last) - bisect_left(blanks, first) if 0 < last - first < 60 else 0


def _parts(before: Ink, after: Ink, walls: Walls, blanks: int) -> bool:
    gap = after.left - before.right
    em = max(before.size, after.size)
    if gap > (_WIDE_GAP_OF_SPACES if 0 < blanks < 3 else _WIDE_GAP) * em:
        return True
    return gap > 0.15 * em and walls.between(before.right - 0.1 * em, after.left + 0.1 * em, before.base + 0.25 * em)


def _pitch(inks: Sequence[Ink]) -> float:
    """Give the step of spaced-out letters that stand at even steps, whatever their widths; 0 where they do not."""
    pairs = [
        (a, b) for a, b in pairwise(inks) if a.glyph.sign.text not in _LEADERS and b.glyph.sign.text not in _LEADERS
    ]
    if len(pairs) < 4 or median(b.left - a.right for a, b in pairs) < 0.1 * inks[0].size:
        return 0.0
    for steps in (
        [after.left - before.left for before, after in pairs],
        [(after.left + after.right - before.left - before.right) / 2 for before, after in pairs],
    ):
        step = median(steps)
        if step > 0 and sum(abs(each - step) < 0.02 * inks[0].size for each in steps) >= 0.8 * len(steps):
            return step
    return 0.0


def _piece(inks: Sequence[Ink], frame: Frame, blanks: Sequence[int]) -> Piece:
    gaps = [after.left - before.right for before, after in pairwise(inks)]
    # Spaced-out letters have a gap everywhere; only what exceeds it parts words.
    usual = max(median(gaps), 0.0) if len(gaps) > 2 else 0.0
    pitch = _pitch(inks)
    chars: list[tuple[str, Ink | None]] = []
    for at, ink in enumerate(inks):
        if at:
            em = min(ink.size, inks[at - 1].size)
            painted = _blanks_between(inks[at - 1], ink, blanks) > 0
            spaced = gaps[at - 1] > (0.04 * em if painted else max(_SPACE_GAP * em, usual + 0.12 * em))
            if pitch and not painted:
                spaced = ink.left - inks[at - 1].left > 1.5 * pitch
            if spaced or (painted and ink.glyph.order - inks[at - 1].glyph.order == 2):
                chars.append((" ", None))
        chars += ((char, ink) for char in ink.glyph.sign.text)
    size = max(ink.size for ink in inks)
    base = median(ink.base for ink in inks if ink.size > size * 0.8)
    return Piece(tuple(chars), inks[0].left, max(ink.right for ink in inks), base, size, frame)
