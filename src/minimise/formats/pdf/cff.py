"""Compact (CFF) programs: reading outlines out of an embedded font, and building a fresh one of kept glyphs only."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from pdfminer.encodingdb import EncodingDB
from pdfminer.pdffont import CFFFont

from minimise.formats.pdf.charstrings import flattened

Operands = dict[int, list[float]]

_STANDARD: tuple[str, ...] = CFFFont.STANDARD_STRINGS

_CHARSET, _ENCODING, _CHAR_STRINGS, _PRIVATE, _SUBRS = 15, 16, 17, 18, 19
_MATRIX, _ROS, _FD_ARRAY, _FD_SELECT = 0x0C07, 0x0C1E, 0x0C24, 0x0C25


@dataclass(frozen=True, slots=True, eq=False)
class Cff:
    """One font of a CFF program."""

    outlines: tuple[bytes, ...] = field(repr=False)
    charset: tuple[int, ...] = field(repr=False)
    """String id or character id of each glyph."""
    strings: tuple[bytes, ...] = field(repr=False)
    codes: dict[int, int] = field(repr=False)
    """The built-in encoding: glyph by code; empty for the standard one."""
    shared: tuple[bytes, ...] = field(repr=False)
    own: tuple[tuple[bytes, ...], ...] = field(repr=False)
    """Subroutines of each private part."""
    parts: bytes = field(repr=False)
    """Private part of each glyph; empty where there is one."""
    matrix: tuple[float, ...]
    is_cid: bool
    memo: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)
    cids: dict[int, int] = field(default_factory=dict, repr=False)
    flat: dict[int, bytes | None] = field(default_factory=dict, repr=False)

    def name(self, gid: int) -> str:
        """Give a glyph's name; empty in a font keyed by character ids."""
        if self.is_cid or not 0 <= gid < len(self.charset):
            return ""
        sid = self.charset[gid]
        if sid < len(_STANDARD):
            return _STANDARD[sid]
        at = sid - len(_STANDARD)
        return self.strings[at].decode("latin-1") if at < len(self.strings) else ""

    def built_in(self, code: int) -> str:
        """Give the glyph name the font itself gives a code."""
        if self.codes:
            return self.name(self.codes[code]) if code in self.codes else ""
        return _standard_name(code)

    def by_name(self) -> dict[str, int]:
        """Give glyphs by name."""
        if "names" not in self.memo:
            self.memo["names"] = {self.name(gid): gid for gid in reversed(range(len(self.charset)))}
        return self.memo["names"]

    def by_word(self) -> dict[str, int]:
        """Give glyphs by the words their names mean."""
        from minimise.formats.pdf.fonts import word_of_name

        if "words" not in self.memo:
            found = {word_of_name(name): gid for name, gid in reversed(self.by_name().items())}
            self.memo["words"] = {word: gid for word, gid in found.items() if word}
        return self.memo["words"]

    def by_cid(self, cid: int) -> int:
        """Give the glyph of a character id."""
        if not self.is_cid:
            return cid
        if not self.cids:
            self.cids.update({each: gid for gid, each in enumerate(self.charset)})
        return self.cids.get(cid, 0)

    def outline(self, gid: int) -> bytes | None:
        """Give a glyph's charstring without subroutine calls; None where it cannot be followed."""
        if not 0 <= gid < len(self.outlines):
            return None
        if gid not in self.flat:
            part = self.parts[gid] if gid < len(self.parts) else 0
            own = self.own[part] if part < len(self.own) else ()
            self.flat[gid] = flattened(self.outlines[gid], own, self.shared)
        return self.flat[gid]


def standard_sid(at: int) -> int:
    """Give the string id of a font's own string."""
    return len(_STANDARD) + at


@cache
def _standard_name(code: int) -> str:
    word = EncodingDB.get_encoding("StandardEncoding").get(code)
    return next((name for name in _STANDARD[1:150] if word and _means(name, str(word))), "")


def _means(name: str, word: str) -> bool:
    from minimise.formats.pdf.fonts import word_of_name

    return word_of_name(name) == word


def parse_cff(data: bytes) -> Cff | None:
    """Read a bare CFF program, or the one inside an OpenType wrapper; None where it is not one."""
    if data[:4] == b"OTTO":
        data = _unwrapped(data)
    if len(data) < 4 or data[0] != 1:
        return None
    try:
        return _parsed(data)
    except (struct.error, IndexError, ValueError, KeyError, OverflowError):
        return None


def _unwrapped(data: bytes) -> bytes:
    count = int.from_bytes(data[4:6], "big")
    for at in range(12, min(12 + count * 16, len(data) - 15), 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, at)
        if tag == b"CFF ":
            return data[offset : offset + length]
    return b""


def _parsed(data: bytes) -> Cff | None:
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, at = _index(data, at)
    shared, _ = _index(data, at)
    top = _dict(tops[0])
    outlines, _ = _index(data, int(top[_CHAR_STRINGS][0]))
    is_cid = _ROS in top
    if is_cid:
        fonts = [_dict(each) for each in _index(data, int(top[_FD_ARRAY][0]))[0]]
        parts = _selected(data, int(top[_FD_SELECT][0]), len(outlines))
    else:
        fonts, parts = [top], b""
    charset = _charset(data, int(top.get(_CHARSET, [0])[0]), len(outlines))
    at = int(top.get(_ENCODING, [0])[0])
    codes = {} if is_cid or at < 2 else _encoding(data, at, len(outlines))
    matrix = top.get(_MATRIX) or fonts[0].get(_MATRIX) or [0.001, 0, 0, 0.001, 0, 0]
    own = tuple(_own_subrs(data, font) for font in fonts)
    return Cff(tuple(outlines), charset, tuple(strings), codes, tuple(shared), own, parts, tuple(matrix), is_cid)


