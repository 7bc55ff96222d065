import os
from collections.abc import Callable
from pathlib import Path

import pytest

from minimise.errors import MinimiseError, UnreadableDocument, UsageProblem
from minimise.model import Surface
from minimise.stages.intake import take_in
from minimise.stages.intake.gate import LARGEST


def test_the_file_name_is_one_more_surface_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "Ward T.txt"
    path.write_text("Tia Ward", encoding="utf-8")

    taken = take_in(path, "case-7")

    assert taken.document.case_id == "case-7"
    assert (taken.data, taken.format.name) == (b"Tia Ward", "txt")
    assert [(p.surface, p.text, p.visible) for p in taken.document.parts] == [
        (Surface.BODY, "Tia Ward", True),
        (Surface.FILE_NAME, "Ward T", False),
    ]


def test_no_words_stand_in_the_repr_of_what_was_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "Ward.txt"
    path.write_text("Tia Quibble", encoding="utf-8")

    shown = repr(take_in(path, "case"))

    assert not [word for word in ("Tia", "Quibble", "Ward") if word in shown]


def gone(folder: Path) -> Path:
    return folder / "Ward.txt"


def a_folder(folder: Path) -> Path:
    (folder / "Ward.txt").mkdir()
    return folder / "Ward.txt"


def below_a_file(folder: Path) -> Path:
    (folder / "Tia").write_text("x", encoding="utf-8")
    return folder / "Tia" / "Ward.txt"


def empty(folder: Path) -> Path:
    (folder / "Ward.txt").write_bytes(b"")
    return folder / "Ward.txt"


def blank(folder: Path) -> Path:
    (folder / "Ward.txt").write_bytes(b" \n\t\r\n")
    return folder / "Ward.txt"


def of_size(folder: Path, size: int) -> Path:
    path = folder / "Ward.txt"
    with path.open("wb") as file:
        file.write(b"Tia Ward")
        file.truncate(size)
    return path


def too_large(folder: Path) -> Path:
    return of_size(folder, LARGEST + 1)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (gone, UsageProblem, "no such file"),
        (a_folder, UsageProblem, "folder"),
        (below_a_file, UsageProblem, "could not be opened"),
        (empty, UnreadableDocument, "empty"),
        (blank, UnreadableDocument, "empty"),
        (too_large, UnreadableDocument, "larger"),
    ],
)
def test_the_gate_refuses_with_a_sentence_that_names_no_path(
    tmp_path: Path, make: Callable[[Path], Path], error: type[MinimiseError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        take_in(make(tmp_path), "case")

    said = f"{caught.value} {caught.value.advice} {caught.value.facts}"
    assert not [word for word in ("Ward", "Tia", tmp_path.name) if word in said]
    assert caught.value.__context__ is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_a_usage_problem(tmp_path: Path) -> None:
    path = tmp_path / "Ward.txt"
    path.write_text("Tia", encoding="utf-8")
    path.chmod(0)

    with pytest.raises(UsageProblem, match="may not be read"):
        take_in(path, "case")


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Ward.txt"
    path.write_text("Tia", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(UsageProblem, match="may not be read") as caught:
        take_in(path, "case")

    assert "Ward" not in f"{caught.value} {caught.value.advice}"
    assert caught.value.__context__ is None


def test_a_password_for_a_file_without_a_lock_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tia", encoding="utf-8")

    assert take_in(path, "case", "secret").data == b"Tia"
