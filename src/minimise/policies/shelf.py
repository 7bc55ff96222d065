"""Where policy data is: the tables all policies share, the shipped policies, and one that an organisation adds."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from minimise.errors import PolicyInvalid

# tomllib and importlib.resources are imported where they are used: they would double the time this package loads in.

_LARGEST = 1_000_000
_PLACE = re.compile(r"line (\d+)")


@cache
def policy_names() -> tuple[str, ...]:
    """Give the names of the shipped policies."""
    from importlib.resources import files

    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def shipped(name: str) -> Mapping[str, Any]:
    """Read a shipped policy; the name is one of `policy_names()`."""
    return _packaged(f"{name}.toml")


@cache
def shared(name: str) -> Mapping[str, Any]:
    """Read one of the tables that all policies share."""
    return _packaged(f"shared/{name}.toml")


def _packaged(path: str) -> Mapping[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files(__package__).joinpath(path).read_text("utf-8"))


def added(path: Path) -> Mapping[str, Any]:
    """Read an organisation's own policy file.

    Raises:
        PolicyInvalid: the file cannot be read, is too large or is not TOML.
    """
    import tomllib

    line = 0
    try:
        data = path.read_bytes()
        if len(data) <= _LARGEST:
            return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
        summary = "the policy file is too large to be one"
    except OSError:
        summary = "the policy file could not be read"
    except UnicodeDecodeError:
        summary = "the policy file is not UTF-8 text"
    except tomllib.TOMLDecodeError as problem:
        summary = "the policy file is not valid TOML"
        place = _PLACE.search(str(problem))
        line = int(place.group(1)) if place else 0
    # Raised out here so that no context survives: the old error would quote the file.
    raise PolicyInvalid(summary, line=line) if line else PolicyInvalid(summary)
