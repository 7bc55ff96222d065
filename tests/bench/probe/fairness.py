"""Makes the fairness set: names of many origins, each put into the same neutral sentences."""

import csv
import random
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"
EACH = 100
CARRIERS = (
    "{} was seen at home on Tuesday and was spoken to alone.",
    "I rang again at four o'clock and left a message for {} to ring back.",
    "The plan was explained to {}, who agreed with it.",
    "Nobody has heard from {} since the weekend.",
    "Notes of the visit were read through by {} before they were filed.",
    "According to the school office, {} had not eaten breakfast.",
    "There was a bruise, and {} could not say how it had happened.",
    "Present: {} and the allocated worker.",
    "It was {} who opened the door.",
    "She is worried about {} and asked that somebody call this week.",
)
# Groups whose names come from the shared lists: the countries, or None for the lists of this country.
FROM_DATA = {
    "english": None,
    "irish": ("IE",),
    "polish": ("PL",),
    "romanian": ("RO",),
    "lithuanian": ("LT",),
    "chinese": ("CN",),
    "portuguese": ("PT", "BR"),
    "turkish": ("TR",),
    "ukrainian": ("UA",),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one origin, in an order that is the same in every run."""

    name: str
    people: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A carrier sentence with a name at `[start, end)`."""

    text: str = field(repr=False)
    start: int
    end: int

    def lowered(self) -> "Sentence":
        """Give the sentence as somebody types it who uses no capitals; no letter changes its length."""
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        return Sentence(text, self.start, self.end)


def groups(data: Path = NAMES) -> tuple[list[Group], list[str]]:
    """Give the groups that can be made, and the names of those whose data are absent."""
    written = tomllib.loads((FOLDER / "origins.toml").read_text(encoding="utf-8"))
    made = [_group(name, lists["given"], lists["surnames"]) for name, lists in written.items()]
    if not data.is_dir():
        return made, list(FROM_DATA)
    for name, countries in FROM_DATA.items():
        made.append(_group(name, *(_british(data) if countries is None else _foreign(data, countries))))
    return made, []


def sentences(group: Group, carriers: int) -> list[Sentence]:
    """Put every name of a group into so many carriers, by turns, so that each carrier is used as often."""
    found = []
    for n, person in enumerate(group.people):
        for turn in range(carriers):
            carrier = CARRIERS[(n * carriers + turn) % len(CARRIERS)]
            start = carrier.index("{}")
            found.append(Sentence(carrier.format(person), start, start + len(person)))
    return found


def _group(name: str, given: list[str], surnames: list[str]) -> Group:
    """Combine at random, always alike: six in ten full names, two given names, two surnames with a title."""
    chance = random.Random(f"fairness {name}")  # noqa: S311
    people: dict[str, None] = {}
    for n in range(100 * EACH):
        first, last, kind = chance.choice(given), chance.choice(surnames), n % 10
        people[f"{first} {last}" if kind < 6 else first if kind < 8 else f"{chance.choice(('Mr', 'Ms'))} {last}"] = None
        if len(people) == EACH:
            break
    return Group(name, tuple(people))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _british(data: Path) -> tuple[list[str], list[str]]:
    given = [r["name"] for r in _rows(data / "given_names_historic_top100_1904_2024.tsv")]
    return given, [r["usual_form"] for r in _rows(data / "surnames_uk.tsv")[:500]]


def _foreign(data: Path, countries: tuple[str, ...]) -> tuple[list[str], list[str]]:
    given = [r["name"] for r in _rows(data / "given_names_by_country.tsv") if r["country"] in countries]
    last = [r["name"] for r in _rows(data / "surnames_by_country.tsv") if r["country"] in countries]
    if countries == ("CN",):
        return [_without_tones(n) for n in given], [_without_tones(n) for n in last]
    return given, last


def _without_tones(name: str) -> str:
    """Write a Chinese name as it is written here; only textbooks show the tones."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
