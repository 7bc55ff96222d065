"""The seam every engine plugs into: jobs in, exactly one result each out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from minimise.batch.jobs import Job, Options, Result
from minimise.batch.stores import Source


class Engine(Protocol):
    """What does the jobs. Every job given in gives exactly one result, unless the engine is stopped."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Give results as they come."""
        ...

    def stop(self) -> None:
        """Begin nothing new; `run` ends when what is at work has ended or had its time of grace."""
        ...

    def close(self) -> None:
        """Let go of every process."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every job of a run."""

    options: Options = field(repr=False)
    stage: Source = field(repr=False)
    key: str = field(repr=False)
    run: str
    """A code of this run's own, in the names of folders where results wait."""
    models: tuple[str, ...] = ()
    """Names and versions that every worker must have."""
    deadline: float = 120.0
    labels: Callable[[str], dict[str, str]] | None = field(default=None, repr=False)
    """Gives the labels that a case has so far."""
    grace: float = 10.0
    reviews: Path | None = field(default=None, repr=False)
    """The output folder, if its review files are to be carried on."""
    scratch: Path | None = field(default=None, repr=False)
    """A private folder of this machine for results on their way to an object store."""
