"""How confidential sources show in a text and what gives them away, read from data."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from minimise.lexicons.wordings import Wordings

_INDIRECT = ("known", "unwanted", "giving")
_WORD = re.compile(r"\{([a-z]+)\}")


@cache
def source_cue() -> Wordings:
    """Give the wordings that make somebody a confidential or anonymous source."""
    return Wordings.of(_patterns("cue"))


@cache
def give_away() -> Wordings:
    """Give the wordings of everything that lets others work out who a source is."""
    return Wordings.of(
        _patterns(*(kind for kind in _table() if kind not in ("cue", "words", "safe_place", *_INDIRECT)))
    )


@cache
def indirect_cue() -> tuple[re.Pattern[str], ...]:
    """Give the patterns that, all in one sentence about an outsider, tell of a source who wants to stay unknown."""
    return tuple(_compiled(kind) for kind in _INDIRECT)


@cache
def safe_place() -> re.Pattern[str]:
    """Give the pattern of words that make a place or number beside them a refuge, safe address or placement."""
    return _compiled("safe_place")


def _compiled(*kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _patterns(*kinds)), re.IGNORECASE)


def _patterns(*kinds: str) -> list[str]:
    return [_expanded(pattern) for kind in kinds for pattern in _table()[kind]["patterns"]]


def _expanded(pattern: str) -> str:
    """Put the groups of words in place; spaces also match a line end."""
    words: dict[str, str] = _table()["words"]
    filled = _WORD.sub(lambda match: words.get(match[1], match[0]), pattern)
    return filled.replace("[- ]", r"[-\s]").replace("[^ ", r"[^\s").replace(" ", r"\s+")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("sources.toml").read_text("utf-8"))
