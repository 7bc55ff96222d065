"""Put on the path of child processes: files whose names begin with `poison-` do to their reader what the name says."""

import errno
import os
import runpy
import signal
import time
from pathlib import Path

_here = Path(__file__).resolve().parent
if not os.environ.get("MINIMISE_TEST_CLUSTER"):  # a cluster needs sockets; everything else runs with them closed
    runpy.run_path(str(_here.parent / "closed" / "sitecustomize.py"))

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
    if kind == "host" and not (mark := Path(os.environ["MINIMISE_TEST_MARKS"]) / "host").exists():
        mark.touch()
        parent = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="ascii")
        os.kill(int(parent.rpartition(")")[2].split()[1]), signal.SIGKILL)
        time.sleep(30)
    if kind == "exit":
        os._exit(3)
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
