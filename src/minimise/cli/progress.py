"""How a batch goes on: a bar on a terminal, JSON lines elsewhere, nothing when asked to be quiet. Counts only."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from minimise.batch.jobs import Result, State
    from minimise.batch.run import Watcher

_EVERY = 25
"""Files between two lines."""


@dataclass(slots=True)
class Tally:
    """The counts of a run, and with them the rate and the time left."""

    files: int = 0
    done: int = 0
    failed: int = 0
    held: int = 0
    _before: int = 0
    _start: float = field(default_factory=time.monotonic)

    def begins(self, files: int, done_before: int) -> None:
        """Note how many files there are and how many need nothing more."""
        self.files, self.done, self._before, self._start = files, done_before, done_before, time.monotonic()

    def ended(self, result: "Result", state: "State") -> None:
        """Count one more file."""
        del state
        self.done += 1
        self.failed += not result.written
        self.held += result.written and result.waiting > 0

    @property
    def rate(self) -> float:
        """Files a second in this run."""
        return (self.done - self._before) / max(time.monotonic() - self._start, 0.001)

    @property
    def left(self) -> float:
        """Seconds until the end at this rate."""
        return (self.files - self.done) / self.rate if self.rate else 0.0


@dataclass(slots=True)
class Lines(Tally):
    """Writes a JSON line every few files and at the end."""

    def ended(self, result: "Result", state: "State") -> None:
        """Count, and say so now and then."""
        Tally.ended(self, result, state)
        if self.done % _EVERY == 0 or self.done == self.files:
            row = {
                "done": self.done,
                "files": self.files,
                "failed": self.failed,
                "held": self.held,
                "per_second": round(self.rate, 2),
                "seconds_left": round(self.left),
            }
            sys.stderr.write(json.dumps(row) + "\n")
            sys.stderr.flush()


@dataclass(slots=True)
class Bar(Tally):
    """Keeps a bar on the terminal up to date."""

    bar: "Progress | None" = None
    task: "TaskID | None" = None

    def begins(self, files: int, done_before: int) -> None:
        """Show the bar."""
        Tally.begins(self, files, done_before)
        if self.bar is not None:
            self.task = self.bar.add_task("", total=files, completed=done_before, failed=0, held=0)

    def ended(self, result: "Result", state: "State") -> None:
        """Move the bar on."""
        Tally.ended(self, result, state)
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=self.done, failed=self.failed, held=self.held)


@contextmanager
def watcher(*, quiet: bool) -> "Iterator[Watcher]":
    """Give what is told of the progress, for as long as the run lasts."""
    if quiet:
        yield Tally()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        with _bar() as bar:
            yield Bar(bar=bar)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("failed {task.fields[failed]}"),
        TextColumn("need a person {task.fields[held]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
