"""The OpenDocument text format (.odt, .ott): read paragraph by paragraph, written anew."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.odt.names import MIME
from minimise.formats.odt.transcript import transcribe
from minimise.formats.odt.witness import text_witnesses
from minimise.formats.odt.writer import build
from minimise.formats.recognition import is_packed
from minimise.model import Document, Edit, Part


class OpenText:
    """OpenDocument texts; what is hidden, deleted or remarked is shown to the reviewer and never written."""

    name = "odt"
    suffix = ".odt"

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is an OpenDocument text, be it broken."""
        if not is_packed(data):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                info = archive.getinfo("mimetype")
                stated = archive.read(info).decode("ascii", "replace").strip() if info.file_size < 200 else ""
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
            stated = MIME if MIME.encode("ascii") in data[:200] else ""
        return stated in (MIME, f"{MIME}-template")

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every paragraph that people see, then what is withdrawn, then what cannot be read.

        Raises:
            UnreadableDocument: the file is locked, broken, too large or built to do harm.
        """
        story = transcribe(data).story
        visible = (Part(p.place, p.text, p.surface, p.cell) for p in story.paragraphs)
        return Document(case_id, self.name, (*visible, *story.withdrawn), tuple(story.unread))

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new file with the edits applied.

        Raises:
            UnreadableDocument: as for `read`.
        """
        transcript = transcribe(data)
        by_part: dict[int, list[Edit]] = {}
        for edit in edits:
            by_part.setdefault(edit.span.part, []).append(edit)
        for number, paragraph in enumerate(transcript.story.paragraphs):
            paragraph.edit(by_part.get(number, ()))
        return build(transcript, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with expat, and its bare source.

        Raises:
            UnreadableDocument: one of them could not read it.
        """
        return text_witnesses(data)
