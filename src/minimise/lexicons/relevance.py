"""What may be called irrelevant, and what forbids it, read from data when first asked for."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons import cue_index
from minimise.lexicons.cue_book import CueBook
from minimise.lexicons.safety import words


@cache
def removable_cues() -> CueBook:
    """Give the cues of each kind of removable detail, named by its set, such as `E1`."""
    return cue_index.book("removable", made_removable_cues)


def made_removable_cues() -> CueBook:
    """Make the book of `removable_cues` from the table."""
    return CueBook.of({row["set"]: row["cues"] for row in _table()["removable"]}, _words(), {})


@cache
def removable_codes() -> Mapping[str, str]:
    """Give the reason code of each set, in the order in which the sets are tried."""
    return {row["set"]: row["code"] for row in _table()["removable"]}


@cache
def keeping_cues() -> CueBook:
    """Give what forbids calling a sentence irrelevant: `veto` and `fair` alone, `change` only beside `care`."""
    return cue_index.book("keeping", made_keeping_cues)


def made_keeping_cues() -> CueBook:
    """Make the book of `keeping_cues` from the table."""
    return CueBook.of(_table()["keep"], _words(), {})


@cache
def identity_labels() -> frozenset[str]:
    """Give the labels of form fields whose value says who somebody is."""
    return frozenset(_table()["identity"]["labels"])


def _words() -> dict[str, str]:
    return {**words(), **_table()["words"]}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("relevance.toml").read_text("utf-8"))
