"""Text that nobody sees: white on white paper, too small to read, or under a black bar that only covers it."""

import re
from collections.abc import Callable

from lxml import etree

from minimise.formats.docx.markup import q, value
from minimise.formats.docx.styles import Styles

_RPR = q("w:rPr")
_WHITE = re.compile(r"[Ff][5-9A-Fa-f]" * 3)
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
_BLACK = re.compile(r"[0-3][0-9A-F]" * 3)
_INK = frozenset({"text1", "dark1", "tx1", "dk1"})
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
        colour = self._said("w:color", properties, styles)
        if colour is None or not _is_white(colour):
            return False
        return not self._has_ground(run, properties, styles)

    def is_covered(self, properties: etree._Element | None, paragraph_style: str | None) -> bool:
        """Say whether a run stands under a bar of its own colour: somebody meant to take it out, and did not."""
        bar = None if properties is None else next(properties.iterchildren(_HIGHLIGHT, _SHADE), None)
        if properties is None or bar is None:
            return False
        colour = self._said("w:color", properties, (value(properties.find(q("w:rStyle"))), paragraph_style))
        ink = "AUTO" if colour is None else (value(colour) or "auto").upper()
        ink = "000000" if value(colour, "w:themeColor") in _INK else ink
        highlight, shade = value(properties.find(_HIGHLIGHT)), properties.find(_SHADE)
        if highlight is not None and highlight != "none":
            # Word leaves automatic ink black on a black highlight, and turns it white on black shading.
            return highlight == "black" and (ink == "AUTO" or _BLACK.fullmatch(ink) is not None)
        fill = (value(shade, "w:fill") or "auto").upper()
        return _BLACK.fullmatch(fill) is not None and _BLACK.fullmatch(ink) is not None

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
