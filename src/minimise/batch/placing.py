"""Gives finished files their names: first one that is free, noted in the ledger, then all are renamed together."""

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from minimise.batch.ledger import Ledger
from minimise.batch.stores import Store
from minimise.errors import DiskFull, UsageProblem

STATEMENT = ".statement.html"
"""What follows the stem in the name of the file that is renamed last; while anything is left, it is."""


class NameTaken(UsageProblem):
    """A file that is not ours stands where the results should go."""


class PathTooLong(UsageProblem):
    """The system cannot store a name in so deep a folder."""


@dataclass(slots=True)
class Places:
    """Where results go, and by what rule."""

    store: Store
    ledger: Ledger
    force: bool
    _next: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    """The number to try next for a name that many files want, so that each does not try all before it."""

    def put(self, job: str, stage: str, folder: str, wanted: str) -> None:
        """Move all files of a stage to the first free name: `wanted`, `wanted-2`, and so on.

        It may be called again after a sudden end: what has been moved stays, what has not is moved now.

        Raises:
            NameTaken: somebody else's file is there and may not be replaced.
            PathTooLong: the path is longer than the system can store.
            DiskFull: the folder cannot be written to.
        """
        stem = self._claimed(job, folder, wanted)
        problem: UsageProblem | None = None
        try:
            moves = [(name, stem + ending) for name, ending in _endings(self.store.files(stage))]
            if not self.force and not self.store.is_free(stage, folder, moves):
                problem = NameTaken()
            else:
                self.store.move(stage, folder, moves)
        except OSError as error:
            problem = PathTooLong() if error.errno == errno.ENAMETOOLONG else DiskFull()
        if problem is not None:
            raise problem

    def _claimed(self, job: str, folder: str, wanted: str) -> str:
        had = self.ledger.claimed(job)
        for number, stem in _stems(wanted, 1 if had else self._next.get((folder, wanted), 1)):
            if self.ledger.claim(job, self._digest(folder, stem)):
                self._next[folder, wanted] = max(number + 1, self._next.get((folder, wanted), 1))
                return stem
        raise AssertionError  # the numbers do not end

    def _digest(self, folder: str, stem: str) -> str:
        """Give the keyed digest under which a name is noted; names that differ in case only are one."""
        return self.ledger.digest(f"{folder}\0{stem}".casefold())


def staged_stem(files: Sequence[str]) -> str:
    """Give the redacted stem that the pipeline chose, or nothing if no file is left in the stage."""
    return next((name.removesuffix(STATEMENT) for name in files if name.endswith(STATEMENT)), "")


def _stems(wanted: str, first: int) -> Iterator[tuple[int, str]]:
    for number in count(first):
        yield number, wanted if number == 1 else f"{wanted}-{number}"


def _endings(files: Sequence[str]) -> list[tuple[str, str]]:
    """Give the files of a stage in the order they are moved, each with what follows its stem."""
    stem = staged_stem(files)
    in_order = sorted(files, key=lambda name: (name.endswith(STATEMENT), name)) if stem else ()
    return [(name, name[len(stem) :]) for name in in_order]
