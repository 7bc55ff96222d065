"""Pictures on a page of words: where every word of one was read, its words are set in its place (extra `ocr`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from minimise.formats.pdf.display import Display, Drawing, Glyph, Picture
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.renderer import Renderer
from minimise.formats.pdf.scanned import Scan, glyphs_of, greys_of, wall_of
from minimise.formats.pdf.visibility import middle
from minimise.formats.scans import Greys, Seen, Unreadable, can_read, read_picture

MOST_PICTURES = 40
"""Pictures of a file up to which they are read; each takes a second or more."""
_FEWEST = 4
"""Words on a picture under which it is a badge or a logo."""
_LEAST = (70.0, 18.0)
"""Points of width and height."""
_ORDER = 10_000_000
"""The words of a picture are painted after everything else."""


def can_hold_words(display: Display, pictures: Sequence[Picture], seen: Sequence[Glyph]) -> bool:
    """Say whether it is worth to look at the pictures of a page at all."""
    return can_read() and display.rotate == 0 and any(_may_be_read(picture, seen) for picture in pictures)


def with_words(display: Display, pictures: Sequence[Picture], seen: Sequence[Glyph], renderer: Renderer) -> Display:
    """Give a page with the words of its pictures in the place of those of which every word was read."""
    page = renderer.document()[display.number - 1]
    try:
        greys, dots_an_inch = greys_of(page)
    finally:
        page.close()
    scale = dots_an_inch / 72
    for picture in pictures:
        if _may_be_read(picture, seen):
            read = _read(_cut(greys, picture.box, display.crop, scale))
            display = _replaced(display, picture, read) if read is not None else display
    return display


def _may_be_read(picture: Picture, seen: Sequence[Glyph]) -> bool:
    """Say whether a picture is large enough, and no words of the page are painted over it."""
    box = picture.box
    large = box.width >= _LEAST[0] and box.height >= _LEAST[1]
    return picture.what == "image" and large and not any(box.holds(*middle(glyph)) for glyph in seen)


def _cut(greys: Greys, box: Box, crop: Box, scale: float) -> Greys:
    left, right = (min(max(round((x - crop.left) * scale), 0), greys.width) for x in (box.left, box.right))
    top, bottom = (min(max(round((crop.high - y) * scale), 0), greys.height) for y in (box.high, box.low))
    rows = (greys.dots[row * greys.width + left : row * greys.width + right] for row in range(top, bottom))
    return Greys(right - left, bottom - top, b"".join(rows))


def _read(greys: Greys) -> Seen | None:
    """Read a picture; None where something on it was not read, or hardly a word stands there."""
    if min(greys.width, greys.height) < 8:
        return None
    try:
        seen = read_picture(greys, None)
    except Unreadable:
        return None
    words = sum(len(line.words) for line in seen.lines)
    return seen if words >= _FEWEST and not seen.unread else None


def _replaced(display: Display, picture: Picture, seen: Seen) -> Display:
    """Set the words, and the lines of tables, where the picture stood."""
    box = picture.box
    scan = Scan(seen.greys.width, seen.greys.height, b"", (), (), seen.greys.width / box.width)
    up = box.high - seen.greys.height / scan.scale
    glyphs = [
        replace(glyph, x=glyph.x + box.left, y=glyph.y + up, order=_ORDER + glyph.order)
        for glyph in glyphs_of(seen.lines, scan)
    ]
    walls = tuple(_walls(scan, seen, box.left, up))
    left = tuple(other for other in display.pictures if not box.meets(other.box))
    # What the picture covered stays as unseen as it was.
    below = (replace(g, unseen=g.unseen or box.holds(*middle(g))) for g in display.glyphs)
    beside = (d for d in display.drawings if not _is_inside(d.box, box))
    return replace(display, glyphs=(*below, *glyphs), drawings=(*beside, *walls), pictures=left)


def _is_inside(inner: Box, outer: Box) -> bool:
    return outer.holds(inner.left, inner.low) and outer.holds(inner.right, inner.high)


def _walls(scan: Scan, seen: Seen, along: float, up: float) -> Iterator[Drawing]:
    for area in seen.rules:
        wall = scan.box(area)
        yield wall_of(Box(wall.left + along, wall.low + up, wall.right + along, wall.high + up))
