"""Workbooks with their elders: .xls and .ods are converted on this machine, then read and written as .xlsx."""

from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.converted.conversions import Conversions
from minimise.formats.converted.office import Elder
from minimise.formats.recognition import OLE, stated_kind
from minimise.formats.sheets import Workbook
from minimise.model import Document, Edit

_LOCKS = ("EncryptedPackage", "DRMContent")
_STREAMS = ("Workbook", "Book")
_OPEN = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template")


class AnyWorkbook:
    """Workbooks of any age; all are written as .xlsx."""

    name = "xlsx"
    suffix = ".xlsx"

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._workbook = Workbook()
        self._converted = Conversions()

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a workbook."""
        return self._workbook.sniff(data) or elder_sheet(data) is not None

    def read(self, data: bytes, case_id: str) -> Document:
        """Read a workbook, an older one after converting it.

        Raises:
            UnreadableDocument: as for workbooks; or it is an older one and cannot be converted here.
        """
        return self._workbook.read(self._modern(data), case_id)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Build a new workbook of what people see, with the edits applied.

        Raises:
            UnreadableDocument: as for `read`.
        """
        return self._workbook.write(self._modern(data), edits, banner)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished workbook with readers that the writer does not use.

        Raises:
            UnreadableDocument: one of them could not read it.
        """
        return self._workbook.witnesses(data)

    def _modern(self, data: bytes) -> bytes:
        """Give the bytes as a .xlsx."""
        elder = elder_sheet(data)
        return data if elder is None else self._converted.of(data, elder)


def elder_sheet(data: bytes) -> Elder | None:
    """Say which kind of spreadsheet this is that must be converted first, if any."""
    if data.startswith(OLE):
        if any(_wide(name) in data for name in (*_LOCKS, "WordDocument")):
            return None
        return Elder.WORKBOOK if any(_entry(name) in data for name in _STREAMS) else None
    return Elder.OPEN_SHEET if stated_kind(data) in _OPEN else None


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _entry(name: str) -> bytes:
    """Give how a compound file's directory begins the entry of a stream of this name."""
    return _wide(f"{name}\0")
