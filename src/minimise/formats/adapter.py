"""The seam every file format plugs into: sniff, read, write, and the witnesses that check what was written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from minimise.model import Document, Edit


@dataclass(frozen=True, slots=True)
class Witness:
    """What one reader, not used by the writer, sees in a finished file.

    `visible` is the text a person reading the file sees, in reading order, or None for a reader that only
    looks under the surface. `surfaces` are all other places where words can stand: (a place code of ours, text).
    """

    reader: str
    visible: str | None = field(repr=False)
    surfaces: tuple[tuple[str, str], ...] = field(repr=False, default=())


class Format(Protocol):
    """One file format, read and written side by side."""

    name: str
    """`docx`, `pdf` or `txt`; also `Document.format`."""
    suffix: str
    """Of the written file, such as `.docx`."""

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is such a file; a file name can lie and can name a child."""
        ...

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every surface, visible parts in reading order, then what the author withdrew.

        Raises:
            UnreadableDocument: locked, broken, too large, or holding what cannot be read safely.
        """
        ...

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new file from `data` with the edits applied and every unread or withdrawn thing gone.

        Edits' spans refer to `read(data)`'s visible parts and do not overlap. `banner` lines are set at the top.
        The same arguments give the same bytes. Nothing is copied that is not on an allow-list.

        Raises:
            UnreadableDocument: something stands in the file that this writer cannot remove truly.
        """
        ...

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with readers that `write` did not use.

        Raises:
            UnreadableDocument: a reader failed; then the file is not verified and must not be released.
        """
        ...


@runtime_checkable
class StrictFormat(Format, Protocol):
    """A format that can also write so that nothing of the layout tells what was removed (`--strict`)."""

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write as `write` does, but two sources that differ only in removed words give the same bytes."""
        ...


@runtime_checkable
class CheckedFormat(Format, Protocol):
    """A format whose finished files are read otherwise than a document that comes in."""

    def read_finished(self, data: bytes, case_id: str) -> Document:
        """Read a finished file as its recipient does, to be compared with the original."""
        ...
