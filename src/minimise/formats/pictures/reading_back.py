"""Reads a PNG of a finished file back: by hand, with no code that wrote it."""

import struct
import zlib
from collections.abc import Iterator

from minimise.errors import UnreadableDocument
from minimise.formats.scans import Greys, read_back

_MAGIC = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_GREY = (8, 0, 0, 0, 0)
_MOST = 8_000_000


def words_of_png(data: bytes) -> str:
    """Give whatever words can be made out on a picture of a finished file.

    Raises:
        UnreadableDocument: it is none that this program wrote.
    """
    greys = dots_of_png(data)
    if greys is None:
        raise UnreadableDocument("a picture of the finished document could not be read back")
    return read_back(greys)


def dots_of_png(data: bytes) -> Greys | None:
    """Give the dots of a picture of grey dots alone; None for any other file.

    Such a file has no room for words besides its dots.
    """
    chunks = list(_chunks(data))
    if [kind for kind, _ in chunks] != [b"IHDR", b"IDAT", b"IEND"] or len(chunks[0][1]) != _HEAD.size:
        return None
    width, height, *how = _HEAD.unpack(chunks[0][1])
    if tuple(how) != _GREY or not 0 < width * height <= _MOST or chunks[2][1]:
        return None
    wanted = (width + 1) * height
    unpacker = zlib.decompressobj()
    try:
        rows = unpacker.decompress(chunks[1][1], wanted + 1)
    except zlib.error:
        return None
    filters = rows[:: width + 1]
    if len(rows) != wanted or unpacker.unused_data or not unpacker.eof or any(filters):
        return None
    lines = (rows[at + 1 : at + 1 + width] for at in range(0, wanted, width + 1))
    return Greys(width, height, b"".join(lines))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a file that is sound to its last byte; of any other, one that no PNG has."""
    at = len(_MAGIC)
    if not data.startswith(_MAGIC):
        yield b"", b""
        return
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at) if at + 12 <= len(data) else (len(data),)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + content)):
            yield b"", b""
            return
        yield kind, content
        at += 12 + length
