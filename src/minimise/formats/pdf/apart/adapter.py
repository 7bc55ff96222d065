"""The PDF adapter as the command line uses it: every file is handed to a process of its own."""

from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.pdf.adapter import Pdf
from minimise.formats.pdf.apart.messages import document_of, rows_of, witnesses_of
from minimise.formats.pdf.apart.room import Room
from minimise.model import Document, Edit


class PdfApart:
    """Does what `Pdf` does; whatever a file makes its readers do, this process does not."""

    name = Pdf.name
    suffix = Pdf.suffix

    def __init__(self) -> None:
        """Begin without a process; the first file starts one."""
        self._room: Room | None = None

    def sniff(self, data: bytes) -> bool:
        """Say whether the file begins as a PDF does."""
        return Pdf().sniff(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read a file in a fresh process, which stays to write what it has read."""
        return document_of(self._fresh().ask("read", data, case_id))

    def read_finished(self, data: bytes, case_id: str) -> Document:
        """Read a copy to be checked, in a fresh process."""
        return document_of(self._fresh().ask("read_finished", data, case_id))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write in the process that has read the file."""
        return self._same().ask("write", data, rows_of(edits), list(banner))

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write strictly in the process that has read the file."""
        return self._same().ask("write_strictly", data, rows_of(edits), list(banner))

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Let the readers of other makes look at a finished file, whoever made it, in that process as well."""
        return witnesses_of(self._same().ask("witnesses", data))

    def _fresh(self) -> Room:
        if self._room is not None:
            self._room.close()
        self._room = Room()
        return self._room

    def _same(self) -> Room:
        return self._room if self._room is not None and self._room.is_open else self._fresh()
