"""How far lines reach, told by those that hold nothing removed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minimise.formats.pdf.reissue.words import Stretch

_FLUSH = 1.5
"""Points up to which a line ends at the edge of justified text."""
_COMMON = 3
"""Lines that tell enough."""


@dataclass(frozen=True, slots=True)
class Edge:
    """How far the untouched lines reach that begin at one place."""

    right: float = 0.0
    flush: bool = False
    """Whether most of them end exactly there, as in justified text: then a line that does not is a last one."""

    def reached_by(self, line: Stretch) -> bool:
        """Say whether a line of justified text fills its room."""
        return self.flush and line.right > self.right - _FLUSH


Edges = Mapping[tuple[int, int], Edge]


def edges_of(lines: Iterable[Stretch]) -> Edges:
    """Give the edge of every place and direction."""
    rights: dict[tuple[int, int], dict[str, float]] = {}
    for line in lines:
        if not line.touched and line.cell is None and line.room is None:
            rights.setdefault(place_of(line), {})[line.text] = line.right  # lines that say the same tell once
    return {place: _edge(list(ends.values())) for place, ends in rights.items()}


def _edge(ends: Sequence[float]) -> Edge:
    right = max(ends)
    flush = sum(end > right - _FLUSH for end in ends)
    return Edge(right, flush >= _COMMON and flush >= 0.4 * len(ends))


def place_of(line: Stretch) -> tuple[int, int]:
    """Give where a line begins, and which way it runs."""
    return round(line.left / 4), line.angle
