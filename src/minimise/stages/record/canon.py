"""Canonical JSON and plain SHA-256: the one form in which a log is hashed and written."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None
"""What a log may hold. No fractions: their canonical form is the one part of RFC 8785 readers disagree on."""

JsonObject: TypeAlias = dict[str, Json]


_NUMBER_IN_DOUBT = re.compile(r"[:,\[]-?(?:\d+[.e]|\d{16}|NaN|Infinity)")
_TWO_UNITS = re.compile("[\ud800-\U0010ffff]")


def canonical(value: Mapping[str, Json] | Sequence[Json] | Json) -> bytes:
    """Give the RFC 8785 bytes of a value.

    Raises:
        ValueError: if the value has no canonical form.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    except TypeError:
        text = None
    if text is not None and not _may_differ(text):
        return text.encode()
    import rfc8785  # here, so that runs which do not need it do not pay for it

    return rfc8785.dumps(value)


def _may_differ(text: str) -> bool:
    """Say whether RFC 8785 could want other bytes than these, or none.

    It differs in fractions, in numbers too large for it, in letters that take two units of UTF-16 (names are ordered
    by units) and in halves of such letters; strings of the rest are written alike. What only looks like such a number,
    inside a string, costs time and nothing else.
    """
    if text[0] not in '{["ntf' or _NUMBER_IN_DOUBT.search(text) is not None:
        return True
    return not text.isascii() and _TWO_UNITS.search(text) is not None


def sha256(data: bytes) -> str:
    """Give the plain SHA-256 of canonical bytes as hex; never used on words of a document."""
    return hashlib.sha256(data).hexdigest()


def texts(values: Sequence[str]) -> list[Json]:
    """Give strings as a JSON array."""
    return list(values)
