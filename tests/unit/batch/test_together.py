"""One document for several recipients in a batch: read once, judged in sight of each other, never undone together."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.support.batching import text

from minimise import copies
from minimise.batch.jobs import Job, Options, row_of
from minimise.batch.manifest import read_manifest
from minimise.batch.planning import Plan, jobs_of, together
from minimise.batch.worker import Worker
from minimise.cli.app import app
from minimise.errors import Exit, UsageProblem
from minimise.model import Span
from minimise.stages.detect import Asked


def manifest(folder: Path, *rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(["file,recipient,subject,case", *rows]) + "\n", encoding="utf-8")
    return path


def test_jobs_of_one_document_know_of_each_other_and_no_others(tmp_path: Path) -> None:
    rows = manifest(tmp_path, "a.txt,school,,K1", "a.txt,family,,K1", "a.txt,police,,K2", "b.txt,school,,K1")

    jobs = together(read_manifest(rows, tmp_path, (), ()))

    both = (("family", "family"), ("school", "school"))
    assert {(j.source.name, j.recipient): j.together for j in jobs} == {
        ("a.txt", "family"): both, ("a.txt", "school"): both, ("a.txt", "police"): (), ("b.txt", "school"): (),
    }  # fmt: skip


def test_a_row_without_a_recipient_is_for_every_one_of_the_command_line(tmp_path: Path) -> None:
    jobs = read_manifest(manifest(tmp_path, "a.txt,,,"), tmp_path, ("school", "police"), ())

    assert sorted((job.recipient, job.folder) for job in jobs) == [("police", "police"), ("school", "school")]


def test_several_recipients_of_a_folder_get_folders_of_their_own_and_one_gets_none(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.txt").write_text("x", encoding="utf-8")

    _, one = jobs_of(Plan(tmp_path / "in", tmp_path / "out", ("school",)))
    _, two = jobs_of(Plan(tmp_path / "in", tmp_path / "out", ("school", "family:child")))

    assert [job.folder for job in one] == ["sub"]
    assert [job.folder for job in two] == ["school/sub", "family-child/sub"]


def test_the_same_recipient_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        jobs_of(Plan(tmp_path, tmp_path / "out", ("school", "school")))


def test_batch_takes_every_option_of_redact_but_those_of_one_document() -> None:
    group: Any = typer.main.get_command(app)
    options = {
        name: {option for param in group.commands[name].params for option in param.opts if option.startswith("--")}
        for name in ("redact", "batch")
    }

    assert options["redact"] - options["batch"] == {"--output-dir", "--reconsiders", "--verbose"}


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    source = tmp_path / "visit.txt"
    source.write_text(text(3), encoding="utf-8")
    return together([Job(f"f{n:05}", source, whom, whom) for n, whom in enumerate(("family", "social-care"), start=1)])


@pytest.mark.model
def test_copies_of_one_document_are_read_once_and_each_has_a_table_of_what_differs(
    tmp_path: Path, jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Asked] = []

    def asked(*words: tuple[str, ...]) -> Asked:
        read.append(Asked(*words))
        return read[-1]

    monkeypatch.setattr("minimise.pipeline.Asked", asked)
    worker = Worker()

    results = [worker.attempt(row_of(job, tmp_path / job.recipient, Options(), "00" * 32, labels={})) for job in jobs]

    assert [result.kind for result in results] == ["", ""]
    assert len(read) == 1
    for job in jobs:
        table = tmp_path / job.recipient / "visit.copies.html"
        assert table.stat().st_mode & 0o777 == 0o600
        assert b"Nair" not in table.read_bytes()


@pytest.mark.model
def test_where_two_copies_would_undo_each_other_none_is_written(
    tmp_path: Path, jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "undone_together", lambda _: (Span(0, 0, 1),))
    worker = Worker()

    results = [worker.attempt(row_of(job, tmp_path / job.recipient, Options(), "00" * 32)) for job in jobs]

    assert [(result.code, result.kind) for result in results] == [(Exit.LEAK, "CopiesUndone")] * 2
    assert [(tmp_path / job.recipient).exists() for job in jobs] == [False, False]


@pytest.mark.model
def test_the_copy_is_the_one_it_would_be_alone(tmp_path: Path, jobs: list[Job]) -> None:
    alone = replace(jobs[0], together=())
    for name, job in (("both", jobs[0]), ("alone", alone)):
        Worker().attempt(row_of(job, tmp_path / name, Options(), "00" * 32))

    (both,), (single,) = ((tmp_path / name).glob("*.minimised.txt") for name in ("both", "alone"))
    assert both.read_bytes() == single.read_bytes()
