"""TrueType programs: reading outlines out of an embedded font, and building a fresh one of kept glyphs only."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

_KEPT_WHOLE = (b"cvt ", b"fpgm", b"prep")
"""Hinting shared by every glyph; says nothing about which letters were used."""


@dataclass(frozen=True, slots=True, eq=False)
class TrueType:
    """The tables of one font program."""

    tables: dict[bytes, bytes] = field(repr=False)
    long_offsets: bool
    maps: dict[tuple[int, int], dict[int, int]] = field(repr=False)
    """The font's own maps from characters to glyphs, by platform and encoding."""

    def outline(self, gid: int) -> bytes:
        """Give one glyph's bytes; empty for a blank or missing glyph."""
        loca, glyf = self.tables[b"loca"], self.tables[b"glyf"]
        size, shape, scale = (4, ">2I", 1) if self.long_offsets else (2, ">2H", 2)
        if gid < 0 or (gid + 2) * size > len(loca):
            return b""
        start, end = struct.unpack_from(shape, loca, gid * size)
        return glyf[start * scale : end * scale]

    def metric(self, gid: int) -> bytes:
        """Give the advance and left bearing of a glyph, four bytes."""
        hmtx = self.tables[b"hmtx"]
        wide = max(1, min(struct.unpack_from(">H", self.tables[b"hhea"], 34)[0], len(hmtx) // 4))
        if gid < wide:
            return hmtx[gid * 4 : gid * 4 + 4]
        bearing = hmtx[wide * 4 + (gid - wide) * 2 :][:2]
        return hmtx[(wide - 1) * 4 : (wide - 1) * 4 + 2] + bearing.ljust(2, b"\0")

    def units(self) -> int:
        """Give the units of one em."""
        return int(struct.unpack_from(">H", self.tables[b"head"], 18)[0]) or 1000

    def unicode_map(self) -> dict[int, int]:
        """Give the best map from Unicode characters to glyphs; empty where there is none."""
        for key in ((3, 10), (3, 1)):
            if self.maps.get(key):
                return self.maps[key]
        return next((found for (platform, _), found in sorted(self.maps.items()) if platform == 0), {})

    def chars(self) -> dict[int, str]:
        """Give the character of each glyph that the font's own map names."""
        return {gid: chr(char) for char, gid in sorted(self.unicode_map().items(), reverse=True)}


def parse_truetype(data: bytes) -> TrueType | None:
    """Read a font program; None where it is not one we can rebuild."""
    if data[:4] not in (b"\0\1\0\0", b"true"):
        return None
    try:
        tables = {}
        for at in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + at * 16)
            tables[tag] = data[offset : offset + length]
        if not {b"head", b"hhea", b"maxp", b"hmtx", b"loca", b"glyf"} <= tables.keys():
            return None
        long_offsets = struct.unpack_from(">h", tables[b"head"], 50)[0] == 1
        maps = _char_maps(tables.get(b"cmap", b""))
    except (struct.error, IndexError):
        return None
    return TrueType(tables, long_offsets, maps)


def _char_maps(data: bytes) -> dict[tuple[int, int], dict[int, int]]:
    maps: dict[tuple[int, int], dict[int, int]] = {}
    for at in range(struct.unpack_from(">H", data, 2)[0] if len(data) >= 4 else 0):
        platform, encoding, offset = struct.unpack_from(">HHI", data, 4 + at * 8)
        maps[platform, encoding] = _char_map(data[offset:])
    return maps


def _char_map(data: bytes) -> dict[int, int]:
    shape = struct.unpack_from(">H", data, 0)[0]
    if shape == 0:
        return {code: gid for code, gid in enumerate(data[6:262]) if gid}
    if shape == 6:
        first, count = struct.unpack_from(">HH", data, 6)
        return {first + n: struct.unpack_from(">H", data, 10 + n * 2)[0] for n in range(count)}
    if shape == 12:
        return _grouped_map(data)
    return _segmented_map(data) if shape == 4 else {}


def _grouped_map(data: bytes) -> dict[int, int]:
    found: dict[int, int] = {}
    for at in range(min(struct.unpack_from(">I", data, 12)[0], 20_000)):
        first, last, gid = struct.unpack_from(">III", data, 16 + at * 12)
        for offset in range(min(last - first + 1, 70_000 - len(found))):
            found[first + offset] = gid + offset
    return found


def _segmented_map(data: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", data, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, 14)
    starts = struct.unpack_from(f">{count}H", data, 16 + count * 2)
    deltas = struct.unpack_from(f">{count}H", data, 16 + count * 4)
    base = 16 + count * 6
    found: dict[int, int] = {}
    for n in range(count):
        offset = struct.unpack_from(">H", data, base + n * 2)[0]
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            gid = code
            if offset:
                at = base + n * 2 + offset + (code - starts[n]) * 2
                gid = struct.unpack_from(">H", data, at)[0] if at + 2 <= len(data) else 0
            if gid or not offset:
                found[code] = (gid + deltas[n]) & 0xFFFF
    return found


def rebuild_truetype(source: TrueType, gids: Sequence[int]) -> bytes:
    """Build a font of exactly these glyphs, numbered in the order given from 1; glyph 0 is blank.

    Nothing else of the source reaches it: no names, dates, unused outlines or numbering.
    """
    order, outlines = _with_parts(source, gids)
    renumbered = {gid: at for at, gid in reversed(list(enumerate(order, start=1)))}
    glyphs = [b"", *(_relinked(outline, renumbered) for outline in outlines)]
    metrics = [struct.pack(">Hh", source.units() // 2, 0), *(source.metric(gid).ljust(4, b"\0") for gid in order)]
    tables = {tag: source.tables[tag] for tag in _KEPT_WHOLE if tag in source.tables}
    offsets = [0]
    for glyph in glyphs:
        offsets.append(offsets[-1] + len(glyph))
    tables[b"glyf"] = b"".join(glyphs)
    tables[b"loca"] = struct.pack(f">{len(offsets)}I", *offsets)
    tables[b"hmtx"] = b"".join(metrics)
    tables[b"head"] = _head(source, glyphs)
    tables[b"hhea"] = _hhea(source, metrics)
    tables[b"maxp"] = _maxp(source, glyphs)
    return _assembled(tables)


def _with_parts(source: TrueType, gids: Sequence[int]) -> tuple[list[int], list[bytes]]:
    """List the glyphs and, after them, those that composites are made of."""
    order = list(gids)
    outlines: list[bytes] = []
    at = 0
    while at < len(order):
        outline = source.outline(order[at])
        outlines.append(outline)
        for position in _component_places(outline):
            part = struct.unpack_from(">H", outline, position)[0]
            if part not in order and len(order) < 60_000:
                order.append(part)
        at += 1
    return order, outlines


def _component_places(outline: bytes) -> list[int]:
    """Give the offsets of the glyph numbers inside a composite glyph."""
    if len(outline) < 10 or struct.unpack_from(">h", outline, 0)[0] >= 0:
        return []
    places, at, more = [], 10, True
    while more and at + 4 <= len(outline):
        flags = struct.unpack_from(">H", outline, at)[0]
        places.append(at + 2)
        at += 4 + (4 if flags & 1 else 2)
        at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        more = bool(flags & 0x20)
    return places


def _relinked(outline: bytes, renumbered: dict[int, int]) -> bytes:
    changed = bytearray(outline)
    for place in _component_places(outline):
        struct.pack_into(">H", changed, place, renumbered[struct.unpack_from(">H", outline, place)[0]])
    return bytes(changed) + b"\0" * (-len(changed) % 4)


def _head(source: TrueType, glyphs: Sequence[bytes]) -> bytes:
    boxes = [struct.unpack_from(">4h", glyph, 2) for glyph in glyphs if len(glyph) >= 10]
    box = (
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else (0, 0, 0, 0)
    )
    return (
        struct.pack(">IIIIHH", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0x000B, source.units())
        + b"\0" * 16
        + struct.pack(">4hHHhhh", *box, 0, 8, 2, 1, 0)
    )


def _hhea(source: TrueType, metrics: Sequence[bytes]) -> bytes:
    ascent, descent, gap = struct.unpack_from(">3h", source.tables[b"hhea"], 4)
    widest = max(struct.unpack(">H", metric[:2])[0] for metric in metrics)
    return struct.pack(
        ">IhhhH11hH", 0x00010000, ascent, descent, gap, widest, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, len(metrics)
    )


def _maxp(source: TrueType, glyphs: Sequence[bytes]) -> bytes:
    old = source.tables[b"maxp"].ljust(32, b"\0")
    points, contours, parts = 0, 0, 0
    for glyph in glyphs:
        count = struct.unpack_from(">h", glyph, 0)[0] if len(glyph) >= 10 else 0
        if count > 0 and len(glyph) >= 10 + count * 2:
            contours = max(contours, count)
            points = max(points, struct.unpack_from(">H", glyph, 8 + count * 2)[0] + 1)
        parts = max(parts, len(_component_places(glyph)))
    # A composite may hold as many points as all its parts together; depth is bounded by what a reader accepts.
    fresh = (points, contours, points * max(parts, 1), contours * max(parts, 1))
    return (
        struct.pack(">IH4H", 0x00010000, len(glyphs), *(min(value, 0xFFFF) for value in fresh))
        + old[14:26]
        + struct.pack(">HHH", 0xFFFF, parts, 8 if parts else 0)
    )


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body = b"", b""
    offset = 12 + count * 16
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, total, offset + len(body), len(data))
        body += padded
    return head + directory + body
