"""The local engine: hands out jobs, watches the clock, tries a lost one once more alone, then sets it aside."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from minimise.batch.bundles import Bundles
from minimise.batch.engine import Terms
from minimise.batch.jobs import Job, Result, row_of
from minimise.batch.seats import Event, Seats
from minimise.errors import Exit, SetupIncomplete

_TICK = 0.5
_LOSSES = 5
"""How often in a row all seats may be lost without one result before we stop trying."""


@dataclass(slots=True)
class _Seat:
    """A seat's own line of jobs: those that share a reading, or the labels of a case, go to one worker in turn."""

    jobs: deque[Job] = field(default_factory=deque)
    until: float = 0.0
    late: bool = False
    busy: bool = False
    leaving: bool = False


@dataclass(slots=True)
class Supervisor:
    """Runs jobs in worker processes of this machine."""

    seats: Seats
    workers: int
    terms: Terms
    _places: list[_Seat] = field(default_factory=list)
    _alone: deque[Job] = field(default_factory=deque)
    _lost: set[str] = field(default_factory=set)
    """Jobs that lost a worker once."""
    _losses: int = 0
    _stopped: float | None = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Give one result a job, in the order they end; those that lost a worker come last, one at a time."""
        self._places = [_Seat() for _ in range(self.workers)]
        waiting = Bundles(jobs)
        yield from self._until_done(waiting, self._places)
        retried = Bundles(self._alone)
        yield from self._until_done(retried, self._places[:1])

    def stop(self) -> None:
        """Begin nothing new, and give what is at work a moment to end."""
        if self._stopped is None:
            self._stopped = time.monotonic()

    def close(self) -> None:
        """End the workers."""
        self.seats.close()

    def _until_done(self, waiting: "Bundles", places: list[_Seat]) -> Iterator[Result]:
        while True:
            if self._stopped is None:
                self._fill(waiting, places)
            if not any(place.busy or place.leaving for place in places):
                return
            if self._stopped is not None and time.monotonic() > self._stopped + self.terms.grace:
                return
            event = self.seats.wait(self._patience())
            if event is not None:
                yield from self._heard(event)
            self._end_late()

    def _fill(self, waiting: "Bundles", places: list[_Seat]) -> None:
        for place in places:
            if place.busy or place.leaving:
                continue
            if not place.jobs:
                place.jobs.extend(waiting.next())
            if place.jobs:
                self._submit(place)

    def _submit(self, place: _Seat) -> None:
        job = place.jobs[0]
        stage = self.terms.stage / self._stage(job.id)
        place.busy, place.late = True, False
        book = self.terms.labels(job.case) if job.case and self.terms.labels is not None else None
        row = row_of(job, stage, self.terms.options, self.terms.key, self.terms.reviews, book, self.terms.scratch)
        self.seats.submit(self._places.index(place), row)
        # Starting the first worker takes as long as loading does; the clock runs from here.
        place.until = time.monotonic() + self.terms.deadline

    def _stage(self, job: str) -> str:
        """Name the folder of an attempt; a worker that outlived an earlier run must not write into it."""
        return f"{job}.{self.terms.run}.{2 if job in self._lost else 1}"

    def _patience(self) -> float:
        ends = [place.until for place in self._places if place.busy and not place.late]
        return min([_TICK, *(end - time.monotonic() for end in ends)])

    def _end_late(self) -> None:
        now = time.monotonic()
        for number, place in enumerate(self._places):
            if place.busy and not place.late and now > place.until:
                place.late = True
                self.seats.kill(number)

    def _heard(self, event: Event) -> Iterator[Result]:
        if event.seat < 0:
            self._losses += 1
            if self._losses >= _LOSSES:
                raise SetupIncomplete(
                    "workers end as soon as they start", "Run `minimise doctor`; is there memory left?"
                )
            for place in self._places:
                yield from self._gone(place, event.gone or "SIGKILL")
            return
        place = self._places[event.seat]
        if event.result is not None and place.jobs and event.result.job == place.jobs[0].id:
            self._losses = 0
            place.busy, place.leaving = False, event.result.leaving
            yield from self._weighed(event.result, place.jobs.popleft())
        elif event.gone is not None:
            yield from self._gone(place, "Deadline" if place.late else event.gone or "Exit0")

    def _gone(self, place: _Seat, how: str) -> Iterator[Result]:
        """Blame the job at work for the loss of its worker; a worker that left between jobs is nobody's fault."""
        place.leaving = False
        if not place.busy:
            return
        job = place.jobs.popleft()
        place.busy = False
        yield from self._weighed(Result(job.id, int(Exit.UNREADABLE), how, fatal=True), job)

    def _weighed(self, result: Result, job: Job) -> Iterator[Result]:
        """Keep a result that cost a worker back for a second try, once."""
        if not result.fatal or result.job in self._lost:
            yield replace(result, stage=self._stage(result.job))
            return
        self._lost.add(result.job)
        self._alone.append(job)
