"""Character maps: which bytes make a code, and which words a code stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[|\]|(-?\d+)")
_MOST = 70_000
"""Codes one map may hold; a range may not be used to fill memory."""


@dataclass(frozen=True, slots=True)
class CodeMap:
    """An embedded map: code lengths, words by code, glyph ids by code."""

    lengths: tuple[tuple[int, int, int], ...] = ()
    """Code spaces: (bytes, lowest, highest)."""
    words: dict[int, str] = field(default_factory=dict, repr=False)
    cids: dict[int, int] = field(default_factory=dict, repr=False)

    def codes(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield (code, byte count); bytes outside every code space go in the shortest length."""
        at = 0
        shortest = min((length for length, _, _ in self.lengths), default=2)
        while at < len(data):
            for length, low, high in self.lengths:
                code = int.from_bytes(data[at : at + length], "big")
                if len(data) - at >= length and low <= code <= high:
                    break
            else:
                length = shortest
                code = int.from_bytes(data[at : at + length], "big")
            yield code, length
            at += length


def parse_map(data: bytes) -> CodeMap:
    """Read a ToUnicode map or an embedded CMap; what is not understood is left out."""
    lengths: list[tuple[int, int, int]] = []
    words: dict[int, str] = {}
    cids: dict[int, int] = {}
    for block in _BLOCK.finditer(data):
        kind, tokens = block.group(1), list(_tokens(block.group(2)))
        if kind == b"codespacerange":
            for low, high in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and low:
                    lengths.append((len(low), int.from_bytes(low, "big"), int.from_bytes(high, "big")))
        elif kind == b"bfchar":
            for code, value in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(value, bytes):
                    words[int.from_bytes(code, "big")] = _word(value)
        elif kind == b"bfrange":
            _read_word_ranges(tokens, words)
        else:
            _read_cids(tokens, cids, ranges=kind == b"cidrange")
    return CodeMap(tuple(sorted(set(lengths))), words, cids)


def _tokens(data: bytes) -> Iterator[bytes | int | str]:
    for match in _TOKEN.finditer(data):
        if match.group(1) is not None:
            digits = re.sub(rb"\s", b"", match.group(1))
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        elif match.group(2) is not None:
            yield int(match.group(2))
        else:
            yield match.group().decode("ascii")


def _word(value: bytes) -> str:
    return value.decode("utf-16-be", "ignore") if len(value) > 1 else value.decode("latin-1")


def _read_word_ranges(tokens: list[bytes | int | str], words: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        low, high, value = tokens[at : at + 3]
        at += 3
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            return
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if value == "[":
            while at < len(tokens) and tokens[at] != "]":
                each = tokens[at]
                if isinstance(each, bytes) and first <= last:
                    words[first] = _word(each)
                first, at = first + 1, at + 1
            at += 1
        elif isinstance(value, bytes) and value and last - first < _MOST - len(words):
            stem, end = value[:-2], int.from_bytes(value[-2:], "big")
            width = min(len(value), 2)
            for offset in range(last - first + 1):
                words[first + offset] = _word(stem + ((end + offset) & 0xFFFF).to_bytes(2, "big")[-width:])


def _read_cids(tokens: list[bytes | int | str], cids: dict[int, int], *, ranges: bool) -> None:
    step = 3 if ranges else 2
    for at in range(0, len(tokens) - step + 1, step):
        low, high, cid = tokens[at], tokens[at + step - 2], tokens[at + step - 1]
        if not (isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int)):
            return
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if last - first < _MOST - len(cids):
            cids.update({first + n: cid + n for n in range(last - first + 1)})
