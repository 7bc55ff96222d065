"""The rows that all policies share: what each is about and why it is kept or withheld, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from minimise.model import Action
from minimise.policies.reading import Problems, read_when
from minimise.policies.shelf import shared
from minimise.policies.when import When

_FILES = ("1-protection", "2-people", "3-details", "4-numbers", "5-family", "6-passages", "7-details")
_KEYS = ("id", "version", "about", "when", "golden_rule", "legal_refs", "harm_if_kept", "harm_if_removed", "protects")
_OUTCOMES = ("kept", "withheld", "generalised")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of decisions; every policy gives its own answer to it."""

    id: str
    when: When
    content: Mapping[str, Any]
    outcomes: Mapping[str, Mapping[str, str]]

    def reasons(self, action: Action, *, asks: bool) -> dict[str, str]:
        """Give reason code and sentence for what happens to the words."""
        name = "generalised" if action is Action.GENERALISE else "withheld" if action.hides else "kept"
        outcome = self.outcomes.get(name, {})
        because = outcome.get("because", "")
        if asks and because:
            because += " A person decides whether that is right."
        return {"reason_code": outcome.get("code", ""), "because": because}


@cache
def rows() -> tuple[Row, ...]:
    """Give the shared rows in order."""
    return tuple(row for row, _ in _read())


@cache
def row_problems() -> tuple[str, ...]:
    """Give the mistakes in the shared rows; none in a version that passed its tests."""
    return tuple(dict.fromkeys(code for _, codes in _read() for code in codes))


@cache
def _read() -> tuple[tuple[Row, tuple[str, ...]], ...]:
    return tuple(_row(raw, title) for name in _FILES for raw, title in _raw_rows(name))


def _raw_rows(name: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    for group in shared(name)["group"]:
        for raw in group["row"]:
            yield raw, group["title"]


def _row(raw: Mapping[str, Any], title: str) -> tuple[Row, tuple[str, ...]]:
    problems = Problems()
    problems.unknown_keys(raw, (*_KEYS, *_OUTCOMES), raw["id"])
    when = read_when(raw.get("when"), raw["id"], None, problems)
    content = {key: raw[key] for key in _KEYS if key in raw and key not in ("id", "when")} | {"group": title}
    outcomes = {name: raw[name] for name in _OUTCOMES if name in raw}
    for outcome in outcomes.values():
        problems.unknown_keys(outcome, ("code", "because"), raw["id"])
    return Row(raw["id"], when, content, outcomes), tuple(problems.found)
