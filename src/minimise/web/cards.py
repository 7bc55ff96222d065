"""Groups decisions for the list: one card for what is one question, held ones first, then by person and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minimise.web.keys import is_find
from minimise.web.marking import effect_of, marks_words, place_words

Row = dict[str, Any]
_NAMES = frozenset({"C01", "C02", "C04"})
_LESS_EXACT = frozenset({"C07", "C10", "C11"})
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Card:
    """One question to a person: the same kind of thing about the same person, decided the same way."""

    id: str
    title: str = field(repr=False)
    kind: str
    decisions: tuple[Row, ...] = field(repr=False)
    places: tuple[str, ...] = ()

    @property
    def first(self) -> Row:
        """The decision that speaks for all."""
        return self.decisions[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all its decisions; a passage decided on several counts has one key."""
        return tuple(dict.fromkeys(d["key"] for d in self.decisions))

    @property
    def held(self) -> bool:
        """Whether a person still has to decide."""
        return any(d["held"] for d in self.decisions)

    @property
    def effect(self) -> str:
        """`withheld` or `kept`."""
        return effect_of(self.first)

    @property
    def locked(self) -> bool:
        """Whether turning it round needs a reason."""
        return any(d["locked"] or d["risk_critical"] for d in self.decisions)

    @property
    def by_person(self) -> bool:
        """Whether a person decided."""
        return str(self.first["by"]) == "person"

    @property
    def fixed(self) -> bool:
        """Whether it can only stay out: what the author withdrew, and what could not be read."""
        return str(self.first["key"]).startswith(("withdrawn-", "unread-", "other-"))

    @property
    def in_text(self) -> bool:
        """Whether it can be shown in the document's text."""
        return bool(self.first["spans"]) and marks_words(self.first["key"])

    @property
    def can_generalise(self) -> bool:
        """Whether there is a less exact form."""
        return self.first["category"] in _LESS_EXACT and is_find(self.first["key"])

    @property
    def hiding(self) -> str:
        """The action that withholds it."""
        named = self.first["category"] in _NAMES and self.first["person"]
        return "pseudonymise" if named and is_find(self.first["key"]) else "redact"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards under one heading."""

    title: str = field(repr=False)
    cards: tuple[Card, ...]
    held: bool = False

    @property
    def alike(self) -> bool:
        """Whether its cards are one question asked several times, which one answer may settle."""
        reasons = {card.first["reason"] for card in self.cards}
        return self.held and len(self.cards) > 1 and len(reasons) == 1 and not any(card.locked for card in self.cards)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all its cards."""
        return tuple(dict.fromkeys(key for card in self.cards for key in card.keys))


def shelves(sheet: Row) -> list[Shelf]:
    """Give every decision once: what waits for a person, then person by person, then the rest by reason."""
    people = {person["id"]: person for person in sheet["people"]}
    cards = _cards(sheet, people)
    found = _held(cards)
    rest = [card for card in cards if not card.held]
    for person in sheet["people"]:
        own = tuple(card for card in rest if card.first["person"] == person["id"])
        if own:
            found.append(Shelf(_person_title(person), own))
    others: dict[str, list[Card]] = {}
    for card in rest:
        if card.first["person"] not in people:
            others.setdefault(_heading(card), []).append(card)
    return found + [Shelf(title, tuple(others[title])) for title in _HEADINGS if title in others]


def _held(cards: Sequence[Card]) -> list[Shelf]:
    """Give what waits, like questions together: a reader answers them in one go, or one by one."""
    grouped: dict[tuple[str, ...], list[Card]] = {}
    for card in cards:
        if card.held:
            grouped.setdefault((card.first["reason"], card.hiding, str(card.fixed)), []).append(card)
    found: dict[str, list[Card]] = {}
    for (reason, hiding, _), group in grouped.items():
        # Questions asked once only stand together by what they are about.
        name = str(group[0].first["category_name"])
        found.setdefault(name if len(group) == 1 else f"{name}/{hiding}/{reason}", []).extend(group)
    return [
        Shelf(f"Waiting for you: {group[0].first['category_name']}", tuple(group), held=True)
        for group in found.values()
    ]


_HEADINGS = (
    "Withheld for other reasons",
    "Kept because a child's safety may depend on it",
    "Kept for other reasons",
    "Never leaves with the file",
)


def _heading(card: Card) -> str:
    if card.fixed:
        return "Never leaves with the file"
    if card.effect == "withheld":
        return "Withheld for other reasons"
    return _HEADINGS[1] if card.first["safety"] else _HEADINGS[2]


def _cards(sheet: Row, people: Mapping[str, Row]) -> list[Card]:
    grouped: dict[tuple[Any, ...], list[Row]] = {}
    for decision in sheet["decisions"]:
        grouped.setdefault(_question(decision, people), []).append(decision)
    return [_card(sheet, decisions, people) for decisions in grouped.values()]


def _question(decision: Row, people: Mapping[str, Row]) -> tuple[Any, ...]:
    how = (decision["action"], decision["held"], decision["by"])
    if not is_find(decision["key"]):
        return ("one", decision["key"])
    if decision["person"] in people and decision["category"] in _NAMES:
        return ("name", decision["person"], *how)
    return ("words", decision["person"], decision["category"], decision["words"].casefold(), *how)


def _card(sheet: Row, decisions: Sequence[Row], people: Mapping[str, Row]) -> Card:
    first = decisions[0]
    words = list(dict.fromkeys(d["words"] for d in decisions if d["words"] and marks_words(d["key"])))
    shown = " / ".join(words[:4]) + (" …" if len(words) > 4 else "")
    places = [sheet["parts"][d["spans"][0][0]]["place"] if d["spans"] else {} for d in decisions]
    return Card(
        id=f"card-{first['key']}",
        title=shown if len(shown) <= _LONGEST else shown[:_LONGEST].rsplit(" ", 1)[0] + " …",
        kind=_kind(first, people),
        decisions=tuple(decisions),
        places=tuple(place_words(place) if place else "the file as a whole" for place in places),
    )


def _kind(decision: Row, people: Mapping[str, Row]) -> str:
    person = people.get(decision["person"] or "")
    name = str(decision["category_name"])
    return f"{name} of {person['label']}" if person and decision["category"] not in _NAMES else name


def _person_title(person: Row) -> str:
    names = " / ".join(person["names"][:3])
    return f"{person['label']}: {names}" if names else str(person["label"])


def tally(sheet: Row) -> dict[str, int]:
    """Count what a person asks first: how many questions wait, how much goes, stays, and was decided by hand."""
    rows: list[Row] = sheet["decisions"]
    return {
        "held": sum(len(shelf.cards) for shelf in shelves(sheet) if shelf.held),
        "withheld": sum(effect_of(row) == "withheld" for row in rows),
        "kept": sum(effect_of(row) == "kept" for row in rows),
        "mine": sum(row["by"] == "person" for row in rows),
    }
