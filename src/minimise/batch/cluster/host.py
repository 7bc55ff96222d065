"""What a Dask worker runs: the supervisor of one machine for one job at a time. It never raises and never prints."""

import atexit
import os
import shutil
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp

from minimise.batch.cluster.jobs_file import Reference, read_job
from minimise.batch.engine import Terms
from minimise.batch.far import FarPath
from minimise.batch.jobs import Result, failed
from minimise.batch.seats import Seats, seats
from minimise.batch.supervisor import Supervisor
from minimise.batch.worker import models_here
from minimise.errors import SetupIncomplete, UsageProblem

_here = threading.local()


class ReferenceBroken(UsageProblem):
    """The list of jobs is not where the task says, or its line was changed."""


@dataclass(slots=True)
class _Host:
    """One seat, kept warm from task to task."""

    seats: Seats = field(default_factory=seats)
    scratch: str = ""
    """A private folder for results on their way to an object store."""

    def do(self, job_id: str, reference: Reference, labels: Mapping[str, str] | None) -> Result:
        if reference.models and tuple(reference.models) != models_here():
            raise SetupIncomplete
        found = read_job(reference)
        if found is None:
            raise ReferenceBroken
        job, terms = found
        # Two tries of one job on two machines must not meet: each task has folders of its own.
        mine: Terms = replace(
            terms,
            run=f"{terms.run}{os.urandom(4).hex()}",
            labels=lambda _: dict(labels or {}),
            scratch=self._scratch() if isinstance(terms.stage, FarPath) else None,
        )
        (result,) = Supervisor(self.seats, 1, mine).run([job])
        return result if result.job == job_id else replace(result, job=job_id)

    def _scratch(self) -> Path:
        if not self.scratch:
            self.scratch = mkdtemp(prefix="minimise-")
        return Path(self.scratch)

    def close(self) -> None:
        """End the worker and take away what it left."""
        self.seats.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


def do_reference(job_id: str, reference: Mapping[str, object], labels: Mapping[str, str] | None) -> str:
    """Do the job that a reference stands for; give its result as a line without words."""
    host = getattr(_here, "host", None)
    if host is None:
        host = _here.host = _Host()
        atexit.register(host.close)
    try:
        result = host.do(job_id, Reference(**reference), labels)  # type: ignore[arg-type]
    except Exception as problem:  # noqa: BLE001  Dask would log an exception with its message
        result = failed(job_id, problem)
    return result.line().decode()


def packed(reference: Reference) -> dict[str, object]:
    """Give a reference as plain values, so that no class of ours has to be unpickled by a scheduler."""
    return asdict(reference)
