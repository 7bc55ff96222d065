"""Type 1 programs: reading outlines out of an embedded font, so that kept glyphs can be set in a compact one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from minimise.formats.pdf.cff import Cff, standard_sid

_EEXEC, _CHARSTRING = 55665, 4330
_SEGMENT = re.compile(rb"\x80[\x01\x02](.{4})", re.DOTALL)
_HEX = re.compile(rb"[0-9A-Fa-f\s]{8}")
_LEN_IV = re.compile(rb"/lenIV\s+(\d+)")
_MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]*)\]")
_CODE = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put")
_SUBR = re.compile(rb"\s*dup\s+(\d+)\s+(\d+)\s+\S+ ")
_GLYPH = re.compile(rb"/(\S+)\s+(\d+)\s+\S+ ")
_MOST_GLYPHS = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Type1(Cff):
    """One Type 1 font, its outlines given as compact ones when they are asked for."""

    drawn: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Charstrings by glyph name, decrypted."""
    routines: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    def outline(self, gid: int) -> bytes | None:
        """Give a glyph's charstring in compact form; None where it cannot be followed."""
        if not 0 <= gid < len(self.outlines):
            return None
        if gid not in self.flat:
            self.flat[gid] = _compacted(self, self.name(gid))
        return self.flat[gid]


def parse_type1(data: bytes) -> Type1 | None:
    """Read a Type 1 program; None where it is not one."""
    try:
        return _parsed(_joined(data))
    except (ValueError, IndexError, OverflowError):
        return None


def _joined(data: bytes) -> bytes:
    """Take the segment headers of a font file out, where there are any."""
    if data[:1] != b"\x80":
        return data
    parts, at = [], 0
    while found := _SEGMENT.match(data, at):
        length = int.from_bytes(found.group(1), "little")
        parts.append(data[found.end() : found.end() + length])
        at = found.end() + length
    return b"".join(parts)


def _parsed(data: bytes) -> Type1 | None:
    from fontTools.misc.eexec import decrypt

    at = data.find(b"eexec")
    if data[:2] != b"%!" or at < 0:
        return None
    clear, packed = data[:at], data[at + 5 :].lstrip(b" \t\r\n")
    if _HEX.match(packed):
        packed = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", packed).decode("ascii")[: len(packed) // 2 * 2])
    private = decrypt(packed, _EEXEC)[0][4:]
    found = _LEN_IV.search(private)
    skip = int(found.group(1)) if found else 4
    start = private.find(b"/CharStrings")
    glyphs = {
        name.decode("latin-1"): decrypt(body, _CHARSTRING)[0][skip:]
        for name, body in _bodies(_GLYPH, private, start + len(b"/CharStrings"))
    }
    routines = {
        int(number): decrypt(body, _CHARSTRING)[0][skip:]
        for number, body in _bodies(_SUBR, private, _routines_at(private, start))
    }
    if start < 0 or not glyphs:
        return None
    names = [".notdef", *(name for name in glyphs if name != ".notdef")]
    strings = tuple(name.encode("latin-1") for name in names)
    charset = tuple(standard_sid(at) for at in range(len(names)))
    gids = {name: gid for gid, name in enumerate(names)}
    codes = {code: gids[name] for code, name in _encoding(clear) if name in gids}
    blank = (b"",) * len(names)
    return Type1(
        blank, charset, strings, codes, (), (), b"", _matrix(clear), is_cid=False, drawn=glyphs, routines=routines
    )


def _routines_at(private: bytes, end: int) -> int:
    at = private.find(b"/Subrs", 0, end)
    return private.find(b"array", at) + len(b"array") if at >= 0 else -1


def _bodies(pattern: re.Pattern[bytes], data: bytes, start: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield what stands before each counted stretch of bytes, and the stretch, until something else follows."""
    if start < 0:
        return
    at = start
    first = pattern is _GLYPH
    for _ in range(_MOST_GLYPHS):
        found = pattern.search(data, at, at + 400) if first else pattern.match(data, at)
        if found is None:
            return
        length = int(found.group(2))
        yield found.group(1), data[found.end() : found.end() + length]
        at = found.end() + length
        if not first:
            at = _after_word(data, at)


def _after_word(data: bytes, at: int) -> int:
    """Step over `NP`, `|` or `noaccess put`."""
    step = re.compile(rb"\s*(?:noaccess\s+put|\S+)").match(data, at)
    return step.end() if step else at


def _encoding(clear: bytes) -> Iterator[tuple[int, str]]:
    at = clear.find(b"/Encoding")
    if at >= 0:
        yield from ((int(code), name.decode("latin-1")) for code, name in _CODE.findall(clear, at))


def _matrix(clear: bytes) -> tuple[float, ...]:
    found = _MATRIX.search(clear)
    values = tuple(float(each) for each in found.group(1).split()) if found else ()
    return values if len(values) == 6 else (0.001, 0, 0, 0.001, 0, 0)


def _compacted(font: Type1, name: str) -> bytes | None:
    """Draw a glyph and write the drawing as a compact charstring, without hints."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    glyphs = _Glyphs(font)
    pen = T2CharStringPen(None, glyphs, roundTolerance=0.01)
    try:
        glyphs[name].draw(pen)
        drawn = pen.getCharString()
        drawn.compile()
    except Exception:  # noqa: BLE001 - whatever a damaged outline makes the library raise: it cannot be followed
        return None
    return bytes(drawn.bytecode)


class _Glyphs(dict[str, Any]):
    """A font's glyphs for a pen, each made when it is drawn; accented letters ask for their parts here."""

    def __init__(self, font: Type1) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, name: str) -> Any:
        from fontTools.misc.psCharStrings import T1CharString

        if name not in self.font.drawn:
            raise ValueError  # a KeyError would only be skipped
        highest = max(self.font.routines, default=-1)
        routines = [T1CharString(self.font.routines.get(at, b"\x0b")) for at in range(highest + 1)]
        return T1CharString(self.font.drawn[name], subrs=routines)
