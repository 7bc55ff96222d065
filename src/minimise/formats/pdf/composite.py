"""Codes of composite (Type0) fonts: from bytes to glyph collections to outlines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pdfminer.cmapdb import CMapDB, IdentityCMap
from pdfminer.pdfexceptions import PDFException

from minimise.formats.pdf import objects
from minimise.formats.pdf.cff import Cff
from minimise.formats.pdf.cmaps import CodeMap, parse_map
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.truetype import TrueType


@dataclass(frozen=True, slots=True)
class CompositeCodes:
    """How a composite font's bytes become codes, glyph ids and words."""

    embedded: CodeMap | None = field(repr=False)
    """None: two-byte codes that are glyph ids, unless `predefined` says otherwise."""
    predefined: Any = field(repr=False)
    """A map of pdfminer's library, typed nowhere."""
    collection: str
    gids: bytes = field(repr=False)
    program: TrueType | Cff | None = field(repr=False)
    own_chars: dict[int, str] = field(repr=False)
    """What the program itself says its glyphs are."""

    def codes(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield (code, byte count)."""
        if self.embedded is not None:
            yield from self.embedded.codes(data)
        elif self.predefined is not None:
            yield from _walked(self.predefined.code2cid, data)
        else:
            for at in range(0, len(data), 2):
                yield int.from_bytes(data[at : at + 2], "big"), 2

    def cid(self, code: int) -> int:
        """Give the character id of a code."""
        if self.embedded is not None:
            return self.embedded.cids.get(code, code if not self.embedded.cids else 0)
        if self.predefined is not None:
            return _looked_up(self.predefined.code2cid, code)
        return code

    def gid(self, cid: int) -> int:
        """Give the outline's number of a character id."""
        if self.gids:
            return int.from_bytes(self.gids[cid * 2 : cid * 2 + 2], "big")
        if isinstance(self.program, Cff):
            return self.program.by_cid(cid)
        return cid

    def word(self, cid: int, gid: int | None) -> str | None:
        """Give the words of a code that no ToUnicode map covers."""
        if self.collection:
            table = _unicode_map(self.collection)
            if table is not None and cid in table:
                return str(table[cid])
        if isinstance(self.program, TrueType):
            return self.own_chars.get(gid) if gid is not None else None
        if isinstance(self.program, Cff) and gid is not None and not self.program.is_cid:
            from minimise.formats.pdf.fonts import word_of_name

            return word_of_name(self.program.name(gid))
        return None


def composite_codes(thing: Thing, descendant: Thing, program: TrueType | Cff | None) -> CompositeCodes:
    """Read the encoding of a composite font."""
    encoding = objects.entry(thing, "/Encoding")
    name = objects.name_of(encoding)
    embedded = parse_map(objects.bytes_of(encoding)) if not name and encoding is not None else None
    info = objects.entry(descendant, "/CIDSystemInfo")
    ordering = objects.text_of(objects.entry(info, "/Ordering"))
    registry = objects.text_of(objects.entry(info, "/Registry"))
    collection = f"{registry}-{ordering}" if ordering not in ("Identity", "UCS", "") else ""
    gids = objects.bytes_of(objects.entry(descendant, "/CIDToGIDMap"))
    own_chars = program.chars() if isinstance(program, TrueType) else {}
    return CompositeCodes(embedded, _predefined(name), collection, gids, program, own_chars)


@cache
def _predefined(name: str) -> Any:
    if not name or name.startswith("Identity"):
        return None
    try:
        found = CMapDB.get_cmap(name)
    except PDFException:
        return None
    return None if isinstance(found, IdentityCMap) else found


@cache
def _unicode_map(collection: str) -> dict[int, str] | None:
    try:
        return dict(CMapDB.get_unicode_map(collection).cid2unichr)
    except PDFException:
        return None


def _walked(tree: Any, data: bytes) -> Iterator[tuple[int, int]]:
    """Cut bytes into codes along the tree of a predefined map."""
    node, code, length = tree, 0, 0
    for byte in data:
        code, length = code * 256 + byte, length + 1
        node = node.get(byte)
        if not isinstance(node, dict):
            yield code, length
            node, code, length = tree, 0, 0


def _looked_up(tree: Any, code: int) -> int:
    for length in (1, 2, 3, 4):
        node = tree
        for byte in code.to_bytes(4, "big")[4 - length :]:
            node = node.get(byte) if isinstance(node, dict) else None
        if isinstance(node, int) and code < 256**length:
            return node
    return 0


def cid_widths(thing: Thing) -> dict[int, float]:
    """Read a /W array: runs of widths, or one width for a range."""
    widths: dict[int, float] = {}
    values = objects.listed(thing)
    at = 0
    while at + 1 < len(values):
        first = int(objects.number(values[at]))
        second = values[at + 1]
        if objects.is_array(second):
            widths.update({first + n: objects.number(w) for n, w in enumerate(objects.listed(second))})
            at += 2
            continue
        width = objects.number(values[at + 2]) if at + 2 < len(values) else 0.0
        last = min(int(objects.number(second)), first + 70_000)
        widths.update(dict.fromkeys(range(first, last + 1), width))
        at += 3
    return widths
