"""Opens a packed folder that hangs on a message, within limits."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from minimise.formats.mail.budget import Budget
from minimise.formats.mail.letter import Enclosed

_MOST_MEMBERS = 200
_LARGEST = 25 * 2**20
_CHUNK = 2**20
_STEEPEST = 200
_FROM = 2**20
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

REFUSED = "it is a packed folder that is locked, broken or built to do harm"


def members(data: bytes, budget: Budget) -> tuple[Enclosed, ...] | None:
    """Give the files in a packed folder; None where it cannot be opened whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
            if len(infos) > _MOST_MEMBERS or any(info.flag_bits & 1 or _is_link(info) for info in infos):
                return None
            return tuple(_opened(archive, infos, budget))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None


def _opened(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], budget: Budget) -> Iterator[Enclosed]:
    for info in infos:
        content = _content(archive, info)
        budget.take(len(content))
        yield Enclosed(content, "application/octet-stream", info.filename.rsplit("/", 1)[-1])


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Inflate one file, counting what really comes out.

    Raises:
        ValueError: it is larger than any document, or grows beyond measure.
    """
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > _LARGEST or (size > _FROM and size > _STEEPEST * max(info.compress_size, 1)):
                raise ValueError
            pieces.append(chunk)
    return b"".join(pieces)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _is_litter(name: str) -> bool:
    """Whether a member was put there by the system and is nobody's document."""
    return any(word in name for word in _LITTER)
