"""The Word format: reads every surface of a .docx and builds a clean one."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.docx.combs import fuse
from minimise.formats.docx.container import looks_like_word
from minimise.formats.docx.edits import apply_edits, tidy
from minimise.formats.docx.pictures import picture_witness, take_edits, write_as_words
from minimise.formats.docx.sameness import level, widened
from minimise.formats.docx.story import Paragraph
from minimise.formats.docx.transcript import Transcript, transcribe
from minimise.formats.docx.witness import library_witness, raw_witness
from minimise.formats.docx.writer import build
from minimise.model import Document, Edit
from minimise.safe import Id


class Word:
    """Word documents (.docx, and .docm, .dotx, .dotm by their content); written as plain .docx."""

    name = "docx"
    suffix = ".docx"

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._read: list[tuple[bytes, Transcript]] = []

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a Word file, be it old, locked or broken."""
        return looks_like_word(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read every paragraph that people see, then what is withdrawn, then what cannot be read.

        Raises:
            UnreadableDocument: the file is locked, old, broken, too large or built to do harm.
        """
        transcript = _transcribed(data)
        self._read[:] = [(hashlib.sha256(data).digest(), transcript)]
        return transcript.document(case_id)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new file from `data` with the edits applied.

        Raises:
            UnreadableDocument: as for `read`.
        """
        transcript = self._take(data)
        _edit(transcript, edits)
        return build(transcript, banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write as `write` does, but two sources that differ only in removed words give the same bytes.

        Raises:
            UnreadableDocument: as for `read`.
        """
        transcript = self._take(data)
        touched = _edit(transcript, edits, strict=True)
        level(transcript.paragraphs(), touched, (edit.replacement for edit in edits))
        write_as_words(transcript.stories["document"].root, transcript.pictures)
        return build(transcript, banner)

    def _take(self, data: bytes) -> Transcript:
        """Give the transcript that the reader was shown, once, for writing alters it; else make it anew."""
        while self._read:
            digest, transcript = self._read.pop()
            if digest == hashlib.sha256(data).digest():
                return transcript
        return _transcribed(data)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished file with the standard library and with python-docx, and its pictures anew.

        Raises:
            UnreadableDocument: one of them could not read it.
        """
        return raw_witness(data), library_witness(data), *picture_witness(data)


def _edit(transcript: Transcript, edits: Sequence[Edit], *, strict: bool = False) -> list[Paragraph]:
    """Put the edits into the copied paragraphs, and give those that had one."""
    paragraphs = transcript.paragraphs()
    by_part: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_part[edit.span.part].append(edit)
    touched = []
    for part, its in sorted(by_part.items()):
        # Spans of withdrawn parts need no edit: nothing of those parts is in the transcript's stories.
        if part < len(paragraphs):
            paragraph = paragraphs[part]
            wanted = widened(paragraph.text(), its) if strict else its
            if paragraph.boxes:
                fuse(paragraph)
            apply_edits(paragraph.element, wanted)
            tidy(paragraph.element)
            touched.append(paragraph)
    lines = [line for picture in transcript.pictures for line in picture.inlaid.lines]
    pictured = {at: by_part[len(paragraphs) + at] for at in range(len(lines)) if len(paragraphs) + at in by_part}
    if strict:
        pictured = {at: widened(lines[at], its) for at, its in pictured.items()}
    take_edits(transcript.pictures, pictured)
    return touched


def _transcribed(data: bytes) -> Transcript:
    """Transcribe, refusing what is nested beyond all measure."""
    try:
        return transcribe(data)
    except RecursionError:
        pass
    raise UnreadableDocument("the Word document is nested too deeply", format=Id("docx"))
