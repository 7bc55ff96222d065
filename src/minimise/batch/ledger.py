"""What has been done: an SQLite file beside the results that survives the end of any process and holds no words."""

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from minimise.batch.jobs import Result, State
from minimise.batch.stores import FOLDER
from minimise.errors import DiskFull, UsageProblem

_VERSION = "2"
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    number INTEGER PRIMARY KEY, file TEXT UNIQUE NOT NULL, state TEXT, digest TEXT NOT NULL DEFAULT '',
    looks TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL DEFAULT '',
    code INTEGER NOT NULL DEFAULT 0, kind TEXT NOT NULL DEFAULT '', withheld INTEGER NOT NULL DEFAULT 0,
    waiting INTEGER NOT NULL DEFAULT 0, certain INTEGER NOT NULL DEFAULT 1, log_whole INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0, apart INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS labels (
    book TEXT NOT NULL, who TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (book, who)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS names ON files (name) WHERE name <> '';
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of one file."""

    id: str
    state: State | None
    result: Result
    looks: str = ""
    """Size and time of change, by which a file that was not touched is known without reading it."""
    name: str = ""
    """Keyed digest of the name its results got."""


class Ledger:
    """One writer, every step durable before the next begins. File names stand in it as keyed digests only."""

    def __init__(self, out: Path) -> None:
        """Open or begin the ledger of an output folder.

        Raises:
            UsageProblem: another run is at work in this folder, or the folder cannot be written to.
        """
        self.folder = out / FOLDER
        problem: UsageProblem | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(self.folder / "ledger.sqlite", os.O_RDWR | os.O_CREAT, 0o600)):
                pass
            self._base = self._opened()
        except sqlite3.Error:
            problem = UsageProblem(
                "another batch is at work in the output folder, or its ledger is damaged",
                "Wait for it to end, or choose another output folder.",
            )
        except OSError:
            problem = UsageProblem("the output folder cannot be written to", "Choose another output folder.")
        if problem is not None:
            raise problem
        self._key = bytes.fromhex(self.fact("key") or "")
        if self.fact("version") != _VERSION:
            self.close()
            raise UsageProblem(
                "the output folder holds a batch of another version", "Finish it with that version, or choose another."
            )

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.folder / "ledger.sqlite", timeout=1.0, isolation_level=None)
        # One process alone: WAL then works without shared memory, also on a network drive.
        base.execute("PRAGMA locking_mode=EXCLUSIVE")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.executescript(_TABLES)
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT OR IGNORE INTO facts VALUES ('key', ?)", (secrets.token_hex(32),))
        base.execute("INSERT OR IGNORE INTO facts VALUES ('version', ?)", (_VERSION,))
        base.execute("COMMIT")
        return base

    @property
    def key(self) -> str:
        """The secret of this batch, for digests that nobody else can guess at."""
        return self._key.hex()

    def digest(self, text: str) -> str:
        """Give the keyed digest of a name."""
        return hmac.new(self._key, text.encode("utf-8", "surrogateescape"), "sha256").hexdigest()

    def fact(self, name: str) -> str | None:
        """Give a fact about the whole batch."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Keep a fact about the whole batch."""
        with self._step():
            self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def is_empty(self) -> bool:
        """Say whether this is a fresh ledger."""
        return self._base.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None

    def clear(self) -> None:
        """Begin anew; results that were written stay where they are."""
        with self._step():
            self._base.execute("DELETE FROM files")
            self._base.execute("DELETE FROM labels")

    def enter(self, files: list[str]) -> list[Entry]:
        """Give every file its entry, new ones with the next numbers; a known file keeps its own."""
        digests = [self.digest(file) for file in files]
        with self._step():
            self._base.executemany("INSERT OR IGNORE INTO files (file) VALUES (?)", [(d,) for d in digests])
        known = {row[1]: row for row in self._base.execute(f"SELECT {_COLUMNS} FROM files")}  # noqa: S608
        return [_entry(known[digest]) for digest in digests]

    def record(self, result: Result, state: State, *, looks: str = "", name: str = "") -> None:
        """Keep how an attempt ended.

        Raises:
            DiskFull: it could not be kept.
        """
        with self._step():
            self._base.execute(
                "UPDATE files SET state=?, digest=?, looks=?, name=?, stage=?, code=?, kind=?, withheld=?, waiting=?,"
                " certain=?, log_whole=?, seconds=?, apart=? WHERE number=?",
                (
                    state.value, result.digest, looks, name, result.stage, result.code, result.kind, result.withheld,
                    result.waiting, result.certain, result.log_whole, result.seconds, result.apart,
                    number_of(result.job),
                ),
            )  # fmt: skip

    def settle(self, job: str, state: State) -> None:
        """Move one file to its last state."""
        with self._step():
            self._base.execute("UPDATE files SET state=? WHERE number=?", (state.value, number_of(job)))

    def claim(self, job: str, name: str) -> bool:
        """Take a name for a file's results; False if another file of this batch has it."""
        row = self._base.execute("SELECT number FROM files WHERE name=?", (name,)).fetchone()
        if row is not None:
            return bool(row[0] == number_of(job))
        with self._step():
            self._base.execute("UPDATE files SET name=? WHERE number=?", (name, number_of(job)))
        return True

    def claimed(self, job: str) -> bool:
        """Say whether a file's results have a name already."""
        row = self._base.execute("SELECT name FROM files WHERE number=?", (number_of(job),)).fetchone()
        return row is not None and row[0] != ""

    def labels(self, case: str) -> dict[str, str]:
        """Give the labels that a case has so far, by keyed digest of who has them."""
        rows = self._base.execute("SELECT who, label FROM labels WHERE book=?", (self.digest(case),))
        return {str(who): str(label) for who, label in rows}

    def keep_labels(self, case: str, labels: Mapping[str, str]) -> None:
        """Add what a document brought to the labels of its case."""
        book = self.digest(case)
        with self._step():
            self._base.executemany(
                "INSERT OR IGNORE INTO labels VALUES (?, ?, ?)", [(book, who, label) for who, label in labels.items()]
            )

    def close(self) -> None:
        """Write everything into one file and let go of it."""
        self._base.close()

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Make what happens inside durable as one.

        Raises:
            DiskFull: it could not be written.
        """
        full = False
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except sqlite3.OperationalError:
            full = True
        if full:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise DiskFull("the ledger cannot be written; the disk is full or gone")


_COLUMNS = (
    "number, file, state, digest, looks, name, stage, code, kind, withheld, waiting, certain, log_whole, seconds, apart"
)


def _entry(row: tuple[int, str, str | None, str, str, str, str, int, str, int, int, int, int, float, int]) -> Entry:
    number, _, state, digest, looks, name, stage, code, kind, withheld, waiting, certain, whole, seconds, apart = row
    result = Result(
        f"f{number:05}", code, kind, withheld, waiting, bool(certain), bool(whole), digest, stage, seconds, apart=apart
    )  # fmt: skip
    return Entry(result.job, None if state is None else State(state), result, looks, name)


def number_of(job: str) -> int:
    """Give the number in a job's id."""
    return int(job[1:])


def forgotten(entry: Entry) -> Entry:
    """Give an entry as if nothing had been done; its number stays."""
    return replace(entry, state=None, result=Result(entry.id, 0))
