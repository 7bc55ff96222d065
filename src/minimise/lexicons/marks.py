"""The cues of the marks, such as a safe-contact instruction, read from data when first asked for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons.safety import Cues, cues_of, words
from minimise.model import Mark


@dataclass(frozen=True, slots=True)
class MarkCues:
    """How one mark shows; words in `unless` speak against it."""

    mark: Mark
    shows: Cues
    unless: Cues


@cache
def mark_cues() -> tuple[MarkCues, ...]:
    """Give every mark with its compiled cues, in the order of the table."""
    text = resources.files(__package__).joinpath("marks.toml").read_text("utf-8")
    rows: list[Mapping[str, Any]] = tomllib.loads(text)["mark"]
    known = words()
    return tuple(
        MarkCues(
            Mark(row["mark"]), cues_of(row["cues"], known, row.get("codes", "")), cues_of(row.get("unless", ""), known)
        )
        for row in rows
    )
