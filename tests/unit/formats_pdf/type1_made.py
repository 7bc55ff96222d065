"""A Type 1 font program made in memory: every letter a box of its own width, one of them drawn by a subroutine."""

from collections.abc import Mapping

_HEAD = """%!PS-AdobeFont-1.0: Quillfeather
/FontName /Quillfeather def
/FontMatrix [0.001 0 0 0.001 0 0] readonly def
/Encoding StandardEncoding def
currentfile eexec
"""


def type1_program(widths: Mapping[str, int], hidden: str = "") -> bytes:
    """Build a program; the letters of `hidden` are flat boxes."""
    from fontTools.misc.eexec import encrypt

    private = b"dup /Private 8 dict dup begin /lenIV 4 def /Subrs 1 array\n"
    private += _counted(b"dup 0 ", _number(600) + b"\x06\x0b", b"RD", b"NP\n")  # a line across, and back
    private += b"ND\n2 index /CharStrings %d dict dup begin\n" % (len(widths) + 1)
    glyphs = {".notdef": (500, 0), **{name: (wide, 100 if name in hidden else 700) for name, wide in widths.items()}}
    for name, (wide, high) in glyphs.items():
        private += _counted(b"/" + name.encode() + b" ", _box(wide, high), b"RD", b"ND\n")
    packed, _ = encrypt(b"\0\0\0\0" + private + b"end end\n", 55665)
    return _HEAD.encode() + bytes(packed)


def _counted(before: bytes, charstring: bytes, read: bytes, after: bytes) -> bytes:
    from fontTools.misc.eexec import encrypt

    body, _ = encrypt(b"\0\0\0\0" + charstring, 4330)
    return before + b"%d " % len(body) + read + b" " + bytes(body) + b" " + after


def _box(wide: int, high: int) -> bytes:
    start = _number(0) + _number(wide) + b"\x0d"  # hsbw
    if not high:
        return start + b"\x0e"
    up, back = _number(high) + b"\x07", _number(-600) + b"\x06"
    across = _number(0) + b"\x0a"  # the subroutine
    return start + _number(50) + _number(0) + b"\x15" + across + up + back + b"\x09\x0e"


def _number(value: int) -> bytes:
    return b"\xff" + value.to_bytes(4, "big", signed=True)
