"""A Dask cluster for tests that writes down all its scheduler ever knew; prints its address, ends with its input."""

import logging
import pickle
import sys
import threading
from pathlib import Path
from typing import Any


def main(folder: Path) -> None:
    """Serve until standard input closes, looking into the scheduler all the time."""
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").addHandler(logging.FileHandler(folder / "log"))
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
        (folder / "state").open("ab") as kept,
    ):
        over = threading.Event()
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        threading.Thread(target=_until_closed, args=(over,), daemon=True).start()
        while not over.wait(0.05):
            kept.write(_state(cluster.scheduler))
        kept.write(_state(cluster.scheduler))
        for logs in (client.get_scheduler_logs(), client.get_worker_logs(), client.get_events()):
            kept.write(repr(logs).encode())


def _until_closed(over: threading.Event) -> None:
    sys.stdin.read()
    over.set()


def _state(scheduler: Any) -> bytes:
    """Everything about tasks, also their arguments and results as they lie in the scheduler, and what happened."""
    tasks = list(scheduler.tasks.values())
    seen = [repr((task.key, task.annotations, task.exception_text, task.group_key)).encode() for task in tasks]
    seen += [pickle.dumps(task.run_spec) for task in tasks]
    return b"\n".join([*seen, repr(list(scheduler.transition_log)[-100:]).encode()])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
