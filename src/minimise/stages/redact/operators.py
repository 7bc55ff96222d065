"""Presidio's anonymiser operators produce every replacement, so that one tested place makes them."""

from functools import cache
from typing import Any


@cache
def _replace() -> Any:
    from presidio_anonymizer.operators import Replace

    return Replace()


def replaced(words: str, by: str) -> str:
    """Give the replacement of some words through Presidio's `replace` operator."""
    return str(_replace().operate(text=words, params={"new_value": by}))
