"""A file in a process of its own: it says what it says, and what brings that process down is a refusal here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.formats_pdf.bombs import BOMBS
from tests.unit.formats_pdf.made import PDF, edits_for, form

from minimise.errors import Exit, MinimiseError, UnreadableDocument
from minimise.formats.adapter import CheckedFormat, StrictFormat
from minimise.formats.pdf.apart import PdfApart, room, serving
from minimise.formats.pdf.apart.room import Room

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")


def in_room(data: bytes) -> str:
    """Say how reading and writing ended: `written`, or the sentence of the refusal."""
    apart = PdfApart()
    try:
        apart.read(data, "case")
        apart.write(data, ())
    except UnreadableDocument as problem:
        return problem.summary
    return "written"


def test_a_file_reads_and_writes_as_it_does_in_this_process() -> None:
    data, apart = form("Joan Tarrant"), PdfApart()

    document = apart.read(data, "case")
    edits = edits_for(document, "Joan Tarrant", "[Neighbour 1]")
    written, strict = apart.write(data, edits, ["Do not ring"]), apart.write_strictly(data, edits)

    assert isinstance(apart, StrictFormat)
    assert isinstance(apart, CheckedFormat)
    assert document == PDF.read(data, "case")
    assert written == PDF.write(data, edits, ["Do not ring"])
    assert strict == PDF.write_strictly(data, edits)
    assert apart.read_finished(written, "check") == PDF.read_finished(written, "check")
    assert apart.witnesses(written) == PDF.witnesses(written)


def test_a_refusal_is_the_same_refusal_and_the_next_file_is_read() -> None:
    apart = PdfApart()

    with pytest.raises(UnreadableDocument, match="the PDF is damaged"):
        apart.read(b"%PDF-1.7 nothing", "case")

    assert apart.read(form("Joan Tarrant"), "case").parts


def test_a_process_that_is_started_afresh_answers_as_one_that_is_forked() -> None:
    other = Room(forks=False)

    answer = other.ask("read", form("Joan Tarrant"), "case")

    assert answer == Room().ask("read", form("Joan Tarrant"), "case")
    other.close()


@needs_fork
def test_a_process_that_hangs_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONGEST", 0.2)
    monkeypatch.setattr(serving, "_done", lambda *_: os.read(os.pipe()[0], 1))

    with pytest.raises(UnreadableDocument, match="within the limits of memory and time"):
        Room().ask("read", b"%PDF-", "case")


@needs_fork
def test_a_bug_in_the_other_process_is_a_bug_here_and_says_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise LookupError("Joan Tarrant")

    monkeypatch.setattr(serving, "_done", broken)

    with pytest.raises(MinimiseError) as caught:
        Room().ask("read", b"%PDF-", "case")

    assert caught.value.exit_code is Exit.BUG
    assert "Tarrant" not in f"{caught.value!r} {caught.value.__context__!r}"


@needs_fork
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_ends_in_its_own_process_with_a_refusal_or_a_copy(bomb: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SECONDS", 3)  # in the product 120; the limit is the same, the wait shorter

    assert in_room(bomb()) in {  # type: ignore[operator]
        "written", "the PDF is damaged", "the pages of this PDF are damaged", "there are no words in this PDF",
        "this PDF is a scan; its words cannot be read", "the PDF holds far more drawing than a document needs",
        "this PDF could not be read within the limits of memory and time",
    }  # fmt: skip


@needs_fork
@pytest.mark.slow
def test_a_form_that_paints_itself_leaves_the_command_line_with_the_exit_code_of_a_file_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "bomb.pdf").write_bytes(BOMBS["a_form_that_paints_itself"]())

    done = subprocess.run(
        [sys.executable, "-m", "minimise", "detect", str(tmp_path / "bomb.pdf")], capture_output=True, text=True
    )

    assert done.returncode == Exit.UNREADABLE
    assert done.stdout == ""
    assert done.stderr.startswith("minimise: this PDF could not be read within the limits of memory and time.")
