"""Where a line that is set afresh begins and ends, told by what stays and never by what goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from minimise.formats.pdf.blocks import Paragraph
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.lines import Piece

_SAME = 1.0
_CENTRED = 1.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a line hangs: from its left edge (`at` is None), around a middle or against a right edge."""

    limit: float
    start: float
    edge: float
    """Where the paper ends; words may pass the limit rather than become too small to read."""
    at: float | None = None
    share: float = 0.0
    """How much of the line stands left of `at`: a half around a middle, all of it against a right edge."""

    def begin(self, left: float, width: float) -> float:
        """Give where a line of some width begins."""
        return left if self.at is None else max(self.at - width * self.share, self.start)


def anchor_of(paragraph: Paragraph, still: Sequence[Piece], paper: Box) -> Anchor:
    """Find a touched paragraph's anchor from its cell, its neighbours that stay, and the paper."""
    piece = paragraph.pieces[0]
    low, high = piece.frame.extent(paper)
    peers = [other for other in still if other.frame == piece.frame]
    margin = min([other.left for other in peers] + [piece.left, low + 72.0]) - low
    reach = max([high - max(margin, 12.0), *(other.right for other in peers if other.right < high - 12.0)])
    limit = reach if paragraph.limit is None else paragraph.limit
    limit = min(max(limit, piece.left + 2 * piece.size), high - 6.0)
    wall = paragraph.left_wall
    start = low + margin if wall is None else wall + 2.0
    if paragraph.flows or any(abs(other.left - piece.left) < _SAME for other in peers):
        return Anchor(limit, start, high - 6.0)
    left, right = (low, high) if wall is None else (wall, limit + 2.0)
    if abs((piece.left + piece.right) / 2 - (left + right) / 2) < _CENTRED and piece.left - left > 2 * piece.size:
        return Anchor(limit, start, high - 6.0, (left + right) / 2, 0.5)
    edge = next((other.right for other in peers if abs(other.right - piece.right) < _SAME), None)
    if edge is not None and len(piece.text) < 60 and piece.left - left > 4 * piece.size:
        return Anchor(max(limit, edge), start, high - 6.0, edge, 1.0)
    return Anchor(limit, start, high - 6.0)
