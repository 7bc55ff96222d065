"""Bad input: one clear line on stderr, its exit code, nothing written, no word of the document in the message."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.process import minimise

NAME = "Zelwyck Thornquist"
pytestmark = pytest.mark.model

Make = Callable[[Path], Path]


def text(folder: Path) -> Path:
    path = folder / f"{NAME}.txt"
    path.write_text(
        f"Child's name: {NAME}\nDOB: 03/04/2018\n{NAME} has a bruise on the left cheek.\n", encoding="utf-8"
    )
    return path


def missing(folder: Path) -> Path:
    return folder / f"{NAME}.docx"


def empty(folder: Path) -> Path:
    path = folder / f"{NAME}.docx"
    path.write_bytes(b"")
    return path


def blank(folder: Path) -> Path:
    path = folder / f"{NAME}.txt"
    path.write_bytes(b" \r\n\r\n")
    return path


def locked(folder: Path) -> Path:
    path = folder / f"{NAME}.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NAME.encode("utf-16-le") + b"\0" * 600)
    return path


def picture(folder: Path) -> Path:
    path = folder / f"{NAME}.pdf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + NAME.encode() + b"\0" * 100)
    return path


def other_zip(folder: Path) -> Path:
    path = folder / f"{NAME}.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", NAME)
    path.write_bytes(buffer.getvalue())
    return path


def binary(folder: Path) -> Path:
    path = folder / f"{NAME}.txt"
    path.write_bytes(NAME.encode() + bytes(range(256)))
    return path


def broken_pdf(folder: Path) -> Path:
    path = folder / f"{NAME}.pdf"
    path.write_bytes(b"%PDF-1.4\n" + NAME.encode() + b"\n%%EOF")
    return path


def truncated_docx(folder: Path) -> Path:
    path = other_zip(folder)
    path.write_bytes(path.read_bytes()[:-10])
    return path


def too_large(folder: Path) -> Path:
    path = folder / f"{NAME}.txt"
    with path.open("wb") as file:
        file.write(NAME.encode())
        file.seek(26 * 1024 * 1024)
        file.write(b".")
    return path


def folder_not_file(folder: Path) -> Path:
    path = folder / f"{NAME}.docx"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (missing, 2),
        (folder_not_file, 2),
        (empty, 3),
        (blank, 3),
        (locked, 3),
        (picture, 3),
        (other_zip, 3),
        (binary, 3),
        (broken_pdf, 3),
        (truncated_docx, 3),
        (too_large, 3),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_bad_files_are_refused_in_one_line_without_their_words(tmp_path: Path, make: Make, code: int) -> None:
    source = make(tmp_path)

    ran = minimise("redact", source, "--recipient", "school", "-o", tmp_path / "out", cwd=tmp_path)

    assert ran.code == code
    assert ran.err.startswith("minimise: ")
    assert ran.err.count("\n") == 1
    assert not ran.out
    assert not (tmp_path / "out").exists()
    assert not any(word.casefold() in ran.err.casefold() for word in NAME.split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--recipient", NAME), 4),
        (("--recipient", f"school:{NAME}"), 4),
        (("--recipient", "school", "--subject", "Oswin Quarrender"), 2),
        (("--recipient", "school", "--protect-file", NAME), 2),
        (("--recipient", "school", "--password-file", NAME), 2),
        (("--recipient", "school", "--policy", f"{NAME}.toml"), 4),
        (("--recipient", "school", f"--{NAME}"), 2),
        ((), 2),
    ],
)
def test_bad_options_are_refused_in_one_line(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = minimise("redact", text(tmp_path), "-o", tmp_path / "out", *arguments, cwd=tmp_path)

    assert ran.code == code
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not any(word.casefold() in ran.err.casefold() for word in (*NAME.split(), "Oswin", "Quarrender"))


def test_results_are_not_overwritten_without_force(tmp_path: Path) -> None:
    source = text(tmp_path)
    order = ("redact", source, "--recipient", "social-care", "-o", tmp_path / "out")
    first = minimise(*order, cwd=tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    second = minimise(*order, cwd=tmp_path)
    third = minimise(*order, "--force", cwd=tmp_path)

    assert first.code in (0, 7)
    assert second.code == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} != {}
    assert third.code == first.code
    after = {path.name for path in (tmp_path / "out").iterdir()}
    assert after == set(before)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = text(tmp_path), tmp_path / "gone.txt"

    ran = minimise("redact", bad, good, "--recipient", "social-care", "-o", tmp_path / "out", cwd=tmp_path)

    assert ran.code == 2
    assert len(list((tmp_path / "out").glob("*.minimised.txt"))) == 1
    assert not ran.network
