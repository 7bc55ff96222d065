"""What a process that opens documents may use: memory, time, no core dump, and no life after its parent."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_SET_DEATH_SIGNAL, _SET_DUMPABLE = 1, 4
_KILLED_FIRST = "500"


_documents_apart = [False]


def keep_documents_apart() -> None:
    """From now on, let documents that can hold a bomb be read in processes with limits of their own.

    The front door asks for it; workers of batches and of the review page are confined themselves.
    """
    _documents_apart[0] = True


def are_documents_apart() -> bool:
    """Say whether they are."""
    return _documents_apart[0]


def confine(memory: int, seconds: int | None = None, most_seconds: int | None = None) -> None:
    """Limit this process, where the system can: a document that is too much for it must not take the machine.

    Args:
        memory: bytes of address space.
        seconds: of processor time, after which the system ends it.
        most_seconds: up to which `allow_more` may raise that.
    """
    if sys.platform == "win32":
        _confine_windows(memory)
        return
    lower("RLIMIT_CORE", 0)  # a dump of this process would be a copy of the document
    lower("RLIMIT_AS", memory)
    if seconds is not None:
        lower("RLIMIT_CPU", most_seconds or seconds, now=seconds)
    if sys.platform == "linux":
        _control(_SET_DUMPABLE, 0)
        # If the machine runs out of memory all the same, let it be a worker that goes.
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")


def lower(name: str, most: int, *, now: int | None = None) -> None:
    """Lower one of the system's limits for good, where it has it; `now` holds until it is raised up to `most`."""
    if sys.platform == "win32":
        return
    import resource

    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (ceiling if now is None else min(now, ceiling), ceiling))


def allow_more(seconds: int) -> None:
    """Give this process so much more processor time, for work that is known to be long; never more than at most."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        more = soft + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (more if hard == resource.RLIM_INFINITY else min(more, hard), hard))


def address_space() -> int:
    """Give the bytes of address space that this process has now, or 0 where that cannot be told cheaply."""
    return _pages_of_memory(0)


def resident() -> int:
    """Give the bytes of memory this process holds now, or 0 where that cannot be told cheaply."""
    return _pages_of_memory(1)


def _pages_of_memory(at: int) -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[at])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def hush() -> None:
    """Send whatever a library prints to nowhere: it could be words of a document."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def die_with_parent() -> None:
    """End this process when its parent ends, however that happens; elsewhere the closed pipe does it."""
    if sys.platform == "linux":
        import signal

        parent = os.getppid()
        _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if parent == 1:  # it went before we asked
            os._exit(0)


def _control(what: int, value: int) -> None:
    """Ask Linux for one of the settings that Python has no name for."""
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(what, value, 0, 0, 0)


def _confine_windows(memory: int) -> None:
    """Put this process into a job object with a memory limit that ends with its handle."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    limits = Extended()
    limits.basic.flags = 0x2000 | 0x100 | 0x400  # end with the handle, memory a process, no error window
    limits.process_memory = memory
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(-1))
