"""Release: all files or none, private while they are written, and never over somebody else's file."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from minimise.errors import UsageProblem
from minimise.stages.record import Output, release
from minimise.stages.record.disk import Disk

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and folder handles are POSIX")


@dataclass(frozen=True, slots=True)
class FailingDisk(Disk):
    """A disk that fails at one step, as a full or locked one does."""

    windows: bool = False
    step: str = ""
    error: BaseException = field(default_factory=lambda: OSError(errno.EIO, "broken"))
    at: int = 1
    """Which call of that step fails, counted from 1."""
    calls: list[str] = field(default_factory=list)

    def _reached(self, step: str) -> None:
        self.calls.append(step)
        if step == self.step and self.calls.count(step) >= self.at:
            raise self.error

    def store(self, folder: Path, data: bytes) -> Path:
        self._reached("store")
        return Disk.store(self, folder, data)

    def claim(self, path: Path) -> None:
        self._reached("claim")
        Disk.claim(self, path)

    def put(self, stored: Path, path: Path) -> None:
        self._reached("put")
        Disk.put(self, stored, path)

    def settle(self, folder: Path) -> None:
        self._reached("settle")
        Disk.settle(self, folder)


def outputs_in(folder: Path) -> list[Output]:
    return [(folder / "a.log.json", b"log", 0o644), (folder / "a.review.json", b"private", 0o600)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_output_appears_with_its_content_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    release(outputs_in(folder), force=False)

    assert names(folder) == ["a.log.json", "a.review.json"]
    assert (folder / "a.log.json").read_bytes() == b"log"
    assert (folder / "a.review.json").read_bytes() == b"private"


@POSIX
def test_each_output_gets_its_mode(tmp_path: Path) -> None:
    release(outputs_in(tmp_path), force=False)

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in names(tmp_path)]
    assert modes == [0o644, 0o600]


@POSIX
def test_file_is_private_and_its_name_says_nothing_while_it_is_written(tmp_path: Path) -> None:
    stored = Disk.here().store(tmp_path, b"private")

    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stored.name.startswith(".minimise-")
    assert stored.suffix == ".part"


@POSIX
def test_content_and_then_the_folder_are_on_the_disk_before_release_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int | None] = []

    def note(handle: int) -> None:
        found = os.fstat(handle)
        synced.append(None if stat.S_ISDIR(found.st_mode) else found.st_size)

    monkeypatch.setattr(os, "fsync", note)

    release(outputs_in(tmp_path), force=False)

    assert synced == [len(b"log"), len(b"private"), None]


@POSIX
def test_private_file_that_was_there_stays_private_when_it_is_put_back(tmp_path: Path) -> None:
    kept = tmp_path / "a.log.json"
    kept.write_bytes(b"old")
    kept.chmod(0o640)

    with pytest.raises(UsageProblem):
        release(outputs_in(tmp_path), force=True, disk=FailingDisk(step="settle"))

    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (b"old", 0o640)


def test_taken_name_is_refused_without_force_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.review.json").write_bytes(b"old")

    with pytest.raises(UsageProblem, match="already exists"):
        release(outputs_in(tmp_path), force=False)

    assert names(tmp_path) == ["a.review.json"]
    assert (tmp_path / "a.review.json").read_bytes() == b"old"


def test_force_replaces_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.log.json").write_bytes(b"old")

    release(outputs_in(tmp_path), force=True)

    assert names(tmp_path) == ["a.log.json", "a.review.json"]
    assert (tmp_path / "a.log.json").read_bytes() == b"log"


def test_name_taken_by_another_run_in_between_is_not_overwritten(tmp_path: Path) -> None:
    rival = tmp_path / "a.review.json"

    @dataclass(frozen=True, slots=True)
    class Rivalled(Disk):
        def store(self, folder: Path, data: bytes) -> Path:
            rival.write_bytes(b"rival")
            return Disk.store(self, folder, data)

    with pytest.raises(UsageProblem, match="already exists"):
        release(outputs_in(tmp_path), force=False, disk=Rivalled(windows=False))

    assert names(tmp_path) == ["a.review.json"]
    assert rival.read_bytes() == b"rival"


@pytest.mark.parametrize(
    ("step", "at"), [("store", 1), ("store", 2), ("claim", 1), ("claim", 2), ("put", 1), ("put", 2), ("settle", 1)]
)
def test_nothing_is_left_when_a_step_fails(step: str, at: int, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        release(outputs_in(tmp_path), force=False, disk=FailingDisk(step=step, at=at))

    assert names(tmp_path) == []
    assert caught.value.__context__ is None


@pytest.mark.parametrize(("step", "at"), [("store", 3), ("store", 4), ("put", 1), ("put", 2), ("settle", 1)])
def test_files_that_were_there_are_as_before_when_a_forced_step_fails(step: str, at: int, tmp_path: Path) -> None:
    release(outputs_in(tmp_path), force=False)
    newer = [(path, b"newer", mode) for path, _, mode in outputs_in(tmp_path)]

    @dataclass(frozen=True, slots=True)
    class OnceFailing(FailingDisk):
        def _reached(self, reached: str) -> None:
            self.calls.append(reached)
            if reached == self.step and self.calls.count(reached) == self.at:
                raise self.error

    with pytest.raises(UsageProblem):
        release(newer, force=True, disk=OnceFailing(step=step, at=at))

    assert names(tmp_path) == ["a.log.json", "a.review.json"]
    assert [path.read_bytes() for path, _, _ in outputs_in(tmp_path)] == [b"log", b"private"]


def test_only_copy_of_a_former_file_is_kept_when_it_cannot_be_put_back(tmp_path: Path) -> None:
    (tmp_path / "a.log.json").write_bytes(b"old")

    with pytest.raises(UsageProblem):
        release(outputs_in(tmp_path), force=True, disk=FailingDisk(step="put", at=2))

    spare = [path for path in tmp_path.iterdir() if path.suffix == ".part"]
    assert [path.read_bytes() for path in spare] == [b"old"]


def test_stopping_by_the_user_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        release(outputs_in(tmp_path), force=False, disk=FailingDisk(step="put", at=2, error=KeyboardInterrupt()))

    assert names(tmp_path) == []


def test_half_written_file_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(UsageProblem, match="disk is full"):
        release(outputs_in(tmp_path), force=False)

    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(errno.EACCES, "no"), "open in another program"),
        (OSError(errno.ENOSPC, "no"), "disk is full"),
        (OSError(errno.ENAMETOOLONG, "no"), "too long"),
        (FileExistsError(errno.EEXIST, "no"), "already exists"),
        (OSError(errno.EIO, "no"), "cannot be written to"),
    ],
)
def test_failure_is_explained_in_our_own_words(error: OSError, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=message) as caught:
        release(outputs_in(tmp_path), force=False, disk=FailingDisk(step="put", error=error))

    assert "a.log" not in f"{caught.value} {caught.value.advice} {caught.value.facts}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("NUL.json", "reserved"),
        ("com1", "reserved"),
        ("a.", "reserved"),
        ("a ", "reserved"),
        ("x" * 256, "too long"),
        ("A.LOG.JSON", "same name"),
    ],
)
def test_name_that_some_system_refuses_is_refused_before_anything_is_written(
    name: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageProblem, match=message):
        release([*outputs_in(tmp_path), (tmp_path / name, b"x", 0o644)], force=False)

    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda folder: (folder / "a.log.json").mkdir(), "a folder stands"),
        (lambda folder: (folder.rmdir(), folder.write_bytes(b"")), "is a file"),
    ],
)
def test_files_and_folders_in_the_wrong_place_are_named_for_what_they_are(
    prepare: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    prepare(folder)

    with pytest.raises(UsageProblem, match=message):
        release(outputs_in(folder), force=True)


def test_windows_disk_knows_its_short_paths(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 130) / ("y" * 130)

    assert Disk(windows=False).holds_name(long)
    assert not Disk(windows=True).holds_name(long)
    assert Disk(windows=True).holds_name(Path("short"))


def test_windows_disk_releases_without_modes_or_folder_handles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("not on Windows")

    monkeypatch.setattr(Path, "chmod", refuse)

    release(outputs_in(tmp_path), force=False, disk=Disk(windows=True))

    assert names(tmp_path) == ["a.log.json", "a.review.json"]


def test_disk_of_this_machine_is_recognised() -> None:
    assert Disk.here().windows is (os.name == "nt")


def test_nothing_to_release_is_no_problem(tmp_path: Path) -> None:
    release([], force=False)

    assert names(tmp_path) == []
