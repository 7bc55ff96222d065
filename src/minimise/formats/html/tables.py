"""The closed list of elements, loaded from `allowed.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("allowed.toml").read_text("utf-8"))


@cache
def pairs(group: str, name: str) -> Mapping[str, str]:
    """Give a list of `element=what it becomes`."""
    return dict(pair.split("=") for pair in _data()[group][name].split())


@cache
def words(group: str, name: str) -> frozenset[str]:
    """Give a list of names."""
    return frozenset(_data()[group][name].split())
