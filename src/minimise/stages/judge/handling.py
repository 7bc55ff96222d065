"""How far a handling mark such as "not for the family" reaches: a row, a paragraph, or a section to its end."""

import re
from collections.abc import Sequence
from dataclasses import replace

from minimise.model import Mark, Passage

Range = tuple[int, int]

_SECTION = re.compile(
    r"\b(?:this|the following|next|below)\s+(?:section|part|page|box|sheet|information)\b", re.IGNORECASE
)
_END = re.compile(r"[.!?;,][\"')\]]*$")
_NUMBERED = re.compile(r"(?:section |part |annex )?\d+[.):]?\s+\S", re.IGNORECASE)
_FEW_WORDS = 7
_LONGEST_HEADING = 110
_MOST = 60
"""Passages: no section that anybody marks is longer."""


def with_reach(text: str, ranges: Sequence[Range], passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the passages with the mark also on those that a marked heading, label or sentence speaks of."""
    reached: set[int] = set()
    for at, passage in enumerate(passages):
        if Mark.HANDLING in passage.marks and passage.found_by:
            reached.update(_reach(text, ranges, at))
    return tuple(
        replace(
            passage, marks=(*passage.marks, Mark.HANDLING), found_by=(*passage.found_by, "judge.mark.handling.reach")
        )
        if at in reached and Mark.HANDLING not in passage.marks
        else passage
        for at, passage in enumerate(passages)
    )


def _reach(text: str, ranges: Sequence[Range], at: int) -> set[int]:
    """Give the indexes of the passages that a mark at one of them speaks of."""
    start, end = ranges[at]
    line = _line(text, start, end)
    in_line = {n for n in _near(ranges, at) if line[0] <= ranges[n][0] < line[1]}
    words = text[start:end]
    if " | " in text[line[0] : line[1]]:
        return in_line
    if _SECTION.search(words):
        return in_line | set(_until_heading(text, ranges, at, -1)) | set(_until_heading(text, ranges, at, 1))
    whole = text[line[0] : line[1]].strip() == words.strip()
    if whole and len(words) <= _LONGEST_HEADING and (words.endswith((":", "?")) or not _END.search(words)):
        return in_line | set(_until_heading(text, ranges, at, 1))
    return in_line if ":" in words else set()


def _near(ranges: Sequence[Range], at: int) -> range:
    return range(max(0, at - _MOST), min(len(ranges), at + _MOST))


def _line(text: str, start: int, end: int) -> Range:
    """Give the paragraph line in which a passage stands."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return begin, len(text) if stop < 0 else stop


def _until_heading(text: str, ranges: Sequence[Range], at: int, step: int) -> list[int]:
    """Give the passages from one on, forwards or backwards, up to the next heading; going back it counts too."""
    found: list[int] = []
    n = at + step
    while 0 <= n < len(ranges) and len(found) < _MOST:
        heading = _is_heading(text, ranges[n])
        if heading and step > 0:
            break
        found.append(n)
        if heading:
            break
        n += step
    return found


def _is_heading(text: str, at: Range) -> bool:
    """Say whether a passage looks like the heading of the next section: alone after a blank line, short, no full stop."""
    words = text[slice(*at)]
    line = _line(text, *at)
    first = words.lstrip("-*• ")[:1]
    alone = text[slice(*line)].strip() == words.strip() and not words.startswith(("-", "*", "•"))
    if not alone or _END.search(words) or len(words) > _LONGEST_HEADING:
        return False
    parted = line[0] == 0 or text[max(0, line[0] - 2) : line[0]] == "\n\n"
    short = len(words.split()) <= _FEW_WORDS
    return words.isupper() or (_NUMBERED.match(words) is not None and short) or (parted and short and first.isupper())
