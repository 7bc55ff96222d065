"""Runs a batch of thousands of small files and says whether all came out, none twice, and whether memory stayed flat.

Every file has a number in its text, so that a copy can be traced to its file and to no other.
Run: `python -m tests.bench.batch_soak [FILES] [WORKERS] [FOLDER]`; the folder is kept, and made if it is not there.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from tests.bench.batch_bench import below, fill, sizes

_EVERY = 20.0
_NOTE = re.compile(r"(\d+)\W*$")


def soak(count: int, workers: int, folder: Path) -> None:
    """Run it, tell the memory of every process as it goes, and check what came out."""
    fill(folder / "in", count, short=True)
    out = folder / "out"
    command = [sys.executable, "-m", "minimise", "batch", str(folder / "in"), str(out)]
    start = time.monotonic()
    process = subprocess.Popen(
        [*command, "--recipient", "social-care", "--workers", str(workers), "--json", "-q"], text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    seen: list[tuple[int, int, int]] = []
    while process.poll() is None:
        time.sleep(_EVERY)
        seen.append(_look(process.pid, out, time.monotonic() - start))
    print("left with", process.returncode, process.stdout.read() if process.stdout else "")
    print(f"{time.monotonic() - start:.0f} s for {count} files")
    _flat(seen)
    print(*_lost_and_twice(out, count), sep="\n")


def _look(pid: int, out: Path, seconds: float) -> tuple[int, int, int]:
    """Print and give how many files are done, and MiB of the coordinator and of the largest worker."""
    done = sum(1 for name in os.listdir(out) if ".minimised." in name) if out.is_dir() else 0  # noqa: PTH208  thousands
    found = [sizes(each) for each in (pid, *below(pid))]
    held = [size for size in found if size is not None]
    told = " ".join(f"{rss}({own})" for rss, own in held)
    print(f"{seconds:7.0f} s {done:>6} done; MiB held (of its own): {told}", flush=True)
    return done, held[0][0] if held else 0, max((own for _, own in held[2:]), default=0)


def _flat(seen: list[tuple[int, int, int]]) -> None:
    """Print the memory of the second and of the last fifth; the first is warming up."""
    seen = [row for row in seen if row[2]]
    if len(seen) < 5:
        return
    fifth = len(seen) // 5
    for name, at in (("coordinator", 1), ("largest worker, own pages", 2)):
        early = [row[at] for row in seen[fifth : 2 * fifth]]
        late = [row[at] for row in seen[-fifth:]]
        print(f"{name}: {sum(early) / len(early):.0f} MiB early, {sum(late) / len(late):.0f} MiB late, "
              f"{max(row[at] for row in seen)} MiB at most")  # fmt: skip


def _lost_and_twice(out: Path, count: int) -> list[str]:
    numbers: Counter[int] = Counter()
    wrong = 0
    for path in out.glob("*.minimised.*"):
        found = _NOTE.findall(_text(path))
        numbers[int(found[-1]) if found else -1] += 1
        # A name that was taken for a reference is withheld; its results have a neutral one.
        wrong += path.name[0] == "f" and path.name.split(".", 1)[0] != (f"f{int(found[-1]):05}" if found else "")
    kinds = Counter(path.name.split(".", 1)[1] for path in out.iterdir() if path.is_file())
    return [
        f"lost {count - len(numbers.keys() & set(range(count)))}, twice {sum(n > 1 for n in numbers.values())}, "
        f"under another file's name {wrong}",
        f"files beside the copies: {dict(kinds)}; waiting: {len(list((out / '.minimise-batch' / 'stage').iterdir()))}",
    ]


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as file:
            return re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode())
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    files, number = (int(sys.argv[n]) if len(sys.argv) > n else default for n, default in ((1, 5000), (2, 2)))
    if len(sys.argv) > 3:
        soak(files, number, Path(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as name:
            soak(files, number, Path(name))
