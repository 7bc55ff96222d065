"""Copies elements through the allow-list into a new tree."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import cast

from lxml import etree

from minimise.formats.docx.channels import Rule, fits, rules
from minimise.formats.docx.markup import SPACES, q

Step = Callable[[etree._Element, etree._Element], None]

_NAMESPACES = {prefix: SPACES[prefix] for prefix in ("w", "r", "wp", "a", "wps", "wpg", "wpc", "mc", "v", "o", "w10")}


# Properties without words or places of their own: equal ones give equal copies.
_REPEATED = frozenset({q("w:rPr"), q("w:pPr"), q("w:tcPr")})
_MAX_FORMS = 5_000


class Copier:
    """Copies what the allow-list names; steps take over the elements that need more than copying."""

    __slots__ = ("_forms", "_height", "_rules", "_steps", "_styles")

    def __init__(self, styles: Mapping[str, str], steps: Mapping[str, Step] | None = None) -> None:
        """Take the new names of styles, and a step for each action that is not `keep` or `unwrap`."""
        self._rules = rules()
        self._styles = styles
        self._steps = steps or {}
        self._height = 0
        self._forms: dict[bytes, etree._Element] = {}

    def root(self, name: str) -> etree._Element:
        """Make the root of a part, with our own prefixes and no others."""
        spaces = {"w": SPACES["w"]} if name in ("w:styles", "w:numbering", "w:settings") else _NAMESPACES
        return etree.Element(q(name), nsmap=spaces)

    def copy(self, source: etree._Element, target: etree._Element) -> None:
        """Copy one element and what is in it to the end of `target`."""
        rule = self._rules.get(source.tag)
        action = rule.action if rule is not None else "lost"
        if rule is not None and action == "keep":
            if source.tag in _REPEATED:
                self._copy_repeated(source, target, rule)
            else:
                self._keep(source, target, rule)
        elif action == "unwrap":
            self.children(source, target)
        elif action in self._steps:
            self._steps[action](source, target)

    def children(self, source: etree._Element, target: etree._Element) -> None:
        """Copy what is in an element."""
        for child in source:
            self.copy(child, target)

    def kept(self, source: etree._Element, kinds: Mapping[str, str]) -> dict[str, str]:
        """Give the attributes that may stay."""
        found: dict[str, str] = {}
        given = cast(dict[str, str], dict(source.items()))
        for name, kind in kinds.items() if given else ():
            value = given.get(name)
            if value is None:
                continue
            if kind == "style":
                value = self._styles.get(value)
            elif kind == "height":
                # Only the order of shapes counts; the number itself is as good as a fingerprint.
                self._height += 1
                value = str(self._height)
            elif kind == "colour":
                # Behind it may stand its number in the theme.
                value = value.partition(" ")[0]
                value = value if fits(kind, value) else None
            elif kind == "flow":
                # Beside the direction it may name the next box of a chain.
                value = ";".join(part for part in value.split(";") if "layout-flow" in part)
                value = value if fits(kind, value) else None
            elif not fits(kind, value):
                value = None
            if value:
                found[name] = value
        return found

    def _keep(self, source: etree._Element, target: etree._Element, rule: Rule) -> None:
        """Copy an element with its allowed attributes, unless it lacks the one it needs."""
        attributes = self.kept(source, rule.attributes) if rule.attributes else {}
        if rule.needs is None or rule.needs in attributes:
            self.children(source, etree.SubElement(target, source.tag, attributes))

    def _copy_repeated(self, source: etree._Element, target: etree._Element, rule: Rule) -> None:
        """Copy properties that many runs and cells share, going through the allow-list once for each form."""
        form = etree.tostring(source, with_tail=False)
        copied = self._forms.get(form)
        if copied is not None:
            target.append(deepcopy(copied))
            return
        self._keep(source, target, rule)
        if len(self._forms) < _MAX_FORMS:
            self._forms[form] = deepcopy(target[-1])
