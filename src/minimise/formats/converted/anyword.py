"""The Word format with its elders: .doc and .rtf are converted on this machine, then read and written as .docx."""

from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.converted.conversions import Conversions
from minimise.formats.converted.office import Elder
from minimise.formats.docx import Word
from minimise.formats.recognition import OLE
from minimise.model import Document, Edit

RICH_TEXT = b"{\\rtf"
_MARKED = b"\xef\xbb\xbf"
_LOCKS = ("EncryptedPackage", "DRMContent")


class AnyWord:
    """Word documents of any age; all are written as .docx, for an old file keeps pieces of what was deleted."""

    name = "docx"
    suffix = ".docx"

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._word = Word()
        self._converted = Conversions()

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a Word file or rich text."""
        return elder_of(data) is Elder.RICH_TEXT or self._word.sniff(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read a Word file, an older one after converting it.

        Raises:
            UnreadableDocument: as for Word files; or it is an older one and cannot be converted here.
        """
        return self._word.read(self._modern(data), case_id)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new .docx with the edits applied.

        Raises:
            UnreadableDocument: as for `read`.
        """
        return self._word.write(self._modern(data), edits, banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write so that nothing of the layout tells what was removed.

        Raises:
            UnreadableDocument: as for `read`.
        """
        return self._word.write_strictly(self._modern(data), edits, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished .docx with readers that the writer does not use.

        Raises:
            UnreadableDocument: one of them could not read it.
        """
        return self._word.witnesses(data)

    def _modern(self, data: bytes) -> bytes:
        """Give the bytes as a .docx."""
        elder = elder_of(data)
        return data if elder is None else self._converted.of(data, elder)


def elder_of(data: bytes) -> Elder | None:
    """Say which older kind of document this is, if any; one under a password is left to the Word reader to refuse."""
    if data.removeprefix(_MARKED).lstrip()[: len(RICH_TEXT)] == RICH_TEXT:
        return Elder.RICH_TEXT
    if not data.startswith(OLE) or any(_wide(name) in data for name in _LOCKS):
        return None
    return Elder.BINARY if _wide("WordDocument") in data else None


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
