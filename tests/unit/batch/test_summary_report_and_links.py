"""What a batch leaves with, what its report shows, what crosses a pipe, and which schedulers are refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from minimise.batch.cluster.host import do_reference, packed
from minimise.batch.cluster.jobs_file import JobsFile, Reference, read_job
from minimise.batch.cluster.links import Link
from minimise.batch.engine import Terms
from minimise.batch.jobs import Job, Options, Result, State, failed, reason
from minimise.batch.nursery import death
from minimise.batch.report import lines_of, report_html
from minimise.batch.summary import Ended, Line, Summary
from minimise.errors import LeakFound, UnreadableDocument, UsageProblem

WRITTEN, HELD = Result("f00001", 0, log_whole=True), Result("f00002", 7, waiting=4, log_whole=True)
LEAK, BROKEN = Result("f00003", 6, "LeakFound"), Result("f00004", 3, "UnreadableDocument")


def summary(*results: Result, ended: Ended = Ended.FINISHED, left: int = 0) -> Summary:
    lines = [Line(r.job, "school", State.WRITTEN if r.written else State.FAILED, r, "Ward/form.txt") for r in results]
    lines += [Line("f9", "school", None, Result("f9", 0), "x")] * left
    return Summary(tuple(lines), 0, ended)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (summary(WRITTEN), 0),
        (summary(WRITTEN, HELD), 7),
        (summary(WRITTEN, BROKEN), 9),
        (summary(HELD, LEAK, BROKEN), 9),
        (summary(BROKEN), 3),
        (summary(BROKEN, LEAK), 6),
        (summary(WRITTEN, left=1), 9),
        (summary(WRITTEN, ended=Ended.STOPPED), 130),
        (summary(left=2), 2),
    ],
)
def test_a_batch_leaves_with_9_when_some_have_a_copy_and_else_with_the_worst_of_its_files(
    found: Summary, code: int
) -> None:
    assert found.exit_code == code


def test_the_report_shows_names_to_those_who_ask_only() -> None:
    found = summary(WRITTEN, HELD, BROKEN)

    assert b"Ward" not in report_html(found, names=False)
    assert b"Ward/form.txt" in report_html(found, names=True)
    assert reason("UnreadableDocument")[0].encode() in report_html(found, names=False)


def test_only_the_class_of_an_error_crosses_the_pipe() -> None:
    line = failed("f00001", RuntimeError("Tyler Ward")).line()

    assert b"Ward" not in line
    assert Result.of_line(line).kind == "RuntimeError"


def test_a_class_with_an_odd_name_is_not_named() -> None:
    assert failed("f00001", type("Tyler Ward", (Exception,), {})()).kind == "Error"


def test_a_half_line_is_no_result() -> None:
    with pytest.raises(ValueError):
        Result.of_line(WRITTEN.line()[:-20])


@pytest.mark.parametrize(
    "kind",
    ["Deadline", "MemoryError", "ChangedMeanwhile", "ChangedSince", "NameTaken", "PathTooLong", "Unreadable", "SIGSEGV",
     "LeakFound", "UnreadableDocument", "SubjectMissing", "DiskFull", "KeyError", "Exit0", "KilledWorker"],
)  # fmt: skip
def test_every_failure_has_a_sentence_and_an_advice(kind: str) -> None:
    sentence, advice = reason(kind)

    assert sentence
    assert advice.endswith((".", "?", "IT support"))


def test_known_errors_keep_their_own_words() -> None:
    assert reason("LeakFound") == (LeakFound.summary, LeakFound.advice)
    assert reason("UnreadableDocument")[0] == UnreadableDocument.summary


@pytest.mark.parametrize(("code", "name"), [(0, ""), (3, "Exit3"), (-11, "SIGSEGV"), (-99, "SIG99")])
def test_a_death_is_named(code: int, name: str) -> None:
    assert death(code) == name


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:8786"])
def test_a_scheduler_on_this_machine_needs_no_certificates(address: str) -> None:
    assert not Link(address).encrypted


@pytest.mark.parametrize(
    "address",
    ["tcp://203.0.113.5:8786", "tcp://cluster.example.org:8786", "tcp://0.0.0.0:8786", "tls://cluster.example.org:8786",
     "ucx://127.0.0.1:8786", "127.0.0.1:8786", "ws://127.0.0.1:1"],
)  # fmt: skip
def test_a_scheduler_elsewhere_without_tls_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem):
        Link(address)


def test_a_scheduler_elsewhere_with_certificates_on_both_sides_is_taken(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("ca.pem", "me.pem", "me.key")]
    for path in files:
        path.touch()

    assert Link("tls://cluster.example.org:8786", *files).encrypted


@pytest.fixture
def listed(tmp_path: Path) -> JobsFile:
    job = Job("f00001", Path("in/Tyler Ward.txt"), "sub", "school", ("Tyler Ward",), "K1")
    terms = Terms(Options(protect=("Larch Road",)), tmp_path / "stage", "00" * 32, "run1", models=("0", "m"))
    return JobsFile.written(tmp_path, [job, replace(job, id="f00002")], terms)


def test_a_task_carries_no_word_and_its_reference_gives_the_job_back(listed: JobsFile) -> None:
    reference = listed.references["f00002"]
    found = read_job(reference)

    assert not any(word in str(packed(reference)) for word in ("Tyler", "Ward", "Larch"))
    assert found is not None
    job, terms = found
    assert (job.id, job.subjects, job.folder, terms.options.protect) == (
        "f00002", ("Tyler Ward",), "sub", ("Larch Road",),
    )  # fmt: skip
    assert Path(str(listed.path)).stat().st_mode & 0o777 == 0o600


def test_a_list_that_was_changed_or_is_gone_gives_no_job(listed: JobsFile) -> None:
    reference = listed.references["f00001"]
    listed.path.write_bytes(listed.path.read_bytes().replace(b"school", b"police"))
    assert read_job(reference) is None

    listed.remove()
    assert read_job(reference) is None


def test_a_worker_with_another_model_does_nothing(listed: JobsFile) -> None:
    line = do_reference("f00001", packed(listed.references["f00001"]), None)

    assert Result.of_line(line.encode()).kind == "SetupIncomplete"


def test_a_reference_that_is_none_becomes_a_class_name() -> None:
    line = do_reference("f00001", packed(Reference("nowhere", 0, 5, "00")), None)

    assert Result.of_line(line.encode()).kind == "ReferenceBroken"


def test_the_report_says_first_what_a_person_has_to_do_and_shows_the_worst_files_first() -> None:
    unsure = Result("f00005", 7, certain=False, log_whole=True, apart=2)
    page = report_html(summary(WRITTEN, HELD, BROKEN, unsure, left=1), names=False).decode()

    order = ["What to do now", "1 file has no copy", "1 file was not reached", "In 1 file nobody", "4 items in 1 file",
             "1 copies must never meet", "No copy: failed", "not reached: 1", "left for a person: 2",
             "nothing left to do: 1"]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_report_without_anything_left_says_so() -> None:
    assert b"Nothing is left to do" in report_html(summary(WRITTEN), names=False)


def test_a_copy_whose_log_did_not_verify_is_never_called_done() -> None:
    page = report_html(summary(replace(WRITTEN, log_whole=False)), names=False)

    assert b"did not verify" in page
    assert b"nothing left to do: " not in page


def test_the_terminal_is_told_the_figures_and_why_files_have_no_copy() -> None:
    told = "\n".join(lines_of(summary(WRITTEN, HELD, BROKEN)))

    assert "written                    2" in told
    assert f"1 x {UnreadableDocument.summary}" in told
    assert "kept apart" not in told
