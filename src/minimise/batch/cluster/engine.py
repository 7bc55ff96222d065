"""The engine for many machines: hands references to a Dask scheduler and hears results; the only home of Dask."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from minimise.batch.bundles import Bundles
from minimise.batch.cluster.host import do_reference, packed
from minimise.batch.cluster.jobs_file import JobsFile
from minimise.batch.cluster.links import Link
from minimise.batch.engine import Terms
from minimise.batch.jobs import Job, Result
from minimise.errors import Exit, MinimiseError, SetupIncomplete

_AHEAD = 4
"""Tasks that wait on each worker, so that none is idle while a result travels."""
_TICK = 0.5


class ClusterLost(MinimiseError):
    """The scheduler or all of its workers went away; what is done is in the ledger."""

    exit_code = Exit.BATCH
    summary = "the cluster cannot be reached"
    advice = "See that scheduler and workers are up, then go on with --resume."


@dataclass(slots=True)
class DaskEngine:
    """Runs jobs on the workers of a Dask scheduler, or of one that it starts itself on this machine."""

    link: Link
    workers: int
    terms: Terms
    _client: Any = field(default=None, repr=False)
    _cluster: Any = field(default=None, repr=False)
    _stopped: bool = False

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Give one result a job, in the order they end.

        Raises:
            ClusterLost: the scheduler went away.
            SetupIncomplete: the extra `cluster` is not installed.
        """
        todo = list(jobs)
        if not todo:
            return
        self._join()
        listed = JobsFile.written(self.terms.stage.parent, todo, self.terms)
        lost = False
        try:
            yield from self._results(listed, todo)
        except _lost_errors():
            lost = True
        finally:
            listed.remove()
        if lost:
            raise ClusterLost

    def stop(self) -> None:
        """Begin nothing new."""
        self._stopped = True

    def close(self) -> None:
        """Leave the scheduler; end it if it is ours."""
        for thing in (self._client, self._cluster):
            if thing is not None:
                with suppress(Exception):
                    thing.close()
        self._client = self._cluster = None

    def _results(self, listed: JobsFile, jobs: Sequence[Job]) -> Iterator[Result]:
        from distributed import as_completed

        waiting = Bundles(jobs)
        flying: dict[str, deque[Job]] = {}
        landed = as_completed()  # type: ignore[no-untyped-call]
        while True:
            while not self._stopped and len(flying) < _AHEAD * max(self.workers, self._there()):
                bundle = deque(waiting.next())
                if not bundle:
                    break
                self._send(listed, bundle, flying, landed)
            if not flying:
                return
            future = next(landed)
            bundle = flying.pop(future.key)
            job = bundle.popleft()
            yield self._landed(job, future)
            if bundle and not self._stopped:
                self._send(listed, bundle, flying, landed)

    def _send(self, listed: JobsFile, bundle: deque[Job], flying: dict[str, deque[Job]], landed: Any) -> None:
        job = bundle[0]
        labels = self.terms.labels(job.case) if job.case and self.terms.labels is not None else None
        key = f"{self.terms.run}-{job.id}"
        flying[key] = bundle
        landed.add(
            self._client.submit(do_reference, job.id, packed(listed.references[job.id]), labels, key=key, pure=False)
        )

    def _landed(self, job: Job, future: Any) -> Result:
        """Read a result; a task that Dask gave up ended every worker it was tried on."""
        line = future.result() if future.status == "finished" else None
        kind = "KilledWorker"
        future.release()
        if line is not None:
            return Result.of_line(line.encode())
        return Result(job.id, int(Exit.UNREADABLE), kind, fatal=True)

    def _there(self) -> int:
        """Say how many workers the scheduler has now; more may join at any time."""
        if self._cluster is not None:
            return self.workers
        return sum(int(n) for n in self._client.nthreads().values()) if self.workers == 0 else self.workers

    def _join(self) -> None:
        """Become a client of the scheduler.

        Raises:
            SetupIncomplete: the extra is not installed.
            ClusterLost: nobody answers.
        """
        try:
            import distributed
        except ImportError:
            distributed = None  # type: ignore[assignment,unused-ignore]
        if distributed is None:
            raise SetupIncomplete("the extra `cluster` is not installed", "Install `minimise[cluster]`.")
        lost = False
        try:
            self._connect(distributed)
        except (OSError, TimeoutError, ValueError):
            lost = True
        if lost:
            self.close()
            raise ClusterLost

    def _connect(self, distributed: Any) -> None:
        import logging

        for name in ("distributed", "distributed.worker", "distributed.nanny", "distributed.scheduler", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        if self.link.address:
            self._client = distributed.Client(self.link.address, security=self._security(distributed), timeout=30)
            return
        # Certificates here too: other accounts on this machine could reach the port.
        security = distributed.Security.temporary()
        self._cluster = distributed.LocalCluster(
            n_workers=self.workers or os.cpu_count() or 1,
            threads_per_worker=1,
            host="127.0.0.1",
            protocol="tls://",
            dashboard_address=None,
            security=security,
            silence_logs=logging.CRITICAL,
        )
        self._client = distributed.Client(self._cluster, security=security)

    def _security(self, distributed: Any) -> Any:
        if not self.link.encrypted:
            return None
        files = {"tls_ca_file": self.link.ca, "tls_client_cert": self.link.cert, "tls_client_key": self.link.key}
        return distributed.Security(
            require_encryption=True, **{name: str(path) for name, path in files.items()}
        )  # fmt: skip


def _lost_errors() -> tuple[type[BaseException], ...]:
    from concurrent.futures import CancelledError

    from distributed.comm.core import CommClosedError

    return (OSError, CommClosedError, CancelledError, TimeoutError)
