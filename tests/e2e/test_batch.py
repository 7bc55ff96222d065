"""`minimise batch` as real processes: whatever the files, and whoever is killed, nothing is lost or done twice."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.batching import (
    NAMES,
    POISON,
    Ended,
    begin_batch,
    copies,
    environment,
    good_files,
    poison_files,
    results,
    run_batch,
    text,
)

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the poison is made for Linux"),
]
GOOD = int(os.environ.get("MINIMISE_TEST_DOCUMENTS", "4"))
"""How many good files the conformance suite has; 60 for a full run."""
PATIENCE = os.environ.get("MINIMISE_TEST_PATIENCE", "8")
"""Seconds; a good file takes one, on a busy machine three."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad files, in a folder with a deep one inside."""
    folder = tmp_path_factory.mktemp("mixed")
    good_files(folder / "in", GOOD, words=1)
    poison_files(folder / "in")
    deep = folder / "in" / "/".join(["deep"] * 40)
    good_files(deep, 1)
    for name in (".DS_Store", "~$visit-000.docx", "Thumbs.db"):
        (folder / "in" / name).write_bytes(b"x")
    (folder / "in" / "poison-once.txt").write_text(text(50), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ran(mixed: Path) -> Ended:
    return run_batch(mixed, "--workers", "2", "--deadline", PATIENCE)


def test_good_files_are_written_and_bad_ones_end_with_their_reason(ran: Ended, mixed: Path) -> None:
    assert (ran.code, ran.row["files"]) == (9, GOOD + 1 + 12 + 1)
    assert ran.row["written"] == GOOD + 2
    assert (ran.row["failed"], ran.row["quarantined"]) == (8, 4)
    assert ran.row["reasons"] == {
        "UnreadableDocument": 6, "Deadline": 1, "Exit3": 1, "MemoryError": 1, "RuntimeError": 1, "SIGSEGV": 1,
        "UsageProblem": 1,
    }  # fmt: skip


def test_a_file_whose_worker_was_killed_by_chance_gets_its_copy_on_the_second_try(ran: Ended, mixed: Path) -> None:
    assert "poison-once.minimised.txt" in copies(mixed / "out")


def test_hidden_and_system_files_are_passed_over_and_counted(ran: Ended) -> None:
    assert ran.row["passed_over"] == 3


def test_no_word_of_a_document_stands_in_what_is_said_or_kept_about_the_batch(ran: Ended, mixed: Path) -> None:
    kept = [path.read_bytes() for path in (mixed / "out" / ".minimise-batch").rglob("*") if path.is_file()]
    kept.append((mixed / "out" / "batch-report.html").read_bytes())
    everything = b"\n".join([ran.out.encode(), ran.err.encode(), *kept])

    assert [name for name in NAMES if name.encode() in everything] == []
    assert b"visit-000" not in everything


def test_every_copy_has_the_bytes_that_redact_gives(ran: Ended, mixed: Path) -> None:
    good = sorted([*(mixed / "in").glob("visit-*"), *(mixed / "in").glob("word-*")])
    subprocess.run(
        [sys.executable, "-m", "minimise", "redact", *good, "--recipient", "social-care", "-o", mixed / "alone", "-q"],
        env=environment(mixed / "marks"), check=False, capture_output=True,
    )  # fmt: skip

    alone = copies(mixed / "alone")
    assert len(alone) == len(good) == GOOD
    assert alone.items() <= copies(mixed / "out").items()


@pytest.fixture(scope="module")
def ran_on_a_cluster(ran: Ended, mixed: Path) -> Ended:
    """The same folder, with one file more that kills the process of Dask that hosts its worker."""
    pytest.importorskip("distributed")
    assert ran.row["written"] > 0
    (mixed / "in" / "poison-host.txt").write_text(text(80), encoding="utf-8")
    (mixed / "marks" / "once").unlink()
    ended = run_batch(mixed, "--engine", "dask", "--workers", "2", "--deadline", PATIENCE, out="cluster")
    (mixed / "in" / "poison-host.txt").unlink()
    return ended


def test_a_cluster_ends_every_file_as_this_machine_does(ran: Ended, ran_on_a_cluster: Ended) -> None:
    assert ran_on_a_cluster.row["reasons"] == ran.row["reasons"]
    assert ran_on_a_cluster.row["written"] == ran.row["written"] + 1


def test_a_cluster_gives_the_same_bytes(ran_on_a_cluster: Ended, mixed: Path) -> None:
    there = copies(mixed / "cluster")

    assert there.pop("poison-host.minimised.txt")
    assert there == copies(mixed / "out")


def test_a_cluster_says_and_keeps_no_word_of_a_document(ran_on_a_cluster: Ended, mixed: Path) -> None:
    kept = [path.read_bytes() for path in (mixed / "cluster" / ".minimise-batch").rglob("*") if path.is_file()]
    everything = b"\n".join([ran_on_a_cluster.out.encode(), ran_on_a_cluster.err.encode(), *kept])

    assert [name for name in NAMES if name.encode() in everything] == []
    assert list((mixed / "cluster" / ".minimise-batch").glob("jobs-*")) == []


def test_a_scheduler_elsewhere_without_tls_is_refused(mixed: Path) -> None:
    refused = run_batch(mixed, "--engine", "dask", "--scheduler", "tcp://192.0.2.1:8786", out="elsewhere")

    assert (refused.code, refused.out) == (2, "")
    assert not (mixed / "elsewhere").exists()


def test_nothing_is_left_waiting_and_no_partial_file_anywhere(ran: Ended, mixed: Path) -> None:
    assert list((mixed / "out" / ".minimise-batch" / "stage").iterdir()) == []
    assert [name for name in results(mixed / "out") if ".part" in name] == []
    assert len(results(mixed / "out")) == 5 * (GOOD + 2) + 1


def test_resuming_a_finished_batch_does_nothing_again(ran: Ended, mixed: Path) -> None:
    before = {path: (mixed / "out" / path).stat().st_mtime_ns for path in copies(mixed / "out")}
    # Only the file that took too long is tried again: the machine may have been busy.
    again = run_batch(mixed, "--workers", "1", "--deadline", PATIENCE, "--resume")

    assert again.row["done_before"] >= ran.row["files"] - 1
    assert {path: (mixed / "out" / path).stat().st_mtime_ns for path in copies(mixed / "out")} == before
    assert again.row["written"] == ran.row["written"]


def test_a_second_batch_into_the_same_folder_is_refused(ran: Ended, mixed: Path) -> None:
    again = run_batch(mixed)

    assert (again.code, again.out) == (2, "")
    assert "--resume" in again.err


def test_the_coordinator_killed_midway_is_resumed_without_loss_or_double_work(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 12)
    process = begin_batch(tmp_path, "--workers", "2")
    _until(lambda: len(copies(tmp_path / "out")) >= 3, process)
    process.kill()
    process.wait()
    early = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in copies(tmp_path / "out")}

    resumed = run_batch(tmp_path, "--workers", "2", "--resume")

    assert resumed.row["written"] == resumed.row["files"] == 12
    assert early == {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in early}
    assert len(results(tmp_path / "out")) == 5 * 12 + 1


