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
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from minimise.batch.casebook import CaseBook
from minimise.batch.far import Fetched, upload
from minimise.batch.jobs import Result, failed
from minimise.batch.limits import MEMORY, RECYCLED_AFTER, one_thread_each
from minimise.batch.placing import STATEMENT
from minimise.batch.stores import Source, source_of
from minimise.errors import DiskFull, Exit, MinimiseError, UnreadableDocument
from minimise.limits import confine, hush, resident

if TYPE_CHECKING:
    from minimise.copies import Compared
    from minimise.pipeline import Order, Understanding
    from minimise.stages.record import SharingRecord

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
    _compared: "Compared | None" = field(default=None, repr=False)

    def attempt(self, row: Mapping[str, Any]) -> Result:
        """Do one job; whatever goes wrong becomes a class name."""
        start = time.perf_counter()
        key, stage = bytes.fromhex(row["key"]), stage_of(row)
        digest = ""
        try:
            source = fetched(source_of(row["source"]))
            digest = digest_of(source, key)
            result = self._minimised(row, source, digest, stage)
            if not is_as_it_was(source, digest, key):
                raise ChangedMeanwhile  # noqa: TRY301  one way out for every failure
            send(stage, row["stage"])
        except Exception as problem:  # noqa: BLE001  a document must not end the batch, whatever is in it
            result = failed(row["job"], problem, digest)
        if not result.written:
            self._read, self._understood, self._compared = (), None, None
            shutil.rmtree(stage, ignore_errors=True)
        return replace(result, seconds=round(time.perf_counter() - start, 3))

    def _minimised(self, row: Mapping[str, Any], source: Path | Fetched, digest: str, stage: Path) -> Result:
        from minimise.pipeline import check_order, finish, minimise_read

        shutil.rmtree(stage, ignore_errors=True)
        order = order_of(row, stage)
        check_order(order)
        understood = self._reading(row, source, digest, order)
        book = CaseBook.of(bytes.fromhex(row["key"]), row["labels"] or {})
        if row["labels"] is not None:
            understood = _in_case(understood, book)
        apart = 0
        if row["together"]:
            compared = self._together(row, understood, order)
            at = list(row["together"]).index(order.recipient)
            outcome = finish(compared.judged[at], order, compared.reviews[at])
            apart = compared.comparison.apart(order.recipient)
            _keep_table(stage, compared.table())
        else:
            outcome = minimise_read(understood, order)
        return Result(
            row["job"],
            int(max(outcome.exit_code, Exit.REVIEW) if apart else outcome.exit_code),
            withheld=outcome.withheld,
            waiting=outcome.needs_review,
            certain=outcome.subject_certain,
            log_whole=_log_is_whole(outcome.written),
            labels=book.added,
            digest=digest,
            apart=apart,
        )

    def _reading(self, row: Mapping[str, Any], source: Path | Fetched, digest: str, order: "Order") -> "Understanding":
        """Read and understand a document, once for all its recipients."""
        from minimise.pipeline import understand_for

        wanted = (digest, row["source"], order.subjects, order.protect, order.keep, order.case_id, *row["together"])
        if self._read != wanted:
            self._read, self._understood, self._compared = (), None, None
            self._understood, self._read = understand_for(source, order), wanted
        understood: Understanding = self._understood
        return understood

    def _together(self, row: Mapping[str, Any], understood: "Understanding", order: "Order") -> "Compared":
        """Judge the document for all its recipients, once."""
        from minimise.copies import judge_together

        if self._compared is None:
            orders = [
                replace(order, recipient=whom, review_dir=Path(reviews) if reviews else None)
                for whom, reviews in row["together"].items()
            ]
            self._compared = judge_together(understood, orders)
        return self._compared


def order_of(row: Mapping[str, Any], stage: Path) -> "Order":
    """Give what the sender asked for, from what a worker is told."""
    from minimise.pipeline import Order
    from minimise.stages.record import SealSigner

    return Order(
        recipient=row["recipient"],
        output_dir=stage,
        review_dir=Path(row["review_dir"]) if row["review_dir"] else None,
        subjects=tuple(row["subjects"]),
        protect=tuple(row["protect"]),
        keep=tuple(row["keep"]),
        case_id=row["case"],
        case_secret=bytes.fromhex(row["case_secret"]) or None,
        policy_file=Path(row["policy_file"]) if row["policy_file"] else None,
        password=row["password"],
        strict=row["strict"],
        emergency=row["emergency"],
        record=record_of(row["record"]),
        signer=SealSigner.of_pem(row["signing_key"].encode()) if row["signing_key"] else None,
    )


def record_of(answers: Mapping[str, Any]) -> "SharingRecord":
    """Give the sharing record of answers that the coordinator has checked."""
    from minimise.stages.record import SharingRecord

    return SharingRecord(answers)


def _in_case(understood: "Understanding", book: CaseBook) -> "Understanding":
    """Give a reading with the labels that its people have in the case."""
    who = understood.identified.who
    people = book.relabelled(understood.document, understood.mentions, who.people)
    return replace(understood, identified=replace(understood.identified, who=replace(who, people=people)))


def _keep_table(stage: Path, table: bytes) -> None:
    """Put the table of what differs between the copies beside this one, for the sender only."""
    (statement,) = stage.glob(f"*{STATEMENT}")
    path = stage / f"{statement.name.removesuffix(STATEMENT)}.copies.html"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(table)
        file.flush()
        os.fsync(file.fileno())


def stage_of(row: Mapping[str, Any]) -> Path:
    """Give the folder of this machine into which the results are written."""
    stage = source_of(row["stage"])
    if isinstance(stage, Path):
        return stage
    return Path(row["scratch"]) / stage.name


def send(folder: Path, stage: str) -> None:
    """Send results to the object store they belong into, if that is where they wait.

    Raises:
        DiskFull: the store does not take them.
    """
    there = source_of(stage)
    if isinstance(there, Path):
        return
    sent = False
    with suppress(OSError):
        upload(folder, there)
        sent = True
    if not sent:
        raise DiskFull
    shutil.rmtree(folder, ignore_errors=True)


def fetched(source: Source) -> Path | Fetched:
    """Give a document as it can be read here.

    Raises:
        Unreadable: it cannot be fetched.
    """
    if isinstance(source, Path):
        return source
    with suppress(OSError):
        return Fetched.of(source)
    raise Unreadable


def digest_of(source: Path | Fetched, key: bytes) -> str:
    """Give the keyed digest of a file; a plain one of a short document could be guessed.

    Raises:
        Unreadable: the file is gone, is no file, or may not be read.
    """
    try:
        if isinstance(source, Fetched):
            return _keyed(hashlib.sha256(source.data).digest(), key)
        if source.is_file():
            with source.open("rb") as file:
                return _keyed(hashlib.file_digest(file, "sha256").digest(), key)
    except OSError:
        pass
    raise Unreadable


def _keyed(digest: bytes, key: bytes) -> str:
    return hmac.new(key, digest, "sha256").hexdigest()


def is_as_it_was(source: Path | Fetched, digest: str, key: bytes) -> bool:
    """Say whether a document is still the one that was read.

    Raises:
        Unreadable: it is gone.
    """
    if isinstance(source, Path):
        return digest_of(source, key) == digest
    with suppress(OSError):
        return source.still_there()
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
