"""Writes grey dots as the plainest PNG there is."""

import struct
import zlib

from minimise.formats.scans import Greys

_MAGIC = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_GREY = (8, 0, 0, 0, 0)


def png_of(greys: Greys) -> bytes:
    """Give the picture; the same dots give the same bytes."""
    rows = (greys.dots[row * greys.width : (row + 1) * greys.width] for row in range(greys.height))
    dots = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = _HEAD.pack(greys.width, greys.height, *_GREY)
    return _MAGIC + b"".join((_chunk(b"IHDR", head), _chunk(b"IDAT", dots), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
