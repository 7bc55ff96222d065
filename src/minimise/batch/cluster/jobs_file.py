"""The list of jobs beside the results: tasks say where in it a job stands, so that no name passes the scheduler."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from minimise.batch.engine import Terms
from minimise.batch.jobs import Job, Options
from minimise.errors import DiskFull


@dataclass(frozen=True, slots=True)
class Reference:
    """What a task carries: where a job stands, and what must be there to do it."""

    file: str = field(repr=False)
    start: int
    length: int
    digest: str
    """Of the job's line; what was changed in between is not done."""
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobsFile:
    """A private file with one line a job, under the terms that stand in its first line; gone after the run."""

    path: Path = field(repr=False)
    references: dict[str, Reference] = field(repr=False)

    @classmethod
    def written(cls, folder: Path, jobs: Sequence[Job], terms: Terms) -> "JobsFile":
        """Write the list.

        Raises:
            DiskFull: there is no room for it.
        """
        path = folder / f"jobs-{terms.run}.jsonl"
        written = False
        references: dict[str, Reference] = {}
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for job in jobs:
                    line = json.dumps(_row(job, terms)).encode()
                    digest = hashlib.sha256(line).hexdigest()
                    references[job.id] = Reference(str(path), file.tell(), len(line), digest, terms.models)
                    file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
            written = True
        except OSError:
            pass
        if not written:
            path.unlink(missing_ok=True)
            raise DiskFull
        return cls(path, references)

    def remove(self) -> None:
        """Take the list away; it holds names."""
        self.path.unlink(missing_ok=True)


def read_job(reference: Reference) -> tuple[Job, Terms] | None:
    """Give the job a reference stands for and its terms, or None if it is not the one that was meant."""
    try:
        with Path(reference.file).open("rb") as file:
            file.seek(reference.start)
            line = file.read(reference.length)
    except OSError:
        return None
    if hashlib.sha256(line).hexdigest() != reference.digest:
        return None
    row = json.loads(line)
    job = Job(
        row["id"], Path(row["source"]), row["folder"], row["recipient"], tuple(row["subjects"]), row["case"]
    )  # fmt: skip
    given: dict[str, Any] = row["options"]
    options = Options(**(given | {"protect": tuple(given["protect"]), "keep": tuple(given["keep"])}))
    terms = Terms(
        options=options,
        stage=Path(row["stage"]),
        key=row["key"],
        run=row["run"],
        deadline=row["deadline"],
        reviews=Path(row["reviews"]) if row["reviews"] else None,
    )
    return job, terms


def _row(job: Job, terms: Terms) -> dict[str, Any]:
    return {
        "id": job.id,
        "source": str(job.source.absolute()),
        "folder": job.folder,
        "recipient": job.recipient,
        "subjects": list(job.subjects),
        "case": job.case,
        "options": asdict(terms.options),
        "stage": str(terms.stage.absolute()),
        "key": terms.key,
        "run": terms.run,
        "deadline": terms.deadline,
        "reviews": str(terms.reviews.absolute()) if terms.reviews is not None else None,
    }
