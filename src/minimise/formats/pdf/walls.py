"""Ruled lines of a page: the walls of its tables and the cell that a piece of text stands in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from minimise.formats.pdf.display import Drawing
from minimise.formats.pdf.geometry import Point
from minimise.formats.pdf.lines import Frame, Piece, Walls

_THIN = 3.0
_SLACK = 2.0
_MOST_ROOMS = 5000


@dataclass(frozen=True, slots=True, order=True)
class Room:
    """A table cell: the nearest rule on each side, in whole points so that neighbours agree."""

    top: int
    bottom: int
    left: int
    right: int


def walls_of(drawings: tuple[Drawing, ...], frame: Frame) -> Walls:
    """Give the rules of a page as one frame sees them; a slanted frame sees none."""
    if frame.angle % 90:
        return Walls()
    upright: set[tuple[float, float, float]] = set()
    level: set[tuple[float, float, float]] = set()
    for drawing in drawings:
        for start, end in _edges(drawing):
            (u, v), (s, t) = frame.inner(*start), frame.inner(*end)
            if abs(u - s) < 0.8 and abs(v - t) > 1.5:
                upright.add((round((u + s) / 2, 1), min(v, t) - _SLACK, max(v, t) + _SLACK))
            elif abs(v - t) < 0.8 and abs(u - s) > 1.5:
                level.add((round((v + t) / 2, 1), min(u, s) - _SLACK, max(u, s) + _SLACK))
    return Walls(tuple(sorted(upright)), tuple(sorted(level)))


def _edges(drawing: Drawing) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines that can be seen; a thin box counts as one line along its middle."""
    if not drawing.upright:
        return
    box = drawing.box
    if min(box.width, box.height) < _THIN:
        across, up = (box.left + box.right) / 2, (box.low + box.high) / 2
        if box.height > box.width:
            yield (across, box.low), (across, box.high)
        else:
            yield (box.left, up), (box.right, up)
        return
    if drawing.stroke is None and drawing.fill == (1.0, 1.0, 1.0):
        return
    points: list[Point] = []
    for op, each in drawing.segments:
        if op == "m":
            yield from pairwise(points)
            points = [each[0]]
        elif op == "l":
            points.append(each[0])
        elif points:
            points.append(points[0])
    yield from pairwise(points)


def room_of(piece: Piece, walls: Walls) -> Room | None:
    """Give the cell around a piece, or None where a wall is missing on some side."""
    return _room(piece.left, piece.right, piece.base + piece.size * 0.3, walls)


def blank_rooms(rooms: Iterable[Room], walls: Walls) -> Iterator[Room]:
    """Yield the cells to the right of some cells, and of each other, that hold no piece."""
    known = set(rooms)
    waiting = sorted(known)
    while waiting and len(known) < _MOST_ROOMS:
        room = waiting.pop()
        at = room.right + _SLACK + 1.0
        beside = _room(at, at, -(room.top + room.bottom), walls)
        if beside is None or beside in known or (beside.top, beside.bottom) != (room.top, room.bottom):
            continue
        known.add(beside)
        waiting.append(beside)
        yield beside


def _room(left: float, right: float, height: float, walls: Walls) -> Room | None:
    middle = (left + right) / 2
    lefts = [at for at, low, high in walls.upright if low <= height <= high and at <= left + _SLACK]
    rights = [at for at, low, high in walls.upright if low <= height <= high and at >= right - _SLACK]
    tops = [at for at, low, high in walls.level if low <= middle <= high and at >= height]
    bottoms = [at for at, low, high in walls.level if low <= middle <= high and at < height]
    if not (lefts and rights and tops and bottoms):
        return None
    return Room(-round(min(tops) / 2), -round(max(bottoms) / 2), round(max(lefts)), round(min(rights)))
