import json
from pathlib import Path

import pytest
import typer

from minimise.cli import entry, redacting
from minimise.cli.log_reading import verify_log_file
from minimise.cli.redacting import worst
from minimise.errors import Exit, MinimiseError, UsageProblem

ALL = [code for code in Exit if code not in (Exit.BATCH, Exit.INTERRUPTED)]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], 0),
        ([0], 0),
        ([0, 7, 0], 7),
        ([7, 3], 3),
        ([3, 2], 3),
        ([2, 7], 2),
        ([6, 3, 5], 6),
        ([6, 70], 70),
        ([4, 5], 5),
    ],
)
def test_a_run_leaves_with_the_worst_code(codes: list[int], expected: int) -> None:
    assert worst(codes) == expected


@pytest.mark.parametrize("code", ALL)
def test_no_code_is_forgotten_among_the_worst(code: Exit) -> None:
    assert worst([0, code]) == code


def test_a_bug_prints_its_class_and_nothing_of_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**kwargs: object) -> None:
        raise KeyError("Tia Ward")

    monkeypatch.setattr("minimise.cli.app.app", broken)

    code = entry._run()

    said = capsys.readouterr()
    assert code == 70
    assert said.err.startswith("minimise: a bug in minimise (KeyError).")
    assert "Ward" not in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageProblem("no", "Do that."), 2),
        (MinimiseError(), 70),
        (KeyboardInterrupt(), 130),
        (typer.Abort(), 130),
        (typer.Exit(7), 7),
    ],
)
def test_whatever_happens_becomes_an_exit_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**kwargs: object) -> None:
        raise error

    monkeypatch.setattr("minimise.cli.app.app", broken)

    assert entry._run() == code
    assert capsys.readouterr().err.count("\n") <= 1


def test_main_leaves_with_the_code_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "_run", lambda: 7)

    with pytest.raises(SystemExit) as left:
        entry.main()

    assert left.value.code == 7


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["redact", "x.txt"], "--recipient is missing"),
        (["redact", "--recipient", "school"], "the file is missing"),
        (["redact", "x.txt", "--recipient", "school", "--tia-ward"], "there is no such option"),
        (["redact", "x.txt", "--recipient"], "an option needs a value"),
        (["tia-ward"], "the command could not be understood"),
        (["log", "tia-ward"], "the command could not be understood"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_repeats_nothing(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["minimise", *arguments])

    assert entry._run() == 2

    said = capsys.readouterr().err
    assert said == f"minimise: {says}. See `minimise --help`.\n"


def test_no_command_at_all_prints_the_help_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["minimise"])

    code = entry._run()

    said = capsys.readouterr()
    assert code == 2
    assert "redact" in said.err + said.out


def test_the_version_is_a_result(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["minimise", "--version"])

    assert entry._run() == 0
    assert capsys.readouterr().out.startswith("minimise 0.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rowan House\n\n# a remark\n  Elm Road  \n", ("Rowan House", "Elm Road")),
        ("\ufeffRowan House", ("Rowan House",)),
        ("", ()),
    ],
)
def test_a_protected_list_is_one_entry_a_line(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")

    assert redacting.protected_words(path) == words
    assert redacting.protected_words(None) == ()


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_protected_list_that_cannot_be_read_stops_the_run(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "Tia Ward.txt"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(UsageProblem) as caught:
        redacting.protected_words(path)

    assert "Ward" not in f"{caught.value} {caught.value.advice}"
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("waiting", "certain", "verbose", "lines"),
    [(0, True, False, 1), (3, True, False, 1), (0, False, False, 2), (3, False, True, 3)],
)
def test_what_was_done_is_said_in_one_line_and_more_only_where_needed(
    waiting: int, certain: bool, verbose: bool, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    redacting._say("minimise C-7", 5, waiting, certain=certain, verbose=verbose)

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == lines
    assert said.err.startswith(f"minimise C-7: written and verified; 5 withheld, {waiting} need a person")


def test_acase_code_stands_on_stderr_and_so_can_be_no_name() -> None:
    assert redacting.case_code("C-2026/17") == "C-2026/17"
    assert redacting.case_code("") == "case"
    with pytest.raises(UsageProblem) as caught:
        redacting.case_code("Tia Ward")
    assert "Ward" not in f"{caught.value} {caught.value.advice}"
    assert caught.value.__context__ is None


def test_a_missing_log_is_a_usage_problem(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no such log") as caught:
        verify_log_file(tmp_path / "Ward.log.json")

    assert caught.value.__context__ is None


def test_policies_are_listed_shown_and_checked_without_a_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def said(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["minimise", "policy", *arguments])
        return entry._run(), capsys.readouterr().out

    broken = tmp_path / "ours.toml"
    broken.write_text('extends = "school"\nrules = 1\n', encoding="utf-8")

    listed = said("list")
    assert listed[0] == 0
    assert {"social-care", "police", "school", "family"} <= set(listed[1].split())
    assert said("show", "school")[0] == 0
    assert said("check", "school") == (0, "no problems found\n")
    assert said("check", str(broken))[0] == 4


def test_finds_of_a_file_that_is_not_there_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["minimise", "detect", str(tmp_path / "Ward.txt"), "--json"])

    code = entry._run()

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "Ward" not in said.err


def test_json_is_one_line_of_paths_and_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from minimise import pipeline

    outcome = pipeline.Outcome((tmp_path / "a.txt",), Exit.REVIEW, 2, 5, subject_certain=True)
    monkeypatch.setattr(pipeline, "minimise_file", lambda *_: outcome)
    monkeypatch.setattr("sys.argv", ["minimise", "redact", "x.txt", "--recipient", "school", "--json", "-q"])

    code = entry._run()

    said = capsys.readouterr()
    assert (code, said.err) == (7, "")
    assert json.loads(said.out) == {
        "written": [str(tmp_path / "a.txt")],
        "exit_code": 7,
        "withheld": 5,
        "needs_review": 2,
        "subject_certain": True,
    }
