"""Lists of words that recognisers ask for by name; the lists are data."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def _lists() -> Mapping[str, list[str]]:
    folder = resources.files(__package__)
    files = [folder.joinpath(name).read_text(encoding="utf-8") for name in ("words.toml", "streets.toml")]
    return {name: words for file in files for name, words in tomllib.loads(file).items()}


@cache
def words(name: str) -> frozenset[str]:
    """Give the list of that name in `words.toml` or `streets.toml`."""
    return frozenset(_lists()[name])
