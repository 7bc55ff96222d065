"""Names of many origins to put in the place of the written ones, so that the model learns contexts and not names."""

import csv
import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "names"
_COMMON = 30
"""Babies given a name, below which a word is rather a slip or a function word."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Given and family names of one origin."""

    given: tuple[str, ...] = field(repr=False)
    family: tuple[str, ...] = field(repr=False)


@cache
def pools() -> tuple[Pool, ...]:
    """Give pools by origin; each is drawn from as often as any other, so that no group is rare in training."""
    given, family = _table("names_given"), _table("names_family")
    shared = sorted(given.keys() & family.keys())
    own = [Pool(given[key], family[key]) for key in shared]
    every_given = tuple(name for names in given.values() for name in names)
    every_family = tuple(name for names in family.values() for name in names)
    own += [Pool(given[key], every_family) for key in sorted(given.keys() - family.keys())]
    own += [Pool(every_given, family[key]) for key in sorted(family.keys() - given.keys())]
    return (*own, *_public())


def _public() -> tuple[Pool, ...]:
    """Give pools of the public lists: England and Wales by births, and countries with names enough."""
    if not DATA.is_dir():
        return ()
    births = [r for r in _rows("given_names_england_wales_1996_2024.tsv") if int(r["total"]) >= _COMMON]
    births = [r for r in births if len(r["name"]) > 2 and not r["name"].endswith(("-", "'"))]
    surnames = tuple(r["usual_form"] for r in _rows("surnames_uk.tsv"))
    many = [Pool(tuple(r["name"] for r in births[at : at + 4000]), surnames) for at in range(0, len(births), 4000)]
    given: dict[str, list[str]] = {}
    family: dict[str, list[str]] = {}
    for row in _rows("given_names_by_country.tsv"):
        given.setdefault(row["country"], []).append(row["name"])
    for row in _rows("surnames_by_country.tsv"):
        family.setdefault(row["country"], []).append(row["name"])
    both = [c for c in sorted(given.keys() & family.keys()) if len(given[c]) >= 15 and len(family[c]) >= 15]
    return (*many, *(Pool(tuple(given[c]), tuple(family[c])) for c in both))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _table(name: str) -> dict[str, tuple[str, ...]]:
    text = resources.files("minimise.lexicons").joinpath(f"{name}.toml").read_text("utf-8")
    return {key: tuple(_titled(n) for n in value.split()) for key, value in tomllib.loads(text).items() if value}


def _titled(name: str) -> str:
    """Write a small-letter name as it is written: O'Brien, Ní Bhriain, Begum-Rahman."""
    return "-".join("'".join(part[:1].upper() + part[1:] for part in half.split("'")) for half in name.split("-"))


def draw(rng: random.Random) -> Pool:
    """Draw one origin."""
    return rng.choice(pools())
