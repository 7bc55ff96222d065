"""Which lines belong together, told by lines that hold nothing removed and never by how long a touched line was."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from minimise.formats.pdf.blocks import LEADERS
from minimise.formats.pdf.reissue.edges import Edge, Edges, place_of
from minimise.formats.pdf.reissue.words import Stretch, Word

_BULLET = re.compile(r"\s*[•◦‣▪●○■☐☒☑✓✔]")
_MARKS = tuple(
    re.compile(mark) for mark in (r"[-–*]\s", r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s", r"[A-Z][^:\n]{1,40}:(?:\s|$)")
)
_NEAR = 1.45
_COMMON = 3
"""Ems between two lines of one paragraph, where no other lines tell; and how many tell enough."""
_SHORT_COLUMN = 18.0
"""Ems; lists of short lines never run on."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading, or one row of a table, as kept words."""

    cells: tuple[tuple[tuple[Word, ...], ...], ...] = field(repr=False)
    """One cell for a paragraph; each cell holds paragraphs."""
    size: float
    bold: bool
    ruled: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it has cells beside each other."""
        return len(self.cells) > 1


def grouped(lines: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Gather lines of one size that follow each other at an even pitch from one left edge."""
    usual = _usual_pitch(lines)
    group: list[Stretch] = []
    pitch, since = 0.0, 0  # the drop from line to line, and how many lines stand in this column
    for line, after in zip_longest(lines, lines[1:]):
        broken = bool(group) and _is_broken(group[-1], line)
        if group and (
            not _are_alike(group, line)
            or not (group[-1].room is None if broken else _follows(group[-1], line, pitch or usual * line.size, since))
            or (_stands_in(line, after) and (broken or _are_level(group[-since:], line)))
        ):
            yield group
            group, pitch, since = [], 0.0, 0
        if broken and group:
            since = 0
        elif group and not pitch:
            pitch = group[-1].base - line.base
        group.append(line)
        since += 1
    if group:
        yield group


def _usual_pitch(lines: Sequence[Stretch]) -> float:
    """Give the commonest drop between untouched lines, in ems, if it is common enough to go by."""
    drops = Counter(
        round((one.base - two.base) / one.size, 1) for one, two in pairwise(lines)
        if one.page == two.page and 0.8 * one.size < one.base - two.base < 1.9 * one.size
        and not (one.touched or two.touched)
    )  # fmt: skip
    usual = min(drops, key=lambda drop: (-drops[drop], drop), default=0.0)
    return usual if drops[usual] >= _COMMON else 0.0


def _are_alike(group: Sequence[Stretch], line: Stretch) -> bool:
    before = group[-1]
    if before.room != line.room or before.angle != line.angle or abs(before.size - line.size) > 0.1 * before.size:
        return False
    return before.bold == line.bold or len(group) > 1 or not before.bold


def _follows(before: Stretch, line: Stretch, pitch: float, since: int) -> bool:
    """Say whether a line stands below another as all stand below each other; only the first line may stand in."""
    shift = line.left - before.left
    if not (-4.5 * line.size < shift < 1.0 if since == 1 else abs(shift) < 1.0):
        return False
    drop = before.base - line.base
    if pitch:
        return abs(drop - pitch) < 0.25 * line.size
    return 0.8 * line.size < drop < _NEAR * line.size


def _stands_in(line: Stretch, after: Stretch | None) -> bool:
    """Say whether a line is the first of its paragraph, as its indent tells; items of a list stand out instead."""
    if after is None or line.room is not None or _is_broken(line, after) or after.room is not None:
        return False
    if not 0.8 * line.size < line.left - after.left < 4.5 * line.size:
        return False
    near = 0.8 * line.size < line.base - after.base < 1.9 * line.size
    return near and not _begins_item(after, _MARKS)


def _are_level(lines: Iterable[Stretch], line: Stretch) -> bool:
    return all(abs(line.left - each.left) < 1.0 for each in lines)


def _begins_item(line: Stretch, marks: Iterable[re.Pattern[str]]) -> bool:
    return _BULLET.match(line.text) is not None or any(mark.match(line.text) for mark in marks)


def _is_broken(before: Stretch, line: Stretch) -> bool:
    """Say whether a page or a column ends between two lines."""
    return before.page != line.page or (line.base > before.base and line.left > before.right)


def paragraphs(group: Sequence[Stretch], edges: Edges) -> Iterator[list[Stretch]]:
    """Part a group into paragraphs: what stands before and behind the end of a page is judged each by itself."""
    section: list[Stretch] = []
    for line in group:
        if section and _ends_at_break(section[-1], line, edges):
            yield from _parted(section, edges)
            section = []
        section.append(line)
    yield from _parted(section, edges)


def _parted(lines: Sequence[Stretch], edges: Edges) -> Iterator[list[Stretch]]:
    """Part lines into paragraphs: all of them run on, or every one stands for itself."""
    marks = [mark for mark in _MARKS if sum(bool(mark.match(line.text)) for line in lines) > 1]
    flows = _flows(lines, edges)
    paragraph: list[Stretch] = []
    for line in lines:
        ends = bool(paragraph) and LEADERS.search(paragraph[-1].text) is not None
        if paragraph and (_begins_item(line, marks) or ends or not flows):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _ends_at_break(before: Stretch, line: Stretch, edges: Edges) -> bool:
    """Say whether the last line of a page or column is the last of its paragraph as well.

    A line inside a paragraph is full whatever stood in it, so that this is the same for all that may have been removed;
    only a last line that happens to be full tells nothing.
    """
    return _is_broken(before, line) and place_of(before) in edges and not has_no_room(before, line, edges)


def _flows(lines: Sequence[Stretch], edges: Edges) -> bool:
    """Say whether the lines ended only where the room did."""
    clean = [(line, after) for line, after in pairwise(lines) if not line.touched]
    if clean:
        return any(has_no_room(line, after, edges) for line, after in clean)
    return len(lines) < 2 or not any(mark.match(lines[1].text) for mark in _MARKS)


def has_no_room(line: Stretch, after: Stretch, edges: Edges) -> bool:
    """Say whether the next word had no room left."""
    room = line.right + 0.25 * line.size + after.first
    if line.room is not None:
        return room > line.room.right - 10.5
    edge = edges.get(place_of(line), Edge())
    if not _is_broken(line, after):
        edge = max(edge, edges.get(place_of(after), Edge()), key=lambda each: each.right)
    if edge.right - line.left < _SHORT_COLUMN * line.size:
        return False
    return edge.reached_by(line) if edge.flush else room > edge.right - 0.5


def words_of(lines: Iterable[Stretch]) -> tuple[Word, ...]:
    """Join lines; a label that stood on both sides of a line end stands once."""
    words: list[Word] = []
    for word in (word for line in lines for word in line.words):
        if words and words[-1].alone and word.label == words[-1].label:
            words.pop()
        elif words and words[-1].open and word.tail:  # a full stop behind a name that a line end parted
            before = words.pop()
            word = replace(word, casts=(*before.casts, *word.casts), label=before.label, tail=before.tail)
        words.append(word)
    return tuple(words)
