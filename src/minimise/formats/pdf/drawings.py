"""Which drawings of a page are decoration that may stay, and which could be writing that nobody has read."""

from collections.abc import Sequence
from dataclasses import dataclass

from minimise.formats.pdf.display import Display, Drawing, Picture
from minimise.formats.pdf.geometry import Box

_NEAR = 6.0
_MOST_SHAPES = 2000
"""From here on a page is one busy drawing; comparing each shape with each would take too long."""
_FEW_SHAPES = 5
_FEW_SEGMENTS = 48
_CELL = 36.0
_DENSE = 40
"""Small filled boxes in one half-inch square: a bar code, not a table."""
_SMALLEST_PICTURE = 6.0


@dataclass(frozen=True, slots=True)
class Decor:
    """What of a page's drawings is kept, and what is withheld unread."""

    kept: tuple[Drawing, ...]
    withheld: tuple[Picture, ...]


def decor_of(display: Display) -> Decor:
    """Keep rules, boxes, ticks and simple shapes; withhold pictures and anything drawn as busily as writing."""
    shapes = [d for d in display.drawings if not d.upright and d.box.meets(display.crop)]
    busy = [group for group in _clusters(shapes) if is_busy(group)]
    bars = _bars([d for d in display.drawings if d.upright and d.box.meets(display.crop)])
    dropped = {drawing.order for group in (*busy, *bars) for drawing in group}
    drawn = [Picture(_around(group), "drawing", group[0].order) for group in (*busy, *bars)]
    pictures = [
        Picture(picture.box.meet(display.crop), picture.what, picture.order)
        for picture in display.pictures
        if picture.box.meets(display.crop)
    ]
    large = [p for p in (*pictures, *drawn) if min(p.box.width, p.box.height) >= _SMALLEST_PICTURE]
    kept = tuple(d for d in display.drawings if d.order not in dropped and d.box.meets(display.crop))
    return Decor(kept, tuple(_merged(large)))


def _clusters(drawings: Sequence[Drawing]) -> list[list[Drawing]]:
    """Gather shapes that stand close together, as the letters of a word do."""
    if len(drawings) > _MOST_SHAPES:
        return [list(drawings)]
    groups: list[tuple[Box, list[Drawing]]] = []
    for drawing in sorted(drawings, key=lambda d: (d.box.left, d.order)):
        box, members = drawing.box, [drawing]
        apart = []
        for other, group in groups:
            if _grown(other).meets(box):
                box, members = _union(box, other), group + members
            else:
                apart.append((other, group))
        groups = [*apart, (box, members)]
    return [group for _, group in groups]


def is_busy(group: Sequence[Drawing]) -> bool:
    """Say whether shapes are as many, or as winding, as those of writing."""
    segments = sum(len(drawing.segments) for drawing in group)
    return len(group) > _FEW_SHAPES or segments > _FEW_SEGMENTS


def _bars(drawings: Sequence[Drawing]) -> list[list[Drawing]]:
    """Find squares of the page that are packed with small filled boxes."""
    cells: dict[tuple[int, int], list[Drawing]] = {}
    for drawing in drawings:
        box = drawing.box
        if drawing.fill is None or max(box.width, box.height) > 2 * _CELL:
            continue
        count = sum(op == "m" for op, _ in drawing.segments)
        cells.setdefault((int(box.left // _CELL), int(box.low // _CELL)), []).extend([drawing] * count)
    return [sorted(_once(group), key=lambda d: d.order) for group in cells.values() if len(group) > _DENSE]


def _once(group: Sequence[Drawing]) -> list[Drawing]:
    return list({drawing.order: drawing for drawing in group}.values())


def _merged(pictures: Sequence[Picture]) -> list[Picture]:
    """Join pictures that lie over or beside each other, such as the stripes of one image."""
    found: list[Picture] = []
    for picture in sorted(pictures, key=lambda p: p.order):
        box, what = picture.box, picture.what
        apart = []
        for other in found:
            if _grown(other.box, 1.0).meets(box):
                box, what = _union(box, other.box), "image" if "image" in (what, other.what) else what
            else:
                apart.append(other)
        found = [*apart, Picture(box, what, picture.order)]
    return sorted(found, key=lambda p: (-p.box.high, p.box.left))


def _grown(box: Box, by: float = _NEAR) -> Box:
    return Box(box.left - by, box.low - by, box.right + by, box.high + by)


def _union(one: Box, other: Box) -> Box:
    return Box.around(((one.left, one.low), (one.right, one.high), (other.left, other.low), (other.right, other.high)))


def _around(group: Sequence[Drawing]) -> Box:
    return Box.around(point for d in group for point in ((d.box.left, d.box.low), (d.box.right, d.box.high)))
