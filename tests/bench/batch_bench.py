"""Prints the figures of `minimise batch`: documents a CPU second beside Presidio, growth, workers, memory.

CPU seconds are counted, not the clock: they hold on a machine that others use too. Every comparison is made in one run.
Run: `python -m tests.bench.batch_bench throughput|growth|workers|memory [NUMBER]`
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before anything reads them
os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import docx  # noqa: E402

from minimise.batch.loading import load_everything  # noqa: E402
from minimise.pipeline import Order, minimise_file  # noqa: E402
from tests.bench.scale_simulation import main as simulation  # noqa: E402
from tests.bench.speed_bench import SAMPLES, stock  # noqa: E402

WORDS_A_PAGE = 527


def sources() -> list[str]:
    """The texts of the samples, each about a page."""
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*/source.txt"))]


def word_file(text: str) -> bytes:
    """A Word file with a paragraph a line."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def two_pages() -> list[str]:
    """Texts of two pages: a sample cut or continued with the next."""
    texts = sources()
    pairs = [f"{texts[n]}\n\n{texts[(n + 1) % len(texts)]}" for n in range(0, len(texts), 2)]
    return [_cut(pair, 2 * WORDS_A_PAGE) for pair in pairs]


def _cut(text: str, words: int) -> str:
    kept: list[str] = []
    for line in text.splitlines():
        if sum(len(k.split()) for k in kept) >= words:
            break
        kept.append(line)
    return "\n".join(kept)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of some work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def throughput(rounds: int) -> None:
    """Two-page Word files through the whole pipeline, verification and release, beside Presidio's detection alone."""
    load_everything()
    texts = two_pages()
    presidio = stock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, text in enumerate(texts):
            (folder / f"d{n}.docx").write_bytes(word_file(text))

        def ours(turn: int) -> Callable[[], object]:
            files = sorted(folder.glob("*.docx"))
            return lambda: [minimise_file(f, Order("social-care", folder / f"o{turn}")) for f in files]

        def theirs() -> object:
            return [
                presidio("\n".join(p.text for p in docx.Document(str(f)).paragraphs)) for f in folder.glob("*.docx")
            ]

        ours(-1)()
        theirs()
        mine, stock_ = [], []
        for turn in range(rounds):
            mine.append(cpu(ours(turn)))
            stock_.append(cpu(theirs))
    count, words = len(texts), sum(len(t.split()) for t in texts)
    print(f"{count} two-page Word files, {words // count} words each, {rounds} rounds, one thread")
    for label, times in (("minimise, whole", mine), ("Presidio, detection", stock_)):
        print(f"{label:<22}{count * rounds / sum(times):6.2f} documents a CPU-s (best round {count / min(times):.2f})")
    print(f"ratio {sum(stock_) / sum(mine):.2f} (best rounds {min(stock_) / min(mine):.2f})")


def growth(largest: int) -> None:
    """CPU seconds a page of ever longer texts."""
    load_everything()
    texts = sources()
    with tempfile.TemporaryDirectory() as name:
        pages = 1
        while pages <= largest:
            source = Path(name) / f"p{pages}.txt"
            source.write_text("\n\n".join(texts[n % len(texts)] for n in range(pages)), encoding="utf-8")
            out = Path(name) / f"o{pages}"
            used = cpu(lambda source=source, out=out: minimise_file(source, Order("social-care", out)))  # type: ignore[misc]
            print(f"{pages:>5} pages {used:8.2f} CPU-s {1000 * used / pages:7.0f} ms a page", flush=True)
            pages *= 10


def workers(count: int) -> None:
    """The same batch with one worker and with two: clock and CPU seconds, of workers and of what leads them.

    On a machine that others use too the clock tells little; then the CPU seconds say whether two workers hinder
    each other, and what share of the work cannot be shared between them.
    """
    rates, costs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "in", count)
        for number in (1, 2):
            seconds, used = _watched(folder, number)
            led, worked = used[0] + used[1], sum(used[2:])
            rates.append(count / seconds)
            costs.append(worked / count)
            print(f"{number} workers: {seconds:.1f} s, {worked:.1f} CPU-s of workers and {led:.1f} of coordinator and "
                  f"nursery with loading, for {count} files", flush=True)  # fmt: skip
        print(f"two against one: {rates[1] / rates[0]:.2f} by the clock, {2 * costs[0] / costs[1]:.2f} by CPU a file")
        simulation(folder / "out1", 1_000_000, costs[0])


def _watched(folder: Path, number: int) -> tuple[float, list[float]]:
    """Run a batch; give the seconds from the first copy on and the CPU seconds of each process, in order of start."""
    out = folder / f"out{number}"
    process = subprocess.Popen(
        [sys.executable, "-m", "minimise", "batch", folder / "in", out, "--recipient", "social-care", "--workers",
         str(number), "-q", "--json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    used: dict[int, float] = {}
    first = 0.0
    while process.poll() is None:
        for pid in (process.pid, *below(process.pid)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
            except OSError:
                continue
            used[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if not first and out.is_dir() and any(".minimised." in name for name in os.listdir(out)):  # noqa: PTH208
            first = time.monotonic()
        time.sleep(0.1)
    return time.monotonic() - first, list(used.values())


def memory(count: int) -> None:
    """What one run holds at most, and what a batch's workers hold of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "in", max(count, 20))
        process = subprocess.Popen(
            [sys.executable, "-m", "minimise", "batch", folder / "in", folder / "out", "--recipient", "social-care",
             "--workers", "2", "-q"], stdout=subprocess.DEVNULL,
        )  # fmt: skip
        while not list((folder / "out").glob("*.minimised.*")) and process.poll() is None:
            time.sleep(0.2)
        for _ in range(5):
            time.sleep(2)
            if process.poll() is None:
                print("MiB by process (coordinator, nursery, workers; own pages in brackets):", resident(process.pid))
        process.wait()


def resident(parent: int) -> str:
    """Resident and own MiB of a process and all below it."""
    found = [sizes(pid) for pid in (parent, *below(parent))]
    return " ".join(f"{size[0]} ({size[1]})" for size in found if size is not None)


def sizes(pid: int) -> tuple[int, int] | None:
    """MiB that a process holds, and how much of it no other process shares; None if it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    kib = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
    return kib["Rss"] // 1024, (kib["Private_Clean"] + kib["Private_Dirty"]) // 1024


def below(parent: int) -> list[int]:
    """The processes below one, in the order of their start."""
    try:
        children = [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()]
    except OSError:
        return []
    return [pid for child in children for pid in (child, *below(child))]


def fill(folder: Path, count: int, *, short: bool = False) -> None:
    """Make a folder of samples, every fifth as a Word file; short ones have sixty words."""
    folder.mkdir(parents=True)
    texts = sources()
    for number in range(count):
        text = texts[number % len(texts)]
        text = _cut(text, 60) if short else text
        if number % 5 == 0:
            (folder / f"f{number:05}.docx").write_bytes(word_file(f"{text}\nNote {number}"))
        else:
            (folder / f"f{number:05}.txt").write_text(f"{text}\nNote {number}\n", encoding="utf-8")


if __name__ == "__main__":
    what = {"throughput": throughput, "growth": growth, "workers": workers, "memory": memory}
    what[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else 3)
