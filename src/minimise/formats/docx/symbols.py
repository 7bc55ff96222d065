"""Turns glyphs of picture fonts into characters, so that ticks and disguised letters can be read."""

from collections.abc import Mapping
from functools import cache

from minimise.formats.docx.channels import data, words

TICKED = "☒"
UNTICKED = "☐"
TICK_MARKS = frozenset("☐☑☒✓✔✗✘⊠□■")

# Word keeps the glyphs of picture fonts on this page of the private use area.
_PAGE = 0xF000


def is_picture_font(font: str | None) -> bool:
    """Say whether a font shows pictures in place of letters."""
    return font in words("symbols")


def glyph(font: str | None, code: int) -> tuple[str, bool]:
    """Give the character for a glyph, and whether it reads the same in any font.

    A glyph that we do not know keeps its code as a letter: its font still shows the picture,
    and a name spelt in a picture font can be found.
    """
    low = code - _PAGE if _PAGE < code <= _PAGE + 0xFF else code
    known = _glyphs(font or "").get(low) if is_picture_font(font) else None
    if known is not None:
        return known, True
    return chr(low) if low >= 0x20 and _allowed(low) else " ", not is_picture_font(font)


def respell(text: str, font: str | None) -> tuple[str, bool]:
    """Respell text that may hold glyphs of a picture font; say whether it reads the same in any font."""
    picture = is_picture_font(font)
    if not picture and not any(_PAGE < ord(char) <= _PAGE + 0xFF for char in text):
        return text, True
    pairs = (
        [glyph(font if picture else "Wingdings", ord(char)) for char in text]
        if picture
        else [glyph("Wingdings", ord(char)) if _PAGE < ord(char) <= _PAGE + 0xFF else (char, True) for char in text]
    )
    return "".join(char for char, _ in pairs), all(plain for _, plain in pairs)


def _allowed(code: int) -> bool:
    """Say whether XML may hold the character."""
    return not (0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code & 0xFFFE == 0xFFFE)


@cache
def _glyphs(font: str) -> Mapping[int, str]:
    return {int(code, 16): char for code, char in data("symbols").get(font, {}).items()}
