"""A worker: one document at a time in a process of its own, counts and class names out."""

import gc
import hashlib
import hmac
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from minimise.batch.casebook import CaseBook
from minimise.batch.jobs import Result, failed
from minimise.batch.limits import MEMORY, RECYCLED_AFTER, one_thread_each
from minimise.errors import Exit, MinimiseError, UnreadableDocument
from minimise.limits import confine, hush, resident

if TYPE_CHECKING:
    from minimise.pipeline import Understanding

_TOO_FULL = 900 << 20
"""Bytes held after a document, from which on a fresh worker is cheaper than this one."""


class ChangedMeanwhile(MinimiseError):
    """The file was another one after the run than before it; its copy is thrown away."""

    exit_code = Exit.UNREADABLE


class Unreadable(UnreadableDocument):
    """The file is gone, or may not be read."""


@dataclass(slots=True)
class Worker:
    """Does jobs one after the other and keeps the last reading for a further recipient of the same document."""

    _read: tuple[Any, ...] = field(default=(), repr=False)
    _understood: Any = field(default=None, repr=False)

    def attempt(self, row: Mapping[str, Any]) -> Result:
        """Do one job; whatever goes wrong becomes a class name."""
        start = time.perf_counter()
        source, key = Path(row["source"]), bytes.fromhex(row["key"])
        digest = ""
        try:
            digest = digest_of(source, key)
            result = self._minimised(row, source, digest)
            if digest_of(source, key) != digest:
                raise ChangedMeanwhile  # noqa: TRY301  one way out for every failure
        except Exception as problem:  # noqa: BLE001  a document must not end the batch, whatever is in it
            result = failed(row["job"], problem, digest)
        if not result.written:
            self._read, self._understood = (), None
            shutil.rmtree(row["stage"], ignore_errors=True)
        return replace(result, seconds=round(time.perf_counter() - start, 3))

    def _minimised(self, row: Mapping[str, Any], source: Path, digest: str) -> Result:
        from minimise.pipeline import Order, check_order, minimise_read, understand
        from minimise.stages.detect import Asked

        stage = Path(row["stage"])
        shutil.rmtree(stage, ignore_errors=True)
        order = Order(
            recipient=row["recipient"],
            output_dir=stage,
            review_dir=Path(row["review_dir"]) if row["review_dir"] else None,
            subjects=tuple(row["subjects"]),
            protect=tuple(row["protect"]),
            keep=tuple(row["keep"]),
            case_id=row["case"],
            policy_file=Path(row["policy_file"]) if row["policy_file"] else None,
            password=row["password"],
            strict=row["strict"],
            emergency=row["emergency"],
        )
        check_order(order)
        wanted = (digest, source, order.subjects, order.protect, order.keep, order.case_id)
        if self._read != wanted:
            self._read, self._understood = (), None
            asked = Asked(order.subjects, order.protect, order.keep)
            self._understood, self._read = understand(source, asked, order.case_id, order.password), wanted
        book = CaseBook.of(bytes.fromhex(row["key"]), row["labels"] or {})
        understood = self._understood if row["labels"] is None else _in_case(self._understood, book)
        outcome = minimise_read(understood, order)
        return Result(
            row["job"],
            int(outcome.exit_code),
            withheld=outcome.withheld,
            waiting=outcome.needs_review,
            certain=outcome.subject_certain,
            log_whole=_log_is_whole(outcome.written),
            labels=book.added,
            digest=digest,
        )


def _in_case(understood: "Understanding", book: CaseBook) -> "Understanding":
    """Give a reading with the labels that its people have in the case."""
    who = understood.identified.who
    people = book.relabelled(understood.document, understood.mentions, who.people)
    return replace(understood, identified=replace(understood.identified, who=replace(who, people=people)))


def digest_of(path: Path, key: bytes) -> str:
    """Give the keyed digest of a file; a plain one of a short document could be guessed.

    Raises:
        Unreadable: the file is gone, is no file, or may not be read.
    """
    try:
        if path.is_file():
            with path.open("rb") as file:
                return hmac.new(key, hashlib.file_digest(file, "sha256").digest(), "sha256").hexdigest()
    except OSError:
        pass
    raise Unreadable


def models_here() -> tuple[str, ...]:
    """Give the version of the program and of every model it reads with, as they are on this machine."""
    from minimise import __version__
    from minimise.stages.detect import MODEL, MODEL_VERSION, read_by

    return (__version__, *read_by(), MODEL, MODEL_VERSION)


def _log_is_whole(written: tuple[Path, ...]) -> bool:
    from minimise.stages.record import verify_log

    (path,) = (path for path in written if path.name.endswith(".log.json"))
    verify_log(path.read_bytes())
    return True


def serve(lines: BinaryIO, out: BinaryIO) -> None:
    """Answer each line with a result until there are no more, or until a fresh process is the better one."""
    worker = Worker()
    for done in count(1):
        line = lines.readline()
        if not line:
            return
        result = worker.attempt(json.loads(line))
        leaving = result.fatal or done >= RECYCLED_AFTER or resident() > _TOO_FULL
        out.write(replace(result, leaving=leaving).line())
        out.flush()
        if leaving:
            return


def main(load: Callable[[], None]) -> None:
    """Serve on standard input and output, as a process that was started and not forked."""
    one_thread_each()
    out = os.fdopen(os.dup(1), "wb")
    hush()
    gc.disable()
    try:
        load()
    except MinimiseError as problem:
        out.write(b"-%d\n" % problem.exit_code)
        out.flush()
        return
    gc.enable()
    gc.freeze()
    confine(MEMORY)
    out.write(b"-0\n")
    out.flush()
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    from minimise.batch.loading import load_everything

    main(load_everything)
