"""How many of N random mutations of a log are detected, and how fast logs are appended to and verified.

python -m tests.bench.log_bench [N]
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from minimise.errors import LogBroken
from minimise.stages.record import CaseKey, JustificationLog, append, verify_log
from minimise.stages.record.canon import canonical
from tests.unit.record.record_samples import KEY, log_of

AT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


def grown(log: JustificationLog) -> JustificationLog:
    """Give a log with two additions."""
    log = append(log, "sent", {"channel": "portal"}, by="SW12345", at=AT, key=KEY)
    return append(log, "review", {"review_type": "peer", "outcome": "agreed"}, by="SW12345", at=AT, key=KEY)


def flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def delete(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 60) :]


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice([b" ", b"\n", b"0", b"{}", chance.randbytes(3)]) + data[at:]


def swap(data: bytes, chance: random.Random) -> bytes:
    log: dict[str, Any] = json.loads(data)
    rows = chance.choice([log["entries"], log["appended"]["records"]])
    one, two = chance.sample(range(len(rows)), 2)
    rows[one], rows[two] = rows[two], rows[one]
    return canonical(log)


def drop(data: bytes, chance: random.Random) -> bytes:
    log: dict[str, Any] = json.loads(data)
    rows = chance.choice([log["entries"], log["appended"]["records"]])
    del rows[chance.randrange(len(rows))]
    return canonical(log)


KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, delete, truncate, insert, swap, drop)


def detected(data: bytes, head: str, key: CaseKey | None = None) -> bool:
    """Say whether verification refuses these bytes."""
    try:
        verify_log(data, key, head)
    except LogBroken:
        return True
    return False


def mutate(number: int, seed: int = 1) -> tuple[Counter[str], Counter[str]]:
    """Give how many mutations of each kind were tried and how many were not detected."""
    chance = random.Random(seed)  # noqa: S311  chance for a test, not for a secret
    old = log_of()
    new = grown(old)
    data, before = new.to_bytes(), old.to_bytes()
    tried: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    while tried.total() < number:
        kind = chance.choice([*KINDS, None])
        made = before if kind is None else kind(data, chance)
        name = "replay" if kind is None else kind.__name__
        if made != data:
            tried[name] += 1
            missed[name] += not detected(made, new.head)
    return tried, missed


def rates() -> dict[str, int]:
    """Give verifications and additions a second, for a log of five entries, and entries verified a second."""
    log, rounds = log_of(), 300
    data = log.to_bytes()
    started = time.perf_counter()
    for _ in range(rounds):
        verify_log(data, KEY)
    verified = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(rounds):
        append(log, "sent", {"channel": "portal"}, by="SW12345", at=AT, key=KEY)
    appended = time.perf_counter() - started
    return {
        "logs verified/s": round(rounds / verified),
        "entries verified/s": round(rounds * len(log.entries) / verified),
        "additions/s": round(rounds / appended),
    }


if __name__ == "__main__":
    tried, missed = mutate(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    print(f"{tried.total()} mutations, {missed.total()} not detected: {dict(tried)}")
    print(rates())
