"""The words that rules may use: reason codes, legal codes, banners, and groups of kinds and roles."""

from collections.abc import Mapping

from minimise.policies.shelf import shared

HARMS = ("S1", "S2", "S3", "S4")


def reason_codes() -> Mapping[str, str]:
    """Give every reason code (`domain.md` G.3) with its meaning in one line."""
    return dict(shared("codes")["reason"])


def legal_codes() -> Mapping[str, str]:
    """Give every code for a law or guidance with its name."""
    return dict(shared("codes")["legal"])


def unconfirmed_codes() -> tuple[str, ...]:
    """Give the legal codes whose commencement the organisation must confirm."""
    return tuple(shared("codes")["in-force"]["confirm"])


def banners() -> Mapping[str, str]:
    """Give every handling banner with the line that stands at the top of the copy."""
    return dict(shared("codes")["banner"])


def group(dimension: str, name: str) -> tuple[str, ...] | None:
    """Give what `@name` stands for in a list of kinds or roles; None if there is no such group."""
    found = shared("groups").get(dimension, {}).get(name)
    return None if found is None else tuple(found)
