"""Frames with a label, in place of pictures and drawings that nobody has read."""

from collections.abc import Sequence
from math import cos, radians, sin

from minimise.formats.pdf.display import BLACK, Colour, Drawing, Picture
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.placing import Placed, house_casts

_FRAME: Colour = (0.6, 0.6, 0.6)
_LABEL = {"image": "[Image withheld: not read]", "drawing": "[Drawing withheld: not read]"}


def label_of(what: str) -> str:
    """Give the words that stand in place of something."""
    return _LABEL.get(what, _LABEL["image"])


def framed(picture: Picture) -> Drawing:
    """Give the frame that stands where something was withheld."""
    box = picture.box
    corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
    path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
    return Drawing(path, box, None, _FRAME, 0.6, False, (), False, 1.0, picture.order)


def labelled(picture: Picture, placed: Sequence[Placed], rotate: int) -> list[Placed]:
    """Label a placeholder at a spot of its frame where no word stands."""
    box = picture.box
    wide, high = (box.height, box.width) if rotate % 180 else (box.width, box.height)
    casts = list(house_casts(label_of(picture.what), "Helvetica"))
    ems = sum(cast.width for cast in casts)
    size = min(9.0, (wide - 4) / ems, high - 2)
    if size < 3.5:
        return []
    angle = radians(rotate)
    run = (cos(angle), sin(angle))
    unit = (run[0], run[1], -run[1], run[0])
    middle = ((box.left + box.right) / 2, (box.low + box.high) / 2)
    line = max((sign.base for sign in placed), default=-1) + 1
    for share in (0.0, 0.4, -0.4, 0.2, -0.2):
        down = share * max(high - 2 * size, 0.0) - size * 0.3
        x, y = middle[0] - run[1] * down - run[0] * ems * size / 2, middle[1] + run[0] * down - run[1] * ems * size / 2
        area = Box.around(((x, y), (x + run[0] * ems * size - run[1] * size, y + run[1] * ems * size + run[0] * size)))
        if any(area.holds(sign.x, sign.y, sign.size * 0.5) for sign in placed):
            continue
        found = []
        for cast in casts:
            found.append(Placed(cast, x, y, size, unit, BLACK, picture.order, line))
            x, y = x + run[0] * cast.width * size, y + run[1] * cast.width * size
        return found
    return []
