"""Writes small compound files and Outlook messages by hand: no sample of either may stand in the project."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

SECTOR, CUTOFF = 512, 4_096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = FREE
    right: int = FREE
    child: int = FREE
    start: int = END


def compound(tree: Mapping[str, "bytes | Tree"]) -> bytes:
    """Give a compound file with these folders and streams; short streams share the small sectors of the root."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _add(entries, tree)
    sectors: list[bytes] = []
    chain: list[int] = []
    small: list[bytes] = []
    small_chain: list[int] = []
    for entry in entries:
        if entry.kind == 2 and entry.content:
            short = len(entry.content) < CUTOFF
            entry.start = len(small) if short else len(sectors)
            _store(*((small, small_chain, entry.content, 64) if short else (sectors, chain, entry.content, SECTOR)))
    entries[0].content = b"".join(small)
    entries[0].start = len(sectors) if small else END
    _store(sectors, chain, entries[0].content, SECTOR)
    small_table = len(sectors)
    _store(sectors, chain, struct.pack(f"<{len(small_chain)}I", *small_chain), SECTOR, fill=b"\xff")
    small_tables = len(sectors) - small_table
    listing = len(sectors)
    _store(sectors, chain, b"".join(map(_written, entries)), SECTOR)
    fats = 1
    while (len(sectors) + fats) * 4 > fats * SECTOR:
        fats += 1
    places = range(len(sectors), len(sectors) + fats)
    table = [*chain, *[FAT] * fats]
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6s9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, fats, listing, 0, CUTOFF, small_table if small_tables else END, small_tables, END, 0,
    )  # fmt: skip
    difat = [*places, *[FREE] * (109 - fats)]
    return header + struct.pack("<109I", *difat) + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _add(entries: list[_Entry], tree: Mapping[str, "bytes | Tree"]) -> int:
    """Add a folder's entries as a chain of right-hand siblings, in the order that compound files want."""
    first = FREE
    before: _Entry | None = None
    for name in sorted(tree, key=lambda n: (len(n), n.upper())):
        value = tree[name]
        entry = _Entry(name, 2 if isinstance(value, bytes) else 1, value if isinstance(value, bytes) else b"")
        entries.append(entry)
        number = len(entries) - 1
        if before is None:
            first = number
        else:
            before.right = number
        if not isinstance(value, bytes):
            entry.child = _add(entries, value)
        before = entry
    return first


def _store(sectors: list[bytes], chain: list[int], content: bytes, size: int, fill: bytes = b"\0") -> None:
    count = -(-len(content) // size)
    for number in range(count):
        sectors.append(content[number * size : (number + 1) * size].ljust(size, fill))
        chain.append(len(sectors) if number < count - 1 else END)


def _written(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", name, len(name), entry.kind, 1, entry.left, entry.right, entry.child, b"", 0, 0, 0,
        0 if entry.kind == 1 else entry.start, len(entry.content),
    )  # fmt: skip


@dataclass
class Message:
    """What an Outlook message of the tests holds."""

    subject: str = ""
    body: str = ""
    page: str = ""
    rich: bytes = b""
    sender: tuple[str, str] = ("", "")
    to: Sequence[tuple[str, str]] = ()
    bcc: Sequence[tuple[str, str]] = ()
    sent: datetime | None = None
    headers: str = ""
    kind: str = "IPM.Note"
    files: Sequence[tuple[str, bytes]] = ()
    messages: Sequence["Message"] = ()
    extra: dict[str, bytes] = field(default_factory=dict)


def outlook(message: Message) -> bytes:
    """Give the message as a .msg file."""
    return compound(_tree(message, 32))


def _tree(message: Message, head: int) -> Tree:
    words = {
        "001A": message.kind, "0037": message.subject, "1000": message.body, "007D": message.headers,
        "0C1A": message.sender[0], "5D01": message.sender[1],
    }  # fmt: skip
    tree: Tree = {f"__substg1.0_{key}001F": value.encode("utf-16-le") for key, value in words.items() if value}
    if message.page:
        tree["__substg1.0_10130102"] = message.page.encode("utf-8")
    if message.rich:
        tree["__substg1.0_10090102"] = message.rich
    tree |= {f"__substg1.0_{key}": value for key, value in message.extra.items()}
    fixed = {(0x3FDE, 3): 65001}
    if message.sent is not None:
        ticks = (message.sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
        fixed[0x0039, 0x40] = int(ticks) * 10_000_000
    tree["__properties_version1.0"] = _properties(fixed, head)
    people = [*((1, who) for who in message.to), *((3, who) for who in message.bcc)]
    for number, (kind, (name, address)) in enumerate(people):
        tree[f"__recip_version1.0_#{number:08X}"] = {
            "__substg1.0_3001001F": name.encode("utf-16-le"),
            "__substg1.0_39FE001F": address.encode("utf-16-le"),
            "__properties_version1.0": _properties({(0x0C15, 3): kind}, 8),
        }
    for number, (name, content) in enumerate(message.files):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
            "__properties_version1.0": _properties({(0x3705, 3): 1}, 8),
        }
    for number, inner in enumerate(message.messages, start=len(message.files)):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3001001F": inner.subject.encode("utf-16-le"),
            "__substg1.0_3701000D": _tree(inner, 24),
            "__properties_version1.0": _properties({(0x3705, 3): 5}, 8),
        }
    return tree


def _properties(fixed: Mapping[tuple[int, int], int], head: int) -> bytes:
    entries = b"".join(struct.pack("<HHIQ", kind, number, 6, value) for (number, kind), value in fixed.items())
    return b"\0" * head + entries
