"""Reads the marked passages: `{parent:Kelly}`, `{parent~Mum}` and `[[clue: … ]]`, and gives plain text with labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.making.labels import ROLES, STRETCHES

HERE = Path(__file__).resolve().parent / "context"
_TOKEN = re.compile(r"\{(?P<role>[a-z_]+)(?P<how>[:~])|\}|\[\[(?P<mark>[a-z]+):\s?|\]\]")


@dataclass(frozen=True, slots=True)
class Person:
    """A marked mention `[start, end)`; `named` where it is a name and no kin word."""

    start: int
    end: int
    role: str
    named: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its marks."""

    text: str = field(repr=False)
    people: tuple[Person, ...]
    stretches: tuple[tuple[int, int, str], ...]
    safety_marked: bool = True
    """Whether its author marked safety facts too; the first authors did not."""


_WITHOUT_SAFETY = ("a", "b", "c")
_WAITING = ("f", "g")
"""Authors whose passages came after version 2.0.0 was made; the card says what training on them gave and cost."""


def read_all(folder: Path = HERE) -> list[Passage]:
    """Give every passage below a folder, in the order of the files; badly marked and waiting ones are left out."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        if path.parent.name in _WAITING and folder == HERE:
            continue
        for piece in re.split(r"(?m)^---\s*$", path.read_text("utf-8")):
            passage = parse(piece.strip("\n"))
            if passage is not None:
                found.append(replace(passage, safety_marked=path.parent.name not in _WITHOUT_SAFETY))
    return found


def parse(marked: str) -> Passage | None:
    """Take the marks out of one passage; None where they do not pair or use an unknown word."""
    pieces: list[str] = []
    people: list[Person] = []
    stretches: list[tuple[int, int, str]] = []
    length = at = 0
    person: tuple[int, str, bool] | None = None
    stretch: tuple[int, str] | None = None
    for token in _TOKEN.finditer(marked):
        plain = marked[at : token.start()]
        pieces.append(plain)
        length += len(plain)
        at = token.end()
        if token["role"]:
            person = (length, token["role"], token["how"] == ":")
        elif token["mark"]:
            stretch = (length, token["mark"])
        elif token.group() == "}" and person is not None:
            people.append(Person(person[0], length, person[1], person[2]))
            person = None
        elif token.group() == "]]" and stretch is not None:
            stretches.append((stretch[0], length, stretch[1]))
            stretch = None
        else:
            return None
    known = all(p.role in ROLES for p in people) and all(s[2] in STRETCHES for s in stretches)
    pieces.append(marked[at:])
    text = "".join(pieces)
    whole = person is None and stretch is None and bool(text.strip())
    return Passage(text, tuple(people), tuple(stretches)) if known and whole else None


def problems(folder: Path = HERE) -> Iterator[str]:
    """Yield where passages cannot be read, as `file:number`."""
    for path in sorted(folder.rglob("*.txt")):
        for n, piece in enumerate(re.split(r"(?m)^---\s*$", path.read_text("utf-8")), start=1):
            if piece.strip() and parse(piece.strip("\n")) is None:
                yield f"{path.name}:{n}"
