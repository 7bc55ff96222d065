"""Faces of the house: which base-14 font stands in, which code paints a sign in it and how wide that is."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from pdfminer.fontmetrics import FONT_METRICS

_STYLES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
_JOINTS = re.compile(r"[-, ]")
_FIXED, _SERIF, _ITALIC, _FORCE_BOLD = 1, 2, 64, 1 << 18


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("minimise.formats.pdf").joinpath("faces.toml").read_text("utf-8"))


def house_style(name: str, flags: int) -> str:
    """Choose the base-14 face that stands in for a font, by its name, then by its descriptor's flags."""
    plain = name.lower().replace(" ", "")
    if plain.startswith("symbol"):
        return "Symbol"
    family = next((f["house"] for f in _data()["family"] if any(word in plain for word in f["words"])), "")
    if not family:
        family = "Courier" if flags & _FIXED else "Times" if flags & _SERIF else "Helvetica"
    if family not in _STYLES:
        return str(family)
    bold = "bold" in plain or "black" in plain or "heavy" in plain or "demi" in plain or bool(flags & _FORCE_BOLD)
    slanted = "italic" in plain or "oblique" in plain or bool(flags & _ITALIC)
    return _STYLES[family][bold + 2 * slanted]


def public_name(name: str, house: str) -> str:
    """Give a face's name where it is one that everybody uses; else a name of ours with the style of the stand-in."""
    if is_public(name):
        return name
    _, _, style = house.partition("-")
    return f"Kept-{style}" if style and style != "Roman" else "Kept"


def is_public(name: str) -> bool:
    """Say whether everybody uses a face of this name, whatever its style."""
    plain = _JOINTS.sub("", name.removeprefix("/")).lower()
    public, styles = _data()["public"]["names"], sorted(_data()["public"]["styles"], key=len, reverse=True)
    while plain not in public:
        style = next((each for each in styles if plain.endswith(each)), None)
        if style is None:
            return False
        plain = plain.removesuffix(style)
    return True


def private_sign(font_name: str, char: str) -> str | None:
    """Give the sign that a private-use code means in a font of this name."""
    plain = font_name.lower()
    for word, table in _data()["private"].items():
        if word in plain:
            return str(table[f"{ord(char):04X}"]) if f"{ord(char):04X}" in table else None
    # Symbol fonts put their codes at F000 plus the byte; a plain letter font that does so means the letter.
    byte = ord(char) - 0xF000
    return chr(byte) if 0x20 <= byte < 0x7F and "wing" not in plain and "web" not in plain else None


def plainer(char: str) -> str:
    """Give the form of a sign that a Western code page has, or the sign itself."""
    known: str | None = _data()["plain"].get(char)
    if known is not None:
        return known
    folded = unicodedata.normalize("NFKC", char)
    return folded if folded != char and _is_western(folded) else char


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def house_signs(text: str, style: str) -> Iterator[tuple[str, str, int] | None]:
    """Yield (base-14 face, sign, code) for each sign of a text, None where none of them has it."""
    for char in text:
        if style not in ("Symbol", "ZapfDingbats") or char == " ":
            face = style if style not in ("Symbol", "ZapfDingbats") else "Helvetica"
            plain = plainer(char)
            if _is_western(plain):
                yield from ((face, each, each.encode("cp1252")[0]) for each in plain)
                continue
        yield _sign_elsewhere(char)


def _sign_elsewhere(char: str) -> tuple[str, str, int] | None:
    if char in _data()["dingbats"]:
        return "ZapfDingbats", char, int(_data()["dingbats"][char])
    for face in ("Symbol", "ZapfDingbats"):
        code = _codes(face).get(char)
        if code is not None:
            return face, char, code
    plain = plainer(char)
    return ("Helvetica", plain, plain.encode("cp1252")[0]) if len(plain) == 1 and _is_western(plain) else None


@cache
def _codes(face: str) -> dict[str, int]:
    from minimise.formats.pdf.fonts import sign_words

    return {word: code for code, word in sorted(sign_words(face).items(), reverse=True)}


def house_width(face: str, sign: str, code: int) -> float:
    """Give the width in ems of a sign in a base-14 face."""
    metrics = FONT_METRICS[face][1]
    return float(metrics.get(sign, metrics.get(chr(code), 790 if face == "ZapfDingbats" else 556))) / 1000
