"""The cues of the safety topics S01 to S34 and of the warning band, read from data when first asked for."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons import cue_index
from minimise.lexicons.cue_book import CueBook


@cache
def topic_cues() -> CueBook:
    """Give the cues of every topic, named by its id, and each weak word, named by its place in `weak_topics`."""
    return cue_index.book("topics", made_topic_cues)


def made_topic_cues() -> CueBook:
    """Make the book of `topic_cues` from the table."""
    topics = _table()["topic"]
    blocks = {row["id"]: row["cues"] for row in topics}
    blocks |= {f"weak{n}": row["words"] for n, row in enumerate(_table()["weak"])}
    return CueBook.of(blocks, words(), {row["id"]: row.get("codes", "") for row in topics})


@cache
def weak_topics() -> Mapping[str, tuple[str, ...]]:
    """Give the topics at which each word of the warning band hints."""
    return {f"weak{n}": tuple(row["topics"]) for n, row in enumerate(_table()["weak"])}


@cache
def words() -> Mapping[str, str]:
    """Give the named groups of words; other tables of cues use them too."""
    table: dict[str, str] = _table()["words"]
    return table


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("safety.toml").read_text("utf-8"))
