"""Which words inside a sentence are details that can be made less exact, read from data."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from minimise.model import DetailKind


@cache
def detail_pattern(kind: DetailKind) -> re.Pattern[str]:
    """Give the pattern of one kind of detail; dates are not words and have none here."""
    row = _table()[kind.value]
    codes = "|".join(row.get("codes", "").split())
    words = _joined(row["words"])
    return re.compile(rf"(?<!\w)(?:(?i:{words}){f'|{codes}' if codes else ''})(?!\w)")


@cache
def habit_cue() -> re.Pattern[str]:
    """Give the pattern of sentences that tell of somebody's routine."""
    return re.compile(rf"(?<!\w)(?:{_joined(_table()['routine']['habit'])})", re.IGNORECASE)


@cache
def owner_pattern() -> re.Pattern[str]:
    """Give the pattern of words for whoever a detail belongs to, in the groups `child` and `adult`."""
    row = _table()["owner"]
    child, adult = _joined(row["child"]), _joined(row["adult"])
    return re.compile(rf"(?<!\w)(?:(?P<child>{child})|(?P<adult>{adult}))(?!\w)", re.IGNORECASE)


def _joined(block: str) -> str:
    lines = "|".join(line.strip() for line in block.splitlines() if line.strip())
    return lines.replace("~ ", r"(?:\S+ ){0,5}").replace(" ?", r"\s*").replace(" ", r"\s+")


def setting_group(words: str) -> str | None:
    """Give the group of settings that the name of a place ends like, such as `school`; None if it ends like none."""
    folded = " ".join(words.casefold().split())
    return next((group for group, pattern in _settings() if pattern.search(folded)), None)


@cache
def _settings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files(__package__).joinpath("settings.toml").read_text("utf-8")
    suffixes: dict[str, list[str]] = tomllib.loads(text)["suffixes"]
    return tuple((group, re.compile(rf"(?<!\w)(?:{'|'.join(rows)})\W*$")) for group, rows in suffixes.items())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("details.toml").read_text("utf-8"))
