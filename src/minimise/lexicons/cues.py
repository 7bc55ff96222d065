"""Wordings that protect a person: confidential sources, what gives them away, and safe places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from minimise.lexicons.shelf import table


@dataclass(frozen=True, slots=True)
class SourceCue:
    """A wording about a source, as a regular expression over prose without regard to case.

    `kind` is `cue` where it makes somebody a source; `vantage`, `route`, `timing`, `relation`, `job` and
    `locality` only give away a person who is one already.
    """

    pattern: str
    kind: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Words of places where people can be found, and of places and numbers that are safe.

    Pairs are (kind of setting, pattern): `suffixes` close a name ("Oakfield Primary School"), `prefixes` open
    one ("Ysgol ..."). The other three are patterns over prose. All without regard to case.
    """

    suffixes: tuple[tuple[str, str], ...]
    prefixes: tuple[tuple[str, str], ...]
    safe_places: tuple[str, ...]
    safe_numbers: tuple[str, ...]
    unsafe: tuple[str, ...]


@cache
def source_cues() -> tuple[SourceCue, ...]:
    """Give the wordings about sources, cues first."""
    data = table("source_cues")
    return tuple(
        SourceCue(_filled(pattern, data["parts"]), group["kind"])
        for group in data["cue"]
        for pattern in group["patterns"]
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """Put the shared parts into a pattern, as often as parts name other parts."""
    for _ in parts:
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
    return pattern


def find_source_cues(text: str) -> Iterator[tuple[SourceCue, int, int]]:
    """Yield each wording about a source with its place `[start, end)`, wordings in the shelf's order."""
    plain = text.replace("’", "'").replace("‘", "'")
    for cue, compiled in _compiled():
        for found in compiled.finditer(plain):
            yield cue, found.start(), found.end()


@cache
def _compiled() -> tuple[tuple[SourceCue, re.Pattern[str]], ...]:
    """Give the cues ready to run; whole words only, so that "stanon" holds no "anon"."""
    return tuple((cue, re.compile(rf"(?<!\w)(?:{cue.pattern})(?!\w)", re.IGNORECASE)) for cue in source_cues())


@cache
def settings() -> Settings:
    """Give the words of settings and of safe places."""
    data = table("settings")
    return Settings(
        suffixes=tuple((kind, pattern) for kind, patterns in data["suffixes"].items() for pattern in patterns),
        prefixes=tuple((kind, pattern) for kind, patterns in data["prefixes"].items() for pattern in patterns),
        safe_places=tuple(data["safe_place"]["cues"]),
        safe_numbers=tuple(data["safe_number"]["cues"]),
        unsafe=tuple(data["not_safe"]["cues"]),
    )
