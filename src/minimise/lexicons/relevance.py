"""What may be called irrelevant, and what forbids it, read from data when first asked for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons.safety import Cues, cues_of, words


@dataclass(frozen=True, slots=True)
class Removable:
    """A kind of detail that needs no sharing, with the code the log gives it."""

    code: str
    set: str
    shows: Cues


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Cues that keep a sentence: `veto` always, `link` and `change` beside somebody to care for."""

    veto: Cues
    change: Cues
    care: Cues
    fair: Cues
    identity: Cues


@cache
def removable() -> tuple[Removable, ...]:
    """Give the removable kinds in the order in which they are tried."""
    return tuple(Removable(row["code"], row["set"], cues_of(row["cues"], _words())) for row in _table()["removable"])


@cache
def boundaries() -> Boundaries:
    """Give what forbids calling a sentence irrelevant."""
    keep = _table()["keep"]
    return Boundaries(
        **{name: cues_of(keep[name], _words()) for name in ("veto", "change", "care", "fair", "identity")}
    )


@cache
def _words() -> dict[str, str]:
    return {**words(), **_table()["words"]}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("relevance.toml").read_text("utf-8"))
