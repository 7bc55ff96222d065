"""Prints how long a large archive takes on so many workers, from the times of a batch that was really run.

Documents are drawn from the ledger's times with a fixed seed and given to the first free worker, as the engines do.
Run: `python -m tests.bench.scale_simulation OUT [DOCUMENTS] [MEAN]`, OUT being the output folder of a batch. A busy
machine makes every document slow: then MEAN, the CPU seconds a document really takes, is what times are scaled to.
"""

import heapq
import random
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

START = 4.0
"""Seconds until a worker has loaded."""
TASK = 0.006
"""Seconds the scheduler takes for a task; it is one for all workers."""
_SAMPLE = 200_000
"""Documents drawn; more are counted as so many times these."""


def times_of(out: Path) -> list[float]:
    """The seconds each written file took."""
    with sqlite3.connect(out / ".minimise-batch" / "ledger.sqlite") as base:
        return [float(row[0]) for row in base.execute("SELECT seconds FROM files WHERE state='written'")]


def simulated(times: Sequence[float], documents: int, workers: int, task: float) -> float:
    """The hours until the last document is done."""
    draw = random.Random(1)  # noqa: S311  a simulation
    drawn = min(documents, _SAMPLE)
    free = [START] * workers
    ready = 0.0
    for _ in range(drawn):
        ready += task
        start = max(heapq.heappop(free), ready)
        heapq.heappush(free, start + draw.choice(times))
    return (START + (max(free) - START) * documents / drawn) / 3600


def main(out: Path, documents: int, mean: float | None) -> None:
    """Print the table."""
    times = times_of(out)
    found = sum(times) / len(times)
    mean = mean or found
    times = [time * mean / found for time in times]
    print(f"{len(times)} files measured, {mean:.2f} s each; {documents}: {documents * mean / 3600:.0f} core hours")
    for workers, task, where in ((8, 0.0, "one machine"), (32, 0.0, "one machine"), (32, TASK, "4 machines"),
                                 (128, TASK, "16 machines"), (512, TASK, "64 machines")):  # fmt: skip
        print(f"{workers:>4} workers ({where}): {simulated(times, documents, workers, task):7.1f} h")


if __name__ == "__main__":
    given = sys.argv[2:]
    main(Path(sys.argv[1]), int(given[0]) if given else 1_000_000, float(given[1]) if len(given) > 1 else None)
