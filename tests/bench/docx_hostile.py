"""Feeds hostile packages to the reader, each in a process of its own, and measures its processor time and memory."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from tests.unit.formats_docx.hostile import KINDS

ROOT = Path(__file__).resolve().parents[2]
SECONDS, BYTES = 10.0, 2**30


@dataclass
class Met:
    """What one kind of hostile package came to."""

    kind: str
    outcome: str
    seconds: float
    megabytes: float

    @property
    def good(self) -> bool:
        """Refused by us or written safely, in time and within memory."""
        return self.outcome in ("refused", "safe") and self.seconds <= SECONDS and self.megabytes * 2**20 <= BYTES


def all_kinds() -> list[Met]:
    """Try every kind; the package is made first, so that only the reading is measured."""
    return [_in_a_child(kind) for kind in KINDS]


def _in_a_child(kind: str) -> Met:
    made = KINDS[kind]()
    child = subprocess.run(
        [sys.executable, "-m", "tests.bench.docx_hostile"],
        input=made,
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    if child.returncode != 0:
        return Met(kind, "crash", 0.0, 0.0)
    outcome, seconds, megabytes = child.stdout.decode().split()
    return Met(kind, outcome, float(seconds), float(megabytes))


def _child() -> None:
    """Read, write and check the package on standard input, and print how it went."""
    data = sys.stdin.buffer.read()
    word = Word()
    began = time.process_time()
    try:
        word.read(data, "case")
        word.witnesses(word.write(data, []))
        outcome = "safe"
    except UnreadableDocument:
        outcome = "refused"
    seconds = time.process_time() - began
    print(outcome, round(seconds, 3), _peak())


def _peak() -> float:
    """Give the most memory this process has held, in MiB; the usual measure would count that of its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    _child()
