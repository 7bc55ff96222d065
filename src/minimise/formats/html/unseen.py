"""Which elements of a page nobody sees: by attribute, by style and by style sheet; in any doubt one is seen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PRINT = re.compile(r"@media\s+(?!(?:only\s+)?(?:screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_TELLING = frozenset(
    "display visibility opacity font-size color background background-color background-image mso-hide height "
    "max-height width overflow left top position text-indent font clip".split()
)
_MOST_RULES = 3_000
_FONT_SIZE = re.compile(r"(?<![\w.])([\d.]+(?:px|pt))[/\s]")
_NIL = re.compile(r"-?0*\.?0*(?:px|pt|em|rem|%|)|[01](?:\.\d+)?p[xt]|0?\.\d+(?:px|pt)")
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|)|-\d{3,}em")
_WHITE = re.compile(
    r"white|#(?:f{3}|f[5-9a-f]f[5-9a-f]f[5-9a-f])|rgba?\(\s*(?:25[0-5]|24[5-9])\s*,\s*(?:25[0-5]|24[5-9])\s*,"
    r"\s*(?:25[0-5]|24[5-9])\s*(?:,\s*1(?:\.0*)?\s*)?\)|transparent|rgba\([^)]*,\s*0(?:\.0*)?\s*\)"
)
_NO_GROUND = re.compile(rf"none|initial|inherit|unset|{_WHITE.pattern}|")

Style = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an element hands down to what stands in it, which may undo it again."""

    visibility: str = "visible"
    size: str = ""
    colour: str = "black"
    coloured: bool = False
    """Whether something other than white paper may lie behind."""

    @property
    def veils(self) -> bool:
        """Whether nobody sees words here: made invisible, smaller than a dot, or white on white."""
        faint = _WHITE.fullmatch(self.colour) is not None and not self.coloured
        return self.visibility in ("hidden", "collapse") or _is_nil(self.size) or faint


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of all elements, as far as they tell whether somebody sees an element."""

    styles: Mapping[Any, Style] = field(repr=False)

    def hides(self, element: etree._Element) -> bool:
        """Say whether an element takes all that is in it off the page."""
        style = self.of(element)
        return (
            element.get("hidden") is not None
            or style.get("display") == "none"
            or style.get("mso-hide") == "all"
            or _is_nil(style.get("opacity"), bare=True)
            or _is_boxed(style)
            or _is_away(style)
        )

    def below(self, element: etree._Element, above: Ground) -> Ground:
        """Give how words look that stand directly in an element."""
        style = self.of(element)
        return Ground(
            _handed(style, "visibility", above.visibility),
            _handed(style, "font-size", above.size),
            _handed(style, "color", above.colour),
            above.coloured or _has_ground(style),
        )

    def of(self, element: etree._Element) -> Style:
        """Give what the style sheets and the element itself say."""
        return {**self.styles.get(element, {}), **_attributes(element), **_declared(element.get("style") or "")}


def looks_of(root: etree._Element) -> Looks:
    """Match the page's own style sheets with its elements."""
    found: dict[Any, list[tuple[tuple[Any, ...], Style]]] = {}
    for order, (selectors, declared) in enumerate(_rules(root)):
        for weight, matches in _matched(root, selectors):
            for element in matches:
                found.setdefault(element, []).append(((weight, order), declared))
    styles: dict[Any, Style] = {}
    for element, its in found.items():
        styles[element] = {k: v for _, one in sorted(its, key=lambda pair: pair[0]) for k, v in one.items()}
    return Looks(styles)


def _rules(root: etree._Element) -> list[tuple[str, Style]]:
    rules: list[tuple[str, Style]] = []
    for sheet in root.iter("style"):
        text = _PRINT.sub(" ", _COMMENT.sub(" ", sheet.text or ""))
        for match in _RULE.finditer(text):
            declared = _declared(match[2])
            if declared and len(rules) < _MOST_RULES:
                rules.append((match[1].strip(), declared))
    return rules


def _matched(root: etree._Element, selectors: str) -> Iterator[tuple[Any, list[Any]]]:
    """Yield (weight, elements) of a rule's selectors; what is written for states of a live page matches nothing."""
    from cssselect import GenericTranslator, SelectorError, parse

    translator = GenericTranslator()
    try:
        paths = [(one.specificity(), translator.selector_to_xpath(one)) for one in parse(selectors)]
        for weight, path in paths:
            found = root.xpath(path)
            yield weight, found if isinstance(found, list) else []
    except (SelectorError, etree.XPathError, RecursionError):
        return


def _declared(text: str) -> Style:
    """Give the telling declarations of a style."""
    found: Style = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if (name := name.strip().lower()) in _TELLING:
            found[name] = value.replace("!important", "").strip().lower()
    if size := _FONT_SIZE.search(found.pop("font", "") + " "):
        found["font-size"] = size[1]
    return found


def _attributes(element: etree._Element) -> Style:
    """Give what old-style attributes say."""
    named = {"color": element.get("color"), "background-color": element.get("bgcolor")}
    if element.get("background") is not None:
        named["background-image"] = "url()"
    return {name: value.strip().lower() for name, value in named.items() if value}


def _is_nil(value: str | None, *, bare: bool = False) -> bool:
    if value is None or not value:
        return False
    return re.fullmatch(r"0*\.?0*", value) is not None if bare else _NIL.fullmatch(value) is not None


def _handed(style: Style, name: str, above: str) -> str:
    value = style.get(name, "inherit")
    return above if value == "inherit" else value


def _is_boxed(style: Style) -> bool:
    """Whether its words stand in a box without room for any."""
    return "hidden" in style.get("overflow", "") and any(
        _is_nil(style.get(side)) for side in ("height", "max-height", "width")
    )


def _is_away(style: Style) -> bool:
    """Whether an element is moved off the page, or cut down to nothing."""
    placed = style.get("position") in ("absolute", "fixed")
    cut = re.fullmatch(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)", style.get("clip", "")) is not None
    far = any(_FAR.fullmatch(style.get(side, "")) for side in ("left", "top"))
    return (placed and (cut or far)) or _FAR.fullmatch(style.get("text-indent", "")) is not None


def _has_ground(style: Style) -> bool:
    return any(
        not _NO_GROUND.fullmatch(style.get(name, "")) for name in ("background", "background-color", "background-image")
    )
