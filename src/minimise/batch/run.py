"""The coordinator: lists, skips what is done, hands the rest to an engine, places results and keeps the ledger."""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

from minimise import __version__
from minimise.batch.engine import Engine, Terms
from minimise.batch.jobs import Job, Options, Result, State
from minimise.batch.ledger import Entry, Ledger, forgotten
from minimise.batch.listing import Listing, list_folder, names_for
from minimise.batch.manifest import read_manifest
from minimise.batch.placing import Places, staged_stem
from minimise.batch.report import report_html
from minimise.batch.summary import Ended, Line, Summary
from minimise.batch.worker import digest_of, models_here
from minimise.errors import DiskFull, Exit, MinimiseError, UsageProblem

REPORT = "batch-report.html"
_BAD = (State.FAILED, State.QUARANTINED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the sender asked for."""

    source: Path = field(repr=False)
    out: Path = field(repr=False)
    recipient: str = ""
    subjects: tuple[str, ...] = field(default=(), repr=False)
    options: Options = field(default=Options(), repr=False)
    manifest: Path | None = field(default=None, repr=False)
    resume: bool = False
    retry_failed: bool = False
    force: bool = False
    show_names: bool = False
    deadline: float = 120.0
    most_failures: float | None = None
    """A count, or below 1 a share of all files."""


class Watcher(Protocol):
    """Is told how the batch goes on, in counts."""

    def begins(self, files: int, done_before: int) -> None:
        """Everything is listed."""
        ...

    def ended(self, result: Result, state: State) -> None:
        """One more file has come to its end."""
        ...


Hiring = Callable[[Terms], Engine]
"""Gives the engine for a run."""


@dataclass(slots=True)
class Batch:
    """One run over a folder."""

    plan: Plan
    hire: Hiring
    watcher: Watcher
    _engine: Engine | None = None
    _ended: Ended = Ended.FINISHED

    def stop(self) -> None:
        """Stop soon: what is at work may end, the rest is left for `--resume`. Safe to call from a signal."""
        self._ended = Ended.STOPPED
        if self._engine is not None:
            self._engine.stop()

    def run(self) -> Summary:
        """Do all that is to be done and write the report.

        Raises:
            UsageProblem: the batch cannot begin as asked.
            PolicyInvalid: a recipient has no policy.
            SetupIncomplete: a model is missing.
        """
        start = time.monotonic()
        listing, jobs = jobs_of(self.plan)
        settings = settings_of(self.plan, jobs)
        _check_report(self.plan)
        ledger = Ledger(self.plan.out)
        try:
            entries = _entries(self.plan, ledger, jobs, settings)
            work = _Work(self.plan, ledger, jobs, entries, self.watcher)
            self._work(work)
            summary = work.summary(listing, self._ended, time.monotonic() - start)
            _write_report(self.plan.out, summary, names=self.plan.show_names)
        finally:
            ledger.close()
        return summary

    def _work(self, work: "_Work") -> None:
        terms = Terms(
            options=self.plan.options,
            stage=work.stage,
            key=work.ledger.key,
            run=secrets.token_hex(4),
            models=models_here(),
            deadline=self.plan.deadline,
            labels=work.ledger.labels,
            reviews=self.plan.out if self.plan.force else None,
        )
        full = False
        try:
            work.tidy()
            self._engine = self.hire(terms)
            if self._ended is Ended.STOPPED:
                return
            self._hear(work, self._engine)
            work.place_late()
        except DiskFull:
            full = True
        finally:
            if self._engine is not None:
                self._engine.close()
            work.sweep()
        if full:
            self._ended = Ended.DISK_FULL

    def _hear(self, work: "_Work", engine: Engine) -> None:
        for result in engine.run(work.waiting()):
            if result.kind == DiskFull.__name__:
                raise DiskFull
            work.note(result)
            if self._ended is Ended.FINISHED and work.too_many_failures():
                self._ended = Ended.TOO_MANY_FAILURES
                engine.stop()


@dataclass(slots=True)
class _Work:
    """The files of a run and how far each has come."""

    plan: Plan
    ledger: Ledger
    jobs: Sequence[Job]
    entries: list[Entry]
    watcher: Watcher
    names: list[str] = field(default_factory=list, repr=False)
    done_before: int = 0
    _bad: int = 0
    _late: dict[str, Result] = field(default_factory=dict)
    """Results whose file name had a name in it; they are placed at the end, in list order."""
    _index: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Plan a name for every file before any is written, so that names do not depend on who is first."""
        self.names = names_for([(job.folder, plain_stem(job.source)) for job in self.jobs])
        self._index = {entry.id: n for n, entry in enumerate(self.entries)}
        self.jobs = [replace(job, id=entry.id) for job, entry in zip(self.jobs, self.entries, strict=True)]
        self.done_before = sum(self._is_done(entry) for entry in self.entries)
        self._bad = sum(entry.state in _BAD for entry in self.entries)

    @property
    def stage(self) -> Path:
        """Where results wait for their names."""
        return self.ledger.folder / "stage"

    @staticmethod
    def _is_done(entry: Entry) -> bool:
        return entry.state in (State.WRITTEN, *_BAD)

    def tidy(self) -> None:
        """Finish what an earlier run had ready, and sweep away what it left half done."""
        self.watcher.begins(len(self.jobs), self.done_before)
        self.sweep()
        self.stage.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number, entry in enumerate(self.entries):
            if entry.state is not State.READY:
                continue
            if staged_stem(self.stage / entry.result.stage):
                self._ready(number, entry.result)
            elif entry.name:
                self._settled(number, entry.result, State.WRITTEN)
            else:
                self.entries[number] = forgotten(entry)

    def sweep(self) -> None:
        """Take away what attempts left behind that were lost or that nobody heard the end of."""
        keep = {entry.result.stage for entry in self.entries if entry.state is State.READY}
        for folder in self.stage.iterdir() if self.stage.is_dir() else ():
            if folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)

    def waiting(self) -> list[Job]:
        """Give the jobs that nothing has been done for."""
        return [job for job, entry in zip(self.jobs, self.entries, strict=True) if entry.state is None]

    def note(self, result: Result) -> None:
        """Keep how one job ended, and give its results their names."""
        number = self._index[result.job]
        if not result.written:
            self._fail(number, result, State.QUARANTINED if result.fatal else State.FAILED)
            return
        self.ledger.record(result, State.READY, looks=looks_of(self.jobs[number].source))
        if result.labels:
            self.ledger.keep_labels(self.jobs[number].case, result.labels)
        self.entries[number] = replace(self.entries[number], state=State.READY, result=result)
        self._ready(number, result)

    def place_late(self) -> None:
        """Name the results whose file names were redacted, in list order."""
        for id_ in sorted(self._late, key=self._index.__getitem__):
            number, result = self._index[id_], self._late[id_]
            self._place(number, result, staged_stem(self.stage / result.stage))
        self._late.clear()

    def too_many_failures(self) -> bool:
        """Say whether more files failed than the sender will put up with."""
        most = self.plan.most_failures
        return most is not None and self._bad > (most * len(self.jobs) if most < 1 else most)

    def summary(self, listing: Listing, ended: Ended, seconds: float) -> Summary:
        """Give what became of every file."""
        rows = zip(self.jobs, self.entries, strict=True)
        lines = tuple(
            Line(job.id, job.recipient, entry.state, entry.result, _shown(job.source, self.plan.source))
            for job, entry in rows
        )
        return Summary(lines, listing.passed_over, ended, seconds, self.done_before)

    def _ready(self, number: int, result: Result) -> None:
        stem = staged_stem(self.stage / result.stage)
        if stem == plain_stem(self.jobs[number].source):
            self._place(number, result, self.names[number])
        else:
            self._late[result.job] = result

    def _place(self, number: int, result: Result, wanted: str) -> None:
        problem: MinimiseError | None = None
        try:
            places = Places(self.plan.out, self.ledger, self.plan.force)
            places.put(result.job, self.stage / result.stage, self.jobs[number].folder, wanted)
        except DiskFull:
            raise
        except UsageProblem as found:
            problem = found
        if problem is None:
            self._settled(number, result, State.WRITTEN)
            return
        shutil.rmtree(self.stage / result.stage, ignore_errors=True)
        kind = type(problem).__name__
        self._fail(number, replace(result, code=int(problem.exit_code), kind=kind), State.FAILED)

    def _fail(self, number: int, result: Result, state: State) -> None:
        self.ledger.record(result, state, looks=looks_of(self.jobs[number].source))
        self._told(number, result, state)

    def _settled(self, number: int, result: Result, state: State) -> None:
        self.ledger.settle(result.job, state)
        self._told(number, result, state)

    def _told(self, number: int, result: Result, state: State) -> None:
        self.entries[number] = replace(self.entries[number], state=state, result=result)
        self._bad += state in _BAD
        self.watcher.ended(result, state)


