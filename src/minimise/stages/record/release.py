"""Releasing: every file of a run appears under its name, or none does."""

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from minimise.errors import DiskFull, UsageProblem
from minimise.stages.record.disk import Disk
from minimise.stages.record.stem import is_reserved

Output: TypeAlias = tuple[Path, bytes, int]
"""Where, what, and who may read it (a POSIX mode)."""

_HERE = Disk.here()
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def release(outputs: Sequence[Output], *, force: bool, disk: Disk = _HERE) -> None:
    """Write all outputs, then give them their names; they appear in the order given.

    Each file is first written in full, privately and durably beside its place, so that a full disk or a lost
    power line leaves no half file under a name people trust.

    Raises:
        UsageProblem: a name is taken, not allowed or in use, or the folder cannot be written. Nothing is left
            then, and a file that `force` would have replaced is as it was.
    """
    _check(outputs, force=force, disk=disk)
    attempt = _Attempt(disk, force=force)
    problem: UsageProblem | None = None
    try:
        attempt.run(outputs)
    except OSError as error:
        problem = _explained(error)
    finally:
        attempt.tidy()
    if problem is not None:  # raised out here, so that no path survives in its context
        raise problem


@dataclass(slots=True)
class _Attempt:
    """One try: what has been written so far and must go again if it fails."""

    disk: Disk
    force: bool
    stored: list[Path] = field(default_factory=list, repr=False)
    claimed: list[Path] = field(default_factory=list, repr=False)
    former: dict[Path, Path] = field(default_factory=dict, repr=False)
    """What stood under a name before, by that name."""
    placed: list[Path] = field(default_factory=list, repr=False)
    done: bool = False

    def run(self, outputs: Sequence[Output]) -> None:
        """Store everything first; only then touch a name."""
        for folder in _folders(outputs):
            folder.mkdir(parents=True, exist_ok=True)
        for path, data, mode in outputs:
            self.stored.append(self.disk.store(path.parent, data))
            self.disk.set_mode(self.stored[-1], mode)
        for path, _, _ in outputs:
            self._take(path)
        for part, (path, _, _) in zip(self.stored, outputs, strict=True):
            self.disk.put(part, path)
            self.placed.append(path)
        for folder in _folders(outputs):
            self.disk.settle(folder)
        self.done = True

    def _take(self, path: Path) -> None:
        """Claim a free name, or keep a copy of what stands there."""
        if self.force and path.exists():
            copy = self.disk.store(path.parent, path.read_bytes())
            self.former[path] = copy
            self.disk.set_mode(copy, path.stat().st_mode & 0o777)
            return
        self.disk.claim(path)
        self.claimed.append(path)

    def tidy(self) -> None:
        """Leave nothing of ours behind; after a failure also put back what stood there before."""
        if not self.done:
            self._put_back()
            _remove(self.claimed)
        _remove(self.stored)
        _remove(self.former.values())

    def _put_back(self) -> None:
        for path in self.placed:
            copy = self.former.get(path)
            if copy is None:
                continue
            try:
                self.disk.put(copy, path)
            except OSError:
                del self.former[path]  # better a spare copy left over than the only one lost


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _folders(outputs: Sequence[Output]) -> list[Path]:
    return sorted({path.parent for path, _, _ in outputs})


def _check(outputs: Sequence[Output], *, force: bool, disk: Disk) -> None:
    """Refuse early what cannot work, before a single byte is written."""
    paths = [path for path, _, _ in outputs]
    if len({str(path).casefold() for path in paths}) < len(paths):
        raise UsageProblem("two output files would have the same name", "Give the inputs different names.")
    if any(is_reserved(path.name) or path.name[-1:] in (".", " ") for path in paths):
        raise UsageProblem("an output file name is reserved on Windows", "Rename the input and try again.")
    if not all(disk.holds_name(path) for path in paths):
        raise UsageProblem("an output path is too long", "Choose a shorter output folder with --output-dir.")
    if any(path.is_dir() for path in paths):
        raise UsageProblem("a folder stands where an output file should go", "Choose another output folder.")
    if any(path.parent.exists() and not path.parent.is_dir() for path in paths):
        raise UsageProblem("the output folder is a file", "Choose another folder with --output-dir.")
    if not force and any(os.path.lexists(path) for path in paths):
        raise _taken()


def _taken() -> UsageProblem:
    return UsageProblem("an output file already exists", "Use --force to replace it, or choose another folder.")


def _explained(error: OSError) -> UsageProblem:
    """Say in our own words what went wrong; the error itself would name the file."""
    if isinstance(error, FileExistsError):
        return _taken()
    if isinstance(error, PermissionError):
        return UsageProblem(
            "an output file is open in another program, or the folder may not be written to",
            "Close the file in Word or the PDF reader, check the folder and try again.",
        )
    if error.errno in _FULL:
        return DiskFull()
    if error.errno == errno.ENAMETOOLONG:
        return UsageProblem("an output path is too long", "Choose a shorter output folder with --output-dir.")
    return UsageProblem("the output folder cannot be written to", "Choose another folder with --output-dir.")
