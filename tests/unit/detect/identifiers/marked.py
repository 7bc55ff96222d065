"""Reads the marked-up examples beside it: `NHS no «NHS:999 000 0018»`, with `\\n` and `\\t` spelt out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minimise.model import Hit, Kind

_HERE = Path(__file__).parent
_MARK = re.compile(r"«(\w+):(.*?)»", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what stands in it."""

    text: str
    wanted: tuple[tuple[int, int, Kind], ...]


def lines(name: str) -> list[str]:
    """Give the texts of a file, without its comments."""
    rows = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [row.replace("\\n", "\n").replace("\\t", "\t") for row in rows if row and not row.startswith("#")]


def examples() -> Iterator[Example]:
    """Yield the examples in order; of the first file, every second one was held out during the first tuning."""
    for line in (*lines("messy.txt"), *lines("variants.txt")):
        text, wanted, at = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            wanted.append((len(text), len(text) + len(mark[2]), Kind(mark[1])))
            text += mark[2]
            at = mark.end()
        yield Example(text + line[at:], tuple(wanted))


def covered(text: str, start: int, end: int, hits: list[Hit]) -> bool:
    """Say whether every letter and digit of a stretch lies in one of the hits."""
    inside = {at for hit in hits for at in range(hit.start, hit.end)}
    return all(at in inside for at in range(start, end) if text[at].isalnum())
