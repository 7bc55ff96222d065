"""The PDF part's figures, row by row: `python -m tests.bench.pdf_bench [row ...]`; without a row, all of them."""

import gc
import hashlib
import itertools
import logging
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.pdfbase.pdfmetrics import stringWidth

from minimise.errors import MinimiseError
from minimise.model import Edit, Span
from tests.bench import pdf_corpus, pdf_outside
from tests.bench.pdf_poison import PLACES, planted, views
from tests.bench.pdf_sources import KINDS, NAMES, base14_line, edits, many_pages, outputs, without
from tests.unit.formats_pdf.made import PDF

FUZZ_RUNS = 5000


def poison() -> None:
    """Every planted place, before and after, in every view."""
    with tempfile.TemporaryDirectory() as folder:
        source = planted()
        print(f"  planted places: {PLACES}; in the source: {views(source, Path(folder))}")
        found = edits(PDF.read(source, "case"), "Quillfeather", "[N 1]") + _wrapped(source)
        for name, write in (("default", PDF.write), ("strict", PDF.write_strictly)):
            seen = views(write(source, found), Path(folder))
            print(f"  {name}: hits in {len(seen)} views: {sum(abs(count) for count in seen.values())} {seen}")


def _wrapped(source: bytes) -> list[Edit]:
    text = PDF.read(source, "case").parts[0].text
    at = text.find("Quill-\nfeather")
    return [Edit(Span(0, at, at + len("Quill-\nfeather")), "[N 1]")] if at >= 0 else []


def interference() -> None:
    """Sixty names in one template: how many different outputs there are, and how many geometries of kept words."""
    for kind, make in KINDS.items():
        counts = []
        for strict in (True, False):
            counts.append(len({hashlib.sha256(data).hexdigest() for data in outputs(make, strict=strict)}))
        print(f"  {kind:22} {len(NAMES)} names -> strict {counts[0]}, default {counts[1]} distinct outputs")


def width_attack() -> None:
    """An attacker with a list of thirty names, our tool and our output: how often does he name the right one?"""
    network = NAMES[:30]
    widths = Counter(round(stringWidth(name, "Helvetica", 11), 2) for name in network)
    unique = sum(widths[round(stringWidth(name, "Helvetica", 11), 2)] == 1 for name in network)
    print(f"  with the gap kept, width alone singles out {unique}/30")
    for strict in (True, False):
        seen = {name: without(base14_line(name), name, strict=strict) for name in network}
        sizes = Counter(seen.values())
        chance = statistics.mean(1 / sizes[data] for data in seen.values())
        print(f"  {'strict' if strict else 'default'}: identified {chance:.4f} of the time (chance is {1 / 30:.4f})")


def corpus() -> None:
    """Real files: each is written, has pages withheld, or is refused with a reason."""
    pdf_corpus.report()


def pixels() -> None:
    """Pages nobody touched, as pdfium paints them at 72 dpi, before and after."""
    pdf_corpus.report_pixels()


def determinism() -> None:
    """The same file twice, in one process and in another order."""
    same = total = 0
    for make in KINDS.values():
        for strict in (False, True):
            first = without(make(NAMES[0]), NAMES[0], strict=strict)
            without(make(NAMES[5]), NAMES[5], strict=strict)
            total += 1
            same += first == without(make(NAMES[0]), NAMES[0], strict=strict)
    print(f"  byte-identical: {same}/{total}")


def speed() -> None:
    """Seconds a page of a typed document of twenty pages, every line touched."""
    gc.set_threshold(100_000, 50, 100)
    data = many_pages(20)
    times = []
    for _ in range(3):
        PDF.read(many_pages(1), "case")  # so that nothing is remembered
        marks = [time.process_time()]
        document = PDF.read(data, "case")
        marks.append(time.process_time())
        written = PDF.write(data, edits(document, "Joan Tarrant"))
        marks.append(time.process_time())
        PDF.witnesses(written)
        marks.append(time.process_time())
        times.append([(after - before) / 20 for before, after in itertools.pairwise(marks)])
    best = min(times, key=sum)
    print(
        f"  read {best[0]:.3f} + write {best[1]:.3f} + four witnesses {best[2]:.3f} = {sum(best):.3f} s "
        "of processor time a page"
    )
    pdf_outside.report_speed(data, "Joan Tarrant")


def outside() -> None:
    """What checkers of other makes say of our outputs."""
    pdf_outside.report_checkers()


def fuzz(runs: int = FUZZ_RUNS, seed: int = 4) -> Counter[str]:
    """Damage files at random: they are read and written, or refused in our own words."""
    outcomes: Counter[str] = Counter()
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    seeds = [make(NAMES[n]) for n, make in enumerate(list(KINDS.values())[:6])] + [planted()] + pdf_corpus.small()
    slowest = 0.0
    for _ in range(runs):
        data = damaged(chance.choice(seeds), chance)
        began = time.perf_counter()
        outcomes[outcome_of(data)] += 1
        slowest = max(slowest, time.perf_counter() - began)
    print(f"  {runs} runs over {len(seeds)} seeds: {dict(outcomes.most_common())}; slowest {slowest:.1f} s")
    return outcomes


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, drop, double or swap some bytes."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(out))
        length = chance.choice((1, 1, 4, 40))
        kind = chance.randrange(5)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length]
        elif kind == 3:
            out[at : at + length] = chance.randbytes(length)
        else:
            other = chance.randrange(len(out))
            out[at : at + length] = out[other : other + length]
        if len(out) < 50:
            break
    return bytes(out)


def outcome_of(data: bytes) -> str:
    """Say how reading and writing a file ended."""
    try:
        document = PDF.read(data, "case")
        found = edits(document, "child", "[1]")
        for write in (PDF.write, PDF.write_strictly):
            PDF.witnesses(write(data, found))
    except MinimiseError as problem:
        return problem.summary
    except Exception as problem:
        return f"CRASH {type(problem).__name__}"
    return "written"


def engines() -> None:
    """Which renderer drew the figures above."""
    print(f"  pdfium {pypdfium2.PDFIUM_INFO}")


ROWS: dict[str, Callable[[], object]] = {
    "poison": poison, "interference": interference, "width": width_attack, "corpus": corpus, "pixels": pixels,
    "determinism": determinism, "speed": speed, "outside": outside, "fuzz": fuzz, "engines": engines,
}  # fmt: skip


def main(wanted: list[str]) -> None:
    """Print the rows asked for."""
    logging.disable(logging.CRITICAL)
    for name in wanted or list(ROWS):
        began = time.perf_counter()
        print(f"{name}: {(ROWS[name].__doc__ or '').splitlines()[0]}")
        ROWS[name]()
        print(f"  ({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
