"""In which font a run is shown, and which symbols stand together as the letters of a word."""

import re
from collections.abc import Iterator

from lxml import etree

from minimise.formats.docx.markup import q, value
from minimise.formats.docx.symbols import is_picture_font

_T, _RPR = q("w:t"), q("w:rPr")
_LONGEST_WORD = 40
_SMALLEST, _LARGEST = 12, 60
"""Points."""
# What stands after the size, in the order that the standard asks for.
_AFTER_SIZE = frozenset(
    q(f"w:{name}")
    for name in (
        "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split()
    )
)
_LETTER_CODE = re.compile("(?:[Ff]0|00)?[3-7][0-9A-Fa-f]")


def font_of(run: etree._Element, fonts: etree._Element | None) -> str | None:
    """Give the font in which a run's text is shown: one of pictures may be set for its private letters alone."""
    plain, private = value(fonts, "w:ascii"), value(fonts, "w:hAnsi")
    if is_picture_font(plain) or not is_picture_font(private):
        return plain
    text = "".join(node.text or "" for node in run.iterchildren(_T))
    return private if text and all("\uf000" < char <= "\uf0ff" for char in text) else plain


def set_font(run: etree._Element, font: str) -> None:
    """Set a run in one font for all its letters."""
    properties = run.find(_RPR)
    properties = etree.SubElement(run, _RPR) if properties is None else properties
    before = properties.find(q("w:rFonts"))
    if before is not None:
        properties.remove(before)
    fonts = etree.Element(q("w:rFonts"), {q(f"w:{use}"): font for use in ("ascii", "hAnsi", "cs")})
    properties.insert(1 if properties.find(q("w:rStyle")) is not None else 0, fonts)


def set_size(run: etree._Element, points: float) -> None:
    """Set a run in a size, if that is one for headings."""
    if not _SMALLEST <= points <= _LARGEST:
        return
    properties = run.find(_RPR)
    if properties is None:
        properties = etree.Element(_RPR)
        run.insert(0, properties)
    for child in properties.findall(q("w:sz")):
        properties.remove(child)
    at = sum(child.tag not in _AFTER_SIZE for child in properties)
    properties.insert(at, etree.Element(q("w:sz"), {q("w:val"): str(round(2 * points))}))


def codes_around(symbol: etree._Element) -> Iterator[int]:
    """Yield the codes of the symbols that stand together with one, over runs of symbols alone, in order."""
    row = [symbol]
    while (before := _symbol_beside(row[0], back=True)) is not None and len(row) < _LONGEST_WORD:
        row.insert(0, before)
    while (after := _symbol_beside(row[-1], back=False)) is not None and len(row) < 2 * _LONGEST_WORD:
        row.append(after)
    return (int(element.get(q("w:char"), ""), 16) for element in row)


def _symbol_beside(symbol: etree._Element, *, back: bool) -> etree._Element | None:
    """Give the letter-like symbol before or after one, in its run or the next, if there is one."""
    beside = symbol.getprevious() if back else symbol.getnext()
    run = symbol.getparent()
    if run is not None and (beside is None or beside.tag == _RPR):
        run = run.getprevious() if back else run.getnext()
        beside = run[-1 if back else 0] if run is not None and len(run) else None
        if beside is not None and beside.tag == _RPR:
            beside = beside.getnext()
    code = beside.get(q("w:char"), "") if beside is not None and beside.tag == q("w:sym") else ""
    return beside if _LETTER_CODE.fullmatch(code) else None
