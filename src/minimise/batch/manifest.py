"""A table of files, recipients, subjects and cases, so that a mixed folder runs in one go."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from minimise.batch.jobs import Job
from minimise.errors import UsageProblem
from minimise.safe import Id

COLUMNS = ("file", "recipient", "subject", "case")
_ADVICE = "Give a UTF-8 CSV file whose first line is `file,recipient,subject,case`."


def read_manifest(manifest: Path, folder: Path, recipient: str, subjects: tuple[str, ...]) -> tuple[Job, ...]:
    """Give a job for each row, the same row never twice.

    What a row leaves empty comes from the command line. Several subjects are parted by `;`. The results of each
    recipient go into a folder of their own. A file that is not there is a job too, so that it ends as a failure.

    Raises:
        UsageProblem: the table cannot be read, or a row of it asks for something that cannot be.
    """
    jobs = [_job(number, row, folder, recipient, subjects) for number, row in _rows(manifest)]
    if not jobs:
        raise UsageProblem("the manifest has no rows", _ADVICE)
    # Rows of one document stand together, so that it is read once; rows of one case, so that labels can be shared.
    ordered = sorted(jobs, key=lambda job: (job.case, job.source.as_posix(), job.recipient, job.subjects))
    return tuple(dict.fromkeys(ordered))


def _rows(manifest: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = manifest.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(text.splitlines(), strict=True, restkey="", restval=""))
    except (OSError, UnicodeDecodeError, csv.Error):
        rows = None
    if rows is None:
        raise UsageProblem("the manifest cannot be read", _ADVICE)
    if rows and ("file" not in rows[0] or not set(rows[0]) <= set(COLUMNS)):
        raise UsageProblem("the manifest has other columns than it should", _ADVICE)
    yield from enumerate(rows, start=2)


def _job(number: int, row: Mapping[str, str], folder: Path, recipient: str, subjects: tuple[str, ...]) -> Job:
    name = PurePosixPath(row["file"].strip().replace("\\", "/"))
    if not name.name or name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise UsageProblem("a file of the manifest is not inside the folder", "Name files below IN.", line=number)
    whom = row.get("recipient", "").strip() or recipient
    if not whom:
        raise UsageProblem("a row of the manifest names no recipient", "Fill it in, or give --recipient.", line=number)
    named = tuple(part.strip() for part in row.get("subject", "").split(";") if part.strip())
    return Job(
        id="",
        source=folder / name,
        folder=(PurePosixPath(whom.replace(":", "-")) / name.parent).as_posix(),
        recipient=whom,
        subjects=named or subjects,
        case=_case(row.get("case", "").strip(), number),
    )


def _case(text: str, number: int) -> str:
    try:
        return Id(text) if text else ""
    except ValueError:
        pass
    raise UsageProblem(
        "a case code of the manifest holds more than letters, digits and - . _ : /", "Use the case number.", line=number
    )
