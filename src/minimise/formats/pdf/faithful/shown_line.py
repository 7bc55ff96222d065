"""What one instruction shows: signs, the room of those that are not seen, and the spaces between words."""

from dataclasses import dataclass, field

from minimise.formats.pdf.display import Glyph
from minimise.formats.pdf.faithful.keeping import kept_cast, kept_space
from minimise.formats.pdf.placing import Cast, space_of, thin_space_of
from minimise.formats.pdf.state import State


@dataclass(slots=True)
class ShownLine:
    """What one instruction shows."""

    items: list[Cast | float] = field(default_factory=list, repr=False)
    begun: bool = False
    waits: bool = False
    """Whether the word before has ended and nothing has parted it from the next."""
    _last: Cast | None = None

    def add(self, glyph: Glyph, state: State, *, parted: bool) -> None:
        """Add a sign that is seen."""
        cast = kept_cast(glyph)
        self.items += [cast, cast.width * 1000 - _room(glyph, state, letter_space=False)]
        self.begun, self.waits, self._last = True, parted, cast

    def blank(self, glyph: Glyph, state: State) -> None:
        """Part two words by the space that the file has there."""
        if self._last is not None:
            space = kept_space(glyph, self._last)
            self.items += [space, space.width * 1000 - _room(glyph, state, letter_space=False)]
        self.waits = False

    def part(self, state: State) -> None:
        """Part two words where the file has only a gap: a space, and back."""
        if self.waits and self._last is not None:
            space = thin_space_of(self._last) or space_of(self._last)
            self.items += [space, space.width * 1000 + state.letter_space / state.size * 1000]
        self.waits = False

    def leave_out(self, glyph: Glyph, state: State) -> None:
        """Keep a sign's room alone."""
        self.items.append(-_room(glyph, state, letter_space=True))


def _room(glyph: Glyph, state: State, *, letter_space: bool) -> float:
    """Give how far a sign moves the next one, in thousandths of an em."""
    space = (state.word_space if glyph.sign.word_space else 0.0) + (state.letter_space if letter_space else 0.0)
    return glyph.sign.width * glyph.font.em * 1000 + space / state.size * 1000
