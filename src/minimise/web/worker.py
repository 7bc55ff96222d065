"""The page's end of the process that opens documents: kept warm, given a time limit, replaced when it dies."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import Any

from minimise.errors import MinimiseError, UnreadableDocument

Row = dict[str, Any]
LONGEST = 300.0
"""Seconds for one answer; a scan of some pages takes that long on a busy machine, and an attack longer."""


class Refused(MinimiseError):
    """The worker could not do it; the sentences are its own, fixed ones."""

    def __init__(self, summary: str, advice: str, code: int, *, locked: bool = False) -> None:
        """Take the sentences over with the exit code, and whether a password is what is missing."""
        super().__init__(summary, advice)
        self.code = code
        self.locked = locked


@dataclass(slots=True)
class Worker:
    """One process, one question at a time. It is started when it is first needed, or by `warm`."""

    longest: float = LONGEST
    command: tuple[str, ...] = (sys.executable, "-m", "minimise.web.bench")
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)
    closed: bool = False

    def warm(self) -> None:
        """Start the process and load its models, so that the first document need not wait."""
        self.ask("warm", {})

    def ask(self, op: str, asked: Row) -> Row:
        """Give the answer to a question.

        Raises:
            Refused: it cannot be done; the sentences say why.
            UnreadableDocument: the document brought the process down or took too long.
        """
        line = json.dumps({"op": op, "asked": asked}).encode("ascii") + b"\n"
        with self._turn:
            answer = self._answer(line)
        if answer is None:
            raise UnreadableDocument(
                "this document could not be read within the limits of memory and time",
                "Save it afresh in the program that made it, or split it, and try again.",
            )
        if "problem" in answer:
            raise Refused(**answer["problem"])
        return dict(answer["done"])

    def close(self) -> None:
        """End the process."""
        self.closed = True
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _answer(self, line: bytes) -> Row | None:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return None
        alarm = threading.Timer(self.longest, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            got = process.stdout.readline()
        except OSError:
            got = b""
        finally:
            alarm.cancel()
        if not got.endswith(b"\n"):
            _end(process)
            self._process = None
            return None
        return dict(json.loads(got))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and our own module
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue
    process.wait()
