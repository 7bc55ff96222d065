"""When something was decided: time stamps, the next working day, and ids that sort by time."""

import secrets
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

_SATURDAY = 5


def stamp(at: datetime) -> str:
    """Give a moment as ISO 8601 in UTC, to the second.

    Raises:
        ValueError: if the moment has no time zone; guessing one could move a decision to another day.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_working_day(day: date) -> date:
    """Give the next day that is not a Saturday or Sunday.

    Bank holidays differ between the four nations and are not left out: a review that falls due on one is
    due too early, never too late.
    """
    after = day + timedelta(days=1)
    while after.weekday() >= _SATURDAY:
        after += timedelta(days=1)
    return after


def uuid7(at: datetime, noise: bytes | None = None) -> UUID:
    """Give a UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits.

    `noise` is ten bytes and is there for tests; left out, the operating system's generator is asked.
    """
    chance = int.from_bytes(secrets.token_bytes(10) if noise is None else noise, "big")
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    high = chance >> 62 & (1 << 12) - 1
    low = chance & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
