"""What a form on a page shows: typed values, ticked boxes, chosen entries."""

from lxml import etree

_TICKS = ("checkbox", "radio")
_UNSHOWN = ("hidden", "password")
_BUTTONS = ("submit", "button", "reset", "image", "file")


def shown_value(element: etree._Element) -> str | None:
    """Give what a field shows; None for one that shows nothing, or nothing but what it is for."""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return " ".join(map(_words, chosen))
    kind = (element.get("type") or "text").strip().lower()
    if kind in _TICKS:
        return "☒" if element.get("checked") is not None else "☐"
    return None if kind in (*_UNSHOWN, *_BUTTONS) else element.get("value") or ""


def unshown_values(element: etree._Element) -> list[str]:
    """Give what a field holds and does not show."""
    if element.tag == "select":
        return [_words(one) for one in element.iter("option") if one.get("selected") is None]
    kind = (element.get("type") or "text").strip().lower()
    return [element.get("value") or ""] if kind in _UNSHOWN else []


def _words(element: etree._Element) -> str:
    return " ".join(str(text) for text in element.itertext())
