"""Reads Outlook's packet (winmail.dat, TNEF): the same letter as from a saved message, from one long row of values."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.mail.storage import Folder
from minimise.formats.recognition import PACKET
from minimise.safe import Id

_ATTRIBUTE = struct.Struct("<BII")
_MOST_VALUES = 20_000
_DEEPEST = 4
_SUBJECT, _BODY, _PROPERTIES = 0x8004, 0x800C, 0x9003
_FILE, _FILE_NAME, _FILE_DATA, _FILE_PROPERTIES, _PEOPLE, _LETTERS = 0x9002, 0x8010, 0x800F, 0x9005, 0x9004, 0x9007
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8, 0x0040: 8,
          0x0048: 16}  # fmt: skip
_COUNTED = (0x001E, 0x001F, 0x0102, 0x000D)
_SEVERAL = 0x1000
_NAMED = 0x8000
_EMBEDDED = "3701000D"
_INTERFACE = 16
"""Bytes before an embedded message that say which program wrote it."""


@dataclass(slots=True)
class _Values:
    """Values being gathered for one message, recipient or attachment."""

    values: dict[str, bytes] = field(default_factory=dict)
    fixed: dict[str, bytes] = field(default_factory=dict)
    inner: dict[str, Folder] = field(default_factory=dict)

    def folder(self) -> Folder:
        return Folder(self.values, self.fixed, self.inner)


class _Broken(Exception):
    """The packet ends too early or makes no sense. Never leaves this module."""


def read_packet(data: bytes, depth: int = 0) -> Folder:
    """Read a packet.

    Raises:
        UnreadableDocument: it is damaged.
    """
    try:
        return _message(data, depth)
    except (_Broken, struct.error):
        pass
    raise UnreadableDocument(
        "the Outlook packet (winmail.dat) is damaged",
        "Ask the sender to send the message as plain text or HTML, or to send its attachments by themselves.",
        format=Id("tnef"),
    )


def _message(data: bytes, depth: int) -> Folder:
    message = _Values()
    files: list[_Values] = []
    for number, content in _attributes(data):
        if number == _PROPERTIES:
            _take(_Row(content), message, depth)
        elif number == _PEOPLE:
            people = _Row(content)
            for at in range(people.number(limit=_MOST_VALUES)):
                message.inner[f"__recip_version1.0_#{at:08X}"] = _taken(people, depth)
        elif number == _FILE:
            files.append(_Values())
        elif number in (_FILE_NAME, _FILE_DATA, _FILE_PROPERTIES) and files:
            _take_of_file(number, content, files[-1], depth)
        else:
            _take_plain(number, content, message)
    for at, file in enumerate(files):
        message.inner[f"__attach_version1.0_#{at:08X}"] = file.folder()
    return message.folder()


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes by the number that says what they are."""
    at = len(PACKET) + 2
    if not data.startswith(PACKET):
        raise _Broken
    while at < len(data):
        _, kind, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        if at + length + 2 > len(data):
            raise _Broken
        yield kind & 0xFFFF, data[at : at + length]
        at += length + 2


def _take_plain(number: int, content: bytes, message: _Values) -> None:
    """Take what the packet says beside its values; these come first where both speak."""
    if number == _LETTERS:
        message.fixed.setdefault("3FDE", content[:4])
    for wanted, name in ((_SUBJECT, "0037001E"), (_BODY, "1000001E")):
        if number == wanted:
            message.values.setdefault(name, content.rstrip(b"\0"))


def _take_of_file(number: int, content: bytes, file: _Values, depth: int) -> None:
    if number == _FILE_PROPERTIES:
        _take(_Row(content), file, depth)
    else:
        name = "3704001E" if number == _FILE_NAME else "37010102"
        file.values.setdefault(name, content.rstrip(b"\0") if number == _FILE_NAME else content)


def _taken(row: "_Row", depth: int) -> Folder:
    values = _Values()
    _take(row, values, depth)
    return values.folder()


def _take(row: "_Row", into: _Values, depth: int) -> None:
    """Take a list of values."""
    for _ in range(row.number(limit=_MOST_VALUES)):
        kind, number = row.number(2), row.number(2)
        if number >= _NAMED:
            row.name()
        several, plain = kind & _SEVERAL, kind & ~_SEVERAL
        if plain in _COUNTED:
            contents = [row.counted() for _ in range(row.number(limit=_MOST_VALUES))]
        elif plain in _FIXED:
            contents = [row.piece(_FIXED[plain]) for _ in range(row.number(limit=_MOST_VALUES) if several else 1)]
        else:
            raise _Broken
        if not several and contents and number < _NAMED:
            _keep(f"{number:04X}", plain, contents[0], into, depth)


def _keep(number: str, kind: int, content: bytes, into: _Values, depth: int) -> None:
    if kind not in _COUNTED:
        into.fixed[number] = content
    elif f"{number}{kind:04X}" == _EMBEDDED:
        inner = content[_INTERFACE:]
        if inner.startswith(PACKET) and depth < _DEEPEST:
            into.inner[f"__substg1.0_{_EMBEDDED}"] = _message(inner, depth + 1)
        else:
            into.inner[f"__substg1.0_{_EMBEDDED}"] = Folder({}, {}, {})
    else:
        into.values[f"{number}{kind:04X}"] = content


@dataclass(slots=True)
class _Row:
    """Reads a row of values from its start to its end."""

    content: bytes = field(repr=False)
    at: int = 0

    def piece(self, length: int) -> bytes:
        """Take some bytes."""
        found = self.content[self.at : self.at + length]
        if len(found) < length:
            raise _Broken
        self.at += length
        return found

    def number(self, size: int = 4, limit: int | None = None) -> int:
        """Take a whole number."""
        number = int.from_bytes(self.piece(size), "little")
        if limit is not None and number > limit:
            raise _Broken
        return number

    def counted(self) -> bytes:
        """Take bytes that say how many they are; they fill up to a whole four."""
        length = self.number()
        found = self.piece(length)
        self.at += -length % 4
        return found

    def name(self) -> None:
        """Pass over the name of a value that the sender's own program made up."""
        self.piece(16)
        if self.number():
            self.counted()
        else:
            self.piece(4)
