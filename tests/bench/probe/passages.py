"""Reads passages with inline marks: `[[TYPE:words]]` has to be found, `{{words}}` must not be taken for a person."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
HALVES = ("dev", "test")
IDENTIFIERS = (
    "NHS CHI HCN UPN ULN NINO UTR PHONE EMAIL HANDLE URL DEVICE VEHICLE CASE_REF POLICE_REF COURT_REF HOSPITAL "
    "IMMIGRATION PASSPORT DRIVING DBS PROF_REG BANK DOB"
).split()
FAMILY = {"PERSON": "PERSON", "INITIALS": "PERSON", "ADDRESS": "ADDRESS", "POSTCODE": "ADDRESS"} | dict.fromkeys(
    IDENTIFIERS, "ID"
)

_MARK = re.compile(r"\[\[([A-Z_]+):(.+?)\]\]|\{\{(.+?)\}\}")


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked stretch `[start, end)` of a passage."""

    start: int
    end: int
    type: str

    @property
    def family(self) -> str:
        """PERSON, ADDRESS or ID."""
        return FAMILY[self.type]


@dataclass(frozen=True, slots=True)
class Probe:
    """One passage without its marks."""

    line: int
    slices: tuple[str, ...]
    text: str = field(repr=False)
    gold: tuple[Gold, ...]
    traps: tuple[tuple[int, int], ...]

    @property
    def origin(self) -> str | None:
        """Where the names of the passage come from, if it is about that."""
        return next((s.removeprefix("origin:") for s in self.slices if s.startswith("origin:")), None)


def read_half(half: str) -> list[Probe]:
    """Give every passage of `dev` or `test`."""
    return parsed((FOLDER / f"{half}.txt").read_text(encoding="utf-8"))


def parsed(text: str) -> list[Probe]:
    """Give the passages of a probe file.

    Raises:
        ValueError: a passage has no line of slices, or a mark is not closed or has an unknown type.
    """
    probes = []
    number = 1
    for block in text.split("\n\n"):
        lines = block.split("\n")
        first = next((n for n, line in enumerate(lines) if line and not line.startswith("# ")), None)
        if first is not None:
            probes.append(_probe(lines[first:], number + first))
        number += len(lines) + 1
    return probes


def _probe(lines: list[str], line: int) -> Probe:
    if not lines[0].startswith("@ "):
        raise ValueError(f"line {line}: a passage begins with its slices")
    marked = "\n".join(lines[1:]).rstrip("\n")
    text, gold, traps, at = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        words = mark[2] or mark[3]
        stretch = (len(text), len(text) + len(words))
        if mark[1] is None:
            traps.append(stretch)
        elif mark[1] in FAMILY:
            gold.append(Gold(*stretch, mark[1]))
        else:
            raise ValueError(f"line {line}: no such type as {mark[1]}")
        text += words
        at = mark.end()
    text += marked[at:]
    if re.search(r"\[\[|\]\]|\{\{|\}\}", text):
        raise ValueError(f"line {line}: a mark is not closed")
    return Probe(line, tuple(lines[0][2:].split()), text, tuple(gold), tuple(traps))
