"""Opens a packed folder that hangs on a message, within limits."""

import io
import zipfile
from collections.abc import Iterator

from minimise.formats.archive import BROKEN, Limits, Refused, Trouble, directory, inflated
from minimise.formats.mail.budget import Budget
from minimise.formats.mail.letter import Enclosed

_LIMITS = Limits(members=400, total=2**40, steep_from=2**20, steepest=200)
_LARGEST = 25 * 2**20
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = "it is a packed folder that is broken or built to do harm"
_LOCKED = "it is a packed folder that is protected with a password"


def members(data: bytes, budget: Budget) -> tuple[Enclosed, ...] | str:
    """Give the files in a packed folder, or a sentence of ours that says why it cannot be opened whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_opened(archive, budget))
    except Refused as refused:
        return _LOCKED if refused.trouble is Trouble.LOCKED else _BROKEN
    except BROKEN:
        return _BROKEN


def _opened(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Enclosed]:
    for info in directory(archive, _LIMITS, inside=False):
        if info.is_dir() or any(word in info.filename for word in _LITTER):
            continue  # put there by the system, and nobody's document
        content = inflated(archive, info, _LARGEST, _LIMITS)
        budget.take(len(content))
        yield Enclosed(content, "application/octet-stream", info.filename.rsplit("/", 1)[-1])
