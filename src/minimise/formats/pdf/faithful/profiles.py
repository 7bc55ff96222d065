"""Colour profiles (ICC), built again from the tags that say how colours look; names, dates and makers stay behind."""

import struct

from minimise.formats.pdf.display import PageInDoubt

_TAGS = {
    b"rXYZ": (b"XYZ ",), b"gXYZ": (b"XYZ ",), b"bXYZ": (b"XYZ ",), b"wtpt": (b"XYZ ",), b"bkpt": (b"XYZ ",),
    b"rTRC": (b"curv", b"para"), b"gTRC": (b"curv", b"para"), b"bTRC": (b"curv", b"para"), b"kTRC": (b"curv", b"para"),
    b"chad": (b"sf32",), b"A2B0": (b"mft1", b"mft2", b"mAB "), b"A2B1": (b"mft1", b"mft2", b"mAB "),
    b"A2B2": (b"mft1", b"mft2", b"mAB "),
}  # fmt: skip
_SPACES = {1: (b"GRAY",), 3: (b"RGB ", b"Lab "), 4: (b"CMYK",)}
_LARGEST = 3_000_000
_STANDARD = (3144, 0x190, b"sRGB IEC61966-2.1")
"""Size of the usual sRGB profile, and where it says what it is; viewers take it for their own RGB."""


def is_standard(data: bytes) -> bool:
    """Say whether a profile is the usual sRGB one."""
    size, at, name = _STANDARD
    return len(data) == size and data[at : at + len(name)] == name


def rebuilt_profile(data: bytes, components: int) -> bytes:
    """Build a profile of the colour tags alone.

    Raises:
        PageInDoubt: it is damaged, or not one for so many components.
    """
    if not 132 <= len(data) <= _LARGEST or data[36:40] != b"acsp" or data[16:20] not in _SPACES.get(components, ()):
        raise PageInDoubt
    tags = _tags(data)
    if not tags:
        raise PageInDoubt
    at = 132 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, part in tags:
        table += struct.pack(">4sII", name, at + len(body), len(part))
        body += part + b"\0" * (-len(part) % 4)
    # Version, class, spaces, intent and white; not the maker, the model, the date or the fingerprint.
    head = struct.pack(">I", at + len(body)) + b"\0" * 4 + data[8:24] + b"\0" * 12 + b"acsp" + b"\0" * 24
    return head + data[64:80] + b"\0" * 48 + table + body


def _tags(data: bytes) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    count = min(struct.unpack_from(">I", data, 128)[0], 100)
    for at in range(132, min(132 + 12 * count, len(data) - 11), 12):
        name, offset, length = struct.unpack_from(">4sII", data, at)
        part = data[offset : offset + length]
        if len(part) == length >= 12 and part[:4] in _TAGS.get(name, ()):
            found.append((name, part))
    return sorted(found)
