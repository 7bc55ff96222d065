"""Turns glyphs of picture fonts into characters, so that ticks and disguised letters can be read."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from minimise.formats.docx.channels import data, words

TICKED = "☒"
UNTICKED = "☐"
TICK_MARKS = frozenset("☐☑☒✓✔✗✘⊠□■")

# Word keeps the glyphs of picture fonts on this page of the private use area.
_PAGE = 0xF000
_PRIVATE = re.compile("[\uf001-\uf0ff]")
_WORD = re.compile("[A-Za-z0-9]{3,}")
_PRIVATE_LETTERS = re.compile("[\uf030-\uf039\uf041-\uf05a\uf061-\uf07a]+|.", re.DOTALL)
_LETTERS = re.compile("[A-Za-z0-9\uf030-\uf039\uf041-\uf05a\uf061-\uf07a]+|.", re.DOTALL)


def is_picture_font(font: str | None) -> bool:
    """Say whether a font shows pictures in place of letters."""
    return font in words("symbols")


def glyph(font: str | None, code: int, *, spelling: bool = False) -> tuple[str, bool]:
    """Give the character for a glyph, and whether it reads the same in any font.

    A glyph that we do not know, or that stands in a word, keeps its code as a letter: its font still shows
    the picture, and a name spelt in a picture font can be found.
    """
    low = _low(code)
    known = _glyphs(font or "").get(low) if is_picture_font(font) and not spelling else None
    if known is not None:
        return known, True
    return chr(low) if low >= 0x20 and _allowed(low) else " ", not is_picture_font(font)


def spells(codes: Sequence[int]) -> bool:
    """Say whether glyphs that follow each other are letters of a word, and not a row of boxes or bullets."""
    word = "".join(chr(_low(code)) for code in codes)
    return _WORD.fullmatch(word) is not None and len({char for char in word if char.isalpha()}) > 1


def respell(text: str, font: str | None) -> tuple[str, bool]:
    """Respell text that may hold glyphs of a picture font; say whether it reads the same in any font."""
    picture = is_picture_font(font)
    if not picture and not _PRIVATE.search(text):
        return text, True
    shown: list[tuple[str, bool]] = []
    for piece in (_LETTERS if picture else _PRIVATE_LETTERS).findall(text):
        spelling = spells([ord(char) for char in piece])
        for char in piece:
            if picture or _PRIVATE.match(char):
                shown.append(glyph(font if picture else "Wingdings", ord(char), spelling=spelling))
            else:
                shown.append((char, True))
    return "".join(char for char, _ in shown), all(same for _, same in shown)


def _low(code: int) -> int:
    """Give a glyph's code in its own font."""
    return code - _PAGE if _PAGE < code <= _PAGE + 0xFF else code


def _allowed(code: int) -> bool:
    """Say whether XML may hold the character."""
    return not (0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code & 0xFFFE == 0xFFFE)


@cache
def _glyphs(font: str) -> Mapping[int, str]:
    return {int(code, 16): char for code, char in data("symbols").get(font, {}).items()}