def plain_stem(source: Path) -> str:
    """Give the stem that results have if nothing in the file's name is withheld."""
    from minimise.stages.record import safe_stem

    return safe_stem(source.stem)


def looks_of(source: Path) -> str:
    """Give what tells without reading that a file was not touched."""
    try:
        found = source.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def jobs_of(plan: Plan) -> tuple[Listing, list[Job]]:
    """Give every job of a plan, in an order that depends on the names alone."""
    if plan.manifest is not None:
        if not plan.source.is_dir():
            raise UsageProblem("the folder to be read does not exist", "Name a folder that holds the documents.")
        rows = read_manifest(plan.manifest, plan.source, plan.recipient, plan.subjects)
        return Listing((), 0), list(rows)
    if not plan.recipient:
        raise UsageProblem("--recipient is missing", "See `minimise batch --help`.")
    listing = list_folder(plan.source, plan.out)
    jobs = [
        Job("", path, path.parent.relative_to(plan.source).as_posix(), plan.recipient, plan.subjects)
        for path in listing.files
    ]
    return listing, jobs


def settings_of(plan: Plan, jobs: Sequence[Job]) -> dict[str, object]:
    """Give all that results depend on besides the files: policies, models, options.

    Raises:
        PolicyInvalid: a recipient has no policy.
    """
    from minimise.pipeline import Order, check_order

    options = plan.options
    policy_file = Path(options.policy_file) if options.policy_file else None
    prints = {
        recipient: check_order(
            Order(recipient, plan.out, policy_file=policy_file, emergency=options.emergency)
        ).fingerprint
        for recipient in sorted({job.recipient for job in jobs})
    }
    return {
        "version": __version__,
        "policies": prints,
        "models": models_here(),
        "options": asdict(replace(options, policy_file=None)),
    }


