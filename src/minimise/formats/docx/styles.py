"""Styles: which hide their text, and under which neutral names they pass into the copy."""

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.docx.channels import is_built_in
from minimise.formats.docx.copier import Copier
from minimise.formats.docx.markup import elements, q, switched_on, value

_TYPES = frozenset({"paragraph", "character", "table", "numbering"})
_PARTS = ("w:basedOn", "w:next", "w:link", "w:uiPriority", "w:semiHidden", "w:unhideWhenUsed", "w:qFormat")
_LOOKS = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")
_MAX_STEPS = 50
_MAX_STYLES = 4_100
"""Word takes no more."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet of a document; `names` gives each style's id in the copy by its id in the original."""

    names: dict[str, str] = field(repr=False)
    hidden: frozenset[str] = field(repr=False)
    """Ids of styles that hide their text, themselves or through the styles they are based on."""
    by_default: str | None = field(default=None, repr=False)
    hidden_by_default: bool = False
    sheet: etree._Element | None = field(default=None, repr=False)
    sources: Mapping[str, etree._Element] = field(default_factory=dict, repr=False)

    def hide(self, run: etree._Element | None, paragraph: str | None, table: str | None) -> bool:
        """Say whether a run with these properties, in such a paragraph and table, is hidden.

        Styles of different levels switch each other over, as Word does; what the run itself says wins.
        """
        direct = switched_on(run.find(q("w:vanish"))) if run is not None else None
        if direct is not None:
            return direct
        style = value(run.find(q("w:rStyle"))) if run is not None else None
        levels = (style, paragraph if paragraph in self.names else self.by_default, table)
        switched = sum(level in self.hidden for level in levels if level is not None)
        return self.hidden_by_default or switched % 2 == 1

    def setting(self, style: str | None, name: str) -> etree._Element | None:
        """Give the nearest setting of a run property in a style and those it is based on."""
        for source in self._line(style):
            found = source.find(f"{q('w:rPr')}/{q(name)}")
            if found is not None:
                return found
        return None

    def shaded(self, style: str | None) -> bool:
        """Say whether a style, or one it is based on, shades anything."""
        return any(next(source.iter(q("w:shd"), q("w:highlight")), None) is not None for source in self._line(style))

    def _line(self, style: str | None) -> Iterator[etree._Element]:
        at = style
        for _ in range(_MAX_STEPS):
            source = self.sources.get(at or "")
            if source is None:
                return
            yield source
            at = value(source.find(q("w:basedOn")))


def read_styles(root: etree._Element | None) -> Styles:
    """Read the style sheet; a document without one has no styles."""
    if root is None:
        return Styles({}, frozenset())
    found = root.findall(q("w:style"))[:_MAX_STYLES]
    sources = {style.get(q("w:styleId"), ""): style for style in found if style.get(q("w:styleId"))}
    default = root.find(f"{q('w:docDefaults')}/{q('w:rPrDefault')}/{q('w:rPr')}/{q('w:vanish')}")
    names = _names(sources)
    return Styles(
        names,
        frozenset(style for style in sources if _hides(style, sources)),
        next((style for style, source in sources.items() if _is_default(source)), None),
        bool(switched_on(default)),
        root,
        sources,
    )


_COPIES: dict[bytes, etree._Element] = {}
_MOST_COPIES = 4
"""Copied sheets that are kept, by the digests of their sources: the documents of one office share a template."""


def copy_styles(styles: Styles) -> etree._Element | None:
    """Build the style sheet of the copy."""
    if styles.sheet is None:
        return None
    digest = hashlib.sha256(etree.tostring(styles.sheet)).digest()
    copied = _COPIES.pop(digest, None)
    copied = _copied(styles, styles.sheet) if copied is None else copied
    _COPIES[digest] = copied
    for old in list(_COPIES)[:-_MOST_COPIES]:
        del _COPIES[old]
    return deepcopy(copied)


def _copied(styles: Styles, sheet: etree._Element) -> etree._Element:
    copier = Copier(styles.names)
    root = copier.root("w:styles")
    defaults = sheet.find(q("w:docDefaults"))
    if defaults is not None:
        copier.copy(defaults, root)
    seen = set()
    for source in sheet.findall(q("w:style")):
        name = styles.names.get(source.get(q("w:styleId"), ""))
        if name is None or name in seen:
            continue
        seen.add(name)
        _copy_style(copier, source, root, name)
    return root


def _copy_style(copier: Copier, source: etree._Element, root: etree._Element, name: str) -> None:
    """Copy one style under its neutral name."""
    style = etree.SubElement(root, q("w:style"), {q("w:type"): source.get(q("w:type"), "paragraph")})
    if _on(source, "w:default"):
        style.set(q("w:default"), "1")
    old = value(source.find(q("w:name"))) or ""
    built_in = is_built_in(old)
    if not built_in:
        style.set(q("w:customStyle"), "1")
    style.set(q("w:styleId"), name)
    etree.SubElement(style, q("w:name"), {q("w:val"): old if built_in else _spaced(name)})
    children: dict[str, list[etree._Element]] = {}
    for child in elements(source):
        children.setdefault(child.tag, []).append(child)
    for part in _PARTS + _LOOKS:
        for child in children.get(q(part), ()):
            copier.copy(child, style)


def _names(sources: dict[str, etree._Element]) -> dict[str, str]:
    """Choose an id for every style: that of its built-in name, else a number."""
    names: dict[str, str] = {}
    used = set()
    custom = 0
    for style, source in sources.items():
        if source.get(q("w:type"), "paragraph") not in _TYPES:
            continue
        old = value(source.find(q("w:name"))) or ""
        name = "".join(word[:1].upper() + word[1:] for word in old.split() if is_built_in(old))
        name = "".join(char for char in name if char.isalnum())
        if not name or name in used:
            custom += 1
            name = f"Style{custom}"
        used.add(name)
        names[style] = name
    return names


def _spaced(name: str) -> str:
    """Give `Style 3` for `Style3`."""
    return f"{name[:5]} {name[5:]}"


def _hides(style: str, sources: dict[str, etree._Element]) -> bool:
    """Say whether a style hides text: the nearest of it and its ancestors that says anything about it."""
    at: str | None = style
    for _ in range(_MAX_STEPS):
        source = sources.get(at or "")
        if source is None:
            return False
        said = switched_on(source.find(f"{q('w:rPr')}/{q('w:vanish')}"))
        if said is not None:
            return said
        at = value(source.find(q("w:basedOn")))
    return False


def _is_default(source: etree._Element) -> bool:
    return source.get(q("w:type"), "paragraph") == "paragraph" and _on(source, "w:default")


def _on(source: etree._Element, name: str) -> bool:
    return source.get(q(name), "0").lower() in ("1", "true", "on")
