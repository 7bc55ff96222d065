"""Colour spaces, written down again: their kind, their numbers and the function that mixes a tint."""

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.faithful.functions import copied_function, numbers_of
from minimise.formats.pdf.faithful.profiles import is_standard, rebuilt_profile
from minimise.formats.pdf.faithful.values import Flow, Plain, entries
from minimise.formats.pdf.objects import Thing

DEVICES = ("DeviceGray", "DeviceRGB", "DeviceCMYK")
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "CalCMYK": "DeviceCMYK"}
_INKS = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")
"""Inks whose names mean something to a viewer; any other is only a name."""
_DEEPEST = 4
_BY_COUNT = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def copied_space(space: Thing, resources: Thing, depth: int = 0) -> Plain:
    """Give a colour space.

    Raises:
        PageInDoubt: it is of an unknown kind or damaged.
    """
    if depth > _DEEPEST:
        raise PageInDoubt
    name = objects.name_of(space)
    if name:
        return _named(name, resources, depth)
    parts = objects.listed(space)
    family = objects.name_of(parts[0]) if parts else ""
    if len(parts) == 1:
        return _named(family, resources, depth)
    if family == "ICCBased":
        return _profiled(parts[1], resources, depth)
    if family in ("CalGray", "CalRGB", "Lab"):
        return (f"/{family}", _measured(parts[1]))
    if family in ("Indexed", "I") and len(parts) >= 4:
        return _indexed(parts, resources, depth)
    if family in ("Separation", "DeviceN") and len(parts) >= 4:
        return _inked(family, parts, resources, depth)
    if family == "Pattern":
        return ("/Pattern", copied_space(parts[1], resources, depth + 1))
    raise PageInDoubt


def components_of(space: Plain) -> int:
    """Give how many numbers make a colour of a copied space."""
    if isinstance(space, str):
        return {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}.get(space, 0)
    if not isinstance(space, tuple) or not space:
        return 0
    family, *more = space
    if family == "/ICCBased" and isinstance(more[0], Flow):
        return next(int(value) for key, value in more[0].entries.pairs if key == "N" and isinstance(value, int))
    if family == "/DeviceN" and isinstance(more[0], tuple):
        return len(more[0])
    return 3 if family in ("/CalRGB", "/Lab") else 1


def _named(name: str, resources: Thing, depth: int) -> Plain:
    named = objects.sub(resources, "/ColorSpace", f"/{name}")
    name = _SHORT.get(name, name)
    if name in (*DEVICES, "Pattern"):
        return f"/{name}"
    if named is None:
        raise PageInDoubt
    return copied_space(named, resources, depth + 1)


def _profiled(stream: Thing, resources: Thing, depth: int) -> Plain:
    count = int(objects.number(objects.entry(stream, "/N")))
    if count not in _BY_COUNT:
        raise PageInDoubt
    data = objects.bytes_of(stream)
    if is_standard(data):
        return "/DeviceRGB"
    alternate = objects.entry(stream, "/Alternate")
    own = entries(
        N=count,
        Alternate=None if alternate is None else copied_space(alternate, resources, depth + 1),
        Range=numbers_of(stream, "/Range"),
    )
    return ("/ICCBased", Flow(own, rebuilt_profile(data, count)))


def _measured(thing: Thing) -> Plain:
    keys = ("WhitePoint", "BlackPoint", "Matrix", "Range")
    gamma = objects.entry(thing, "/Gamma")
    level = numbers_of(thing, "/Gamma") if objects.is_array(gamma) else objects.number(gamma, 1.0)
    return entries(**{key: numbers_of(thing, f"/{key}") for key in keys}, Gamma=None if gamma is None else level)


def _indexed(parts: list[Thing], resources: Thing, depth: int) -> Plain:
    base = copied_space(parts[1], resources, depth + 1)
    highest = int(objects.number(parts[2]))
    table = objects.bytes_of(parts[3]) or bytes(parts[3])
    length = (highest + 1) * components_of(base)
    if not 0 <= highest <= 255 or not length or len(table) < length:
        raise PageInDoubt
    return ("/Indexed", base, highest, table[:length])


def _inked(family: str, parts: list[Thing], resources: Thing, depth: int) -> Plain:
    names = tuple(_ink(objects.name_of(each), at) for at, each in enumerate(objects.listed(parts[1])))
    base = copied_space(parts[2], resources, depth + 1)
    tint = copied_function(parts[3], len(names), 1)
    return (f"/{family}", names[0] if family == "Separation" else names, base, tint)


def _ink(name: str, at: int) -> str:
    return f"/{name}" if name in _INKS else f"/Ink{at + 1}"
