"""Gives finished files their names: first one that is free, noted in the ledger, then all are renamed together."""

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from minimise.batch.ledger import Ledger
from minimise.errors import DiskFull, UsageProblem

_LAST = ".statement.html"
"""What follows the stem in the name of the file that is renamed last; while anything is left, it is."""


class NameTaken(UsageProblem):
    """A file that is not ours stands where the results should go."""


class PathTooLong(UsageProblem):
    """The system cannot store a name in so deep a folder."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where results go, and by what rule."""

    out: Path = field(repr=False)
    ledger: Ledger = field(repr=False)
    force: bool

    def put(self, job: str, stage: Path, folder: str, wanted: str) -> None:
        """Move all files of a stage to the first free name: `wanted`, `wanted-2`, and so on.

        It may be called again after a sudden end: what has been moved stays, what has not is moved now.

        Raises:
            NameTaken: somebody else's file is there and may not be replaced.
            PathTooLong: the path is longer than the system can store.
            DiskFull: the folder cannot be written to.
        """
        target = self.out / folder
        stem = next(stem for stem in _stems(wanted) if self.ledger.claim(job, self._digest(folder, stem)))
        moves = [(path, target / (stem + ending)) for path, ending in _staged(stage)]
        problem: UsageProblem | None = None
        try:
            if not self.force and any(os.path.lexists(place) for _, place in moves):
                problem = NameTaken()
            else:
                _move(moves, target)
        except OSError as error:
            problem = PathTooLong() if error.errno == errno.ENAMETOOLONG else DiskFull()
        if problem is not None:
            raise problem
        shutil.rmtree(stage, ignore_errors=True)

    def _digest(self, folder: str, stem: str) -> str:
        """Give the keyed digest under which a name is noted; names that differ in case only are one."""
        return self.ledger.digest(f"{folder}\0{stem}".casefold())


def staged_stem(stage: Path) -> str:
    """Give the redacted stem that the pipeline chose, or nothing if no file is left in the stage."""
    last = next(stage.glob(f"*{_LAST}"), None) if stage.is_dir() else None
    return "" if last is None else last.name.removesuffix(_LAST)


def _stems(wanted: str) -> Iterator[str]:
    yield wanted
    for number in count(2):
        yield f"{wanted}-{number}"


def _staged(stage: Path) -> list[tuple[Path, str]]:
    """Give the files of a stage in the order they are moved, each with what follows its stem."""
    stem = staged_stem(stage)
    files = sorted(stage.iterdir(), key=lambda path: (path.name.endswith(_LAST), path.name)) if stem else ()
    return [(path, path.name[len(stem) :]) for path in files]


def _move(moves: list[tuple[Path, Path]], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path, place in moves:
        path.replace(place)
    if os.name != "nt":  # Windows cannot open a folder and does not need it
        handle = os.open(target, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
