"""An output folder in an object store: results wait beside it, are copied to their names, and then go from there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minimise.batch.far.path import FarPath, asked

LISTS = "jobs-*.jsonl"
"""The names of the lists by which a cluster is told of its jobs, beside the stages."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where results wait and where they go; every object appears whole or not at all."""

    out: FarPath = field(repr=False)
    room: FarPath = field(repr=False)

    def begin(self) -> None:
        """Do nothing: a store needs no folders."""

    def waiting(self) -> list[str]:
        """Give the names of all stages that hold something."""
        return sorted({path.parts[0] for path in self.room.below()})

    def drop(self, stage: str) -> None:
        """Take a stage away with all it holds."""
        folder = self.room / stage
        paths = [str((folder / path).path) for path in folder.below()]
        if paths:
            asked(lambda: folder.store().rm(paths))

    def files(self, stage: str) -> list[str]:
        """Give the names of what waits in a stage."""
        return [path.as_posix() for path in (self.room / stage).below()]

    def is_free(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> bool:
        """Say whether nobody else's object has one of the names.

        An object with the same bytes is our own, from a run that ended between the copying and the sweeping.
        """
        for old, new in moves:
            there = self.out / folder / new
            if there.exists() and there.read_bytes() != (self.room / stage / old).read_bytes():
                return False
        return True

    def move(self, stage: str, folder: str, moves: Sequence[tuple[str, str]]) -> None:
        """Copy all objects of a stage to their names, the last one last, and take the stage away."""
        pairs = [(str((self.room / stage / old).path), str((self.out / folder / new).path)) for old, new in moves]
        store = self.out.store()
        for part in (pairs[:-1], pairs[-1:]):
            if part:
                asked(lambda part=part: store.copy([old for old, _ in part], [new for _, new in part]))  # type: ignore[misc]
        self.drop(stage)

    def forget_lists(self) -> None:
        """Take away lists of jobs that an earlier run left."""
        store = self.room.store()
        for path in asked(lambda: store.glob(str(self.room.parent.path / LISTS))):
            asked(lambda path=path: store.rm(path))  # type: ignore[misc]

    def has(self, name: str) -> bool:
        """Say whether an object of this name is in the output folder."""
        return (self.out / name).exists()

    def put(self, name: str, data: bytes, *, private: bool) -> None:
        """Write an object into the output folder; who may read it is the store's own rule."""
        del private
        (self.out / name).write_bytes(data)


def upload(folder: Path, stage: FarPath) -> None:
    """Send every file of a folder to a stage.

    Raises:
        OSError: the store does not take them.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file())
    here, there = [str(path) for path in files], [str((stage / path.name).path) for path in files]
    asked(lambda: stage.store().put(here, there))
