"""How cells look: bold, wrapped, on which colour, in which format; and whether anybody can see what stands in them."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from minimise.formats.sheets.display import BUILT_IN, GENERAL
from minimise.formats.sheets.names import A, S

T = TypeVar("T")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_WHITE, _BLACK = "FFFFFF", "000000"
# The places of the theme's colours; light and dark stand the other way round in files.
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_OLD = {8: _BLACK, 9: _WHITE, 10: "FF0000", 11: "00FF00", 12: "0000FF", 13: "FFFF00", 22: "C0C0C0", 23: "808080",
        0: _BLACK, 1: _WHITE, 2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 64: _BLACK, 65: _WHITE}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of the looks of a cell."""

    code: str = GENERAL
    """The number format."""
    bold: bool = False
    italic: bool = False
    wrap: bool = False
    fill: str = ""
    """Red, green and blue in hexadecimal; nothing where the ground is bare."""
    ink: str = ""

    @property
    def hides(self) -> bool:
        """Whether the words have the colour of the ground they stand on."""
        return bool(self.ink) and self.ink == (self.fill or _WHITE)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Looks:
    """All looks of a workbook, by their number."""

    looks: tuple[Look, ...] = field(default=(PLAIN,))

    def get(self, number: str | None) -> Look:
        """Give the look of that number."""
        at = int(number) if number and number.isdecimal() else 0
        return self.looks[at] if at < len(self.looks) else PLAIN


def looks_of(styles: etree._Element | None, theme: etree._Element | None) -> Looks:
    """Read the looks of a workbook."""
    if styles is None:
        return Looks()
    colours = _theme(theme)
    codes = dict(BUILT_IN)
    for stated in styles.iter(f"{S}numFmt"):
        if (stated.get("numFmtId") or "").isdecimal():
            codes[int(stated.get("numFmtId", "0"))] = stated.get("formatCode", GENERAL)
    fonts = [_font(font, colours) for font in styles.iterfind(f"{S}fonts/{S}font")]
    fills = [_fill(fill, colours) for fill in styles.iterfind(f"{S}fills/{S}fill")]
    looks = []
    for xf in styles.iterfind(f"{S}cellXfs/{S}xf"):
        bold, italic, ink = _at(fonts, xf.get("fontId"), (False, False, ""))
        aligned = xf.find(f"{S}alignment")
        wrap = aligned is not None and _on(aligned.get("wrapText"))
        number = xf.get("numFmtId", "0")
        code = codes.get(int(number), GENERAL) if number.isdecimal() else GENERAL
        looks.append(Look(code, bold, italic, wrap, _at(fills, xf.get("fillId"), ""), ink))
    return Looks(tuple(looks) or (PLAIN,))


def _at(items: list[T], number: str | None, otherwise: T) -> T:
    at = int(number) if number and number.isdecimal() else -1
    return items[at] if 0 <= at < len(items) else otherwise


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _font(font: etree._Element, colours: tuple[str, ...]) -> tuple[bool, bool, str]:
    bold, italic = (font.find(f"{S}{tag}") for tag in ("b", "i"))
    return (
        bold is not None and bold.get("val", "1") in ("1", "true"),
        italic is not None and italic.get("val", "1") in ("1", "true"),
        colour_of(font.find(f"{S}color"), colours),
    )


def _fill(fill: etree._Element, colours: tuple[str, ...]) -> str:
    pattern = fill.find(f"{S}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    return colour_of(pattern.find(f"{S}fgColor"), colours)


def colour_of(element: etree._Element | None, colours: tuple[str, ...]) -> str:
    """Give a colour in hexadecimal; nothing where it is left to the program."""
    if element is None or _on(element.get("auto")):
        return ""
    match = _HEX.fullmatch(element.get("rgb") or "")
    base = match[1].upper() if match else ""
    theme, old = element.get("theme") or "", element.get("indexed") or ""
    if theme.isdecimal() and int(theme) < len(colours):
        base = colours[int(theme)]
    elif old.isdecimal():
        base = _OLD.get(int(old), "")
    return _tinted(base, element.get("tint")) if base else ""


def _tinted(base: str, tint: str | None) -> str:
    """Make a colour lighter or darker, as a theme says."""
    try:
        share = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        share = 0.0
    parts = [int(base[at : at + 2], 16) for at in (0, 2, 4)]
    shifted = [p * (1 + share) if share < 0 else p + (255 - p) * share for p in parts]
    return "".join(f"{round(p):02X}" for p in shifted)


def _theme(theme: etree._Element | None) -> tuple[str, ...]:
    """Give the colours of the theme; those of an unchanged program where there is none."""
    found = {"lt1": _WHITE, "dk1": _BLACK, "lt2": "E7E6E6", "dk2": "44546A", "accent1": "4472C4", "accent2": "ED7D31",
             "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47"}  # fmt: skip
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    for name in _THEME if scheme is not None else ():
        colour = scheme.find(f"{A}{name}/*") if scheme is not None else None
        value = (colour.get("lastClr") or colour.get("val") or "") if colour is not None else ""
        if _HEX.fullmatch(value):
            found[name] = value[-6:].upper()
    return tuple(found[name] for name in _THEME)
