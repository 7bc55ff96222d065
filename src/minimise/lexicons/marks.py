"""The cues of the marks, such as a safe-contact instruction, read from data when first asked for."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons import cue_index
from minimise.lexicons.cue_book import CueBook
from minimise.lexicons.safety import words


@cache
def mark_cues() -> CueBook:
    """Give the cues of every mark, named by its value."""
    return cue_index.book("marks", made_mark_cues)


def made_mark_cues() -> CueBook:
    """Make the book of `mark_cues` from the table."""
    return CueBook.of(
        {row["mark"]: row["cues"] for row in _rows()}, words(), {row["mark"]: row.get("codes", "") for row in _rows()}
    )


@cache
def counter_cues() -> CueBook:
    """Give what speaks against a mark although its cues show, named by the mark's value."""
    return cue_index.book("counter", made_counter_cues)


def made_counter_cues() -> CueBook:
    """Make the book of `counter_cues` from the table."""
    return CueBook.of({row["mark"]: row["unless"] for row in _rows() if "unless" in row}, words(), {})


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    text = resources.files(__package__).joinpath("marks.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["mark"])
