"""Reads the case files beside the tests: one case a line."""

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def lines(name: str, *tables: str) -> list[str]:
    """Give every line under a table of a case file, in order."""
    found: Any = tomllib.loads((_HERE / name).read_text("utf-8"))
    for table in tables:
        found = found[table]
    blocks = [found] if isinstance(found, str) else list(found.values())
    return [line for block in blocks for line in block.strip().splitlines()]
