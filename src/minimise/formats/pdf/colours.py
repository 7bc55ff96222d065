"""Colours of every colour space, brought down to red, green and blue as far as one needs to see contrast."""

from collections.abc import Sequence
from functools import lru_cache

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import BLACK, WHITE, Colour
from minimise.formats.pdf.objects import Thing

_INKS = ("Cyan", "Magenta", "Yellow", "Black")
MIDDLE: Colour = (0.85, 0.85, 0.85)
"""Stands for a pattern or shading, which is not copied."""


def grey(value: float) -> Colour:
    """Give a grey from 0 (black) to 1 (white)."""
    level = _within(value)
    return (level, level, level)


def rgb(red: float, green: float, blue: float) -> Colour:
    """Give a colour from its three lights."""
    return (_within(red), _within(green), _within(blue))


def cmyk(cyan: float, magenta: float, yellow: float, key: float) -> Colour:
    """Give a colour from its four inks; no ink is white."""
    inks = (_within(cyan), _within(magenta), _within(yellow), _within(key))
    return inks if any(inks) else WHITE


@lru_cache(maxsize=4096)
def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast of two colours: 1 where they look the same, 21 for black on white."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def in_space(space: Thing, values: Sequence[float], resources: Thing, depth: int = 0) -> Colour:
    """Give the colour of some components in a colour space."""
    name = objects.name_of(space)
    named = objects.sub(resources, "/ColorSpace", f"/{name}") if name else None
    if named is not None and depth < 3:
        return in_space(named, values, resources, depth + 1)
    parts = objects.listed(space)
    family = objects.name_of(parts[0]) if parts else ""
    if family == "Pattern":
        return MIDDLE
    if family in ("Separation", "DeviceN"):
        return _of_inks([objects.name_of(each) for each in objects.listed(parts[1])], values)
    if family in ("Indexed", "I"):
        return _indexed(parts, values, resources, depth)
    if family == "Lab":
        return grey(values[0] / 100 if values else 0)
    return _by_count(values)


def is_mixed(space: Thing, resources: Thing) -> bool:
    """Say whether colours of a space are told by a mixture that only a viewer works out: `in_space` guesses there."""
    name = objects.name_of(space)
    found = objects.listed(objects.sub(resources, "/ColorSpace", f"/{name}") if name else space)
    family = objects.name_of(found[0]) if found else name
    return family in ("Separation", "DeviceN", "Pattern", "Lab", "Indexed")


def _of_inks(names: Sequence[str], values: Sequence[float]) -> Colour:
    """Mix printing inks by their names; a spot ink that no name tells is taken for dark."""
    inks = dict.fromkeys(_INKS, 0.0)
    for name, value in zip(names, values, strict=False):
        key = name if name in _INKS else "Black" if name != "None" else ""
        if key:
            inks[key] = max(inks[key], value)
    return cmyk(*inks.values())


def _indexed(parts: Sequence[Thing], values: Sequence[float], resources: Thing, depth: int) -> Colour:
    if len(parts) < 4 or depth > 3 or not values:
        return BLACK
    table = objects.bytes_of(parts[3]) or bytes(parts[3])
    base = objects.name_of(parts[1]) or objects.name_of(objects.listed(parts[1])[0])
    width = {"DeviceGray": 1, "CalGray": 1, "DeviceCMYK": 4}.get(base, 3)
    if base == "ICCBased":
        width = int(objects.number(objects.entry(objects.listed(parts[1])[1], "/N"), 3))
    at = int(values[0]) * width
    return in_space(parts[1], [byte / 255 for byte in table[at : at + width]], resources, depth + 1)


def _by_count(values: Sequence[float]) -> Colour:
    if len(values) == 1:
        return grey(values[0])
    if len(values) == 3:
        return rgb(*values)
    return cmyk(*values) if len(values) == 4 else BLACK


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


@lru_cache(maxsize=4096)
def _light(colour: Colour) -> float:
    if len(colour) == 4:
        colour = tuple((1 - ink) * (1 - colour[3]) for ink in colour[:3])
    lights = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * lights[0] + 0.7152 * lights[1] + 0.0722 * lights[2]
