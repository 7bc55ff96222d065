"""The coordinator: lists, skips what is done, hands the rest to an engine, places results and keeps the ledger."""

import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from minimise.batch.engine import Engine, Terms
from minimise.batch.jobs import Job, Result, State
from minimise.batch.ledger import Entry, Ledger, forgotten
from minimise.batch.listing import Listing, names_for
from minimise.batch.placing import Places, staged_stem
from minimise.batch.planning import Plan, entries_of, jobs_of, settings_of
from minimise.batch.report import report_html
from minimise.batch.stores import Source, Store, looks_of, room_of, shown, store_of
from minimise.batch.summary import Ended, Line, Summary
from minimise.batch.worker import models_here
from minimise.errors import DiskFull, MinimiseError, UsageProblem

REPORT = "batch-report.html"
_BAD = (State.FAILED, State.QUARANTINED)


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
        store = store_of(self.plan.out)
        settings = settings_of(self.plan, jobs)
        _check_report(self.plan, store)
        ledger = Ledger(self.plan.home)
        try:
            entries = entries_of(self.plan, ledger, jobs, settings)
            work = _Work(self.plan, ledger, store, jobs, entries, self.watcher)
            self._work(work)
            summary = work.summary(listing, self._ended, time.monotonic() - start)
            _write_report(store, summary, names=self.plan.show_names)
        finally:
            ledger.close()
        return summary

    def _work(self, work: "_Work") -> None:
        terms = Terms(
            options=self.plan.options,
            stage=room_of(self.plan.out),
            key=work.ledger.key,
            run=secrets.token_hex(4),
            models=models_here(),
            deadline=self.plan.deadline,
            labels=work.ledger.labels,
            reviews=work.reviews,
            scratch=work.ledger.folder / "scratch",
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
    store: Store
    jobs: Sequence[Job]
    entries: list[Entry]
    watcher: Watcher
    names: list[str] = field(default_factory=list, repr=False)
    done_before: int = 0
    _bad: int = 0
    _late: dict[str, Result] = field(default_factory=dict)
    """Results whose file name had a name in it; they are placed at the end, in list order."""
    _index: dict[str, int] = field(default_factory=dict)

    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        """Plan a name for every file before any is written, so that names do not depend on who is first."""
        self.names = names_for([(job.folder, plain_stem(job.source)) for job in self.jobs])
        self._places = Places(self.store, self.ledger, self.plan.force)
        self._index = {entry.id: n for n, entry in enumerate(self.entries)}
        self.jobs = [replace(job, id=entry.id) for job, entry in zip(self.jobs, self.entries, strict=True)]
        self.done_before = sum(self._is_done(entry) for entry in self.entries)
        self._bad = sum(entry.state in _BAD for entry in self.entries)

    @property
    def reviews(self) -> Path | None:
        """The output folder, if its review files are to be carried on."""
        return self.plan.out if self.plan.force and isinstance(self.plan.out, Path) else None

    @staticmethod
    def _is_done(entry: Entry) -> bool:
        return entry.state in (State.WRITTEN, *_BAD)

    def tidy(self) -> None:
        """Finish what an earlier run had ready, and sweep away what it left half done."""
        self.watcher.begins(len(self.jobs), self.done_before)
        self.sweep()
        self.store.begin()
        for number, entry in enumerate(self.entries):
            if entry.state is not State.READY:
                continue
            if self._stem(entry.result):
                self._ready(number, entry.result)
            elif entry.name:
                self._settled(number, entry.result, State.WRITTEN)
            else:
                self.entries[number] = forgotten(entry)

    def sweep(self) -> None:
        """Take away what attempts left behind that were lost or that nobody heard the end of."""
        keep = {entry.result.stage for entry in self.entries if entry.state is State.READY}
        with suppress(OSError):  # a store that is gone is swept next time
            self.store.forget_lists()
            for stage in self.store.waiting():
                if stage not in keep:
                    self.store.drop(stage)
        shutil.rmtree(self.ledger.folder / "scratch", ignore_errors=True)

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
            self._place(number, result, self._stem(result))
        self._late.clear()

    def too_many_failures(self) -> bool:
        """Say whether more files failed than the sender will put up with."""
        most = self.plan.most_failures
        return most is not None and self._bad > (most * len(self.jobs) if most < 1 else most)

    def summary(self, listing: Listing, ended: Ended, seconds: float) -> Summary:
        """Give what became of every file."""
        rows = zip(self.jobs, self.entries, strict=True)
        lines = tuple(
            Line(job.id, job.recipient, entry.state, entry.result, shown(job.source, self.plan.source))
            for job, entry in rows
        )
        return Summary(lines, listing.passed_over, ended, seconds, self.done_before)

    def _ready(self, number: int, result: Result) -> None:
        stem = self._stem(result)
        if stem == plain_stem(self.jobs[number].source):
            self._place(number, result, self.names[number])
        else:
            self._late[result.job] = result

    def _stem(self, result: Result) -> str:
        """Give the stem under which a result waits.

        Raises:
            DiskFull: the store does not answer.
        """
        try:
            return staged_stem(self.store.files(result.stage))
        except OSError:
            pass
        raise DiskFull

    def _place(self, number: int, result: Result, wanted: str) -> None:
        problem: MinimiseError | None = None
        try:
            self._places.put(result.job, result.stage, self.jobs[number].folder, wanted)
        except DiskFull:
            raise
        except UsageProblem as found:
            problem = found
        if problem is None:
            self._settled(number, result, State.WRITTEN)
            return
        with suppress(OSError):
            self.store.drop(result.stage)
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


def plain_stem(source: Source) -> str:
    """Give the stem that results have if nothing in the file's name is withheld."""
    from minimise.stages.record import safe_stem

    return safe_stem(source.stem)


def _check_report(plan: Plan, store: Store) -> None:
    there = False
    lost = False
    try:
        there = not (plan.resume or plan.force) and store.has(REPORT)
    except OSError:
        lost = True
    if lost:
        raise UsageProblem("the store of OUT does not answer", "Check the address and your credentials for it.")
    if there:
        raise UsageProblem(
            "the output folder holds the report of an earlier batch",
            "Use --resume to go on with it, --force to begin anew, or another output folder.",
        )


def _write_report(store: Store, summary: Summary, *, names: bool) -> None:
    """Put the report in place in one step; a full disk leaves the old one."""
    with suppress(OSError):
        store.put(REPORT, report_html(summary, names=names), private=names)
