"""What a content stream has set at one moment: matrix, colours, clip and text settings."""

from copy import copy
from dataclasses import dataclass, field

from minimise.formats.pdf.display import BLACK, Colour, Segment
from minimise.formats.pdf.fonts import SourceFont
from minimise.formats.pdf.geometry import IDENTITY, Box, Matrix
from minimise.formats.pdf.objects import Thing


@dataclass(slots=True)
class State:
    """The graphics state; `q` copies it, `Q` takes the copy back."""

    matrix: Matrix
    clip: Box
    shape: tuple[Segment, ...] | None = None
    """A clip that is not an upright box, in page space."""
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Thing = None
    stroke_space: Thing = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    normal: bool = True
    """Whether paint hides what lies under it; highlighters multiply instead."""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    font: SourceFont | None = field(default=None, repr=False)
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def copied(self) -> "State":
        """Give a copy; every value in it is immutable."""
        return copy(self)
