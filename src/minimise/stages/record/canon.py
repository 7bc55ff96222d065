"""Canonical JSON and plain SHA-256: the one form in which a log is hashed and written."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None
"""What a log may hold. No fractions: their canonical form is the one part of RFC 8785 readers disagree on."""

JsonObject: TypeAlias = dict[str, Json]


def canonical(value: Mapping[str, Json] | Sequence[Json] | Json) -> bytes:
    """Give the RFC 8785 bytes of a value.

    Raises:
        ValueError: if the value has no canonical form.
    """
    import rfc8785  # here, so that commands which write no log do not pay for it

    return rfc8785.dumps(value)


def sha256(data: bytes) -> str:
    """Give the plain SHA-256 of canonical bytes as hex; never used on words of a document."""
    return hashlib.sha256(data).hexdigest()


def texts(values: Sequence[str]) -> list[Json]:
    """Give strings as a JSON array."""
    return list(values)