def _entries(plan: Plan, ledger: Ledger, jobs: Sequence[Job], settings: dict[str, object]) -> list[Entry]:
    """Give what the ledger knows, once it is clear that this batch goes on with it."""
    stamp = ledger.digest(hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest())
    if not plan.resume and not ledger.is_empty():
        if not plan.force:
            raise UsageProblem(
                "the output folder holds an earlier batch",
                "Use --resume to go on with it, --force to begin anew, or another output folder.",
            )
        ledger.clear()
    if ledger.fact("settings") not in (None, stamp) and not ledger.is_empty():
        raise UsageProblem(
            "the earlier batch in the output folder ran with other settings or another version",
            "Choose another output folder, or use --force without --resume to begin anew.",
        )
    ledger.set_fact("settings", stamp)
    names = [json.dumps([_shown(j.source, plan.source), j.recipient, *j.subjects, j.case]) for j in jobs]
    known = ledger.enter(names)
    return [_current(plan, ledger, entry, job) for entry, job in zip(known, jobs, strict=True)]


def _current(plan: Plan, ledger: Ledger, entry: Entry, job: Job) -> Entry:
    """Give an entry as it holds now: a file that changed since, or was not read at all, is to be done again."""
    if entry.state is None or entry.state is State.READY:
        return entry
    bad = entry.state is not State.WRITTEN
    if bad and (plan.retry_failed or (not entry.result.digest and not entry.result.kind.startswith("SIG"))):
        return forgotten(entry)
    if entry.looks and entry.looks == looks_of(job.source):
        return entry
    try:
        same = digest_of(job.source, bytes.fromhex(ledger.key)) == entry.result.digest
    except MinimiseError:
        same = not bad  # gone after its copy was written: the copy stands
    if same:
        return entry
    if bad or plan.force:
        return forgotten(entry)
    changed = replace(entry.result, code=int(Exit.USAGE), kind="ChangedSince")
    return replace(entry, state=State.FAILED, result=changed)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _check_report(plan: Plan) -> None:
    if not (plan.resume or plan.force) and os.path.lexists(plan.out / REPORT):
        raise UsageProblem(
            "the output folder holds the report of an earlier batch",
            "Use --resume to go on with it, --force to begin anew, or another output folder.",
        )


def _write_report(out: Path, summary: Summary, *, names: bool) -> None:
    """Put the report in place in one step; a full disk leaves the old one."""
    part = out / f".{REPORT}.part"
    try:
        part.write_bytes(report_html(summary, names=names))
        part.chmod(0o600 if names else 0o644)
        part.replace(out / REPORT)
    except OSError:
        part.unlink(missing_ok=True)
