"""What a reviewer asks of a folder of logs: which are whole, what waits, why things went, what to look at again."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minimise.errors import LogBroken
from minimise.stages.record import JustificationLog, read_log
from minimise.web.session import now

Row = dict[str, Any]
_MOST_LOGS = 5000
_LARGEST = 50 * 1024 * 1024
_CHECKS = "second-checks.jsonl"
_SAMPLE = 10
"""One log in so many is drawn for a second check; the draw follows from the log itself and cannot be steered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One log of the folder."""

    number: int
    name: str = field(repr=False)
    log: JustificationLog | None = field(repr=False)
    """None where it does not verify."""

    @property
    def header(self) -> Mapping[str, Any]:
        """What the log says of the whole document; empty where it does not verify."""
        return self.log.header if self.log else {}

    @property
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """Its entries."""
        return self.log.entries if self.log else ()

    @property
    def held(self) -> int:
        """How many entries wait for a person."""
        return sum(entry["status"] == "needs-review" for entry in self.entries)

    @property
    def withheld(self) -> int:
        """How many things were withheld."""
        return sum(entry["effect"] == "withheld" for entry in self.entries)

    @property
    def by_person(self) -> int:
        """How many were decided by a person."""
        return sum(entry["decided_by"] != "machine" for entry in self.entries)

    @property
    def seal(self) -> str:
        """The log's seal, which names it for good; empty where it does not verify."""
        return str(self.log.seal["hash"]) if self.log else ""

    @property
    def sampled(self) -> bool:
        """Whether this log is drawn for a second check."""
        return bool(self.seal) and int(hashlib.sha256(self.seal.encode()).hexdigest(), 16) % _SAMPLE == 0


def logs_in(folder: Path) -> list[Kept]:
    """Read every log below a folder; a link out of it is not followed."""
    paths = sorted(path for path in folder.rglob("*.log.json") if path.is_file() and not path.is_symlink())
    return [Kept(n, path.relative_to(folder).as_posix(), _read(path)) for n, path in enumerate(paths[:_MOST_LOGS])]


def _read(path: Path) -> JustificationLog | None:
    try:
        return read_log(path.read_bytes()) if path.stat().st_size <= _LARGEST else None
    except (OSError, LogBroken):
        return None


def reasons_of(logs: Iterable[Kept]) -> list[tuple[str, int]]:
    """Count why things were withheld, commonest first."""
    counts = Counter(str(e["reason_code"]) for kept in logs for e in kept.entries if e["effect"] == "withheld")
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def checks_in(folder: Path) -> dict[str, Row]:
    """Give the last second check of each log, by the log's seal."""
    try:
        rows = [json.loads(line) for line in (folder / _CHECKS).read_bytes().splitlines()]
        return {str(row["seal"]): row for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def note_check(folder: Path, kept: Kept, *, by: str, agrees: bool) -> None:
    """Write a second check down beside the logs, with codes only."""
    row = {"seal": kept.seal, "by": by, "agrees": agrees, "at": now()}
    number = os.open(folder / _CHECKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(number, json.dumps(row, sort_keys=True).encode("ascii") + b"\n")
        os.fsync(number)
    finally:
        os.close(number)
