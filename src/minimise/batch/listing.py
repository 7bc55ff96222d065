"""Which files of a folder are documents to be done, in an order that never changes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minimise.errors import UsageProblem

_NOBODYS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The files found, and how many were passed over because nobody wrote them."""

    files: tuple[Path, ...] = field(repr=False)
    passed_over: int


def list_folder(folder: Path, leave_out: Path) -> Listing:
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
    for path, mine in _walk(folder, leave_out):
        if mine:
            files.append(path)
        else:
            passed_over += 1
    if not files:
        raise UsageProblem("there is no document in the folder", "Check the folder and try again.")
    return Listing(tuple(sorted(files, key=lambda path: path.relative_to(folder).as_posix())), passed_over)


def _walk(folder: Path, leave_out: Path) -> Iterator[tuple[Path, bool]]:
    """Yield every path with whether it is to be done. Folders are taken one by one: no depth is too deep."""
    waiting = [folder]
    without = leave_out.absolute()
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
