"""What a page shows, as plain facts: glyphs, drawings and pictures in page space, in paint order."""

from dataclasses import dataclass, field
from enum import Enum, auto

from minimise.formats.pdf.fonts import Sign, SourceFont
from minimise.formats.pdf.geometry import Box, Point

Colour = tuple[float, ...]
"""Red, green and blue; or four inks, as the file mixed them."""
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

Segment = tuple[str, tuple[Point, ...]]
"""`m`, `l`, `c` or `h` with its points."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One painted sign: where it stands, how large, which way it runs.

    `unit` is the text matrix without its size: how one em to the right and one em up look on the page.
    """

    sign: Sign = field(repr=False)
    font: SourceFont = field(repr=False)
    x: float
    y: float
    size: float
    unit: tuple[float, float, float, float]
    colour: Colour
    order: int
    unseen: bool
    """The file itself hides it: invisible ink, layer switched off, clipped away."""

    @property
    def advance(self) -> float:
        """The natural width on the page, without letter or word spacing."""
        a, b, _, _ = self.unit
        return float(self.sign.width * self.size * (a * a + b * b) ** 0.5)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One painted path. A fill that is not plain (pattern, shading) arrives as a grey."""

    segments: tuple[Segment, ...]
    box: Box
    fill: Colour | None
    stroke: Colour | None
    width: float
    even_odd: bool
    dash: tuple[float, ...]
    opaque: bool
    alpha: float
    order: int

    @property
    def upright(self) -> bool:
        """Whether it is made of level and upright lines only: rules, boxes, table borders."""
        at: Point | None = None
        for op, points in self.segments:
            if op == "c":
                return False
            if op == "l" and at is not None:
                (x, y) = points[0]
                if abs(x - at[0]) > 0.6 and abs(y - at[1]) > 0.6:
                    return False
            at = points[-1] if points else at
        return True


@dataclass(frozen=True, slots=True)
class Picture:
    """Something no reader turned into words: where it stands and which kind it is."""

    box: Box
    what: str
    order: int
    covers: bool = False
    """Whether it hides what was painted before it."""


class Reader(Enum):
    """Who followed a page: our interpreter, the renderer in its place, or nobody."""

    OWN = auto()
    RENDERER = auto()
    NOBODY = auto()


class PageInDoubt(Exception):
    """A page cannot be followed, or set again, with certainty: it goes down a rung. Never leaves this package."""


@dataclass(frozen=True, slots=True)
class Display:
    """One page as painted."""

    number: int
    """1-based."""
    media: Box
    crop: Box
    rotate: int
    glyphs: tuple[Glyph, ...] = field(repr=False)
    drawings: tuple[Drawing, ...] = field(repr=False)
    pictures: tuple[Picture, ...] = ()
    reader: Reader = Reader.OWN
    roundabout: bool = False
    """Whether masks, blending or odd clips take part, so that only a picture tells what can be seen."""