def _own_subrs(data: bytes, font: Operands) -> tuple[bytes, ...]:
    if len(font.get(_PRIVATE, ())) != 2:
        return ()
    size, offset = (int(value) for value in font[_PRIVATE])
    private = _dict(data[offset : offset + size])
    if not private.get(_SUBRS):
        return ()
    return tuple(_index(data, offset + int(private[_SUBRS][0]))[0])


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    count = struct.unpack_from(">H", data, at)[0]
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    places = [int.from_bytes(data[at + 3 + n * size : at + 3 + (n + 1) * size], "big") for n in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [data[base + a : base + b] for a, b in pairwise(places)], base + places[-1]


def _dict(data: bytes) -> Operands:
    found: Operands = {}
    stack: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            key = byte
            if byte == 12:
                key, at = 0x0C00 | data[at], at + 1
            found[key], stack = stack, []
        elif byte == 30:
            value, at = _real(data, at)
            stack.append(value)
        elif byte == 28:
            stack.append(struct.unpack_from(">h", data, at)[0])
            at += 2
        elif byte == 29:
            stack.append(struct.unpack_from(">i", data, at)[0])
            at += 4
        elif byte <= 246:
            stack.append(byte - 139)
        else:
            high, at = data[at], at + 1
            stack.append((byte - 247) * 256 + high + 108 if byte <= 250 else -(byte - 251) * 256 - high - 108)
    return found


def _real(data: bytes, at: int) -> tuple[float, int]:
    text = ""
    while at < len(data):
        for nibble in (data[at] >> 4, data[at] & 15):
            if nibble == 15:
                return float(text or 0), at + 1
            text += ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-")[nibble]
        at += 1
    return float(text or 0), at


def _charset(data: bytes, at: int, count: int) -> tuple[int, ...]:
    if at < 3:
        # The three ready-made charsets begin alike; only the first is used for letters.
        return tuple(range(count))
    found, shape, at = [0], data[at], at + 1
    while len(found) < count:
        first = struct.unpack_from(">H", data, at)[0]
        left = 0
        at += 2
        if shape == 1:
            left, at = data[at], at + 1
        elif shape == 2:
            left, at = struct.unpack_from(">H", data, at)[0], at + 2
        found += range(first, first + min(left, count - len(found) - 1) + 1)
    return tuple(found[:count])


def _encoding(data: bytes, at: int, count: int) -> dict[int, int]:
    shape, many = data[at] & 127, data[at + 1]
    if shape == 0:
        return {data[at + 2 + n]: n + 1 for n in range(many)}
    codes: dict[int, int] = {}
    for n in range(many):
        first, left = data[at + 2 + n * 2], data[at + 3 + n * 2]
        for offset in range(left + 1):
            if len(codes) + 1 < count:
                codes[first + offset] = len(codes) + 1
    return codes


def _selected(data: bytes, at: int, count: int) -> bytes:
    if data[at] == 0:
        return data[at + 1 : at + 1 + count]
    ranges = struct.unpack_from(">H", data, at + 1)[0]
    out = bytearray()
    for n in range(ranges):
        first, part, following = struct.unpack_from(">HBH", data, at + 3 + n * 3)
        out += bytes([part]) * (min(following, count) - first)
    return bytes(out)


def rebuild_cff(source: Cff, gids: Sequence[int]) -> bytes:
    """Build a font of exactly these glyphs, numbered in the order given from 1; glyph 0 is blank.

    Subroutines are written out in place, names are ours, hints of the private part are left behind.
    """
    outlines = [b"\x0e", *((source.outline(gid) or b"\x0e") for gid in gids)]
    head = b"\1\0\4\4"
    name = _packed_index([b"Kept"])
    strings = _packed_index([b"g%d" % n for n in range(1, len(outlines))])
    charset = b"\2" + (struct.pack(">HH", 391, len(outlines) - 2) if len(outlines) > 1 else b"")
    body = _packed_index(outlines)
    private = b"\x8b\x14"  # default width 0; some readers refuse an empty part
    top = _top(source.matrix, 0, 0, 0, len(private))
    start = len(head) + len(name) + len(_packed_index([top])) + len(strings) + 2
    top = _top(source.matrix, start, start + len(charset), start + len(charset) + len(body), len(private))
    return head + name + _packed_index([top]) + strings + b"\0\0" + charset + body + private


def _top(matrix: Sequence[float], charset: int, outlines: int, private: int, size: int) -> bytes:
    odd = tuple(matrix) != (0.001, 0, 0, 0.001, 0, 0)
    scale = b"".join(_real_bytes(value) for value in matrix) + b"\x0c\x07" if odd else b""
    return (
        scale
        + _offset(charset)
        + bytes([_CHARSET])
        + _offset(outlines)
        + bytes([_CHAR_STRINGS])
        + _offset(size)
        + _offset(private)
        + bytes([_PRIVATE])
    )


def _offset(value: int) -> bytes:
    return b"\x1d" + struct.pack(">i", value)


def _real_bytes(value: float) -> bytes:
    digits = [{"-": 14, ".": 10}.get(c, ord(c) - 48) for c in f"{value:.8f}"] + [15]
    digits += [15] * (len(digits) % 2)
    return b"\x1e" + bytes(a * 16 + b for a, b in zip(digits[::2], digits[1::2], strict=True))


def _packed_index(entries: Sequence[bytes]) -> bytes:
    if not entries:
        return b"\0\0"
    places = [1]
    for each in entries:
        places.append(places[-1] + len(each))
    return struct.pack(">HB", len(entries), 4) + b"".join(p.to_bytes(4, "big") for p in places) + b"".join(entries)
