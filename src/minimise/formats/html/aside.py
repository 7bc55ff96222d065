"""Collects what stands in a page and is not shown: hidden words, comments, links, attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.html.page import Withdrawn
from minimise.formats.html.tables import words
from minimise.model import Surface

_SPACE = re.compile(r"\s+")
_LONGEST = 4_000
"""Characters; longer attribute values and comments are program or picture data, not words."""
_CONDITIONAL = re.compile(r"\s*(?:\[if|<!\[|\[endif|StartFragment|EndFragment)", re.IGNORECASE)
_DATA_URI = re.compile(r"data:[^,]{0,80}[;,]", re.IGNORECASE)


@dataclass(slots=True)
class Aside:
    """The withdrawn words of a page, each once, in the order in which they were met."""

    found: dict[tuple[Surface, str], Withdrawn] = field(default_factory=dict, repr=False)

    def add(self, surface: Surface, place: str, text: str | None) -> None:
        """Take what holds a letter or a digit."""
        plain = _SPACE.sub(" ", text or "").strip()
        if any(map(str.isalnum, plain)):
            self.found.setdefault((surface, plain), Withdrawn(surface, place, plain))

    def hide(self, element: etree._Element) -> None:
        """Take all words of an element that nobody sees, and what its attributes say."""
        self.add(Surface.HIDDEN, "hidden", " ".join(_spoken(element)))
        for inner in element.iter(etree.Element):
            self.attributes(inner)
        for comment in element.iter(etree.Comment):
            self.comment(comment.text)

    def comment(self, text: str | None) -> None:
        """Take a remark of the page's source, unless it only switches a mail program's formatting."""
        if text and len(text) <= _LONGEST and not _CONDITIONAL.match(text):
            self.add(Surface.COMMENT, "comment", text)

    def attributes(self, element: etree._Element) -> None:
        """Take links, descriptions and data that stand in attributes."""
        for raw, held in element.attrib.items():
            name, value = str(raw).lower(), str(held)
            if len(value) > _LONGEST or _DATA_URI.match(value):
                continue
            if name == "content":
                if element.get("http-equiv") is None and element.get("name", "").lower() != "viewport":
                    self.add(Surface.PROPERTY, "attribute", value)
            elif name in words("shown_to_the_reviewer", "link"):
                self.add(Surface.LINK, "link", value)
            elif name in words("shown_to_the_reviewer", "words"):
                self.add(Surface.ALT_TEXT, "description", value)
            elif name.startswith("data-") or (name == "value" and element.tag in ("input", "param", "data", "button")):
                self.add(Surface.PROPERTY, "attribute", value)


def _spoken(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element that are words, not program."""
    for inner in element.iter():
        holder = inner.getparent()
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            yield inner.text or ""
        if inner is not element and not (holder is not None and holder.tag in ("script", "style")):
            yield inner.tail or ""