def test_the_coordinator_of_a_cluster_killed_midway_is_resumed_without_loss_or_double_work(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    good_files(tmp_path / "in", 8)
    process = begin_batch(tmp_path, "--engine", "dask", "--workers", "2")
    _until(lambda: len(copies(tmp_path / "out")) >= 2, process)
    process.kill()
    process.wait()
    early = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in copies(tmp_path / "out")}

    # The other engine goes on with it: the ledger is one and the same.
    resumed = run_batch(tmp_path, "--workers", "1", "--resume")

    assert resumed.row["written"] == resumed.row["files"] == 8
    assert early == {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in early}
    assert len(results(tmp_path / "out")) == 5 * 8 + 1
    assert list((tmp_path / "out" / ".minimise-batch").glob("jobs-*")) == []


def test_sigterm_ends_the_batch_in_good_order_and_resume_finishes_it(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 12)
    process = begin_batch(tmp_path, "--workers", "1")
    _until(lambda: copies(tmp_path / "out") != {}, process)
    process.send_signal(signal.SIGTERM)

    assert process.wait(30) == 130
    done = len(copies(tmp_path / "out"))
    assert 0 < done < 12
    assert (tmp_path / "out" / "batch-report.html").is_file()
    resumed = run_batch(tmp_path, "--resume")
    assert (resumed.row["done_before"], resumed.row["written"]) == (done, 12)


