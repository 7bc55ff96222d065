"""Signs ready to be set: each with its face, size, colour and place, and how wide it will be."""

from dataclasses import dataclass, field
from functools import lru_cache

from minimise.formats.pdf.cff import Cff
from minimise.formats.pdf.display import Colour, Glyph, PageInDoubt
from minimise.formats.pdf.faces import house_signs, house_width
from minimise.formats.pdf.fonts import Program
from minimise.formats.pdf.named import NamedFace

GHOST = "Ghost"
GHOST_WIDTH = 0.5
BLANK, THIN = -1, -2
"""In place of an outline's number: a space of some width, and one of none."""

Unit = tuple[float, float, float, float]

SPACE_WIDTH = 0.25
"""Ems of a space in a face of the file; its own space may never have been painted."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One sign in one face: of the file's own outlines, or of a base-14 face."""

    text: str = field(repr=False)
    face: str
    """Base-14 name; for outlines of the file the one that is nearest."""
    code: int
    """Code in the base-14 face, or number of the outline."""
    width: float
    """In ems."""
    program: Program | NamedFace | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sign on the page."""

    cast: Cast
    x: float
    y: float
    size: float
    unit: Unit
    colour: Colour
    order: int
    """When the file painted it; labels take the order of what they replace."""
    base: int = 0
    """Which line it belongs to; signs of one line are set together."""
    seen: bool = True
    """False for the words that lie, unpainted, over the picture of a page."""


def casts_of(glyph: Glyph, text: str | None = None) -> list[Cast]:
    """Choose how to set a glyph, or only `text`, the part of it that stays.

    Raises:
        PageInDoubt: it has a sign that no face at hand can show.
    """
    if text is None:
        own = own_cast(glyph)
        if own is not None:
            return [own]
    wanted = glyph.sign.text if text is None else text
    return list(house_casts(wanted, glyph.font.house))


def house_casts(text: str, style: str) -> tuple[Cast, ...]:
    """Give the signs of a text in a base-14 face.

    Raises:
        PageInDoubt: none of the base-14 faces has a sign.
    """
    found = _house_casts(text, style)
    if found is None:
        raise PageInDoubt
    return found


@lru_cache(maxsize=8192)
def _house_casts(text: str, style: str) -> tuple[Cast, ...] | None:
    found = list(house_signs(text, style))
    if any(each is None for each in found):
        return None
    return tuple(Cast(each[1], each[0], each[2], house_width(*each)) for each in found if each is not None)


@lru_cache(maxsize=8192)
def space_of(cast: Cast) -> Cast:
    """Give the space that fits a sign's face."""
    if cast.face == GHOST:
        return ghost_of(" ")
    if isinstance(cast.program, NamedFace):
        return Cast(" ", cast.face, BLANK, cast.program.space, cast.program)
    if cast.program is not None:
        return Cast(" ", cast.face, BLANK, SPACE_WIDTH, cast.program)
    face = "Helvetica" if cast.face in ("Symbol", "ZapfDingbats") else cast.face
    return Cast(" ", face, 32, house_width(face, " ", 32))


@lru_cache(maxsize=8192)
def thin_space_of(cast: Cast) -> Cast | None:
    """Give a space without width that fits a face of the file; None where its widths cannot be told."""
    if cast.program is None or (isinstance(cast.program, NamedFace) and not cast.program.measured):
        return None
    return Cast(" ", cast.face, THIN, 0.0, cast.program)


def ghost_of(text: str) -> Cast:
    """Give a sign without outline, for words that are read and searched but not painted."""
    return Cast(text, GHOST, 0, GHOST_WIDTH)


def own_cast(glyph: Glyph) -> Cast | None:
    """Give the file's own outline of a glyph where it can be rebuilt."""
    program, gid = glyph.font.program, glyph.sign.gid
    if program is None or gid is None or gid <= 0:
        return None
    outline = program.outline(gid)
    if outline is None or (not outline and not glyph.sign.blank):
        return None
    if isinstance(program, Cff) and len(outline) < 2 and not glyph.sign.blank:
        return None
    return Cast(glyph.sign.text, glyph.font.house, gid, glyph.sign.width, program)
