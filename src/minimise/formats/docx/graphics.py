"""The words that a chart or a diagram (SmartArt) shows, line by line."""

from collections.abc import Iterator

from lxml import etree

from minimise.formats.docx.markup import q

_MANY = 60
"""Points: a longer series is a curve, whose numbers nobody reads."""


def words_of_graphic(root: etree._Element) -> list[str]:
    """Give the lines of a diagram, or of a chart: its titles, then each series with what it says of what."""
    lines = [_joined(paragraph) for paragraph in root.iter(q("a:p"))]
    lines += [_line(series) for series in root.iter(q("c:ser"))]
    return list(dict.fromkeys(line for line in lines if line))


def _joined(paragraph: etree._Element) -> str:
    return " ".join("".join(node.text or "" for node in paragraph.iter(q("a:t"))).split())


def _line(series: etree._Element) -> str:
    """Give `Bruises: week 1 3; week 2 5` for one series."""
    name = " ".join(_values(series.find(q("c:tx"))).values())
    of = _values(series.find(q("c:cat"))) or _values(series.find(q("c:xVal")))
    said = _values(series.find(q("c:val"))) or _values(series.find(q("c:yVal")))
    if len(said) > _MANY:
        said = {}
    points = "; ".join(f"{of.get(at, '')} {said.get(at, '')}".strip() for at in dict.fromkeys([*of, *said]))
    return f"{name}: {points}" if name and points else name or points


def _values(element: etree._Element | None) -> dict[str, str]:
    """Give the values that were last shown, by their number."""
    return dict(_points(element)) if element is not None else {}


def _points(element: etree._Element) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(element.iter(q("c:v"))):
        parent = value.getparent()
        at = parent.get("idx", str(number)) if parent is not None else str(number)
        if value.text and value.text.strip():
            yield at, _shown(" ".join(value.text.split()))


def _shown(value: str) -> str:
    """Give a number as a person would write it; a chart keeps seventeen digits of it."""
    try:
        return f"{float(value):.6g}" if len(value) > 8 and "." in value else value
    except ValueError:
        return value
