"""Paints over the words of a picture that go, sets the labels in their place, and closes the line up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from minimise.formats.plain import piece
from minimise.formats.scans import Area, Greys, Line, Seen, dots_of
from minimise.model import Edit

_ABOVE = 0.2
"""Share of a line's height over and under it that belongs to it; as far as its unread ink is looked for."""
_BESIDE = 0.5
_GAP = 0.32
_LABEL = 0.62
"""Height of a label's letters, as a share of the line's area."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line: dots that stay, or words to be set."""

    dots: Any = field(repr=False)
    words: str = field(repr=False, default="")


def relettered(seen: Seen, edits: Mapping[int, Sequence[Edit]]) -> Greys:
    """Give the picture with the edits of its lines, which are counted from its first."""
    import numpy as np

    before = dots_of(seen.greys)
    after = before.copy()
    for number, its in sorted(edits.items()):
        line = seen.lines[number]
        room = _room(line, seen)
        paper = int(np.percentile(before[room.top : room.bottom, room.left : room.right], 90))
        pieces = list(_pieces(line, its, before, room))
        after[room.top : room.bottom, room.left : line.area.right + round(_BESIDE * line.area.height)] = paper
        _set(after, pieces, room, line, paper)
    return Greys(seen.greys.width, seen.greys.height, after.tobytes())


def _room(line: Line, seen: Seen) -> Area:
    """Give the area that a line may take up: to the next writing or wall beside it, and half way to those over it."""
    area, others = line.area, [other.area for other in seen.lines if other is not line]
    reach = round(_ABOVE * area.height)
    top, bottom = max(area.top - reach, 0), min(area.bottom + reach, seen.greys.height)
    left, right = max(area.left - round(_BESIDE * area.height), 0), seen.greys.width
    for other in (*others, *seen.rules):
        beside = other.top < area.bottom and area.top < other.bottom
        if beside and other.left >= area.right:
            right = min(right, other.left)
        elif beside and other.right <= area.left:
            left = max(left, other.right)
        elif other.bottom <= area.top:
            top = max(top, (other.bottom + area.top) // 2) if other.bottom > top else top
        elif other.top >= area.bottom:
            bottom = min(bottom, (area.bottom + other.top + 1) // 2) if other.top < bottom else bottom
    return Area(top, left, max(bottom, area.bottom), max(right, area.right))


def _pieces(line: Line, edits: Sequence[Edit], dots: Any, room: Area) -> Iterator[_Piece]:
    """Yield what becomes of a line: stretches of words that stay, and labels with what is left of their words."""
    starts: list[tuple[int, int]] = []
    at = 0
    for word in line.words:
        starts.append((at, at + len(word.text)))
        at += len(word.text) + 1
    touched = [any(e.span.start < end and start < e.span.end for e in edits) for start, end in starts]
    for gone, run in groupby(range(len(starts)), key=touched.__getitem__):
        numbers = list(run)
        first, last = numbers[0], numbers[-1]
        if gone:
            yield _Piece(None, piece(line.text, starts[first][0], starts[last][1], edits))
        else:
            left, right = line.words[first].left, line.words[last].right
            yield _Piece(dots[room.top : room.bottom, left:right].copy())


def _set(dots: Any, pieces: Sequence[_Piece], room: Area, line: Line, paper: int) -> None:
    """Set the pieces side by side, squeezed where they would not fit."""
    import numpy as np

    gap = max(round(_GAP * line.area.height), 2)
    held = [p.dots if p.dots is not None else _lettering(p.words, room, line, paper) for p in pieces]
    wide = sum(each.shape[1] for each in held) + gap * (len(held) - 1)
    space = room.right - line.area.left
    squeeze = min(1.0, space / wide)
    at = float(line.area.left)
    for each in held:
        width = max(min(round(each.shape[1] * squeeze), room.right - round(at)), 1)
        columns = np.minimum((np.arange(width) * each.shape[1] / width).astype(np.int64), each.shape[1] - 1)
        here = dots[room.top : room.bottom, round(at) : round(at) + width]
        here[:] = each[:, columns][:, : here.shape[1]]
        at += (each.shape[1] + gap) * squeeze


def _lettering(words: str, room: Area, line: Line, paper: int) -> Any:
    """Draw words in the house letters, dark on the paper around, as high as the line."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(size=max(_LABEL * line.area.height, 9))
    width = max(round(font.getlength(words)), 1)
    image = Image.new("L", (width, room.bottom - room.top), paper)
    base = line.area.top - room.top + round(0.74 * line.area.height)
    ink = 0 if paper > 110 else 255
    ImageDraw.Draw(image).text((0, base), words, fill=ink, font=font, anchor="ls")
    return np.asarray(image)
