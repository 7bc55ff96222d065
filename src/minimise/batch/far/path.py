"""Addresses such as `s3://bucket/folder/file`, with what is asked of them; errors come back without words."""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from minimise.errors import SetupIncomplete, UsageProblem

SCHEMES = ("s3",)
T = TypeVar("T")


def is_far(text: str) -> bool:
    """Say whether a text is an address and not a path of this machine."""
    return "://" in text


@dataclass(frozen=True, slots=True)
class FarPath:
    """One object or folder of a store. It reads like a path, so that most of a batch need not know the difference."""

    scheme: str
    path: PurePosixPath = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "FarPath":
        """Read an address.

        Raises:
            UsageProblem: it is of no kind that a batch reads or writes.
        """
        scheme, _, rest = text.partition("://")
        path = PurePosixPath(rest)
        if scheme not in SCHEMES or not path.parts or path.is_absolute() or ".." in path.parts:
            raise UsageProblem("IN or OUT is an address that cannot be used", "Give a folder, or s3://bucket/folder.")
        return cls(scheme, path)

    def __str__(self) -> str:
        return f"{self.scheme}://{self.path}"

    def __truediv__(self, more: str | PurePosixPath) -> "FarPath":
        return FarPath(self.scheme, self.path / more)

    @property
    def name(self) -> str:
        """The last part."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The last part without its ending."""
        return self.path.stem

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        return self.path.suffix

    @property
    def parent(self) -> "FarPath":
        """What it stands in."""
        return FarPath(self.scheme, self.path.parent)

    def as_posix(self) -> str:
        """Give the address as text."""
        return str(self)

    def below(self) -> list[PurePosixPath]:
        """Give every object below this one, as seen from here.

        Raises:
            OSError: the store does not answer.
        """
        found: Iterable[str] = asked(lambda: self.store().find(str(self.path)))
        root = PurePosixPath(self.store()._strip_protocol(str(self.path)))
        return [PurePosixPath(each).relative_to(root) for each in found]

    def looks(self) -> str:
        """Give what tells without reading that an object is the one it was.

        Raises:
            OSError: it is not there.
        """
        info: dict[str, Any] = asked(lambda: self.store().info(str(self.path)))
        if info.get("type") != "file":
            raise IsADirectoryError(errno.EISDIR, "not an object")
        marks = (info.get(name) for name in ("ETag", "etag", "mtime", "LastModified", "created"))
        return f"{info['size']}:{next((mark for mark in marks if mark is not None), '')}"

    def exists(self) -> bool:
        """Say whether there is something.

        Raises:
            OSError: the store does not answer.
        """
        return bool(asked(lambda: self.store().exists(str(self.path))))

    def read_bytes(self, start: int = 0, end: int | None = None) -> bytes:
        """Give the bytes, or a piece of them.

        Raises:
            OSError: it is not there, or the store does not answer.
        """
        return bytes(asked(lambda: self.store().cat_file(str(self.path), start=start, end=end)))

    def write_bytes(self, data: bytes) -> None:
        """Put an object there in one step.

        Raises:
            OSError: the store does not take it.
        """
        asked(lambda: self.store().pipe_file(str(self.path), data))

    def unlink(self, *, missing_ok: bool = True) -> None:
        """Take an object away.

        Raises:
            OSError: the store does not do it.
        """
        if not missing_ok or self.exists():
            asked(lambda: self.store().rm(str(self.path)))

    def store(self) -> Any:
        """Give what fsspec talks to the store with.

        Raises:
            SetupIncomplete: the extra is not installed.
        """
        return _store(self.scheme)


def _store(scheme: str) -> Any:
    try:
        import fsspec

        # Another machine may have written since: nothing is remembered of what is where.
        return fsspec.filesystem(scheme, use_listings_cache=False)
    except ImportError:
        pass
    raise SetupIncomplete(f"the extra `{scheme}` is not installed", f"Install `minimise[{scheme}]`.")


def asked(work: Callable[[], T]) -> T:
    """Ask a store for something; whatever goes wrong becomes an error that quotes nothing.

    Raises:
        OSError: it went wrong.
    """
    problem: OSError
    try:
        return work()
    except FileNotFoundError:
        problem = FileNotFoundError(errno.ENOENT, "no such object")
    except PermissionError:
        problem = PermissionError(errno.EACCES, "not allowed")
    except SetupIncomplete:
        raise
    except Exception:  # noqa: BLE001  each store has errors of its own, and they quote addresses
        problem = OSError(errno.EIO, "the store did not answer")
    raise problem
