"""Copies elements through the allow-list into a new tree."""

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from minimise.formats.docx.channels import Rule, fits, rules
from minimise.formats.docx.markup import SPACES, elements, q

Step = Callable[[etree._Element, etree._Element], None]

_NAMESPACES = {prefix: SPACES[prefix] for prefix in ("w", "r", "wp", "a", "wps", "wpg", "wpc", "mc", "v", "o", "w10")}


class Copier:
    """Copies what the allow-list names; steps take over the elements that need more than copying."""

    __slots__ = ("_height", "_rules", "_steps", "_styles")

    def __init__(self, styles: Mapping[str, str], steps: Mapping[str, Step] | None = None) -> None:
        """Take the new names of styles, and a step for each action that is not `keep` or `unwrap`."""
        self._rules = rules()
        self._styles = styles
        self._steps = steps or {}
        self._height = 0

    def root(self, name: str) -> etree._Element:
        """Make the root of a part, with our own prefixes and no others."""
        spaces = {"w": SPACES["w"]} if name in ("w:styles", "w:numbering", "w:settings") else _NAMESPACES
        return etree.Element(q(name), nsmap=spaces)

    def copy(self, source: etree._Element, target: etree._Element) -> None:
        """Copy one element and what is in it to the end of `target`."""
        rule = self._rules.get(source.tag)
        action = rule.action if rule is not None else "lost"
        step = self._steps.get(action)
        if step is not None:
            step(source, target)
        elif rule is not None and action == "keep":
            kept = self.shell(source, target, rule)
            if kept is not None:
                self.children(source, kept)
        elif action == "unwrap":
            self.children(source, target)

    def children(self, source: etree._Element, target: etree._Element) -> None:
        """Copy what is in an element."""
        for child in elements(source):
            self.copy(child, target)

    def shell(self, source: etree._Element, target: etree._Element, rule: Rule) -> etree._Element | None:
        """Copy an element without what is in it; None where an attribute it needs is missing."""
        attributes = dict(self.kept(source, rule.attributes))
        if rule.needs is not None and rule.needs not in attributes:
            return None
        return etree.SubElement(target, source.tag, attributes)

    def kept(self, source: etree._Element, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that may stay."""
        if not kinds:
            return
        for name, value in source.attrib.items():
            kind = kinds.get(str(name))
            if kind is None:
                continue
            if kind == "style":
                value = self._styles.get(str(value), "")
                if value:
                    yield str(name), value
            elif kind == "height":
                # Only the order of shapes counts; the number itself is as good as a fingerprint.
                self._height += 1
                yield str(name), str(self._height)
            elif fits(kind, str(value)):
                yield str(name), str(value)
