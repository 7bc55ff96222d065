"""Our own words for codes: rules, reasons, recipients; none of them comes from a document."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Table = Literal["golden_rules", "recipients", "actions", "decisions"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code in plain words and the kind it is counted under."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class WithheldKind:
    """A kind of withheld information, why such things are withheld, and whether a family copy may show it."""

    name: str
    why: str
    family: bool


@cache
def reasons() -> Mapping[str, Reason]:
    """Give every reason code of domain.md G.3."""
    return {code: Reason(**row) for code, row in _load("reason_codes.toml")["codes"].items()}


@cache
def withheld_kinds() -> Mapping[str, WithheldKind]:
    """Give the kinds of withheld information in the order in which a statement shows them."""
    return {kind: WithheldKind(**row) for kind, row in _load("reason_codes.toml")["kinds"].items()}


@cache
def words_for(table: Table) -> Mapping[str, str]:
    """Give the words for the codes of one table."""
    return dict(_load("wording.toml")[table])


def recipient_words(profile: str) -> str:
    """Give a recipient in words; an organisation's own profile stands as its id."""
    return words_for("recipients").get(profile.partition(":")[0], profile)


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
