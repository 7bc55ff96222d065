"""Text that nobody sees: white on white paper, too small to read, or under a black bar that only covers it."""

import re
from collections.abc import Callable

from lxml import etree

from minimise.formats.docx.markup import q, value
from minimise.formats.docx.sight import run_is_out_of_sight
from minimise.formats.docx.styles import Styles

_RPR = q("w:rPr")
_WHITE = re.compile(r"[Ff][5-9A-Fa-f]" * 3)
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
_HEX = re.compile(r"[0-9A-F]{6}")
_INK = frozenset({"text1", "dark1", "tx1", "dk1"})
_CLOSE = 0x18
_HIGHLIGHTS = {
    "black": "000000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_HIGHLIGHT, _SHADE = q("w:highlight"), q("w:shd")
_SMALLEST = 3
"""Half points; what is no larger is a speck."""
_NOTHING = frozenset({"auto", "clear", "none", ""})


class Faintness:
    """Judges the runs of one part; in any doubt a run counts as seen, for its words must not be lost."""

    def __init__(self, styles: Styles, drawn_behind: Callable[[], bool]) -> None:
        """Take the styles, and what says whether the file draws anything behind its text."""
        self._styles = styles
        self._drawn_behind = drawn_behind
        self._plain: dict[str | None, bool] = {}

    def hides(self, run: etree._Element, properties: etree._Element | None, paragraph_style: str | None) -> bool:
        """Say whether what a run says cannot be seen."""
        if properties is None and self._is_plain(paragraph_style):
            return False
        styles = (value(properties.find(q("w:rStyle"))) if properties is not None else None, paragraph_style)
        size = self._said("w:sz", properties, styles)
        if size is not None and (half := value(size) or "").isdecimal() and int(half) <= _SMALLEST:
            return True
        if run_is_out_of_sight(properties):
            return True
        colour = self._said("w:color", properties, styles)
        if colour is None:
            return False
        if not _is_white(colour):
            ink = _ink(colour)
            return ink is not None and _alike(ink, _ground(run))
        return not self._has_ground(run, properties, styles)

    def is_covered(self, properties: etree._Element | None, paragraph_style: str | None) -> bool:
        """Say whether a run stands under a bar of its own colour: somebody meant to take it out, and did not."""
        bar = _bar(properties)
        if properties is None or bar is None:
            return False
        styles = (value(properties.find(q("w:rStyle"))), paragraph_style)
        ink = _ink(self._said("w:color", properties, styles))
        # Word leaves automatic ink black on a highlight, and turns it white on black shading.
        if ink is None and properties.find(_HIGHLIGHT) is not None:
            ink = "000000"
        return ink is not None and not _WHITE.fullmatch(ink) and _alike(ink, bar)

    def _is_plain(self, style: str | None) -> bool:
        """Say whether runs without looks of their own are neither white nor small in such a paragraph."""
        plain = self._plain.get(style)
        if plain is None:
            plain = all(self._styles.setting(style, name) is None for name in ("w:sz", "w:color"))
            self._plain[style] = plain
        return plain

    def _said(
        self, name: str, properties: etree._Element | None, styles: tuple[str | None, ...]
    ) -> etree._Element | None:
        """Give the nearest setting of a property: of the run, its style, or its paragraph's style."""
        found = properties.find(q(name)) if properties is not None else None
        for style in styles:
            found = self._styles.setting(style, name) if found is None else found
        return found

    def _has_ground(
        self, run: etree._Element, properties: etree._Element | None, styles: tuple[str | None, ...]
    ) -> bool:
        """Say whether something other than white paper may lie behind a run."""
        own = properties is not None and any(properties.find(q(name)) is not None for name in ("w:highlight", "w:shd"))
        if own or any(self._styles.shaded(style) for style in styles) or self._drawn_behind():
            return True
        for holder in run.iterancestors(q("w:p"), q("w:tc"), q("w:tr"), q("w:tbl"), q("w:txbxContent")):
            if holder.tag == q("w:txbxContent"):
                return True
            look = holder.find(f"{holder.tag}Pr")
            if look is not None and (
                _is_ground(look.find(q("w:shd"))) or self._styles.shaded(value(look.find(q("w:tblStyle"))))
            ):
                return True
        return False


def _is_white(colour: etree._Element) -> bool:
    theme = value(colour, "w:themeColor")
    if theme is not None:
        return theme in _PAPER and value(colour, "w:themeShade") is None
    return _WHITE.fullmatch(value(colour) or "") is not None


def _is_ground(shading: etree._Element | None) -> bool:
    """Say whether a shading darkens what it lies behind."""
    if shading is None:
        return False
    fill = value(shading, "w:fill") or ""
    themed = value(shading, "w:themeFill") is not None
    return themed or (value(shading) or "") not in _NOTHING or (fill not in _NOTHING and not _WHITE.fullmatch(fill))


def _ink(colour: etree._Element | None) -> str | None:
    """Give the colour of a run's letters, if the file says it as a number."""
    if colour is None:
        return None
    if value(colour, "w:themeColor") in _INK:
        return "000000"
    ink = (value(colour) or "").upper()
    return ink if _HEX.fullmatch(ink) else None


def _bar(properties: etree._Element | None) -> str | None:
    """Give the colour of the bar that a run stands on."""
    if properties is None:
        return None
    highlight = value(properties.find(_HIGHLIGHT))
    if highlight is not None and highlight != "none":
        return _HIGHLIGHTS.get(highlight)
    return _fill(properties.find(_SHADE))


def _ground(run: etree._Element) -> str | None:
    """Give the colour of the nearest shading that paragraph, cell or table lay behind a run."""
    for holder in run.iterancestors(q("w:p"), q("w:tc"), q("w:tbl"), q("w:txbxContent")):
        look = holder.find(f"{holder.tag}Pr") if holder.tag != q("w:txbxContent") else None
        fill = _fill(look.find(_SHADE)) if look is not None else None
        if fill is not None or holder.tag == q("w:txbxContent"):
            return fill
    return None


def _fill(shading: etree._Element | None) -> str | None:
    if shading is None or value(shading, "w:themeFill") is not None or (value(shading) or "clear") not in _NOTHING:
        return None
    fill = (value(shading, "w:fill") or "").upper()
    return fill if _HEX.fullmatch(fill) else None


def _alike(ink: str, ground: str | None) -> bool:
    """Say whether the eye takes two colours for one."""
    if ground is None:
        return False
    return all(abs(int(ink[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= _CLOSE for at in (0, 2, 4))
