"""What may be added to a sealed log, as data: each kind, what it must say and which codes may stand there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from minimise.stages.record.questions import question

DetailKind = Literal["code", "codes", "entries", "record", "decision", "day", "minutes", "answers"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an addition says."""

    key: str
    ask: str
    kind: DetailKind
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addition:
    """One kind of addition."""

    kind: str
    name: str
    must: tuple[str, ...]
    details: tuple[Detail, ...]

    def detail(self, key: str) -> Detail | None:
        """Give one detail; None if this kind has no such thing."""
        return next((detail for detail in self.details if detail.key == key), None)


@cache
def additions() -> Mapping[str, Addition]:
    """Give every kind of addition."""
    table = tomllib.loads(files(__package__).joinpath("appendix.toml").read_text(encoding="utf-8"))
    return {kind: _addition(kind, row) for kind, row in table.items()}


def _addition(kind: str, row: Mapping[str, Any]) -> Addition:
    details = tuple(_detail(key, value) for key, value in row.items() if key not in ("name", "must"))
    return Addition(kind, row["name"], tuple(row["must"]), details)


def _detail(key: str, row: Mapping[str, Any]) -> Detail:
    return Detail(key, row["ask"], row["kind"], _codes(row["as"]) if "as" in row else row.get("values", {}))


def _codes(source: str) -> Mapping[str, str]:
    """Give the codes of a question of the sharing record, or of one part of it (`advice_sought.role`)."""
    key, _, part = source.partition(".")
    asked = question(key)
    return asked.parts[part] if part else asked.values
