"""How far a handling mark such as "not for the family" reaches: a row, a paragraph, or a section to its end."""

import re
from collections.abc import Sequence
from dataclasses import replace

from minimise.model import Mark, Passage

Range = tuple[int, int]

_SECTION = re.compile(
    r"\b(?:this|the following|next|below)\s+(?:section|part|page|box|sheet|information)\b", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?;,][\"')\]]*$")
_NUMBER = re.compile(r"^\W*(?:section |part |annex |appendix )?\d{1,2}(?:\.\d{1,2})?[.):]?\s+(?=\S)", re.IGNORECASE)
_BULLETS = ("-", "*", "•", "◦", "–")
_FEW_WORDS = 7
_LONGEST_HEADING = 110
_MOST = 60
"""Passages: no section that anybody marks is longer."""


def with_reach(text: str, ranges: Sequence[Range], passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the passages with the mark also on those that a marked heading, label or sentence speaks of."""
    reached: set[int] = set()
    for at, passage in enumerate(passages):
        if Mark.HANDLING in passage.marks:
            reached.update(_reach(text, ranges, at))
    return tuple(
        _marked(passage) if at in reached and Mark.HANDLING not in passage.marks else passage
        for at, passage in enumerate(passages)
    )


def _marked(passage: Passage) -> Passage:
    found_by = (*passage.found_by, "judge.mark.handling.reach")
    return replace(passage, marks=(*passage.marks, Mark.HANDLING), found_by=found_by)


def _reach(text: str, ranges: Sequence[Range], at: int) -> set[int]:
    """Give the indexes of the passages that a mark at one of them speaks of."""
    words = text[slice(*ranges[at])]
    line = _line(text, ranges[at])
    in_line = {n for n in _near(ranges, at) if line[0] <= ranges[n][0] < line[1]}
    if " | " in text[slice(*line)]:
        return in_line
    if _SECTION.search(words):
        return in_line | set(_until_heading(text, ranges, at, -1)) | set(_until_heading(text, ranges, at, 1))
    heads = _NUMBER.sub("", text[slice(*line)].strip()) == words.strip()
    if heads and len(words) <= _LONGEST_HEADING and (words.endswith((":", "?")) or not _ENDED.search(words)):
        return in_line | set(_until_heading(text, ranges, at, 1))
    return in_line if ":" in words else set()


def _near(ranges: Sequence[Range], at: int) -> range:
    return range(max(0, at - _MOST), min(len(ranges), at + _MOST))


def _line(text: str, at: Range) -> Range:
    """Give the line in which a passage stands, or in which it begins."""
    stop = text.find("\n", at[0])
    return text.rfind("\n", 0, at[0]) + 1, len(text) if stop < 0 else stop


def _until_heading(text: str, ranges: Sequence[Range], at: int, step: int) -> list[int]:
    """Give the passages from one on, forwards or backwards, up to the next heading; going back it counts too."""
    found: list[int] = []
    own = _line(text, ranges[at])
    for n in range(at + step, len(ranges) if step > 0 else -1, step):
        heading = _line(text, ranges[n]) != own and _is_heading(text, _line(text, ranges[n]))
        if len(found) == _MOST or (heading and step > 0):
            break
        found.append(n)
        if heading:
            break
    return found


def _is_heading(text: str, line: Range) -> bool:
    """Say whether a line looks like the next section's heading: short, without a full stop, and set apart."""
    words = text[slice(*line)].strip()
    if not words or len(words) > _LONGEST_HEADING or " | " in words or words.startswith(_BULLETS):
        return False
    numbered = _NUMBER.match(words) is not None
    bare = _NUMBER.sub("", words)
    short = len(bare.split()) <= _FEW_WORDS and not _ENDED.search(bare.rstrip("?"))
    parted = line[0] == 0 or text[max(0, line[0] - 2) : line[0]] == "\n\n"
    return short and bare[:1].isupper() and (bare.isupper() or numbered or parted)
