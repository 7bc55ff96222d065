"""The reasons a person may give for a verdict; no others, and no catch-all."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

HUMAN_OVERRIDE = "OVR-HUMAN"


@cache
def because() -> Mapping[str, str]:
    """Give every reason code of domain.md G.3 with the sentence it puts into the log."""
    text = files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table["because"]


@cache
def reason_codes() -> frozenset[str]:
    """Give the codes alone."""
    return frozenset(because())
