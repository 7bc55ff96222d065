"""Copies list numbering; a label keeps its numbers and signs, and of words only common ones."""

import re
from collections.abc import Mapping

from lxml import etree

from minimise.formats.docx.channels import data, fits
from minimise.formats.docx.copier import Copier
from minimise.formats.docx.markup import elements, q, value
from minimise.formats.docx.symbols import respell

_LEVEL = (
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
)
_WORD = re.compile(r"%\d|[^\W\d_]+|\d+")
_MAX_LABEL = 40


def copy_numbering(source: etree._Element | None, styles: Mapping[str, str]) -> tuple[etree._Element | None, list[str]]:
    """Build the numbering of the copy; also give the labels that had to lose words."""
    if source is None:
        return None, []
    copier = Copier(styles)
    root = copier.root("w:numbering")
    lost: list[str] = []
    for child in elements(source):
        kind = q("w:abstractNumId") if child.tag == q("w:abstractNum") else q("w:numId")
        number = child.get(kind, "")
        if child.tag not in (q("w:abstractNum"), q("w:num")) or not fits("int", number):
            continue
        element = etree.SubElement(root, child.tag, {kind: number})
        for part in elements(child):
            _copy_part(copier, part, element, lost)
    return root, lost


def _copy_part(copier: Copier, source: etree._Element, target: etree._Element, lost: list[str]) -> None:
    """Copy a part of a list: a level with what is in it, or a plain setting."""
    number = source.get(q("w:ilvl"), "")
    if source.tag == q("w:lvl") and fits("int", number):
        level = etree.SubElement(target, source.tag, {q("w:ilvl"): number})
        for name in _LEVEL:
            for child in source.findall(q(name)):
                if name == "w:lvlText":
                    _copy_label(child, level, source, lost)
                else:
                    copier.copy(child, level)
    elif source.tag == q("w:lvlOverride") and fits("int", number):
        override = etree.SubElement(target, source.tag, {q("w:ilvl"): number})
        for child in elements(source):
            _copy_part(copier, child, override, lost)
    elif source.tag in {
        q(name) for name in ("w:multiLevelType", "w:styleLink", "w:numStyleLink", "w:abstractNumId", "w:startOverride")
    }:
        copier.copy(source, target)


def _copy_label(source: etree._Element, target: etree._Element, level: etree._Element, lost: list[str]) -> None:
    """Copy the label of a level."""
    label = value(source) or ""
    fonts = level.find(f"{q('w:rPr')}/{q('w:rFonts')}")
    kept = plain_label(label)
    if value(fonts, "w:ascii") is None and len(label) == 1:
        kept = respell(kept, None)[0]
    if kept != label and any(char.isalpha() for char in label):
        lost.append(label)
    etree.SubElement(target, source.tag, {q("w:val"): kept})


def plain_label(label: str) -> str:
    """Give a label without words that could come from the case: `Kelly %1.` becomes `%1.`."""
    common = frozenset(data("vocabulary")["labels"])

    def keep(match: re.Match[str]) -> str:
        word = match[0]
        return word if word.startswith("%") or len(word) == 1 or word.lower() in common else ""

    return _WORD.sub(keep, label)[:_MAX_LABEL].strip(" ") if len(label) > 1 else label
