"""Which files of a folder are documents to be done, in an order that never changes."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from minimise.batch.far import FarPath
from minimise.batch.stores import Source
from minimise.errors import UsageProblem

_NOBODYS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The files found, and how many were passed over because nobody wrote them."""

    files: tuple[Source, ...] = field(repr=False)
    passed_over: int


def list_folder(folder: Path, leave_out: Source) -> Listing:
    """List everything below a folder, except what stands below `leave_out`.

    Passed over are hidden files, the lock files of office programs, what the system keeps for itself, and links, which
    can lead out of the folder. A folder that cannot be opened is listed itself, so that it ends as a failure and not
    as nothing.

    Raises:
        UsageProblem: there is no such folder, or no file in it.
    """
    if not folder.is_dir():
        raise UsageProblem("the folder to be read does not exist", "Name a folder that holds the documents.")
    files: list[Path] = []
    passed_over = 0
    for path, mine in _walk(folder, None if isinstance(leave_out, FarPath) else leave_out):
        if mine:
            files.append(path)
        else:
            passed_over += 1
    if not files:
        raise UsageProblem("there is no document in the folder", "Check the folder and try again.")
    files.sort(key=lambda path: path.relative_to(folder).as_posix())
    return Listing(tuple(files), passed_over)


def _walk(folder: Path, leave_out: Path | None) -> Iterator[tuple[Path, bool]]:
    """Yield every path with whether it is to be done. Folders are taken one by one: no depth is too deep."""
    waiting = [folder]
    without = None if leave_out is None else leave_out.absolute()
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            entries = None
        if entries is None:
            yield here, True
            continue
        for entry in entries:
            path = here / entry.name
            if _nobodys(entry.name) or entry.is_symlink():
                yield path, False
            elif entry.is_dir(follow_symlinks=False):
                if path.absolute() != without:
                    waiting.append(path)
            else:
                yield path, True


def list_far(folder: FarPath, leave_out: Source) -> Listing:
    """List every object below an address, except what stands below `leave_out`, by the same rules as a folder.

    Raises:
        UsageProblem: the store does not answer, or there is no object.
    """
    found: list[PurePosixPath] | None = None
    with suppress(OSError):
        found = folder.below()
    if found is None:
        raise UsageProblem("the store of IN does not answer", "Check the address and your credentials for it.")
    without = leave_out.path if isinstance(leave_out, FarPath) else None
    if without is not None:
        found = [path for path in found if not (folder.path / path).is_relative_to(without)]
    mine = [path for path in found if not any(_nobodys(part) for part in path.parts)]
    if not mine:
        raise UsageProblem("there is no document at the address", "Check the address and try again.")
    files = tuple(folder / path for path in sorted(mine, key=PurePosixPath.as_posix))
    return Listing(files, len(found) - len(mine))


def _nobodys(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _NOBODYS


def names_for(stems: Sequence[tuple[str, str]]) -> list[str]:
    """Give each (folder, stem) a stem of its own within its folder, whatever the case: `form`, `form-2`, `form-3`."""
    taken: set[tuple[str, str]] = set()
    names = []
    for folder, stem in stems:
        name, number = stem, 1
        while (folder.casefold(), name.casefold()) in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add((folder.casefold(), name.casefold()))
        names.append(name)
    return names
