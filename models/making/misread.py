"""Spells a labelled text as a scan is misread: letters taken for others, words torn apart; the marks move along."""

import random
from collections.abc import Iterator
from dataclasses import replace

from models.making.labelled import Labelled

_TAKEN_FOR = {
    "m": ("rn", "nn"), "l": ("1", "I"), "i": ("l", "1"), "I": ("l", "1"), "o": ("0",), "O": ("0",), "e": ("c",),
    "s": ("5",), "S": ("5",), "b": ("6", "h"), "h": ("b",), "w": ("vv",), "d": ("cl",), "B": ("8",), "g": ("9", "q"),
    "u": ("ii", "n"), "n": ("u",), "t": ("f",), "1": ("l", "I"), "0": ("O", "o"), "5": ("S",), "8": ("B",),
}  # fmt: skip
_RATES, _TORN = (0.02, 0.05, 0.09), (0.0, 0.008, 0.02)


def misread(labelled: Labelled, rng: random.Random) -> Labelled:
    """Give the text as a poor scan has it: a few letters in a hundred are others, some words fall apart."""
    rate, torn = rng.choice(_RATES), rng.choice(_TORN)
    pieces, places, length = [], [], 0
    for piece in _pieces(labelled.text, rate, torn, rng):
        pieces.append(piece)
        places.append(length)
        length += len(piece)
    places.append(length)

    def moved(spans: tuple[tuple[int, int, str], ...]) -> tuple[tuple[int, int, str], ...]:
        return tuple((places[start], places[end], name) for start, end, name in spans)

    return replace(
        labelled,
        text="".join(pieces),
        entities=moved(labelled.entities),
        roles=moved(labelled.roles),
        stretches=moved(labelled.stretches),
    )


def _pieces(text: str, rate: float, torn: float, rng: random.Random) -> Iterator[str]:
    """Yield what each character becomes."""
    for at, char in enumerate(text):
        piece = rng.choice(_TAKEN_FOR[char]) if char in _TAKEN_FOR and rng.random() < rate else char
        apart = char.isalpha() and text[at + 1 : at + 2].isalpha() and rng.random() < torn
        yield f"{piece} " if apart else piece
