"""What a worker may use and leave behind: memory, no core dump, no open ears, and no life after its parent."""

import os
import sys
from pathlib import Path

MEMORY = 2 << 30
"""Bytes of address space; a worker with everything loaded has about 480 MiB of it."""
RECYCLED_AFTER = 500
_SET_DEATH_SIGNAL, _SET_DUMPABLE = 1, 4
_KILLED_FIRST = "500"


def one_thread_each() -> None:
    """Keep the number libraries from starting threads of their own; must run before they are imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")


def confine(memory: int = MEMORY) -> None:
    """Limit this process, where the system can: a document that is too much for it must not take the machine."""
    if sys.platform == "win32":
        _confine_windows(memory)
        return
    import resource

    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)
    if sys.platform == "linux":
        _control(_SET_DUMPABLE, 0)
        # If the machine runs out of memory all the same, let it be a worker that goes.
        try:
            Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")
        except OSError:
            return


def die_with_parent() -> None:
    """End this process when its parent ends, however that happens; elsewhere the closed pipe does it."""
    if sys.platform == "linux":
        import signal

        parent = os.getppid()
        _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if parent == 1:  # it went before we asked
            os._exit(0)


def resident() -> int:
    """Give the bytes of memory this process holds now, or 0 where that cannot be told cheaply."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit(which: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))


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
