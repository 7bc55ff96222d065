"""Lines of forms with addresses and numbers in them, and lines that only look as if they held a name."""

import csv
import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.making.namepools import DATA, draw
from models.making.vary import Labelled, recased


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))


def form_lines(rng: random.Random) -> Labelled:
    """Give two to six lines with what stands in them labelled; nothing in them says who anybody is."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = 0
    for _ in range(rng.randint(2, 6)):
        line, value, entity = _line(rng)
        start = line.find("{x}")
        text = line.replace("{x}", value)
        if entity:
            spans.append((length + start, length + start + len(value), entity))
        joint = rng.choice(("\n", "\n", "\n\n", " | ", "   ", ". "))
        pieces += [text, joint]
        length += len(text) + len(joint)
    return recased(Labelled("".join(pieces), tuple(spans), (), ()), rng)


def _line(rng: random.Random) -> tuple[str, str, str]:
    kind = rng.random()
    if kind < 0.42:
        return rng.choice(_table()["addresses"]), address(rng), "ADDRESS"
    if kind < 0.68:
        line, shape = rng.choice(list(_table()["numbers"].items()))
        return line, "".join(rng.choice("0123456789") if c == "#" else c for c in shape), "ID"
    if kind < 0.78:
        return rng.choice(_table()["dates"]), _date(rng), "DATE"
    if kind < 0.86:
        return (
            rng.choice(("School: {x}", "attends {x}", "GP: {x}", "Y6 at {x}", "from {x}", "{x} rang")),
            _school(rng),
            "ORG",
        )
    return rng.choice(_table()["no_names"]), "", ""


def address(rng: random.Random) -> str:
    """Give an address as somebody types it: whole or in part, tidy or not."""
    number = str(rng.randint(1, 240)) + (rng.choice("abAB") if rng.random() < 0.12 else "")
    road = (
        f"{_word(rng)} {rng.choice(_table()['roads'])}"
        if rng.random() < 0.88
        else f"{rng.choice(_table()['welsh'])} {_word(rng)}"
    )
    kind = rng.random()
    if kind < 0.14:
        street = rng.choice(_table()["sites"]).format(n=rng.randint(1, 40), a=_word(rng))
    elif kind < 0.30:
        street = f"{rng.choice(_table()['houses'])}, {road}"
    elif kind < 0.48:
        street = f"{rng.choice(_table()['flats']).format(n=rng.randint(1, 60), l=rng.choice('ABC'))}, {number} {road}"
    elif kind < 0.53:
        street = f"PO Box {rng.randint(1, 900)}"
    elif kind < 0.58:
        street = f"{rng.randint(0, 3)}/{rng.randint(1, 4)}, {number} {road}"
    elif kind < 0.62:
        street = f"{rng.choice(('above', 'behind', 'opposite', 'next door to'))} {number} {road}"
    else:
        street = f"{number} {road}"
    parts = [street]
    if rng.random() < 0.55:
        parts.append(_place(rng))
    if rng.random() < 0.55:
        parts.append(rng.choice(_table()["postcodes"]))
    return rng.choice((", ", ", ", " ", "\n" if len(parts) < 3 else ", ")).join(parts)


def _word(rng: random.Random) -> str:
    return rng.choice(
        (
            rng.choice(draw(rng).family),
            _place(rng).split()[0],
            "Church",
            "Station",
            "High",
            "Mill",
            "Victoria",
            "Park",
            "Larch",
        )
    )


@cache
def _places() -> tuple[str, ...]:
    path = DATA.parent / "places" / "gb_places.tsv"
    if not path.is_file():
        return ("Thornley", "Marlpit", "Sallow Green")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _place(rng: random.Random) -> str:
    return rng.choice(_places())


def _school(rng: random.Random) -> str:
    kind = rng.choice(
        (
            "Primary School",
            "Academy",
            "High School",
            "Surgery",
            "Medical Centre",
            "Nursery",
            "C of E Primary",
            "College",
            "Infants",
        )
    )
    return f"{rng.choice(('St ', '', '', 'The '))}{_word(rng)} {kind}"


def _date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1950, 2026)
    name = "Jan Feb March April May June July Aug Sept October Nov December".split()[month - 1]
    return rng.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{day}.{month}.{year % 100:02}",
            f"{day} {name} {year}",
            f"{day} {name}",
            f"{day}-{month:02}-{year}",
        )
    )
