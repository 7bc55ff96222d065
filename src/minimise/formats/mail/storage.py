"""Reads the compound file of an Outlook message: folders of named properties."""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats.html.decoding import decoded
from minimise.safe import Id

_PROPERTIES = "__properties_version1.0"
_VALUE = "__substg1.0_"
_MOST_STREAMS = 6_000
_MOST_BYTES = 100 * 2**20
_TEXT, _OLD_TEXT, _BINARY = "001F", "001E", "0102"
_ENTRY = struct.Struct("<HHI8s")
_HEADS = (32, 24, 8)
"""Bytes before the entries of a property stream: of a message, of one inside another, of anything else."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One message, recipient or attachment: its values by property number, its inner folders by name."""

    values: Mapping[str, bytes] = field(repr=False)
    fixed: Mapping[str, bytes] = field(repr=False)
    inner: Mapping[str, "Folder"] = field(repr=False)

    def text(self, *properties: str, charset: str | None = None) -> str:
        """Give the first of some properties that holds words."""
        for number in properties:
            if wide := self.values.get(number + _TEXT):
                return decoded(wide, "utf-16-le").rstrip("\0")
            if narrow := self.values.get(number + _OLD_TEXT):
                return decoded(narrow, charset).rstrip("\0")
        return ""

    def binary(self, number: str) -> bytes:
        """Give a property's bytes, in whatever form it is kept."""
        return next((self.values[number + kind] for kind in (_BINARY, _OLD_TEXT) if number + kind in self.values), b"")

    def number(self, number: str) -> int | None:
        """Give a property of fixed size as a whole number."""
        raw = self.fixed.get(number)
        return int.from_bytes(raw, "little") if raw is not None else None

    def folders(self, prefix: str) -> Iterator["Folder"]:
        """Yield the inner folders of a kind, in the order of their numbers."""
        yield from (self.inner[name] for name in sorted(self.inner) if name.startswith(prefix))


def read_folder(data: bytes) -> Folder:
    """Read the whole file.

    Raises:
        UnreadableDocument: it is damaged, or larger than any message.
    """
    streams = _streams(data)
    if streams is None or (_PROPERTIES,) not in streams:
        raise UnreadableDocument("the Outlook message is damaged", format=Id("msg"))
    return _folder(streams, (), 0)


def _streams(data: bytes) -> dict[tuple[str, ...], bytes] | None:
    import olefile

    found: dict[tuple[str, ...], bytes] = {}
    size = 0
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = container.listdir(streams=True, storages=False)
            if len(names) > _MOST_STREAMS:
                return None
            for name in names:
                found[tuple(name)] = content = container.openstream(name).read()
                size += len(content)
                if size > _MOST_BYTES:
                    return None
    except Exception:  # noqa: BLE001  the library raises its own, struct's and index errors; none may carry words out
        return None
    return found


def _folder(streams: Mapping[tuple[str, ...], bytes], path: tuple[str, ...], depth: int) -> Folder:
    """Gather what stands at a path."""
    here = {name[len(path) :]: content for name, content in streams.items() if name[: len(path)] == path}
    values = {rest[0][len(_VALUE) :]: content for rest, content in here.items() if _is_value(rest)}
    names = {rest[0] for rest in here if len(rest) > 1 and depth < len(_HEADS) * 3}
    inner = {name: _folder(streams, (*path, name), depth + 1) for name in names}
    return Folder(values, _fixed(here.get((_PROPERTIES,), b"")), inner)


def _is_value(rest: tuple[str, ...]) -> bool:
    return len(rest) == 1 and rest[0].startswith(_VALUE)


def _fixed(stream: bytes) -> Mapping[str, bytes]:
    """Read the properties of fixed size; where they begin is known by what leaves whole entries with known kinds."""
    for head in _HEADS:
        body = stream[head:]
        entries = [_ENTRY.unpack_from(body, at) for at in range(0, len(body) - _ENTRY.size + 1, _ENTRY.size)]
        if len(body) % _ENTRY.size == 0 and entries and all(kind in _KINDS for kind, *_ in entries):
            return {f"{number:04X}": raw for _, number, _, raw in entries}
    return {}


_KINDS = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x000A, 0x000B, 0x000D, 0x0014, 0x001E, 0x001F, 0x0040, 0x0048}
    | {0x00FB, 0x0102, *range(0x1002, 0x1103)}
)
