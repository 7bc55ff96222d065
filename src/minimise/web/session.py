"""The folder in which unfinished work lies: private, complete at any moment, and found again after a crash."""

import importlib
import os
import re
import secrets
import shutil
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from minimise.errors import UsageProblem
from minimise.web.journal import Journal
from minimise.web.state import State, state_of

_ID = re.compile(r"[0-9a-f]{12}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")
_LONGEST_NAME = 120
_PRIVATE = 0o700


def default_folder() -> Path:
    """Give where unfinished reviews lie when nothing else was said."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "minimise" / "review"
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "minimise" / "review"


@dataclass(slots=True)
class Item:
    """One document in the session."""

    id: str
    folder: Path = field(repr=False)
    journal: Journal = field(repr=False)

    @property
    def source(self) -> Path:
        """The copy of the document, under its own name: the name is one more surface with words on it."""
        return next(iter(sorted((self.folder / "source").iterdir())))

    @property
    def name(self) -> str:
        """The document's name."""
        return self.source.name

    @property
    def draft(self) -> Path:
        """Where the finished files lie until they are signed."""
        return self.folder / "draft"

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self.journal.standing())

    @property
    def case_key(self) -> str:
        """The secret of the case, drawn when the document came in."""
        return str(self.journal.events[0]["case_key"])

    @property
    def origin(self) -> str:
        """The folder it came from; empty for an upload."""
        return str(self.journal.events[0].get("origin", ""))

    @property
    def added_at(self) -> str:
        """When it came in."""
        return str(self.journal.events[0]["at"])

    def record(self, do: str, facts: dict[str, Any]) -> dict[str, Any]:
        """Write an event down with its time."""
        return self.journal.add(do, facts | {"at": now()})


@dataclass(slots=True)
class Session:
    """All documents of one session folder. One page at a time works on a folder."""

    folder: Path = field(repr=False)
    journal: Journal = field(repr=False)
    items: dict[str, Item] = field(default_factory=dict, repr=False)
    _lock: BinaryIO | None = field(default=None, repr=False)

    @classmethod
    def opened(cls, folder: Path) -> "Session":
        """Open a session folder, or make one.

        Raises:
            UsageProblem: it cannot be made private, or another page works on it.
        """
        _made_private(folder)
        lock = _locked(folder / "in-use")
        temp = folder / "temp"
        shutil.rmtree(temp, ignore_errors=True)  # what a killed page left of an upload
        temp.mkdir(mode=_PRIVATE)
        session = cls(folder, Journal.opened(folder / "session.jsonl"), _lock=lock)
        for place in sorted(path for path in folder.iterdir() if _ID.fullmatch(path.name)):
            journal = Journal.opened(place / "journal.jsonl")
            if journal.events:
                session.items[place.name] = Item(place.name, place, journal)
            else:
                shutil.rmtree(place, ignore_errors=True)  # the page was killed while the document came in
        session.items = dict(sorted(session.items.items(), key=lambda pair: (pair[1].added_at, pair[0])))
        return session

    @property
    def staff_id(self) -> str:
        """Who reviews; empty until it was said."""
        return str(next((e["id"] for e in reversed(self.journal.events) if e["do"] == "staff"), ""))

    @property
    def keys_on(self) -> bool:
        """Whether single keys are shortcuts."""
        return bool(next((e["on"] for e in reversed(self.journal.events) if e["do"] == "keys"), True))

    def add(self, name: str, data: bytes, origin: str = "") -> Item:
        """Take a document in. Everything is in place before the journal names it."""
        number = secrets.token_hex(6)
        folder = self.folder / number
        (folder / "source").mkdir(parents=True, mode=_PRIVATE)
        folder.chmod(_PRIVATE)
        _write_private(folder / "source" / _safe_name(name), data)
        item = Item(number, folder, Journal.opened(folder / "journal.jsonl"))
        item.record("added", {"case_key": secrets.token_hex(32), "origin": origin})
        self.items[number] = item
        return item

    def remove(self, item: Item) -> None:
        """Delete the session's copy of a document with everything decided about it."""
        self.items.pop(item.id, None)
        shutil.rmtree(item.folder, ignore_errors=True)

    def set_staff(self, staff_id: str) -> None:
        """Write down who reviews."""
        self.journal.add("staff", {"id": staff_id, "at": now()})

    def set_keys(self, *, on: bool) -> None:
        """Write down whether single keys are shortcuts."""
        self.journal.add("keys", {"on": on, "at": now()})

    def close(self) -> None:
        """Let another page work on the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def now() -> str:
    """Give the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _safe_name(name: str) -> str:
    """Give a name that is one plain file name everywhere, and still the one the person knows."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, suffix = plain, ""
    return f"{stem[:_LONGEST_NAME] or 'document'}{'.' if suffix else ''}{suffix}"


def _write_private(path: Path, data: bytes) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _made_private(folder: Path) -> None:
    problem = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        if folder.is_symlink() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
            problem = "the session folder is not your own"
        else:
            folder.chmod(_PRIVATE)
    except OSError:
        problem = "the session folder cannot be made"
    if problem is not None:
        raise UsageProblem(problem, "Choose another with --session-dir.")


def _locked(path: Path) -> BinaryIO:
    """Take the folder; the lock falls with the process, so that a crash leaves none behind.

    Raises:
        UsageProblem: another page has it.
    """
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    file = os.fdopen(number, "r+b")
    if not _take(file):
        file.close()
        raise UsageProblem(
            "another review page works on this session, perhaps a colleague's on a shared folder",
            "Go on in that one, close it first, or start another session with --session-dir.",
        )
    return file


def _take(file: BinaryIO) -> bool:
    try:
        fcntl = importlib.import_module("fcntl")
    except ImportError:
        return _take_on_windows(file)
    with suppress(OSError):
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _take_on_windows(file: BinaryIO) -> bool:
    msvcrt = importlib.import_module("msvcrt")
    with suppress(OSError):
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        return True
    return False
