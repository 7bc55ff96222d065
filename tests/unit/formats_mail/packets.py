"""Writes squeezed rich text and Outlook's packet (winmail.dat) by hand for the tests."""

import struct
import zlib
from collections.abc import Mapping, Sequence

WRAPPED = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 %s\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}{\*\htmltag241 <!-- %s -->}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"""
RICH = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}
{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}{\*\generator %s;}{\info{\author %s}}\pard\plain %s}"""
_WINDOW = 207


def squeezed(text: bytes) -> bytes:
    """Give rich text as Outlook squeezes it, in letters only, with the mark that ends it."""
    content, write = b"", _WINDOW
    pieces = [bytes((byte,)) for byte in text]
    while True:
        eight, pieces = pieces[:8], pieces[8:]
        write += len(eight)
        if len(eight) < 8:
            end = struct.pack(">H", (write % 4_096) << 4)
            content += bytes((1 << len(eight),)) + b"".join(eight) + end
            break
        content += b"\0" + b"".join(eight)
    check = zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack("<IIII", len(content) + 12, len(text), 0x75465A4C, check) + content


def rich(shown: bytes, aside: bytes = b"x") -> bytes:
    return RICH % (aside, aside, shown)


def packet(
    values: Mapping[int, bytes],
    files: Sequence[tuple[str, bytes]] = (),
    people: Sequence[tuple[str, str]] = (),
    inner: bytes | None = None,
) -> bytes:
    """Give a packet: values by number and kind (`0x10130102`), files, recipients and one embedded message."""
    out = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    if people:
        rows = [{0x3001001F: n.encode("utf-16-le"), 0x39FE001F: a.encode("utf-16-le")} for n, a in people]
        out += _attribute(1, 0x00069004, struct.pack("<I", len(rows)) + b"".join(map(_row, rows)))
    out += _attribute(1, 0x00069003, _row(values))
    for name, data in files:
        out += _attribute(2, 0x00069002, bytes(14))
        out += _attribute(2, 0x00018010, name.encode("cp1252") + b"\0")
        out += _attribute(2, 0x0006800F, data)
        out += _attribute(2, 0x00069005, _row({0x3707001F: name.encode("utf-16-le")}))
    if inner is not None:
        out += _attribute(2, 0x00069002, bytes(14)) + _attribute(2, 0x00069005, _row({0x3701000D: bytes(16) + inner}))
    return out


def _attribute(level: int, kind: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def _row(values: Mapping[int, bytes]) -> bytes:
    """Give values, after one of each awkward sort: a number, a named one, and one of several texts."""
    awkward = struct.pack("<HHI", 0x0003, 0x0017, 1)
    awkward += struct.pack("<HH16sII", 0x001F, 0x8001, bytes(16), 1, 6) + "Own".encode("utf-16-le") + b"\0\0"
    awkward += struct.pack("<II", 1, 2) + "x".encode("utf-16-le") + b"\0\0"
    awkward += struct.pack("<HHI", 0x101F, 0x5000, 2) + 2 * (struct.pack("<I", 2) + b"y\0\0\0")
    row = struct.pack("<I", len(values) + 3) + awkward
    for number, content in values.items():
        row += struct.pack("<HHII", number & 0xFFFF, number >> 16, 1, len(content)) + content + bytes(-len(content) % 4)
    return row
