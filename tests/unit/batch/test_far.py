"""Documents and results in an object store: named, listed, fetched, moved, and never written over."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from tests.support.batching import text

from minimise.batch.cluster.jobs_file import JobsFile, read_job
from minimise.batch.engine import Terms
from minimise.batch.far import Bucket, FarPath, Fetched, is_far, upload
from minimise.batch.far import path as far_path
from minimise.batch.jobs import Job, Options, row_of
from minimise.batch.ledger import Ledger
from minimise.batch.listing import list_far
from minimise.batch.placing import NameTaken, Places
from minimise.batch.planning import Plan, jobs_of
from minimise.batch.stores import Disk, looks_of, room_of, shown, source_of, store_of
from minimise.batch.worker import Unreadable, Worker, fetched
from minimise.errors import UsageProblem

ENDINGS = (".minimised.txt", ".log.json", ".log.html", ".statement.html", ".review.json")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[FarPath]:
    """A store in the memory of this process."""
    fsspec = pytest.importorskip("fsspec")
    monkeypatch.setattr(far_path, "SCHEMES", ("s3", "memory"))
    yield FarPath.of("memory://bucket")
    fsspec.filesystem("memory").store.clear()


def staged(out: FarPath, name: str, stem: str) -> str:
    for ending in ENDINGS:
        (room_of(out) / name / (stem + ending)).write_bytes(ending.encode())
    return name


def names(folder: FarPath) -> list[str]:
    return sorted(path.as_posix() for path in folder.below())


@pytest.mark.parametrize("address", ["http://host/in", "s3://", "s3:///in", "s3://bucket/../other", "file:///etc"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem):
        source_of(address)


def test_a_path_of_this_machine_is_a_path_and_an_address_is_not() -> None:
    assert source_of("in/folder") == Path("in/folder")
    assert source_of("s3://bucket/in") == FarPath("s3", PurePosixPath("bucket/in"))
    assert [is_far(word) for word in ("C:\\in", "/in", "s3://b")] == [False, False, True]


def test_what_an_address_looks_like_in_a_message_tells_no_name() -> None:
    assert "Ward" not in repr(FarPath.of("s3://bucket/Tyler Ward.docx"))


def test_the_listing_passes_over_hidden_objects_and_what_stands_in_the_output(bucket: FarPath) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden", "b/~$two.docx", "out/a.minimised.txt"):
        (bucket / "in" / name).write_bytes(b"x")

    listing = list_far(bucket / "in", bucket / "in" / "out")

    assert [shown(path, bucket / "in") for path in listing.files] == ["a.txt", "b/two.txt"]
    assert listing.passed_over == 2


def test_an_empty_address_is_refused(bucket: FarPath) -> None:
    with pytest.raises(UsageProblem):
        list_far(bucket / "nothing", Path("out"))


def test_jobs_of_an_address_get_the_folders_they_have_there(bucket: FarPath) -> None:
    (bucket / "in" / "sub" / "a.txt").write_bytes(b"x")
    plan = Plan(bucket / "in", bucket / "out", ("school", "social-care:s47"), ledger=Path("ledger"))

    _, jobs = jobs_of(plan)

    assert [(job.folder, job.recipient) for job in jobs] == [
        ("school/sub", "school"), ("social-care-s47/sub", "social-care:s47")
    ]  # fmt: skip


def test_results_in_a_store_are_moved_to_their_names_and_the_stage_goes(bucket: FarPath, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter(["a", "b"])
    places = Places(store_of(bucket / "out"), ledger, force=False)

    places.put("f00001", staged(bucket / "out", "one", "form"), "sub", "form")
    places.put("f00002", staged(bucket / "out", "two", "Form"), "sub", "Form")

    wanted = [f"sub/form{e}" for e in ENDINGS] + [f"sub/Form-2{e}" for e in ENDINGS]
    assert names(bucket / "out") == sorted(wanted)


def test_a_move_in_a_store_that_was_cut_off_before_the_sweeping_is_finished(bucket: FarPath, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter(["a"])
    store = store_of(bucket / "out")
    stage = staged(bucket / "out", "one", "form")
    for ending in ENDINGS:
        (bucket / "out" / f"form{ending}").write_bytes(ending.encode())

    Places(store, ledger, force=False).put("f00001", stage, "", "form")

    assert names(bucket / "out") == sorted(f"form{e}" for e in ENDINGS)


def test_an_object_of_somebody_else_is_never_written_over(bucket: FarPath, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter(["a"])
    (bucket / "out" / "form.log.json").write_bytes(b"mine")

    with pytest.raises(NameTaken):
        Places(store_of(bucket / "out"), ledger, force=False).put(
            "f00001", staged(bucket / "out", "one", "form"), "", "form"
        )

    assert (bucket / "out" / "form.log.json").read_bytes() == b"mine"
    assert not (bucket / "out" / "form.minimised.txt").exists()


def test_the_statement_is_the_last_to_be_copied(bucket: FarPath, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = staged(bucket / "out", "one", "form")
    store = Bucket(bucket / "out", bucket / "out" / ".minimise-batch" / "stage")
    asked: list[list[str]] = []

    def copy(_store: Any, _old: list[str], new: list[str]) -> None:
        asked.append([path.rpartition("/")[2] for path in new])

    monkeypatch.setattr(type(bucket.store()), "copy", copy)

    store.move(stage, "", [("form.log.json", "form.log.json"), ("form.statement.html", "form.statement.html")])

    assert asked == [["form.log.json"], ["form.statement.html"]]


def test_an_object_that_changes_after_it_was_fetched_is_told(bucket: FarPath) -> None:
    source = bucket / "a.txt"
    source.write_bytes(b"first")
    taken = Fetched.of(source)
    assert taken.still_there()

    source.write_bytes(b"second")

    assert not taken.still_there()
    assert looks_of(source) != taken.looks


def test_an_object_that_is_not_there_or_is_a_folder_cannot_be_read_and_nothing_is_quoted(bucket: FarPath) -> None:
    (bucket / "Ward" / "a.txt").write_bytes(b"x")
    for name in ("Ward", "Ward/b.txt"):
        with pytest.raises(Unreadable) as caught:
            fetched(bucket / name)
        assert caught.value.__context__ is None
        assert "Ward" not in str(caught.value)


def test_an_object_that_is_too_large_is_not_fetched(bucket: FarPath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minimise.stages.intake.LARGEST", 3)
    (bucket / "a.txt").write_bytes(b"four")

    taken = Fetched.of(bucket / "a.txt")

    assert (taken.data, taken.stat().st_size) == (b"", 4)


def test_the_list_of_jobs_for_a_cluster_can_lie_in_the_store(bucket: FarPath) -> None:
    job = Job("f00001", bucket / "in" / "a.txt", "sub", "school", ("Tyler Ward",), "K1", (("school", "sub"),))
    options = Options(protect=("Larch Road",), signing_key="secret")
    listed = JobsFile.written(bucket / "out", [job], Terms(options, room_of(bucket / "out"), "00" * 32, "run1"))

    found = read_job(listed.references["f00001"])

    assert found is not None
    assert found[0] == job
    assert (found[1].stage, found[1].options.protect, found[1].options.signing_key) == (
        room_of(bucket / "out"), ("Larch Road",), ""
    )  # fmt: skip
    listed.remove()
    assert names(bucket / "out") == []


def test_files_are_sent_to_a_stage_under_their_names(bucket: FarPath, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(name.encode())

    upload(tmp_path, bucket / "stage" / "one")

    assert names(bucket / "stage" / "one") == ["a.txt", "b.txt"]


def test_a_ledger_needs_a_folder_of_this_machine(bucket: FarPath) -> None:
    with pytest.raises(UsageProblem):
        _ = Plan(Path("in"), bucket / "out").home
    with pytest.raises(UsageProblem):
        _ = Plan(Path("in"), Path("out"), ledger=Path("ledger")).home
    assert Plan(Path("in"), bucket / "out", ledger=Path("ledger")).home == Path("ledger")


def test_replacing_what_is_in_a_store_is_refused_because_a_person_may_have_decided_there(bucket: FarPath) -> None:
    with pytest.raises(UsageProblem):
        jobs_of(Plan(bucket / "in", bucket / "out", ("school",), force=True, ledger=Path("ledger")))


def test_a_folder_of_this_machine_needs_no_store() -> None:
    assert store_of(Path("out")) == Disk(Path("out"), Path("out/.minimise-batch/stage"))


@pytest.mark.model
def test_a_worker_reads_from_a_store_and_leaves_its_results_there(bucket: FarPath, tmp_path: Path) -> None:
    (bucket / "in" / "visit.txt").write_bytes(text(7).encode())
    stage = bucket / "out" / "stage" / "f00001"
    job = Job("f00001", bucket / "in" / "visit.txt", "", "social-care")

    result = Worker().attempt(row_of(job, stage, Options(), "00" * 32, scratch=tmp_path))

    assert (result.kind, result.log_whole) == ("", True)
    assert names(stage) == sorted(f"visit{ending}" for ending in ENDINGS)
    assert list(tmp_path.iterdir()) == []
