"""The few things release asks of a disk, in one place, so that both kinds of system can be tested on either."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_PRIVATE = 0o600
_WINDOWS_LONGEST = 259
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk as Windows or as other systems know it. Nothing here is POSIX-only at import."""

    windows: bool

    @classmethod
    def here(cls) -> "Disk":
        """Give the disk of this machine."""
        return cls(windows=os.name == "nt")

    def holds_name(self, path: Path) -> bool:
        """Say whether the path is short enough to be written."""
        if len(path.name.encode()) > _LONGEST_NAME:
            return False
        return not self.windows or len(str(path.absolute())) <= _WINDOWS_LONGEST

    def store(self, folder: Path, data: bytes) -> Path:
        """Write bytes durably to a new private file with a name that says nothing, and give its path."""
        path = folder / f".minimise-{secrets.token_hex(8)}.part"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(path, flags, _PRIVATE), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path

    def claim(self, path: Path) -> None:
        """Take a name that nobody has, so that two runs at once cannot both write it.

        Raises:
            FileExistsError: somebody has it.
        """
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))

    def put(self, stored: Path, path: Path) -> None:
        """Move a stored file to its name in one step."""
        stored.replace(path)

    def set_mode(self, path: Path, mode: int) -> None:
        """Set who may read a file; Windows keeps that in the folder's own rights."""
        if not self.windows:
            path.chmod(mode)

    def settle(self, folder: Path) -> None:
        """Make renames durable; Windows cannot open a folder and does not need it."""
        if self.windows:
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
