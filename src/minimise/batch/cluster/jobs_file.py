"""The list of jobs beside the results: tasks say where in it a job stands, so that no name passes the scheduler."""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from minimise.batch.engine import Terms
from minimise.batch.far import FarPath
from minimise.batch.jobs import Job, Options
from minimise.batch.stores import Source, absolute, source_of
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

    path: Source = field(repr=False)
    references: dict[str, Reference] = field(repr=False)

    @classmethod
    def written(cls, folder: Source, jobs: Sequence[Job], terms: Terms) -> "JobsFile":
        """Write the list.

        Raises:
            DiskFull: there is no room for it.
        """
        path = folder / f"jobs-{terms.run}.jsonl"
        lines: list[bytes] = []
        references: dict[str, Reference] = {}
        start = 0
        for job in jobs:
            line = json.dumps(_row(job, terms)).encode()
            digest = hashlib.sha256(line).hexdigest()
            references[job.id] = Reference(absolute(path), start, len(line), digest, terms.models)
            lines.append(line + b"\n")
            start += len(line) + 1
        if not _kept(path, b"".join(lines)):
            raise DiskFull
        return cls(path, references)

    def remove(self) -> None:
        """Take the list away; it holds names."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _kept(path: Source, data: bytes) -> bool:
    try:
        if isinstance(path, FarPath):
            path.write_bytes(data)
            return True
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        pass
    else:
        return True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def read_job(reference: Reference) -> tuple[Job, Terms] | None:
    """Give the job a reference stands for and its terms, or None if it is not the one that was meant."""
    try:
        line = _piece(source_of(reference.file), reference.start, reference.length)
    except OSError:
        return None
    if hashlib.sha256(line).hexdigest() != reference.digest:
        return None
    row = json.loads(line)
    job = Job(
        row["id"], source_of(row["source"]), row["folder"], row["recipient"], tuple(row["subjects"]), row["case"],
        tuple((whom, folder) for whom, folder in row["together"]),
    )  # fmt: skip
    given: dict[str, Any] = row["options"]
    options = Options(**(given | {"protect": tuple(given["protect"]), "keep": tuple(given["keep"])}))
    terms = Terms(
        options=options,
        stage=source_of(row["stage"]),
        key=row["key"],
        run=row["run"],
        deadline=row["deadline"],
        reviews=Path(row["reviews"]) if row["reviews"] else None,
    )
    return job, terms


def _piece(file: Source, start: int, length: int) -> bytes:
    if isinstance(file, FarPath):
        return file.read_bytes(start, start + length)
    with file.open("rb") as opened:
        opened.seek(start)
        return opened.read(length)


def _row(job: Job, terms: Terms) -> dict[str, Any]:
    return {
        "id": job.id,
        "source": absolute(job.source),
        "folder": job.folder,
        "recipient": job.recipient,
        "subjects": list(job.subjects),
        "case": job.case,
        "together": job.together,
        "options": asdict(replace(terms.options, signing_key="")),
        "stage": absolute(terms.stage),
        "key": terms.key,
        "run": terms.run,
        "deadline": terms.deadline,
        "reviews": str(terms.reviews.absolute()) if terms.reviews is not None else None,
    }
