"""The command `minimise review` before any browser is there: what it refuses, and that it says no words."""

from pathlib import Path

from tests.support.process import minimise
from tests.support.reviewing import Server


def test_a_file_that_is_not_there_is_refused_without_its_name(tmp_path: Path) -> None:
    ran = minimise("review", "Ffion Quibble.docx", "--session-dir", tmp_path / "session", cwd=tmp_path)

    assert (ran.code, ran.out, ran.network) == (2, "", False)
    assert "a file could not be opened" in ran.err
    assert "Ffion" not in ran.err


def test_a_folder_of_logs_must_be_there(tmp_path: Path) -> None:
    ran = minimise("review", "--logs", tmp_path / "none", cwd=tmp_path)

    assert (ran.code, ran.out) == (2, "")


def test_the_page_prints_one_link_on_this_machine_and_stops_when_it_is_told(tmp_path: Path) -> None:
    server = Server.started(tmp_path)

    assert server.link.startswith("http://127.0.0.1:")
    server.stop()
    assert server.process.returncode == 130
    assert (tmp_path / "session" / "in-use").is_file()
