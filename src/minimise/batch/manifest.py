"""A table of files, recipients, subjects and cases, so that a mixed folder runs in one go."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from minimise.batch.jobs import Job
from minimise.batch.stores import Source
from minimise.copies import folder_of
from minimise.errors import UsageProblem
from minimise.safe import Id

COLUMNS = ("file", "recipient", "subject", "case")
_ADVICE = "Give a UTF-8 CSV file whose first line is `file,recipient,subject,case`."


def read_manifest(
    manifest: Path, folder: Source, recipients: tuple[str, ...], subjects: tuple[str, ...]
) -> tuple[Job, ...]:
    """Give a job for each row, the same row never twice.

    What a row leaves empty comes from the command line. Several subjects are parted by `;`. The results of each
    recipient go into a folder of their own. A file that is not there is a job too, so that it ends as a failure.

    Raises:
        UsageProblem: the table cannot be read, or a row of it asks for something that cannot be.
    """
    jobs = [job for number, row in _rows(manifest) for job in _jobs(number, row, folder, recipients, subjects)]
    if not jobs:
        raise UsageProblem("the manifest has no rows", _ADVICE)
    # Rows of one document stand together, so that it is read once; rows of one case, so that labels can be shared.
    ordered = sorted(jobs, key=lambda job: (job.case, job.source.as_posix(), job.subjects, job.recipient))
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


def _jobs(
    number: int, row: Mapping[str, str], folder: Source, recipients: tuple[str, ...], subjects: tuple[str, ...]
) -> Iterator[Job]:
    name = PurePosixPath(row["file"].strip().replace("\\", "/"))
    if not name.name or name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise UsageProblem("a file of the manifest is not inside the folder", "Name files below IN.", line=number)
    whom = row.get("recipient", "").strip()
    if not whom and not recipients:
        raise UsageProblem("a row of the manifest names no recipient", "Fill it in, or give --recipient.", line=number)
    named = tuple(part.strip() for part in row.get("subject", "").split(";") if part.strip())
    case = _case(row.get("case", "").strip(), number)
    for each in (whom,) if whom else recipients:
        below = (PurePosixPath(folder_of(each)) / name.parent).as_posix()
        yield Job("", folder / name, below, each, named or subjects, case)


def _case(text: str, number: int) -> str:
    try:
        return Id(text) if text else ""
    except ValueError:
        pass
    raise UsageProblem(
        "a case code of the manifest holds more than letters, digits and - . _ : /", "Use the case number.", line=number
    )
