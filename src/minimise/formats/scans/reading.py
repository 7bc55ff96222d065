"""From a picture of a page to its words: set level, read, and told apart into what is sure and what nobody read."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from minimise.errors import UnreadableDocument
from minimise.formats.scans.engine import Unreadable, lines_in
from minimise.formats.scans.ink import MARK, ink_of, rules_of, unread_in
from minimise.formats.scans.levelling import slant, turned
from minimise.formats.scans.shapes import Area, Greys, Line, Word

MOST_DOTS = 14_000_000
"""An A3 page at 250 dots an inch."""
_SURE = 0.85
"""Mean certainty of a line's letters under which it counts as not read: handwriting, stamps, bad copies."""
_WIDEST = 1.4
"""Width of a letter, as a share of its line's height, over which a few letters were read into a scribble."""
_LINE_HEIGHT = 0.19
"""Inches that a line of letters of 11 points takes up."""
_LAST_LATIN = 0x24F
_CAPITAL = re.compile(r"(?<=[a-z.,;:])(?=[A-Z])")
_SPACE = 0.14
"""Width of a space, as a share of its line's height."""
_SIGNS = frozenset("‐‑‒–—―‘’‚“”„†‡•…‰′″‹›€™−☐☑☒✓✔✗✘■□●○▪→←")
_FEWEST = 3
_TALLEST = 2.0
"""Height of a letter by itself, in lines, over which it is a shape."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture set level, what was read on it, and where ink stands that was not."""

    greys: Greys
    lines: tuple[Line, ...]
    rules: tuple[Area, ...] = field(repr=False)
    """Level and upright lines: the walls of tables."""
    unread: tuple[Area, ...]


def read_picture(greys: Greys, dots_an_inch: float | None) -> Seen:
    """Read a picture of a page; one of unknown size is taken to have letters of the usual height.

    Raises:
        Unreadable: it is too large, or the reader failed.
    """
    if greys.width * greys.height > MOST_DOTS:
        raise Unreadable
    dots = _levelled(dots_of(greys))
    lines = lines_in(dots)
    if _is_sideways(lines):
        dots = _levelled(_best_side(dots))
        lines = lines_in(dots)
    return _seen(dots, lines, dots_an_inch or _likely_density(lines))


def _likely_density(lines: Sequence[Line]) -> float:
    """Give the dots an inch that make the middle line as high as most lines of print are."""
    return min(max(_middle_height(lines) / _LINE_HEIGHT, 60.0), 400.0)


