"""Put on the path of child processes: files whose names begin with `poison-` do to their reader what the name says."""

import errno
import os
import runpy
import signal
import time
from pathlib import Path

_here = Path(__file__).resolve().parent
runpy.run_path(str(_here.parent / "closed" / "sitecustomize.py"))  # sockets are closed here too

_read_bytes = Path.read_bytes
_fsync = os.fsync


def _poisoned(self: Path) -> bytes:
    kind = self.name.removeprefix("poison-").split(".")[0] if self.name.startswith("poison-") else ""
    if kind == "segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "once":
        mark = Path(os.environ["MINIMISE_TEST_MARKS"]) / "once"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if kind == "nursery" and not (mark := Path(os.environ["MINIMISE_TEST_MARKS"]) / "nursery").exists():
        mark.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(30)
    if kind == "memory":
        return bytes(8 << 30)
    if kind == "hang":
        time.sleep(3600)
    if kind == "exception":
        raise RuntimeError("Siobhan Ward of 4 Larch Road")
    if kind == "permission":
        raise PermissionError(13, "Siobhan Ward", str(self))
    data = _read_bytes(self)
    if kind == "changes":
        with self.open("ab") as file:
            file.write(b"\nOne more line.\n")
    return data


def _full(handle: int) -> None:
    here = str(Path(f"/proc/self/fd/{handle}").readlink())
    if "/out/" in here and (Path(os.environ["MINIMISE_TEST_MARKS"]) / "full").exists():
        raise OSError(errno.ENOSPC, "Siobhan Ward")
    _fsync(handle)


Path.read_bytes = _poisoned  # type: ignore[method-assign]
os.fsync = _full  # type: ignore[assignment]
