"""The sheet that stands in place of a page which is withheld whole."""

from minimise.formats.pdf.display import BLACK, WHITE, Drawing
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.handling import wrapped_words
from minimise.formats.pdf.ladder import Why
from minimise.formats.pdf.placing import Placed, house_casts

HEADING = "[Page withheld]"
_REASONS = {
    Why.SCAN: "This page is a picture or a scan. Its words were not read, so it was not sent.",
    Why.LETTERS: "The letters of this page could not be turned into words, so it was not sent.",
    Why.DAMAGED: "This page could not be read and checked with certainty, so it was not sent.",
}
_UNIT = (1.0, 0.0, 0.0, 1.0)


def reason_of(why: Why | None) -> str:
    """Give the sentence that tells the recipient why a page is not there."""
    return _REASONS[why or Why.DAMAGED]


def withheld_sheet(why: Why | None, paper: Box) -> tuple[list[Drawing], list[Placed]]:
    """Give a frame and, in its middle, what it stands for."""
    inset = min(paper.width, paper.height) * 0.08
    box = Box(paper.left + inset, paper.low + inset, paper.right - inset, paper.high - inset)
    corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
    path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
    frame = Drawing(path, box, WHITE, (0.6, 0.6, 0.6), 0.6, False, (), False, 1.0, 0)
    size = min(12.0, box.width / 30)
    lines = [(list(house_casts(HEADING, "Helvetica-Bold")), size * 1.4)]
    lines += [(line, size) for line in wrapped_words(reason_of(why), 0.8 * box.width / size)]
    y = (box.low + box.high) / 2 + size * len(lines)
    placed: list[Placed] = []
    for number, (casts, height) in enumerate(lines):
        x = (box.left + box.right - sum(cast.width for cast in casts) * height) / 2
        for cast in casts:
            placed.append(Placed(cast, x, y, height, _UNIT, BLACK, 0, number))
            x += cast.width * height
        y -= height * 1.8
    return [frame], placed
