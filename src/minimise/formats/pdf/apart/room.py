"""A process that reads and writes one PDF file at a time within limits, and this process's end of it."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any, NoReturn

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.apart.messages import problem_of
from minimise.formats.pdf.apart.serving import serve

LONGEST = 1800.0
"""Seconds for one answer on the clock; processor time is what limits a bomb, this ends what waits for ever."""
LONGEST_WITHOUT_LIMITS = 120.0
"""Seconds on systems that know no limit of processor time."""
MODULE = "minimise.formats.pdf.apart.serving"


@dataclass(slots=True)
class _Peer:
    """The other process and the pipes to and from it."""

    pid: int
    orders: IO[bytes]
    results: IO[bytes]
    process: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            return
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def gone(self) -> None:
        """End it, give back its pipes, and wait until nothing is left of it."""
        self.kill()
        for pipe in (self.orders, self.results):
            try:
                pipe.close()
            except OSError:
                continue
        if self.process is not None:
            self.process.wait()
        else:
            os.waitpid(self.pid, 0)


class Room:
    """Asks one question after the other, until the other process dies of one."""

    def __init__(self, *, forks: bool = hasattr(os, "fork")) -> None:
        """Start the process: as a copy of this one, which has its libraries, or where there is no such thing afresh."""
        self._peer: _Peer | None = _forked() if forks else _started()
        self._longest = LONGEST if forks else LONGEST_WITHOUT_LIMITS

    @property
    def is_open(self) -> bool:
        """Whether it can be asked."""
        return self._peer is not None

    def ask(self, operation: str, data: bytes, *arguments: Any) -> bytes:
        """Give the answer.

        Raises:
            UnreadableDocument: the file cannot be read, or it brought the process down.
            MinimiseError: the other process has a bug.
        """
        answer = self._answer(json.dumps([operation, *arguments]).encode("ascii"), data)
        if answer is None:
            self.close()
            raise UnreadableDocument(
                "this PDF could not be read within the limits of memory and time",
                "Print it to a new PDF, or send only the pages that are needed, and try again.",
            )
        done, content = answer
        if not done:
            raise problem_of(content)
        return content

    def close(self) -> None:
        """End the process."""
        peer, self._peer = self._peer, None
        if peer is not None:
            peer.gone()

    def __del__(self) -> None:
        """Leave no process behind."""
        self.close()

    def _answer(self, question: bytes, data: bytes) -> tuple[bool, bytes] | None:
        peer = self._peer
        if peer is None:
            return None
        alarm = threading.Timer(self._longest, peer.kill)
        alarm.daemon = True
        alarm.start()
        try:
            for frame in (question, data):
                peer.orders.write(len(frame).to_bytes(8, "big") + frame)
            peer.orders.flush()
            head = peer.results.read(9)
            size = int.from_bytes(head[1:], "big")
            content = peer.results.read(size) if len(head) == 9 else b""
        except OSError:
            return None
        finally:
            alarm.cancel()
        return (head[:1] == b"+", content) if len(head) == 9 and len(content) == size else None


def _forked() -> _Peer:
    orders_in, orders_out = os.pipe()
    results_in, results_out = os.pipe()
    pid = os.fork()
    if pid:
        os.close(orders_in)
        os.close(results_out)
        return _Peer(pid, os.fdopen(orders_out, "wb"), os.fdopen(results_in, "rb"))
    os.close(orders_out)
    os.close(results_in)
    _be_the_room(orders_in, results_out)


def _be_the_room(orders: int, results: int) -> NoReturn:
    """Serve until the end of this process; nothing may climb out of the fork into the code of the other process."""
    status = 0
    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        serve(os.fdopen(orders, "rb"), os.fdopen(results, "wb"))
    except BaseException:  # noqa: BLE001
        status = 70
    os._exit(status)


def _started() -> _Peer:
    process = subprocess.Popen(  # noqa: S603  our own interpreter and our own module
        [sys.executable, "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    if process.stdin is None or process.stdout is None:
        raise OSError
    return _Peer(process.pid, process.stdin, process.stdout, process)
