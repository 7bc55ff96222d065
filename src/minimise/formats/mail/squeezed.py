"""Unpacks the squeezed rich text in which Outlook keeps the words of a message."""

import struct
import zlib

_HEAD = struct.Struct("<IIII")
_SQUEEZED, _PLAIN = 0x75465A4C, 0x414C454D
_WINDOW = 4_096
_LARGEST = 24 * 2**20
_KNOWN = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)
"""What every such text may refer back to from its first letter on."""


def unsqueezed(data: bytes) -> bytes | None:
    """Give the rich text; None where it is damaged or larger than any message."""
    if len(data) < _HEAD.size:
        return None
    size, whole, kind, check = _HEAD.unpack_from(data)
    content = data[_HEAD.size : size + 4]
    if kind == _PLAIN:
        return content[:whole]
    sound = kind == _SQUEEZED and whole <= _LARGEST and zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF == check
    text = _unpacked(content) if sound else None
    return text if text is not None and len(text) >= whole else None


def _unpacked(content: bytes) -> bytes | None:
    """Follow letters and references back into the last 4,096 bytes, eight to each byte of flags."""
    window = bytearray(_WINDOW)
    window[: len(_KNOWN)] = _KNOWN
    at, write = 0, len(_KNOWN)
    out = bytearray()
    while at < len(content) and len(out) <= _LARGEST:
        flags, at = content[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece = content[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(content[at : at + 2], "big")
                at += 2
                begin = pair >> 4
                if begin == write % _WINDOW:
                    return bytes(out)
                piece = _copied(window, begin, write, (pair & 0xF) + 2)
            if at > len(content):
                return None
            for byte in piece:
                window[write % _WINDOW] = byte
                write += 1
            out += piece
    return None


def _copied(window: bytearray, begin: int, write: int, length: int) -> bytes:
    """Give what a reference says; it may reach into what it is just writing."""
    reach = (write - begin) % _WINDOW or _WINDOW
    ring = bytes(window[(begin + n % reach) % _WINDOW] for n in range(length))
    return ring
