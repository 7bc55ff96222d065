"""Two readers that the writer of workbooks does not use: openpyxl, and a walk through the members with expat."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.packed import unpacked
from minimise.formats.sheets.opening import WORKBOOK
from minimise.safe import Id

_BARE_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d+)?")
_WHERE = frozenset("r s t ref sqref min max width count xfId numFmtId fontId fillId borderId sheetId".split())
_LETTERS = re.compile(r"h{1,2}:mm(?: AM/PM)?|y+|m+|d+")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def workbook_witnesses(data: bytes) -> tuple[Witness, ...]:
    """Give what openpyxl shows, and what stands anywhere in the members.

    Raises:
        UnreadableDocument: one of the readers failed.
    """
    unpacked(data, WORKBOOK)  # nothing beyond measure reaches the library
    shown = _library(data)
    walked = members_witness(data)
    if shown is None or walked is None:
        raise UnreadableDocument("the written workbook could not be read back", format=Id("xlsx"))
    return shown, walked


def _library(data: bytes) -> Witness | None:
    """Read with openpyxl: every sheet, hidden or not, its comments, names and properties."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            visible = "\n".join(_rows(book))
            beside = tuple(_beside(book))
            book.close()
    except Exception:  # noqa: BLE001  the library raises its own, zip's and the parser's errors; none may carry words out
        return None
    return Witness("openpyxl", visible, beside)


def _rows(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows():
            cells = [_told(cell.value, cell.number_format) for cell in row if cell.value is not None]
            if cells:
                yield " | ".join(cells)


def _beside(book: Any) -> Iterator[tuple[str, str]]:
    about = book.properties
    said = (about.creator, about.lastModifiedBy, about.title, about.subject, about.description, about.keywords)
    yield "properties", "\n".join(str(value) for value in said if value and value != "openpyxl")
    yield "names", "\n".join(f"{name} {defined.attr_text}" for name, defined in book.defined_names.items())
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    yield "comments", f"{cell.comment.author} {cell.comment.text}"
                if cell.hyperlink is not None:
                    yield "links", f"{cell.hyperlink.target} {cell.hyperlink.location} {cell.hyperlink.tooltip}"


def _told(value: object, code: str) -> str:
    """Give a value as people see it, by a way of one's own."""
    if isinstance(value, datetime | date | time):
        return _LETTERS.sub(lambda match: _moment(match[0], value), code)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and code.startswith(("0", "#")):
        if code.endswith("%"):
            return f"{value:.{max(len(code) - 3, 0)}%}"
        places = len(code.partition(".")[2])
        return f"{value:,.{places}f}" if "," in code else f"{value:.{places}f}"
    return str(value)


def _moment(letters: str, value: datetime | date | time) -> str:
    """Give one piece of a date or time."""
    day = value if isinstance(value, date) else date(1900, 1, 1)
    clock = value if isinstance(value, datetime | time) else time()
    if letters[0] == "h":
        half = letters.endswith("M")
        hour = (clock.hour % 12 or 12) if half else clock.hour
        start = f"{hour:02}" if letters.startswith("hh") else str(hour)
        return f"{start}:{clock.minute:02}" + (f" {'AM' if clock.hour < 12 else 'PM'}" if half else "")
    if letters[0] == "y":
        return f"{day.year}" if len(letters) > 2 else f"{day.year % 100:02}"
    if letters[0] == "m":
        return _of(letters, day.month, _MONTHS[day.month - 1])
    return _of(letters, day.day, _DAYS[day.weekday()])


def _of(letters: str, number: int, name: str) -> str:
    if len(letters) < 3:
        return f"{number:0{len(letters)}}"
    return name if len(letters) > 3 else name[:3]


class _Listener:
    """Hears one member: the words of cells, and everything else by where it stands."""

    def __init__(self, member: str) -> None:
        self.shown: list[str] = []
        self.beside: list[str] = []
        self._member = member
        self._path: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._close()
        for key, value in attributes.items():
            if name == "sheet" and key == "name":
                self.shown.append(value)
            elif key not in _WHERE and not _BARE_NUMBER.fullmatch(value):
                self.beside.append(value)
        if name in ("c", "is", "si"):
            self.shown.append(" | ")
        self._path.append(name)

    def end(self, _name: str) -> None:
        self._close()
        self._path.pop()

    def text(self, data: str) -> None:
        self._text.append(data)

    def aside(self, data: str, rest: str = "") -> None:
        self.beside.append(f"{data} {rest}")

    def _close(self) -> None:
        text = "".join(self._text).replace("_x005F_", "_")
        self._text.clear()
        if not text.strip():
            return
        inside = self._path[-1] if self._path else ""
        if inside == "t":
            self.shown.append(text)
        elif inside != "v" or not _BARE_NUMBER.fullmatch(text):
            self.beside.append(text)


def members_witness(data: bytes) -> Witness | None:
    """Read every member, whatever leads to it; what is no XML is looked at as it stands."""
    shown: list[str] = []
    beside: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.testzip() is not None or archive.comment:
                return None
            for info in archive.infolist():
                content = archive.read(info)
                listener = _Listener(info.filename)
                if not _heard(content, listener):
                    beside.append(("member", content.decode("latin-1")))
                shown += listener.shown
                beside.append(("markup", "\n".join((info.filename, *listener.beside))))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None
    return Witness("members", "".join(shown).replace(" |  | ", " | "), tuple(beside))


def _heard(content: bytes, listener: _Listener) -> bool:
    """Let a listener hear one member; False where it is no XML."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.CommentHandler = listener.aside
    parser.ProcessingInstructionHandler = listener.aside
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return False
    return True
