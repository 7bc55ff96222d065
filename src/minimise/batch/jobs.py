"""The nouns of a batch: what is to be done with one file, and how that ended. Results hold no words."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from minimise import errors
from minimise.batch.stores import Source
from minimise.errors import Exit, MinimiseError

_CLASS_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")


class State(StrEnum):
    """How far a file has come. Only `written` means that there is a copy."""

    READY = "ready"
    WRITTEN = "written"
    FAILED = "failed"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every file of a batch; only a child process of ours may see the words in it."""

    protect: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    policy_file: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    strict: bool = False
    emergency: bool = False
    case_secret: str = field(default="", repr=False)
    """In hexadecimal digits."""
    record: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The answers of the sharing record, checked."""
    signing_key: str = field(default="", repr=False)
    """A private key in PEM form; it goes to a child process and into no file."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file for one recipient."""

    id: str
    """A number in list order such as `f0012`; it says nothing about the file."""
    source: Source = field(repr=False)
    folder: str = field(repr=False)
    """Where below the output folder the copy goes."""
    recipient: str
    subjects: tuple[str, ...] = field(default=(), repr=False)
    case: str = field(default="", repr=False)
    """The case whose labels it shares, if any."""
    together: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Recipient and folder of every copy of the same document in this batch, its own among them; none if it is one."""

    @property
    def bundle(self) -> tuple[str, ...]:
        """What jobs have in common that are done one after the other: a case, or else a document and its subjects."""
        return (self.case,) if self.case else (str(self.source), *self.subjects)


@dataclass(frozen=True, slots=True)
class Result:
    """How one attempt ended: counts, codes and a class name, nothing else."""

    job: str
    code: int
    kind: str = ""
    """The class of the error, or how the worker died: `SIGSEGV`, `Deadline`, `Memory`."""
    withheld: int = 0
    waiting: int = 0
    certain: bool = True
    log_whole: bool = False
    digest: str = ""
    """Keyed digest of the input, if it could be read."""
    stage: str = ""
    """The name of the private folder where the files wait for their names."""
    seconds: float = 0.0
    fatal: bool = False
    """Whether the worker was lost or its state is in doubt; such a job gets one more try, alone."""
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Labels that are new to the case, by keyed digest."""
    apart: int = 0
    """Ways in which this copy and another of the same document would undo each other."""
    leaving: bool = False
    """Whether the worker ends after this result and a fresh one takes its seat."""

    @property
    def written(self) -> bool:
        """Whether the attempt left a verified copy."""
        return self.code in (Exit.DONE, Exit.REVIEW)

    def line(self) -> bytes:
        """Give the result as one line for a pipe."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> "Result":
        """Read a line back.

        Raises:
            ValueError: it is not a whole result; a worker that died while writing leaves half a line.
        """
        row = json.loads(line)
        if not isinstance(row, dict) or set(row) != set(cls.__slots__):
            raise ValueError("not a result")
        return cls(**row)


def failed(job: str, problem: BaseException, digest: str = "") -> Result:
    """Turn an error into a result; its message stays behind, because it may hold words."""
    name = type(problem).__name__
    kind = name if _CLASS_NAME.fullmatch(name) else "Error"
    code = problem.exit_code if isinstance(problem, MinimiseError) else Exit.BUG
    return Result(job, int(code), kind, digest=digest, fatal=isinstance(problem, MemoryError))


_DEATHS = {
    "Deadline": (
        "it took longer than one file may take",
        "Open it and save a fresh copy, or give a longer --deadline.",
    ),
    "MemoryError": ("it needs more memory than one file may take", "Save a fresh copy without its pictures."),
    "ChangedMeanwhile": ("the file changed while it was read", "Run the batch again with --resume."),
    "ChangedSince": ("the file changed after its copy was written", "Use --force with --resume to replace the copy."),
    "NameTaken": ("a file with this name is already there", "Use --force to replace it, or another output folder."),
    "PathTooLong": ("the results would stand in a deeper folder than the system can store", "Choose a shorter folder."),
    "Unreadable": ("the file could not be read", "Check who may read it, and that it is still there."),
}


def reason(kind: str) -> tuple[str, str]:
    """Give one sentence about what went wrong and one about what to do, from our own words only."""
    if kind in _DEATHS:
        return _DEATHS[kind]
    known = getattr(errors, kind, None)
    if isinstance(known, type) and issubclass(known, MinimiseError):
        return known.summary, known.advice
    if kind.startswith("SIG"):
        return f"reading it crashed a worker ({kind})", "Open it in the program that made it and save a fresh copy."
    return f"a bug in minimise ({kind})", MinimiseError.advice


def row_of(
    job: Job,
    stage: Source,
    options: Options,
    key: str,
    reviews: Path | None = None,
    labels: Mapping[str, str] | None = None,
    scratch: Path | None = None,
) -> dict[str, Any]:
    """Give what a worker is told about a job; it goes through a pipe to a child process and nowhere else."""
    earlier = {whom: str(reviews / folder) for whom, folder in job.together} if reviews is not None else {}
    return {
        "job": job.id,
        "source": str(job.source),
        "stage": str(stage),
        "recipient": job.recipient,
        "subjects": list(job.subjects),
        "case": job.case or "case",
        "key": key,
        "review_dir": None if reviews is None else str(reviews / job.folder),
        "together": {whom: earlier.get(whom) for whom, _ in job.together},
        "scratch": None if scratch is None else str(scratch),
        "labels": None if labels is None else dict(labels),
        **asdict(options),
    }
