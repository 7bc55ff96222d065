"""Careful access to PDF objects: wrong types give defaults, streams unpack only within a limit."""

import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.geometry import Box

# Typed loosely on purpose: pikepdf turns numbers, names and arrays into Python values as it goes.
Thing = Any

_DEFLATE = ("FlateDecode", "Fl")
LARGEST_STREAM = 60 * 1024 * 1024
"""Bytes of one unpacked stream; a page or a font never needs more, a bomb does."""


def is_map(thing: Thing) -> bool:
    """Say whether this is a dictionary or a stream."""
    return isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))


def is_array(thing: Thing) -> bool:
    """Say whether this is an array."""
    return isinstance(thing, pikepdf.Array)


def entry(thing: Thing, key: str) -> Thing:
    """Give a dictionary's entry, or None."""
    return thing.get(key) if is_map(thing) else None


def sub(thing: Thing, *keys: str) -> Thing:
    """Walk down nested dictionaries; None where the path ends early."""
    for key in keys:
        thing = entry(thing, key)
    return thing


def items(thing: Thing) -> Iterator[tuple[str, Thing]]:
    """Yield a dictionary's entries in the order of their names."""
    if is_map(thing):
        for key in sorted(thing.keys()):
            yield str(key), thing.get(key)


def listed(thing: Thing) -> list[Thing]:
    """Give an array's elements; a single value counts as a list of one, nothing as empty."""
    if thing is None:
        return []
    return list(thing) if isinstance(thing, pikepdf.Array) else [thing]


def number(thing: Thing, default: float = 0.0) -> float:
    """Give a number, or the default."""
    if isinstance(thing, (int, float, Decimal)) and not isinstance(thing, bool):
        value = float(thing)
        return value if -1e9 < value < 1e9 else default
    return default


def numbers(thing: Thing, count: int) -> tuple[float, ...] | None:
    """Give exactly `count` numbers of an array, or None."""
    values = listed(thing)
    if len(values) != count:
        return None
    return tuple(number(value) for value in values)


def box_of(thing: Thing) -> Box | None:
    """Give a rectangle, its corners in any order; None where it has no area."""
    values = numbers(thing, 4)
    if values is None:
        return None
    box = Box.around(((values[0], values[1]), (values[2], values[3])))
    return box if box.width > 0 and box.height > 0 else None


def name_of(thing: Thing) -> str:
    """Give a name without its slash; empty for anything else."""
    return str(thing)[1:] if isinstance(thing, pikepdf.Name) else ""


def text_of(thing: Thing) -> str:
    """Give a text string's characters; empty for anything else."""
    if isinstance(thing, pikepdf.String):
        return str(thing)
    if isinstance(thing, pikepdf.Stream):
        return bytes_of(thing).decode("utf-8", "replace")
    return ""


def identity(thing: Thing) -> tuple[int, int]:
    """Give the object number of an indirect object; (0, 0) for a direct one."""
    if not isinstance(thing, pikepdf.Object):
        return (0, 0)
    index, generation = thing.objgen
    return index, generation


def bytes_of(stream: Thing) -> bytes:
    """Unpack a stream within the limit; what cannot be unpacked gives no bytes.

    Raises:
        UnreadableDocument: it unpacks to more than the limit.
    """
    if not isinstance(stream, pikepdf.Stream):
        return b""
    is_whole(stream)
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""


def is_whole(stream: Thing) -> bool:
    """Say whether a packed stream holds all of what was packed, looking no further than the limit.

    `read_bytes` and the content parser have no limit, and take what is left of a damaged stream for all of it.

    Raises:
        UnreadableDocument: the stream unpacks to more than the limit.
    """
    if not isinstance(stream, pikepdf.Stream):
        return False
    filters = [name_of(f) for f in listed(stream.get("/Filter"))]
    if not filters or filters[0] not in _DEFLATE:
        return True
    out, whole = _inflated(bytes(stream.read_raw_bytes()))
    if filters[1:2] and filters[1] in _DEFLATE:
        _, second = _inflated(out)
        whole = whole and second
    return whole


def _inflated(data: bytes) -> tuple[bytes, bool]:
    """Unpack within the limit; whether the end was met is told by the data, for many writers leave out the checksum."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        out = unpacker.decompress(data[2:], LARGEST_STREAM)
    except zlib.error:
        return b"", False
    if len(out) >= LARGEST_STREAM:
        raise UnreadableDocument("the PDF unpacks to far more than a document needs")
    return out, unpacker.eof
