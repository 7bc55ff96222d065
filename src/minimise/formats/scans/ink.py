"""What stands on a picture besides its words: ruled lines, which may stay, and ink that nobody could read."""

from collections.abc import Sequence
from typing import Any

from minimise.formats.scans.shapes import Area, Line

_CONTRAST = 20
"""Greys darker than its surroundings that make a dot ink."""
MARK = 0.18
"""Inches up to which a lonely sign is a tick, a bullet or a box to tick, and no writing."""
_FEWEST_DOTS = 30
_SHADE = 0.6
"""Share of the paper's grey under which a whole region is a picture or the table a photo was taken on."""


def ink_of(dots: Any, dots_an_inch: float) -> Any:
    """Mark what is darker than its surroundings, whatever the light."""
    import cv2

    side = int(0.25 * dots_an_inch) | 1
    soft = cv2.GaussianBlur(dots, (3, 3), 0)
    return cv2.adaptiveThreshold(soft, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, _CONTRAST)


def rules_of(ink: Any, dots_an_inch: float) -> tuple[Any, tuple[Area, ...]]:
    """Find level and upright lines, such as the walls of tables: as dots, and as thin areas."""
    import cv2
    import numpy as np

    length = max(int(0.4 * dots_an_inch), 20)
    found = np.zeros_like(ink)
    areas: list[Area] = []
    for size, thick in (((length, 1), (1, 3)), ((1, length), (3, 1))):
        # A little slant or a gap must not break a line.
        closed = cv2.dilate(ink, np.ones(thick[::-1], np.uint8))
        lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        found = cv2.bitwise_or(found, lines)
        areas += [area for area in _areas(lines) if min(area.width, area.height) < 0.08 * dots_an_inch]
    return cv2.dilate(found, np.ones((5, 5), np.uint8)), tuple(sorted(areas))


def unread_in(dots: Any, ink: Any, rules: Any, lines: Sequence[Line], dots_an_inch: float) -> tuple[Area, ...]:
    """Give the areas that hold ink of which no line gives the words; ticks, bullets and specks do not count."""
    import cv2
    import numpy as np

    rest = cv2.bitwise_and(ink, cv2.bitwise_not(rules))
    for line in lines:
        up, aside = int(0.2 * line.area.height), int(0.5 * line.area.height)
        for word in line.words:
            rest[max(line.area.top - up, 0) : line.area.bottom + up, max(word.left - aside, 0) : word.right + aside] = 0
    rest = cv2.bitwise_or(_without_specks(rest, dots_an_inch), _shaded(dots, lines, dots_an_inch))
    near = (max(int(0.1 * dots_an_inch), 3), max(int(0.16 * dots_an_inch), 3))
    clusters = cv2.dilate(rest, np.ones(near, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(clusters)
    found = [_extent(labels, rest, number, _area(each)) for number, each in enumerate(stats) if number]
    return tuple(sorted(area for area in found if area is not None and not _is_mark(area, rest, dots_an_inch)))


def _without_specks(ink: Any, dots_an_inch: float) -> Any:
    """Take out dust: single dots of a scanner or a copier."""
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    least = (0.016 * dots_an_inch) ** 2
    keep = (stats[:, cv2.CC_STAT_AREA] >= least).astype(np.uint8) * 255
    keep[0] = 0
    return keep[labels]


def _shaded(dots: Any, lines: Sequence[Line], dots_an_inch: float) -> Any:
    """Mark large regions much darker than paper in which hardly a word stands: photographs, or the desk around."""
    import cv2
    import numpy as np

    side = int(0.3 * dots_an_inch) | 1
    paper = float(np.percentile(dots, 85))
    dark = (cv2.blur(dots, (side, side)) < _SHADE * paper).astype(np.uint8) * 255
    worded = np.zeros_like(dark)
    for line in lines:
        worded[line.area.top : line.area.bottom, line.area.left : line.area.right] = 255
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    for number in range(1, count):
        here = labels == number
        share = float(np.count_nonzero(worded[here])) / max(int(stats[number, cv2.CC_STAT_AREA]), 1)
        if share > 0.15 or stats[number, cv2.CC_STAT_AREA] < (0.4 * dots_an_inch) ** 2:
            dark[here] = 0
    return dark


def _is_mark(area: Area, ink: Any, dots_an_inch: float) -> bool:
    """Say whether an area holds one small sign, or a column of them."""
    import cv2

    largest = MARK * dots_an_inch
    if area.width > largest:
        return False
    if area.height <= largest:
        return True
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink[area.top : area.bottom, area.left : area.right])
    return all(
        stats[n, cv2.CC_STAT_HEIGHT] <= largest and stats[n, cv2.CC_STAT_WIDTH] >= 0.06 * dots_an_inch
        for n in range(1, len(stats))
    )


def _extent(labels: Any, ink: Any, number: int, area: Area) -> Area | None:
    """Give the area that the ink of a cluster takes up, or None where it is hardly any."""
    import numpy as np

    rows, columns = slice(area.top, area.bottom), slice(area.left, area.right)
    ys, xs = np.nonzero((labels[rows, columns] == number) & (ink[rows, columns] > 0))
    if len(ys) < _FEWEST_DOTS:
        return None
    top, left = area.top + int(ys.min()), area.left + int(xs.min())
    return Area(top, left, area.top + int(ys.max()) + 1, area.left + int(xs.max()) + 1)


def _areas(mask: Any) -> list[Area]:
    import cv2

    return [_area(each) for each in cv2.connectedComponentsWithStats(mask)[2][1:]]


def _area(stats: Any) -> Area:
    x, y, width, height = (int(each) for each in stats[:4])
    return Area(y, x, y + height, x + width)
