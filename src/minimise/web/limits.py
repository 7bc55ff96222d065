"""What the process that opens documents may use: memory, files; a bomb ends there and nowhere else."""

import os
import sys

from minimise import limits

MOST_MEMORY = 3 * 1024**3
"""Bytes of address space; the models take about 0.8 GiB of it, reading a page of a scan another 1.2."""
MOST_FILE = 256 * 1024**2
MOST_FILES = 256


def confine() -> bool:
    """Limit this process for good; False on systems that cannot limit files."""
    limits.confine(MOST_MEMORY)
    if sys.platform == "win32":
        return False
    limits.lower("RLIMIT_FSIZE", MOST_FILE)
    limits.lower("RLIMIT_NOFILE", MOST_FILES)
    os.umask(0o077)
    return True
