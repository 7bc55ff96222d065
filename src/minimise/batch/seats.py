"""Seats: places where a worker sits. Forked from one loaded process where the system can, started afresh elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from minimise.batch.jobs import Result
from minimise.batch.nursery import death
from minimise.errors import Exit, SetupIncomplete

_CLOSING = 5.0


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at a seat: a result, a death with its name, or the loss of all seats at once (`seat` is -1)."""

    seat: int
    result: Result | None = None
    gone: str | None = None


class Seats(Protocol):
    """Where workers sit; `wait` is the only way to hear of them."""

    def submit(self, seat: int, row: Mapping[str, Any]) -> None:
        """Give a job to the worker of a seat; one is made if there is none."""
        ...

    def kill(self, seat: int) -> None:
        """End the worker of a seat at once; an event tells when it is gone."""
        ...

    def wait(self, seconds: float) -> Event | None:
        """Give the next event, or None after some seconds without one."""
        ...

    def close(self) -> None:
        """End all workers."""
        ...


def seats() -> Seats:
    """Give the kind of seats that suits this system."""
    # macOS has fork, but its own libraries do not survive it.
    return ForkedSeats() if sys.platform == "linux" else StartedSeats()


@dataclass(slots=True)
class ForkedSeats:
    """All workers are forks of one nursery and share what it loaded."""

    events: SimpleQueue[Event] = field(default_factory=SimpleQueue)
    _nursery: "subprocess.Popen[bytes] | None" = None

    def submit(self, seat: int, row: Mapping[str, Any]) -> None:
        """Pass the job on; the nursery is started with the first one."""
        if self._nursery is None:
            self._nursery = _started("minimise.batch.nursery", self._listen)
        self._command(b"%d %s\n" % (seat, json.dumps(row).encode()))

    def kill(self, seat: int) -> None:
        """Have the nursery end the worker."""
        self._command(b"%d !\n" % seat)

    def wait(self, seconds: float) -> Event | None:
        """Give the next event; after the loss of the nursery the next job starts another."""
        event = _next(self.events, seconds)
        if event is not None and event.seat < 0 and self._nursery is not None:
            _ended(self._nursery)
            self._nursery = None
        return event

    def close(self) -> None:
        """Close the nursery's input; the workers end with it."""
        if self._nursery is not None:
            _ended(self._nursery)
            self._nursery = None

    def _command(self, line: bytes) -> None:
        if self._nursery is None or self._nursery.stdin is None:
            return
        try:
            self._nursery.stdin.write(line)
            self._nursery.stdin.flush()
        except OSError:
            return  # it is gone, and the listener says so

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        for line in process.stdout or ():
            number, _, rest = line.rstrip(b"\n").partition(b" ")
            self.events.put(_event(int(number), rest))
        self.events.put(Event(-1, gone="SIGKILL"))


@dataclass(slots=True)
class StartedSeats:
    """Every worker is a process of its own that loads everything itself: Windows and macOS."""

    events: SimpleQueue[Event] = field(default_factory=SimpleQueue)
    _workers: "dict[int, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def submit(self, seat: int, row: Mapping[str, Any]) -> None:
        """Write the job to the worker's input; a fresh worker is started for an empty seat."""
        if seat not in self._workers:
            self._workers[seat] = _started("minimise.batch.worker", lambda process: self._listen(seat, process))
        worker = self._workers[seat]
        try:
            if worker.stdin is not None:
                worker.stdin.write(json.dumps(row).encode() + b"\n")
                worker.stdin.flush()
        except OSError:
            return  # it is gone, and the listener says so

    def kill(self, seat: int) -> None:
        """End the worker's process."""
        if seat in self._workers:
            self._workers[seat].kill()

    def wait(self, seconds: float) -> Event | None:
        """Give the next event; a seat whose worker went is empty again."""
        event = _next(self.events, seconds)
        if event is not None and event.gone is not None:
            _ended(self._workers.pop(event.seat))
        return event

    def close(self) -> None:
        """Close every worker's input, and end those that do not leave."""
        for worker in self._workers.values():
            _ended(worker)
        self._workers.clear()

    def _listen(self, seat: int, process: "subprocess.Popen[bytes]") -> None:
        for line in process.stdout or ():
            self.events.put(_event(seat, line))
        self.events.put(Event(seat, gone=death(process.wait())))


def _started(module: str, listen: Any) -> "subprocess.Popen[bytes]":
    """Start a process of ours, wait until it has loaded, and hear it in a thread from then on.

    Raises:
        SetupIncomplete: it says that a model is missing, or it went before it had loaded.
    """
    process = subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    first = process.stdout.readline() if process.stdout is not None else b""
    if first.strip() != b"-0":
        _ended(process)
        if first.strip() == b"-%d" % Exit.SETUP:
            raise SetupIncomplete
        raise SetupIncomplete("a worker could not be started", "Run `minimise doctor`; is there memory left?")
    Thread(target=listen, args=(process,), daemon=True).start()
    return process


def _ended(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        try:
            process.stdin.close()
        except OSError:
            process.kill()
    try:
        process.wait(_CLOSING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _event(seat: int, rest: bytes) -> Event:
    if rest.startswith(b"!"):
        return Event(seat, gone=rest[1:].decode("ascii", "replace"))
    try:
        return Event(seat, Result.of_line(rest))
    except (ValueError, TypeError):
        pass
    return Event(seat)  # half a line of a dying worker; its death follows


def _next(events: SimpleQueue[Event], seconds: float) -> Event | None:
    try:
        return events.get(timeout=max(seconds, 0.0))
    except Empty:
        return None
