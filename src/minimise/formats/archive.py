"""The one place where packed folders are opened and written: limits and names are checked before anything inflates."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError
)  # fmt: skip
"""What opening or inflating can raise where a folder is broken."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 2**20


class Trouble(Enum):
    """Why a packed folder is not opened."""

    TOO_LARGE = "too large"
    HARMFUL = "harmful"
    LOCKED = "locked"


class Refused(Exception):
    """A packed folder is not opened. Never leaves the formats."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a packed folder may hold."""

    members: int
    total: int
    """Bytes of all members together, as the directory states them."""
    steep_from: int
    """Bytes from which on it counts how much a member has been squeezed."""
    steepest: int


def directory(archive: zipfile.ZipFile, limits: Limits, *, inside: bool = True) -> list[zipfile.ZipInfo]:
    """Give the members, checked by the directory alone; `inside` refuses names that reach out of the folder.

    Raises:
        Refused: they are too many, too large, named twice, locked, links, or reach out.
    """
    infos = archive.infolist()
    if len(infos) > limits.members or sum(info.file_size for info in infos) > limits.total:
        raise Refused(Trouble.TOO_LARGE)
    names = [info.filename.lower() for info in infos]
    if any(map(_is_link, infos)) or (inside and (len(set(names)) != len(names) or any(map(_reaches_out, infos)))):
        raise Refused(Trouble.HARMFUL)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(Trouble.LOCKED)
    return infos


def inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    """Inflate one member, counting what really comes out.

    Raises:
        Refused: it is larger than `most`, or grows beyond measure.
    """
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            pieces.append(chunk)
            if size > most or (size > limits.steep_from and size > limits.steepest * max(info.compress_size, 1)):
                raise Refused(Trouble.TOO_LARGE)
    return b"".join(pieces)


def packed(members: Mapping[str, bytes], first: str, *, squeeze_first: bool = False) -> bytes:
    """Pack members in a fixed order, with fixed times and no trace of the machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != first, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == first and not squeeze_first else zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, members[name])
    return stream.getvalue()


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _reaches_out(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or ":" in name
