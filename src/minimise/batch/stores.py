"""Where documents come from and results go: folders of this machine, or an object store that looks like one."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from minimise.batch.far import LISTS, Bucket, FarPath, is_far

FOLDER = ".minimise-batch"
Source = Path | FarPath
"""A document or a folder, here or far away."""


class Store(Protocol):
    """What holds results: first under the name of a stage, then under their own names."""

    def begin(self) -> None:
        """Make ready for results."""
        ...

    def waiting(self) -> list[str]:
        """Give the names of all stages."""
        ...

    def drop(self, stage: str) -> None:
        """Take a stage away with all it holds."""
        ...

    def files(self, stage: str) -> list[str]:
        """Give the names of what waits in a stage; nothing if there is none."""
        ...

    def is_free(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> bool:
        """Say whether nobody else's file has one of the names that a stage's files shall get."""
        ...

    def move(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> None:
        """Give all files of a stage their names, in this order. May be called again after a sudden end.

        Raises:
            OSError: it cannot be done.
        """
        ...

    def forget_lists(self) -> None:
        """Take away lists of jobs that an earlier run on a cluster had no time to take away; they hold names."""
        ...

    def has(self, name: str) -> bool:
        """Say whether a file of this name is in the output folder."""
        ...

    def put(self, name: str, data: bytes, *, private: bool) -> None:
        """Write a file into the output folder in one step.

        Raises:
            OSError: it cannot be done.
        """
        ...


@dataclass(frozen=True, slots=True)
class Disk:
    """An output folder of this machine; files are renamed within one file system."""

    out: Path = field(repr=False)
    room: Path = field(repr=False)

    def begin(self) -> None:
        """Make the folder in which results wait."""
        self.room.mkdir(parents=True, exist_ok=True, mode=0o700)

    def waiting(self) -> list[str]:
        """Give the names of all stages."""
        return sorted(path.name for path in self.room.iterdir()) if self.room.is_dir() else []

    def drop(self, stage: str) -> None:
        """Take a stage away with all it holds."""
        shutil.rmtree(self.room / stage, ignore_errors=True)

    def files(self, stage: str) -> list[str]:
        """Give the names of what waits in a stage."""
        folder = self.room / stage
        return [path.name for path in folder.iterdir()] if folder.is_dir() else []

    def is_free(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> bool:
        """Say whether none of the names is taken."""
        del stage
        return not any(os.path.lexists(self.out / folder / new) for _, new in moves)

    def move(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> None:
        """Rename every file; what an earlier call has moved is no longer there and not asked for."""
        target = self.out / folder
        target.mkdir(parents=True, exist_ok=True)
        for old, new in moves:
            (self.room / stage / old).replace(target / new)
        if os.name != "nt":  # Windows cannot open a folder and does not need it
            handle = os.open(target, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        self.drop(stage)

    def forget_lists(self) -> None:
        """Take away lists of jobs that an earlier run left."""
        for path in self.room.parent.glob(LISTS):
            path.unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name, or anything else."""
        return os.path.lexists(self.out / name)

    def put(self, name: str, data: bytes, *, private: bool) -> None:
        """Write a file beside its place and rename it; a full disk leaves the old one."""
        part = self.out / f".{name}.part"
        try:
            part.write_bytes(data)
            part.chmod(0o600 if private else 0o644)
            part.replace(self.out / name)
        finally:
            part.unlink(missing_ok=True)


def source_of(text: str) -> Source:
    """Give the place that a text names.

    Raises:
        UsageProblem: it is an address of a kind that cannot be used.
    """
    return FarPath.of(text) if is_far(text) else Path(text)


def store_of(out: Source) -> Store:
    """Give the store of an output folder."""
    if isinstance(out, FarPath):
        return Bucket(out, out / FOLDER / "stage")
    return Disk(out, out / FOLDER / "stage")


def room_of(out: Source) -> Source:
    """Give the place where the stages of an output folder stand."""
    return out / FOLDER / "stage"


def shown(path: Source, root: Source) -> str:
    """Give a document's place as seen from the folder it was found in."""
    if isinstance(path, FarPath) and isinstance(root, FarPath):
        return path.path.relative_to(root.path).as_posix() if path.path.is_relative_to(root.path) else str(path)
    here = Path(str(path))
    return here.relative_to(str(root)).as_posix() if here.is_relative_to(str(root)) else here.as_posix()


def absolute(place: Source) -> str:
    """Give a place as text that means the same wherever it is read."""
    return str(place) if isinstance(place, FarPath) else str(place.absolute())


def looks_of(source: Source) -> str:
    """Give what tells without reading that a file was not touched; nothing if it cannot be told."""
    try:
        if isinstance(source, FarPath):
            return source.looks()
        found = source.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"
