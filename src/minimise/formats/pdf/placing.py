"""Signs ready to be set: each with its face, size, colour and place, and how wide it will be."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.cff import Cff
from minimise.formats.pdf.display import Colour, Glyph
from minimise.formats.pdf.faces import house_signs, house_width
from minimise.formats.pdf.fonts import Program

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
    program: Program | None = field(default=None, repr=False)


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


def casts_of(glyph: Glyph, text: str | None = None) -> list[Cast]:
    """Choose how to set a glyph, or only `text`, the part of it that stays.

    Raises:
        UnreadableDocument: it has a sign that no face at hand can show.
    """
    if text is None:
        own = _own(glyph)
        if own is not None:
            return [own]
    wanted = glyph.sign.text if text is None else text
    return list(house_casts(wanted, glyph.font.house))


def house_casts(text: str, style: str) -> Iterator[Cast]:
    """Yield the signs of a text in a base-14 face.

    Raises:
        UnreadableDocument: none of the base-14 faces has a sign.
    """
    for found in house_signs(text, style):
        if found is None:
            raise UnreadableDocument(
                "the PDF uses letters that cannot be set again safely",
                "Ask for the document as a Word file, or print it to a new PDF with its fonts embedded.",
            )
        face, sign, code = found
        yield Cast(sign, face, code, house_width(face, sign, code))


def space_of(cast: Cast) -> Cast:
    """Give the space that fits a sign's face."""
    if cast.program is not None:
        return Cast(" ", cast.face, -1, SPACE_WIDTH, cast.program)
    face = "Helvetica" if cast.face in ("Symbol", "ZapfDingbats") else cast.face
    return Cast(" ", face, 32, house_width(face, " ", 32))


def _own(glyph: Glyph) -> Cast | None:
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