def _middle_height(lines: Sequence[Line]) -> float:
    heights = sorted(line.area.height for line in lines)
    return heights[len(heights) // 2] if heights else _LINE_HEIGHT * 200


def words_on(greys: Greys) -> str:
    """Give whatever words can be made out on a picture, sure or not, for a search of it.

    Raises:
        Unreadable: it is too large, or the reader failed.
    """
    if greys.width * greys.height > MOST_DOTS:
        raise Unreadable
    return "\n".join(line.text for line in lines_in(dots_of(greys)))


def read_back(greys: Greys) -> str:
    """Give the words on a picture of a finished file, for its verification.

    Raises:
        UnreadableDocument: they cannot be made out; nothing may be written.
    """
    words: str | None = None
    with suppress(Unreadable):
        words = words_on(greys)
    if words is None:
        raise UnreadableDocument("a picture of the finished document could not be read back")
    return words


def dots_of(greys: Greys) -> Any:
    """Give the dots as rows."""
    import numpy as np

    return np.frombuffer(greys.dots, np.uint8).reshape(greys.height, greys.width)


def _levelled(dots: Any) -> Any:
    degrees = slant(dots)
    return turned(dots, degrees) if degrees else dots


def _is_sideways(lines: Sequence[Line]) -> bool:
    """Say whether most writing runs upwards or downwards."""
    long = [line for line in lines if len(line.text) >= _FEWEST]
    return sum(line.area.height > 1.5 * line.area.width for line in long) > 0.5 * len(long) if long else False


def _best_side(dots: Any) -> Any:
    """Turn a picture that lies on its side to the side on which it is read with more certainty."""
    import numpy as np

    sides = [np.ascontiguousarray(np.rot90(dots, k)) for k in (1, 3)]
    return max(sides, key=lambda side: sum(line.score * len(line.text) for line in lines_in(side)))


def _seen(dots: Any, lines: Sequence[Line], dots_an_inch: float) -> Seen:
    ink = ink_of(dots, dots_an_inch)
    rules, walls = rules_of(ink, dots_an_inch)
    usual = _middle_height(lines)
    read = [line for line in lines if _is_sure(line) and not _is_shape(line, usual)]
    sure = tuple(_snapped(line, ink) for line in read)
    # A sign that stands by itself may be a tick; what it is, its ink tells.
    wide = 2 * MARK * dots_an_inch
    doubtful = [line.area for line in lines if line not in read and line.area.width > wide]
    unread = _merged([*unread_in(dots, ink, rules, sure, dots_an_inch), *doubtful])
    height, width = dots.shape
    return Seen(Greys(width, height, dots.tobytes()), sure, walls, unread)


def _is_sure(line: Line) -> bool:
    """Say whether a line was read well, in letters that the rest of the program knows."""
    known = all(ord(char) <= _LAST_LATIN or char in _SIGNS for char in line.text)
    upright = line.area.height <= 1.5 * max(line.area.width, line.area.height / 2)
    return known and upright and line.score >= _SURE and line.area.width <= _WIDEST * line.area.height * len(line.text)


def _is_shape(line: Line, usual: float) -> bool:
    """Say whether a letter or two were read into something drawn, such as a disc into a nought."""
    return len(line.text) < _FEWEST and line.area.height > _TALLEST * usual


def _snapped(line: Line, ink: Any) -> Line:
    """Move the borders between words into the gaps that the ink shows."""
    area = line.area
    empty = ~ink[area.top : area.bottom, area.left : area.right].any(axis=0)
    reach = max(int(0.45 * area.height), 2)
    words = [part for word in line.words for part in _parted(word, empty, area)]
    inked = [at for at, blank in enumerate(empty) if not blank]
    if inked:
        words[0] = replace(words[0], left=min(words[0].left, area.left + inked[0]))
        words[-1] = replace(words[-1], right=max(words[-1].right, area.left + inked[-1] + 1))
    for at in range(len(words) - 1):
        guess = (words[at].right + words[at + 1].left) // 2 - area.left
        gap = _widest_gap(empty, guess - reach, guess + reach)
        if gap is not None:
            words[at] = replace(words[at], right=area.left + gap[0])
            words[at + 1] = replace(words[at + 1], left=area.left + gap[1])
    return Line(tuple(_ordered(words)), area, line.score)


def _parted(word: Word, empty: Any, area: Area) -> Iterable[Word]:
    """Part two words that were read as one: a capital after a small letter, with a gap in the ink before it."""
    start = word.left
    step = (word.right - word.left) / len(word.text)
    begin = 0
    for met in _CAPITAL.finditer(word.text):
        guess = round(word.left + met.start() * step) - area.left
        reach = max(int(0.35 * area.height), 2)
        gap = _widest_gap(empty, guess - reach, guess + reach)
        if gap is not None and gap[1] - gap[0] >= _SPACE * area.height:
            yield Word(word.text[begin : met.start()], start, area.left + gap[0])
            start, begin = area.left + gap[1], met.start()
    yield Word(word.text[begin:], start, max(word.right, start + 1))


def _ordered(words: Sequence[Word]) -> Iterable[Word]:
    """Give each word at least a column of its own."""
    left = -1
    for word in words:
        start = max(word.left, left)
        left = max(word.right, start + 1)
        yield Word(word.text, start, left)


def _widest_gap(empty: Any, low: int, high: int) -> tuple[int, int] | None:
    """Give the widest run of columns without ink that begins or ends between two columns."""
    best: tuple[int, int] | None = None
    at = max(low, 0)
    while at < min(high, len(empty)):
        if not empty[at]:
            at += 1
            continue
        start = end = at
        while start > 0 and empty[start - 1]:
            start -= 1
        while end < len(empty) and empty[end]:
            end += 1
        if best is None or end - start > best[1] - best[0]:
            best = (start, end)
        at = end
    return best


def _merged(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Join areas that overlap."""
    found: list[Area] = []
    for area in sorted(areas):
        joined = area
        while any(joined.meets(other) for other in found):
            for other in [each for each in found if each.meets(joined)]:
                joined = joined.around(other)
                found.remove(other)
        found.append(joined)
    return tuple(sorted(found))
