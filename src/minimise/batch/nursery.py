"""A process that loads everything once and forks workers from itself; it opens no socket.

It reads lines from standard input, `SEAT JSON` for a job or `SEAT !` to end a worker, and writes `SEAT JSON` for a
result or `SEAT !NAME` for a death, NAME being the signal or nothing after a clean end.
"""

import gc
import os
import select
import signal
import sys
from dataclasses import dataclass, field
from typing import NoReturn

from minimise.batch.limits import MEMORY, one_thread_each
from minimise.batch.worker import serve
from minimise.errors import MinimiseError
from minimise.limits import confine, die_with_parent, hush

_CHUNK = 1 << 16


@dataclass(slots=True)
class Lines:
    """Whole lines from a pipe that may give half ones."""

    source: int
    rest: bytes = field(default=b"", repr=False)

    def take(self) -> list[bytes] | None:
        """Give the lines that are complete now, or None at the end."""
        data = os.read(self.source, _CHUNK)
        if not data:
            return None
        *whole, self.rest = (self.rest + data).split(b"\n")
        return whole


@dataclass(slots=True)
class _Child:
    pid: int
    orders: int
    results: Lines


@dataclass(slots=True)
class Nursery:
    """Forks a worker for a seat when there is work for it, and passes lines to and fro."""

    commands: Lines
    out: int
    children: dict[int, _Child] = field(default_factory=dict)

    def run(self) -> None:
        """Work until the commands end; the workers end with us."""
        while True:
            sources = {child.results.source: seat for seat, child in self.children.items()}
            ready, _, _ = select.select([self.commands.source, *sources], [], [])
            for source in ready:
                if source != self.commands.source:
                    self._hear(sources[source])
                    continue
                lines = self.commands.take()
                if lines is None:
                    return
                for line in lines:
                    seat, _, rest = line.partition(b" ")
                    self._command(int(seat), rest)

    def _command(self, seat: int, rest: bytes) -> None:
        child = self.children.get(seat)
        if rest == b"!":
            if child is not None:
                os.kill(child.pid, signal.SIGKILL)
            return
        if child is None:
            child = self.children[seat] = self._fork()
        try:
            _write(child.orders, rest + b"\n")
        except BrokenPipeError:
            return  # it is gone; its pipe will tell

    def _hear(self, seat: int) -> None:
        child = self.children[seat]
        lines = child.results.take()
        for line in lines or ():
            self._say(seat, line)
        if lines is not None:
            return
        del self.children[seat]
        os.close(child.orders)
        os.close(child.results.source)
        _, status = os.waitpid(child.pid, 0)
        self._say(seat, b"!" + death(os.waitstatus_to_exitcode(status)).encode())

    def _say(self, seat: int, line: bytes) -> None:
        _write(self.out, b"%d %s\n" % (seat, line))

    def _fork(self) -> _Child:
        orders_in, orders_out = os.pipe()
        results_in, results_out = os.pipe()
        pid = os.fork()
        if pid:
            os.close(orders_in)
            os.close(results_out)
            return _Child(pid, orders_out, Lines(results_in))
        others = [fd for child in self.children.values() for fd in (child.orders, child.results.source)]
        for fd in (orders_out, results_in, self.commands.source, self.out, *others):
            os.close(fd)
        _work(orders_in, results_out)


def _work(orders: int, results: int) -> NoReturn:
    """Be a worker until the end of this process, whatever happens."""
    status = 0
    try:
        die_with_parent()
        hush()
        confine(MEMORY)
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        serve(os.fdopen(orders, "rb"), os.fdopen(results, "wb"))
    except BaseException:  # noqa: BLE001  nothing may climb out of a fork into the nursery's own code
        status = 70
    os._exit(status)


def death(code: int) -> str:
    """Name how a process ended: a signal's name, `Exit70` for a code, nothing for a clean end."""
    if code >= 0:
        return f"Exit{code}" if code else ""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"SIG{-code}"


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def main() -> None:
    """Load, say whether that went well, and serve."""
    one_thread_each()
    die_with_parent()
    # A stop from the terminal is for the coordinator; it ends us by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    commands, out = os.dup(0), os.dup(1)
    hush()
    gc.disable()
    from minimise.batch.loading import load_everything

    try:
        load_everything()
    except MinimiseError as problem:
        _write(out, b"-%d\n" % problem.exit_code)
        return
    gc.enable()
    gc.collect()
    gc.freeze()
    _write(out, b"-0\n")
    Nursery(Lines(commands), out).run()
    sys.exit(0)


if __name__ == "__main__":
    main()
