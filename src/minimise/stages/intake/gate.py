"""The gate in front of every parser: what may come in, and the file's own name as one more surface."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from minimise.errors import UnreadableDocument, UsageProblem
from minimise.formats import CheckedFormat, Format, format_of, unlocked
from minimise.model import Document, Part, Place, Surface, Unit

LARGEST = 25 * 1024 * 1024
"""Bytes; a referral is never larger, an attack often is (platform.md section 5)."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A file taken in: its bytes, its adapter and its document."""

    data: bytes = field(repr=False)
    format: Format
    document: Document
    locked: bool = False
    """Whether the file came under a password, under which the copy leaves too."""


class Sized(Protocol):
    """The part of a file's state that is asked for."""

    @property
    def st_size(self) -> int:
        """Bytes."""
        ...


class Readable(Protocol):
    """What can be read as a file is: a path, or what was fetched from elsewhere."""

    @property
    def stem(self) -> str:
        """The name without its ending."""
        ...

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        ...

    def stat(self) -> Sized:
        """Give its size."""
        ...

    def is_file(self) -> bool:
        """Say whether it can be read."""
        ...

    def read_bytes(self) -> bytes:
        """Give what is in it."""
        ...


def take_in(path: Readable, case_id: str, password: str | None = None, *, finished: bool = False) -> Intake:
    """Read one file, opened with its password if it has one; a `finished` one as its recipient reads it.

    Raises:
        UsageProblem: there is no such file, or it may not be read.
        UnreadableDocument: it is empty, too large, locked, broken or of a kind we do not read.
    """
    data = _bytes_of(path)
    if not data.strip():
        raise UnreadableDocument("the file is empty", "Check that it was saved, or that it has finished downloading.")
    locked = data
    if password is not None:
        data = unlocked(locked, password)
    adapter = format_of(data, path.suffix)
    read = adapter.read_finished if finished and isinstance(adapter, CheckedFormat) else adapter.read
    document = read(data, case_id)
    name = Part(Place("file-name", Unit.NONE, 0), path.stem, Surface.FILE_NAME)
    return Intake(data, adapter, replace(document, parts=(*document.parts, name)), locked != data)


def _bytes_of(path: Readable) -> bytes:
    """Read within the limit; the errors name no path, because a path can name a child."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST and path.is_file() else None
    except FileNotFoundError:
        problem: tuple[str, str] = ("there is no such file", "Check the spelling and the folder.")
    except PermissionError:
        problem = ("the file may not be read", "Close it in other programs, or copy it to a folder of your own.")
    except OSError:
        problem = ("the file could not be opened", "Copy it to a local folder and try again.")
    else:
        if data is not None:
            return data
        if not path.is_file():
            raise UsageProblem("this is a folder, not a file", "Name one file or several.")
        raise UnreadableDocument("the file is larger than 25 MB", "Send pictures and attachments separately.")
    raise UsageProblem(*problem)
