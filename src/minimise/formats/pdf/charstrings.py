"""Outline programs of CFF fonts, followed just far enough to write their subroutines out in place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_STEMS = (1, 3, 18, 23)
_MASKS = (19, 20)
_CALL_OWN, _CALL_SHARED, _RETURN, _END = 10, 29, 11, 14
_FLEXES, _DOT_SECTION = (34, 35, 36, 37), 0
_DEEPEST = 10
_LONGEST = 200_000


@dataclass(slots=True)
class _Walk:
    """Where a walk through a charstring stands."""

    out: bytearray = field(default_factory=bytearray)
    stack: list[tuple[float, int]] = field(default_factory=list)
    """Operands still waiting, each with the place in `out` where it begins."""
    stems: int = 0
    ended: bool = False


def flattened(outline: bytes, own: Sequence[bytes], shared: Sequence[bytes]) -> bytes | None:
    """Write a charstring without calls, so that no subroutine of a removed glyph has to be kept.

    Gives None where the program computes its operands or calls what is not there.
    """
    walk = _Walk()
    try:
        _follow(outline, own, shared, walk, 0)
    except (IndexError, ValueError):
        return None
    if not walk.ended:
        walk.out.append(_END)
    return bytes(walk.out)


def _follow(data: bytes, own: Sequence[bytes], shared: Sequence[bytes], walk: _Walk, depth: int) -> None:
    if depth > _DEEPEST or len(walk.out) > _LONGEST:
        raise ValueError
    at = 0
    while at < len(data) and not walk.ended:
        byte = data[at]
        if byte >= 32 or byte == 28:
            at = _operand(data, at, walk)
            continue
        at += 1
        if byte in (_CALL_OWN, _CALL_SHARED):
            bodies = own if byte == _CALL_OWN else shared
            value, place = walk.stack.pop()
            del walk.out[place:]
            _follow(bodies[_body(value, len(bodies))], own, shared, walk, depth + 1)
        elif byte == _RETURN:
            return
        else:
            at = _operator(data, at, byte, walk)


def _body(value: float, count: int) -> int:
    index = int(value) + (107 if count < 1240 else 1131 if count < 33900 else 32768)
    if not 0 <= index < count:
        raise IndexError
    return index


def _operand(data: bytes, at: int, walk: _Walk) -> int:
    byte = data[at]
    if byte == 28:
        length, value = 3, float(int.from_bytes(data[at + 1 : at + 3], "big", signed=True))
    elif byte == 255:
        length, value = 5, int.from_bytes(data[at + 1 : at + 5], "big", signed=True) / 65536
    elif byte <= 246:
        length, value = 1, float(byte - 139)
    else:
        low = data[at + 1]
        length = 2
        value = float((byte - 247) * 256 + low + 108 if byte <= 250 else -(byte - 251) * 256 - low - 108)
    walk.stack.append((value, len(walk.out)))
    walk.out += data[at : at + length]
    return at + length


def _operator(data: bytes, at: int, byte: int, walk: _Walk) -> int:
    walk.out.append(byte)
    if byte in _STEMS or byte in _MASKS:
        walk.stems += len(walk.stack) // 2
    if byte in _MASKS:
        length = (walk.stems + 7) // 8
        walk.out += data[at : at + length]
        at += length
    elif byte == 12:
        if data[at] == _DOT_SECTION:
            del walk.out[-1:]  # an old hint that does nothing
        elif data[at] in _FLEXES:
            walk.out.append(data[at])
        else:
            # Arithmetic could compute the number of a subroutine; only the flex shapes are plain.
            raise ValueError
        at += 1
    elif byte == _END:
        if len(walk.stack) >= 4:
            # The old accent form names other glyphs by code; they would be missing.
            raise ValueError
        walk.ended = True
    walk.stack.clear()
    return at
