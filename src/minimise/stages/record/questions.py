"""The questions of the sharing record, as data: what is asked, which answers there are, which must not stay open."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["code", "codes", "people", "advice", "text", "staff", "day", "minutes"]

NOT_ASKED = "not_asked"
"""A legal state of its own: silence is written down as silence, never as a yes."""

LISTS = ("codes", "people", "advice")
BASIS = ("article_6", "article_9", "article_9_reason", "article_10", "statutory_gateway")
"""The questions that a log holds together under `lawful_basis`."""

_PARTS = ("role", "state", "summary", "followed")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the sharing record."""

    key: str
    ask: str
    group: str
    kind: Kind
    values: Mapping[str, str] = field(default_factory=dict)
    """Code to words, in the order in which a form shows them."""
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For lists of objects: key to its codes and their words."""
    allow: frozenset[str] = frozenset()
    """Kinds of find that free text may hold here: an organisation's name is no secret of the case."""
    needed: str = ""
    hint: str = ""
    """What a form says beside the question."""

    @property
    def open(self) -> str | list[str]:
        """How silence is written down."""
        return [] if self.kind in LISTS else NOT_ASKED

    def words(self, code: str) -> str:
        """Give a code in words; `not_asked` too."""
        return "nobody has said" if code == NOT_ASKED else self.values.get(code, code)


@cache
def questions() -> tuple[Question, ...]:
    """Give every question in the order in which a form asks them."""
    table = tomllib.loads(files(__package__).joinpath("sharing.toml").read_text(encoding="utf-8"))
    return tuple(_question(key, row) for key, row in table.items())


@cache
def question(key: str) -> Question:
    """Give one question by its key.

    Raises:
        KeyError: there is no such question.
    """
    return {each.key: each for each in questions()}[key]


def _question(key: str, row: Mapping[str, Any]) -> Question:
    return Question(
        key=key,
        ask=row["ask"],
        group=row["group"],
        kind=row["kind"],
        values=row.get("values", {}),
        parts={name: row[name] for name in _PARTS if name in row},
        allow=frozenset(row.get("allow", ())),
        needed=row.get("needed", ""),
        hint=row.get("hint", ""),
    )