def test_the_nursery_killed_midway_is_replaced(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 3)
    (tmp_path / "in" / "poison-nursery.txt").write_text(text(60), encoding="utf-8")

    ended = run_batch(tmp_path, "--workers", "2")

    assert (ended.row["written"], ended.row["files"]) == (4, 4)


def test_a_full_disk_stops_the_batch_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 3)
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "full").touch()

    full = run_batch(tmp_path, "--workers", "1")

    assert (full.row["ended"], full.row["written"], full.row["not_reached"]) == ("disk-full", 0, 3)
    assert copies(tmp_path / "out") == {}
    (tmp_path / "marks" / "full").unlink()
    assert run_batch(tmp_path, "--resume").row["written"] == 3


def test_a_file_that_changes_while_it_is_read_gets_no_copy(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 1)
    (tmp_path / "in" / "poison-changes.txt").write_text(text(70), encoding="utf-8")

    ended = run_batch(tmp_path)

    assert (ended.code, ended.row["reasons"]) == (9, {"ChangedMeanwhile": 1})
    assert list(copies(tmp_path / "out")) == ["visit-000.minimised.txt"]


def test_names_that_meet_are_told_apart_in_the_same_way_however_many_workers_there_are(tmp_path: Path) -> None:
    for number, name in enumerate(("form.txt", "FORM.md", "form-2.txt")):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text(number), encoding="utf-8")
    # Two whose names are withheld, so that both become the same.
    for number, name in enumerate(("Nair P referral.txt", "Nair P referral.text"), start=5):
        (tmp_path / "in" / name).write_text(text(number), encoding="utf-8")

    run_batch(tmp_path, "--workers", "1")
    first = copies(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    run_batch(tmp_path, "--workers", "2")

    assert len(first) == 5
    assert copies(tmp_path / "out") == first
    assert not any("Nair" in name for name in first)


def test_too_many_failures_stop_the_batch(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 6)
    for number in range(3):
        (tmp_path / "in" / f"a-broken-{number}.docx").write_bytes(b"PK\x03\x04 broken")

    ended = run_batch(tmp_path, "--workers", "1", "--max-failures", "1")

    assert ended.row["ended"] == "too-many-failures"
    assert ended.row["not_reached"] > 0


def test_the_ledger_is_private_and_a_second_run_at_once_is_refused(tmp_path: Path) -> None:
    good_files(tmp_path / "in", 60)
    process = begin_batch(tmp_path, "--workers", "1")
    _until(lambda: copies(tmp_path / "out") != {}, process)

    second = run_batch(tmp_path, "--resume")

    process.kill()
    process.wait()
    assert second.code == 2
    assert "another batch is at work" in second.err
    assert (tmp_path / "out" / ".minimise-batch" / "ledger.sqlite").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(tmp_path / "out" / ".minimise-batch" / "ledger.sqlite") as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _until(ready: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Wait for something to be true while the process runs."""
    end = time.monotonic() + 300
    while not ready() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert process.poll() is None, "the batch ended too early"


def test_a_scheduler_never_knows_a_word_of_a_document_or_a_name_of_a_file(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    good_files(tmp_path / "in", 2)
    (tmp_path / "in" / "Nair P referral.txt").write_text(text(5), encoding="utf-8")
    (tmp_path / "in" / "poison-exception.txt").write_text(text(6), encoding="utf-8")
    watched = tmp_path / "watched"
    watched.mkdir()
    with (watched / "stderr").open("wb") as stderr:
        scheduler = subprocess.Popen(
            [sys.executable, "-m", "tests.support.watched_scheduler", str(watched)],
            env=environment(tmp_path, cluster=True) | {"PYTHONPATH": os.pathsep.join([str(POISON), *sys.path])},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True,
        )  # fmt: skip
    address = scheduler.stdout.readline().strip() if scheduler.stdout else ""

    ended = run_batch(
        tmp_path, "--engine", "dask", "--scheduler", address, "--workers", "2", "--subject", "Tyler Ward",
        "--protect", "Larch Road",
    )  # fmt: skip

    scheduler.communicate("")
    assert ended.row["written"] == 3
    state = (watched / "state").read_bytes()
    assert b"do_reference" in state
    everything = b"\n".join(path.read_bytes() for path in watched.iterdir())
    assert [word for word in (*NAMES, "Tyler", "visit-000", "P referral") if word.encode() in everything] == []
