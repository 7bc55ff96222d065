"""What the process that opens documents may use: memory, time, files; a bomb ends there and nowhere else."""

import importlib
import os
from contextlib import suppress

MOST_MEMORY = 3 * 1024**3
"""Bytes of address space; the models take about 0.8 GiB of it, reading a page of a scan another 1.2."""
MOST_FILE = 256 * 1024**2
MOST_FILES = 256


def confine() -> bool:
    """Limit this process for good; False on systems that cannot."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return False
    for name, most in (("RLIMIT_AS", MOST_MEMORY), ("RLIMIT_FSIZE", MOST_FILE), ("RLIMIT_NOFILE", MOST_FILES)):
        _limit(resource, name, most)
    _limit(resource, "RLIMIT_CORE", 0)  # a dump of this process would be a copy of the document
    os.umask(0o077)
    return True


def _limit(resource: object, name: str, most: int) -> None:
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)  # type: ignore[attr-defined]
    unlimited = resource.RLIM_INFINITY  # type: ignore[attr-defined]
    wanted = most if hard == unlimited else min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (wanted, wanted))  # type: ignore[attr-defined]
