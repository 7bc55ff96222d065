"""Settings, shadings and patterns, written down again with the few entries that change how a page looks."""

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.faithful.colours import components_of, copied_space
from minimise.formats.pdf.faithful.functions import copied_function, numbers_of
from minimise.formats.pdf.faithful.values import Entries, Plain, entries
from minimise.formats.pdf.objects import Thing

_BLENDS = frozenset(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference "
    "Exclusion Hue Saturation Color Luminosity".split()
)
_NUMBERS = ("LW", "LC", "LJ", "ML", "CA", "ca")
_SWITCHES = ("AIS", "SA", "TK")


def copied_setting(setting: Thing, mask: Plain | None) -> Entries:
    """Give a graphics setting; `mask` is its soft mask, already written down.

    Raises:
        PageInDoubt: it sets a face, or blends in an unknown way.
    """
    if objects.entry(setting, "/Font") is not None:
        raise PageInDoubt
    found: dict[str, Plain | None] = {}
    for key in _NUMBERS:
        value = objects.entry(setting, f"/{key}")
        found[key] = None if value is None else objects.number(value)
    for key in _SWITCHES:
        value = objects.entry(setting, f"/{key}")
        found[key] = value if isinstance(value, bool) else None
    dash = objects.listed(objects.entry(setting, "/D"))
    if len(dash) == 2:
        found["D"] = (tuple(objects.number(each) for each in objects.listed(dash[0])), objects.number(dash[1]))
    blend = objects.entry(setting, "/BM")
    if blend is not None:
        name = objects.name_of(next(iter(objects.listed(blend)), None))
        if name not in _BLENDS:
            raise PageInDoubt
        found["BM"] = f"/{name}"
    return entries(**found, SMask=mask)


def copied_shading(shading: Thing, resources: Thing) -> Entries:
    """Give a gradient along a line or between two circles.

    Raises:
        PageInDoubt: it is of a kind that could be a picture.
    """
    kind = int(objects.number(objects.entry(shading, "/ShadingType")))
    if kind not in (2, 3):
        raise PageInDoubt
    space = copied_space(objects.entry(shading, "/ColorSpace"), resources)
    box = objects.box_of(objects.entry(shading, "/BBox"))
    extend = objects.listed(objects.entry(shading, "/Extend"))
    return entries(
        ShadingType=kind,
        ColorSpace=space,
        Coords=numbers_of(shading, "/Coords"),
        Domain=numbers_of(shading, "/Domain"),
        Function=copied_function(objects.entry(shading, "/Function"), 1),
        Extend=tuple(each is True for each in extend) if len(extend) == 2 else None,
        Background=_background(shading, space),
        BBox=None if box is None else (box.left, box.low, box.right, box.high),
        AntiAlias=True if objects.entry(shading, "/AntiAlias") is True else None,
    )


def shading_pattern(pattern: Thing, resources: Thing) -> Entries:
    """Give a pattern that is a gradient.

    Raises:
        PageInDoubt: its gradient is of a kind that could be a picture.
    """
    return entries(
        PatternType=2,
        Shading=copied_shading(objects.entry(pattern, "/Shading"), resources),
        Matrix=numbers_of(pattern, "/Matrix"),
    )


def copied_group(group: Thing, resources: Thing) -> Entries | None:
    """Give what makes a form, or a page, a group of its own; None where nothing does.

    Raises:
        PageInDoubt: its colour space is unknown.
    """
    if objects.name_of(objects.entry(group, "/S")) != "Transparency":
        return None
    space = objects.entry(group, "/CS")
    isolated, knockout = objects.entry(group, "/I"), objects.entry(group, "/K")
    return entries(
        S="/Transparency",
        CS=None if space is None else copied_space(space, resources),
        I=isolated if isinstance(isolated, bool) else None,
        K=knockout if isinstance(knockout, bool) else None,
    )


def _background(shading: Thing, space: Plain) -> tuple[float, ...] | None:
    found = numbers_of(shading, "/Background")
    return found if found is not None and len(found) == components_of(space) else None
