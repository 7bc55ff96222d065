"""Our own words for codes: rules, kinds, recipients; none of them comes from a document."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Table = Literal[
    "golden_rules",
    "recipients",
    "actions",
    "decisions",
    "harms",
    "happened",
    "states",
    "basis",
    "safety_topics",
    "family_why",
    "purposes",
    "editions",
    "jurisdictions",
    "parts",
]


@dataclass(frozen=True, slots=True)
class WithheldKind:
    """A kind of withheld information, why such things are withheld, and whether a family copy may show it."""

    name: str
    why: str
    family: bool
    codes: tuple[str, ...]


@cache
def withheld_kinds() -> Mapping[str, WithheldKind]:
    """Give the kinds of withheld information in the order in which a statement shows them."""
    return {
        kind: WithheldKind(row["name"], row["why"], row["family"], tuple(row["codes"]))
        for kind, row in _load("withheld_kinds.toml").items()
    }


@cache
def kind_of() -> Mapping[str, str]:
    """Give the kind each reason code is counted under."""
    return {code: kind for kind, row in withheld_kinds().items() for code in row.codes}


@cache
def words_for(table: Table) -> Mapping[str, str]:
    """Give the words for the codes of one table."""
    return dict(_load("wording.toml")[table])


def recipient_words(profile: str) -> str:
    """Give a recipient in words; an organisation's own profile stands as its id."""
    return words_for("recipients").get(profile.partition(":")[0], profile)


def for_family(profile: str) -> bool:
    """Say whether the copy is for a member of the family."""
    return profile.partition(":")[0] == "family"


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
