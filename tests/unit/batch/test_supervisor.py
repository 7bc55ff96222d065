"""The supervisor with seats that do as they are told: every job ends exactly once, and blame is fair."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from minimise.batch.engine import Terms
from minimise.batch.jobs import Job, Options, Result
from minimise.batch.seats import Event
from minimise.batch.supervisor import Supervisor
from minimise.errors import SetupIncomplete

TERMS = Terms(Options(), Path("stage"), "00" * 32, "run", deadline=50.0)


@dataclass
class FakeSeats:
    """Answers each job as its script says, at once."""

    script: Callable[[int, Mapping[str, Any]], list[Event]]
    events: deque[Event] = field(default_factory=deque)
    at_work: set[int] = field(default_factory=set)
    most_at_once: int = 0
    order: list[str] = field(default_factory=list)

    def submit(self, seat: int, row: Mapping[str, Any]) -> None:
        self.order.append(row["job"])
        self.at_work.add(seat)
        self.most_at_once = max(self.most_at_once, len(self.at_work))
        self.events.extend(self.script(seat, row))

    def kill(self, seat: int) -> None:
        self.events.append(Event(seat, gone="SIGKILL"))

    def wait(self, seconds: float) -> Event | None:
        del seconds
        event = self.events.popleft() if self.events else None
        if event is not None:
            self.at_work.discard(event.seat)
        return event

    def close(self) -> None:
        self.events.clear()


def jobs(count: int, **same: Any) -> list[Job]:
    return [Job(f"f{n:05}", Path(f"in/{n}.txt"), "", "school", **same) for n in range(1, count + 1)]


def done(seat: int, row: Mapping[str, Any], **more: Any) -> Event:
    return Event(seat, Result(row["job"], 0, **more))


def run(seats: FakeSeats, todo: list[Job], workers: int = 2, terms: Terms = TERMS) -> list[Result]:
    return list(Supervisor(seats, workers, terms).run(todo))


def test_every_job_gives_one_result_and_no_more_are_at_work_than_there_are_seats() -> None:
    seats = FakeSeats(lambda seat, row: [done(seat, row)])

    results = run(seats, jobs(9))

    assert [r.job for r in results] == [f"f{n:05}" for n in range(1, 10)]
    assert seats.most_at_once == 2


def test_a_job_that_loses_its_worker_is_tried_once_more_alone_at_the_end() -> None:
    def script(seat: int, row: Mapping[str, Any]) -> list[Event]:
        first = row["job"] == "f00002" and row["stage"].endswith(".1")
        return [Event(seat, gone="SIGSEGV")] if first else [done(seat, row)]

    seats = FakeSeats(script)
    results = run(seats, jobs(4))

    assert seats.order == ["f00001", "f00002", "f00003", "f00004", "f00002"]
    assert [r.code for r in results] == [0, 0, 0, 0]
    assert results[-1].stage == "f00002.run.2"


def test_a_job_that_loses_two_workers_is_set_aside_with_the_name_of_the_death() -> None:
    seats = FakeSeats(lambda seat, row: [Event(seat, gone="SIGSEGV")] if row["job"] == "f00002" else [done(seat, row)])

    (bad,) = [r for r in run(seats, jobs(4)) if r.fatal]

    assert (bad.job, bad.kind, bad.written) == ("f00002", "SIGSEGV", False)


def test_a_job_over_its_deadline_loses_its_worker_and_is_named_for_it() -> None:
    seats = FakeSeats(lambda seat, row: [] if row["job"] == "f00001" else [done(seat, row)])

    terms = Terms(Options(), Path("stage"), "00" * 32, "run", deadline=0.0)
    results = run(seats, jobs(1), terms=terms)

    assert [(r.job, r.kind) for r in results] == [("f00001", "Deadline")]


def test_memory_is_a_matter_for_a_second_try_and_an_ordinary_failure_is_not() -> None:
    def script(seat: int, row: Mapping[str, Any]) -> list[Event]:
        if row["job"] == "f00001":
            return [done(seat, row, kind="MemoryError", fatal=True, leaving=True), Event(seat, gone="")]
        return [Event(seat, Result(row["job"], 3, "UnreadableDocument"))]

    seats = FakeSeats(script)
    results = run(seats, jobs(2))

    assert seats.order.count("f00001") == 2
    assert seats.order.count("f00002") == 1
    assert {r.job for r in results} == {"f00001", "f00002"}


def test_a_worker_that_leaves_after_its_last_job_costs_nobody_a_try() -> None:
    seats = FakeSeats(lambda seat, row: [done(seat, row, leaving=True), Event(seat, gone="")])

    results = run(seats, jobs(5))

    assert seats.order == [r.job for r in results]


def test_the_loss_of_all_seats_gives_every_job_at_work_a_second_try() -> None:
    lost: list[str] = []

    def script(seat: int, row: Mapping[str, Any]) -> list[Event]:
        if not lost and seat == 1:
            lost.append(row["job"])
            return [Event(-1, gone="SIGKILL")]
        return [] if not lost else [done(seat, row)]

    results = run(FakeSeats(script), jobs(4))

    assert sorted(r.job for r in results) == ["f00001", "f00002", "f00003", "f00004"]
    assert all(r.code == 0 for r in results)


def test_seats_that_are_lost_again_and_again_end_the_batch() -> None:
    with pytest.raises(SetupIncomplete):
        run(FakeSeats(lambda *_: [Event(-1, gone="SIGKILL")]), jobs(20))


def test_after_a_stop_nothing_new_is_begun() -> None:
    seats = FakeSeats(lambda seat, row: [done(seat, row)])
    supervisor = Supervisor(seats, 1, TERMS)
    results = []
    for result in supervisor.run(jobs(5)):
        results.append(result)
        supervisor.stop()

    assert seats.order == ["f00001"]


def test_jobs_of_a_case_go_to_one_worker_in_order_with_the_labels_so_far() -> None:
    seen = []

    def script(seat: int, row: Mapping[str, Any]) -> list[Event]:
        seen.append((seat, row["job"], row["labels"]))
        return [done(seat, row)]

    terms = Terms(Options(), Path("stage"), "00" * 32, "run", labels=lambda case: {case: str(len(seen))})
    run(FakeSeats(script), jobs(3, case="K1"), terms=terms)

    assert seen == [(0, "f00001", {"K1": "0"}), (0, "f00002", {"K1": "1"}), (0, "f00003", {"K1": "2"})]
