"""What a page's painting is written down in: pieces of content, and the strings that wait for their faces."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.faithful.values import Entries, Plain
from minimise.formats.pdf.painting import plain
from minimise.formats.pdf.placing import Cast

_SHIFT = 0.005
"""Thousandths of an em under which a sign has not moved."""
_RESETS = ("q", "Q", "BT")


@dataclass(frozen=True, slots=True)
class Shown:
    """A string: its signs, and how far each is moved back, in thousandths of an em."""

    items: tuple[Cast | float, ...] = field(repr=False)
    size: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of words that belong to a line of the page."""

    number: int
    line: int


@dataclass(slots=True)
class Stock:
    """The resources of one stream of content, each value under one name."""

    kinds: dict[str, dict[Plain, str]] = field(default_factory=dict, repr=False)

    def name(self, kind: str, value: Plain) -> str:
        """Give the name of a value, with its slash."""
        known = self.kinds.setdefault(kind, {})
        return f"/{known.setdefault(value, f'{kind[0]}{len(known) + 1}')}"

    def fixed(self, kind: str, name: str, value: Plain) -> None:
        """Keep a value under a name that means something to viewers."""
        self.kinds.setdefault(kind, {})[value] = name

    def entries(self) -> Entries:
        """Give them as a dictionary."""
        return Entries(
            tuple(
                (kind, Entries(tuple((name, value) for value, name in known.items())))
                for kind, known in self.kinds.items()
            )
        )


@dataclass(frozen=True, slots=True)
class Script:
    """A page's painting, written down."""

    pieces: tuple[str | Shown | Mark, ...] = field(repr=False)
    stock: Stock = field(repr=False)
    group: Entries | None

    @property
    def casts(self) -> Iterator[Cast]:
        """The signs it sets."""
        for piece in self.pieces:
            if isinstance(piece, Shown):
                yield from (item for item in piece.items if isinstance(item, Cast))

    @property
    def marks(self) -> list[Mark]:
        """The marked stretches in reading order."""
        return sorted((p for p in self.pieces if isinstance(p, Mark)), key=lambda mark: (mark.line, mark.number))

    def content(self, foundry: Foundry, role: Callable[[int], str]) -> bytes:
        """Write the content out, now that faces have names and signs have codes."""
        lines: list[str] = []
        face: tuple[str, float] | None = None
        for piece in self.pieces:
            if isinstance(piece, Mark):
                lines.append(f"/{role(piece.line)} <</MCID {piece.number}>> BDC")
                continue
            if isinstance(piece, str):
                face = None if piece in _RESETS else face
                lines.append(piece)
                continue
            for name, run in _by_face(piece.items, foundry, face[0] if face else foundry.first):
                if face != (name, piece.size):
                    face = (name, piece.size)
                    lines.append(f"/{name} {plain(piece.size, 9)} Tf")
                lines.append(_string(run, foundry))
        return "\n".join(lines).encode("ascii")


def _by_face(items: Sequence[Cast | float], foundry: Foundry, before: str) -> Iterator[tuple[str, list[Cast | float]]]:
    """Part a string where the face changes; a shift goes with the sign before it."""
    run: list[Cast | float] = []
    face = next((foundry.name(item) for item in items if isinstance(item, Cast)), before)
    for item in items:
        name = foundry.name(item) if isinstance(item, Cast) else face
        if run and name != face:
            yield face, run
            run = []
        face = name
        run.append(item)
    if run:
        yield face, run


def _string(items: Sequence[Cast | float], foundry: Foundry) -> str:
    parts: list[str] = []
    codes, shift = b"", 0.0
    for item in items:
        if not isinstance(item, Cast):
            shift += item
            continue
        if abs(shift) > _SHIFT:
            parts += [f"<{codes.hex().upper()}>"] if codes else []
            parts.append(plain(shift, 3))
            codes = b""
        shift = 0.0
        codes += foundry.code(item)
    parts += [f"<{codes.hex().upper()}>"] if codes else []
    if abs(shift) > _SHIFT:
        parts.append(plain(shift, 3))
    return f"[{' '.join(parts)}] TJ"
