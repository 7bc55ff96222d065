"""The pen that a content stream moves: its state, and what it has painted so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf

from minimise.errors import UnreadableDocument
from minimise.formats.pdf import objects
from minimise.formats.pdf.display import Drawing, Glyph, Picture, Segment
from minimise.formats.pdf.fonts import SourceFont, load_font
from minimise.formats.pdf.layers import Layers
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.state import State

MOST_OPERATIONS = 4_000_000
MOST_GLYPHS = 3_000_000
_DEEPEST_STACK = 400


@dataclass(slots=True)
class Shelf:
    """The fonts of one file, each read once, and how much work the file has caused so far."""

    fonts: dict[tuple[int, int], SourceFont] = field(default_factory=dict, repr=False)
    operations: int = 0
    glyphs: int = 0
    redraw: bool = False
    """Whether the file leaves it to its viewer to draw the values of all form fields."""

    def font(self, thing: Thing) -> SourceFont:
        """Give the font of a dictionary, read at its first use; where there is none, what viewers fall back to."""
        if not objects.is_map(thing):
            thing = pikepdf.Dictionary()
        key = objects.identity(thing)
        if key == (0, 0) or key not in self.fonts:
            font = load_font(thing, len(self.fonts) + 1)
            key = key if key != (0, 0) else (-len(self.fonts) - 1, 0)
            self.fonts[key] = font
        return self.fonts[key]

    def count(self, cost: int = 1) -> None:
        """Note one more operation, or one that costs as much as several.

        Raises:
            UnreadableDocument: the file asks for more than any document needs.
        """
        self.operations += cost
        if self.operations > MOST_OPERATIONS or self.glyphs > MOST_GLYPHS:
            raise UnreadableDocument("the PDF holds far more drawing than a document needs")


@dataclass(slots=True)
class Pen:
    """Where painting stands on one page."""

    shelf: Shelf
    layers: Layers
    state: State
    resources: Thing
    stack: list[State] = field(default_factory=list)
    path: list[Segment] = field(default_factory=list)
    clipping: bool = False
    """Whether the current path becomes a clip when it is painted."""
    marks: list[bool] = field(default_factory=list)
    """For each open piece of marked content: is it on a layer that is switched off?"""
    depth: int = 0
    order: int = 0
    glyphs: list[Glyph] = field(default_factory=list, repr=False)
    drawings: list[Drawing] = field(default_factory=list, repr=False)
    pictures: list[Picture] = field(default_factory=list)
    roundabout: bool = False

    @property
    def unseen(self) -> bool:
        """Whether a switched-off layer hides what is painted now."""
        return any(self.marks)

    def next_order(self) -> int:
        """Count what is painted, so that one can tell what covers what."""
        self.order += 1
        return self.order

    def save(self) -> None:
        """Keep a copy of the state."""
        if len(self.stack) < _DEEPEST_STACK:
            self.stack.append(self.state.copied())

    def restore(self) -> None:
        """Take the last kept state back."""
        if self.stack:
            self.state = self.stack.pop()

    @contextmanager
    def inside(self, resources: Thing, *, unseen: bool) -> Iterator[None]:
        """Paint a form: its own resources, stack and marks, and afterwards the state as before."""
        kept = (self.state.copied(), self.stack, self.path, self.resources, self.marks)
        self.stack, self.path, self.marks = [], [], [*self.marks, unseen]
        self.resources = resources if resources is not None else self.resources
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self.state, self.stack, self.path, self.resources, self.marks = kept
