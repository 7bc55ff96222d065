"""The face that a sign of an untouched page keeps: its outline, or the name under which viewers find a stand-in."""

from minimise.formats.pdf.display import Glyph, PageInDoubt
from minimise.formats.pdf.placing import Cast, own_cast, space_of


def kept_cast(glyph: Glyph) -> Cast:
    """Give the cast of a sign as a viewer would have painted it.

    Raises:
        PageInDoubt: it has neither an outline that can be rebuilt nor a name that a viewer knows.
    """
    own = own_cast(glyph)
    if own is not None:
        return own
    face = glyph.font.named
    if face is None or glyph.font.program is not None:
        raise PageInDoubt
    code = glyph.font.code_of(glyph.sign)
    if face.glyph(code) is None:
        raise PageInDoubt
    return Cast(glyph.sign.text, glyph.font.house, code, glyph.sign.width, face)


def kept_space(glyph: Glyph, before: Cast) -> Cast:
    """Give the cast of a space of the file: its own, or the one that fits the sign before it."""
    own = own_cast(glyph)
    return own if own is not None and own.text == " " else space_of(before)
