"""What a form on a page shows: typed values, ticked boxes, chosen entries."""

from lxml import etree

_TICKS = ("checkbox", "radio")
_UNSHOWN = ("hidden", "password")
_BUTTONS = ("submit", "button", "reset", "image", "file")


def shown_value(element: etree._Element) -> str | None:
    """Give what a field shows; None for one that shows nothing, or nothing but what it is for."""
    if element.tag == "select":
        chosen = element.xpath(".//option[@selected]") or element.xpath(".//option[1]")
        return " ".join(" ".join(one.itertext()) for one in chosen)
    kind = (element.get("type") or "text").strip().lower()
    if kind in _TICKS:
        return "☒" if element.get("checked") is not None else "☐"
    return None if kind in (*_UNSHOWN, *_BUTTONS) else element.get("value") or ""


def unshown_values(element: etree._Element) -> list[str]:
    """Give what a field holds and does not show."""
    if element.tag == "select":
        others = element.xpath(".//option[not(@selected)]")
        return [" ".join(one.itertext()) for one in others]
    kind = (element.get("type") or "text").strip().lower()
    return [element.get("value") or ""] if kind in _UNSHOWN else []
