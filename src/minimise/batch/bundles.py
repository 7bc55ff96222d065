"""Jobs that belong together, so that a document is read once and the labels of a case are given in order."""

from collections.abc import Iterable, Iterator

from minimise.batch.jobs import Job


class Bundles:
    """Jobs in list order, those that belong together in one bundle."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self._ahead = next(self._jobs, None)

    def next(self) -> Iterator[Job]:
        """Yield the jobs of the next bundle."""
        first = self._ahead
        while first is not None and self._ahead is not None and self._ahead.bundle == first.bundle:
            yield self._ahead
            self._ahead = next(self._jobs, None)
