"""Prints what the Word engine is measured by, a line for each measure.

Run: `python -m tests.bench.docx_bench [--fast] [ROW ...]`
Rows: leaks planting corpus strict office hostile speed fuzz second.

The corpus of real files lies beside the project; without it the rows that need it say so. UNMASKER names the program
of the second opinion, installed in an environment of its own.
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from minimise.formats.docx import Word
from minimise.model import Edit, Span
from tests.bench import docx_corpus, docx_fuzz, docx_hostile, docx_office, docx_planting, docx_strict
from tests.unit.formats_docx.canary import canary_file, cleaned, left_in

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "docx"


class Bench:
    """The rows of the table; `fast` takes a sample of the long ones."""

    def __init__(self, folder: Path, *, fast: bool) -> None:
        self.folder = folder
        self.fast = fast
        self.files = sorted(path for path in CORPUS.glob("*") if path.suffix != ".tsv")
        if fast:
            self.files = self.files[::5]
        self._run: docx_corpus.Run | None = None

    @property
    def run(self) -> docx_corpus.Run:
        if self._run is None:
            for name in ("edited", "plain"):
                (self.folder / name).mkdir(exist_ok=True)
            self._run = docx_corpus.over(self.files, self.folder)
        return self._run

    def leaks(self) -> str:
        data, channels = canary_file()
        left = left_in(cleaned(data, channels), channels)
        return f"{len(channels)} channels, one planted name each: {len(left)} left {left or ''}"

    def planting(self) -> str:
        tally = docx_planting.over(self.files, 2_000 if self.fast else 20_000)
        return (
            f"{tally.planted} words in {len(tally.channels)} channels: {tally.left} left, "
            f"{tally.offered / max(tally.planted, 1):.2%} offered, {tally.refused} files refused "
            f"{[*tally.remaining.most_common(5), *tally.unoffered.most_common(5)] or ''}"
        )

    def corpus(self) -> str:
        run = self.run
        return (
            f"{run.files} files: {run.written} written, refused {run.refused}, crashes {run.crashes or 0}, "
            f"{run.edits} edits, leaks {run.leaks or 0}\n"
            f"{'':<9}{sum(run.lost.values())} of {run.words} visible words lost outside edits; "
            f"ticks {run.ticks_kept}/{run.ticks}, choices {run.choices_kept}/{run.choices}\n"
            f"{'':<9}zero edits: {run.written - len(run.unequal)}/{run.written} show the same, "
            f"and a copy of the copy is equal"
        )

    def strict(self) -> str:
        tally = docx_strict.over(self.files)
        return (
            f"{tally.compared} files, {tally.edits} edits each with words of three lengths: "
            f"{tally.compared - len(tally.unequal)} give one and the same strict copy {tally.unequal or ''}"
        )

    def office(self) -> str:
        run = self.run
        lines = [f"python-docx opens {run.opens}/{run.opened_before} of those that it opened before"]
        for name in ("plain", "edited"):
            found = docx_office.pages(self.files, self.folder / name, self.folder / f"pdf-{name}")
            if found is None:
                return f"{lines[0]}; no office suite here"
            share = found.same / max(found.originals, 1)
            lines.append(
                f"{'':<9}{name} copies to PDF: {found.converted}/{found.originals}, "
                f"same pages {found.same} ({share:.1%}) {found.differing}"
            )
        return "\n".join(lines)

    def hostile(self) -> str:
        kinds = docx_hostile.all_kinds()
        bad = [
            f"{met.kind}: {met.outcome} {met.seconds:.1f} s {met.megabytes:.0f} MiB" for met in kinds if not met.good
        ]
        refused = sum(met.outcome == "refused" for met in kinds)
        return (
            f"{len(kinds)} kinds: {refused} refused, {len(kinds) - refused - len(bad)} safe, {len(bad)} bad "
            f"{bad or ''}; slowest {max(met.seconds for met in kinds):.1f} s, "
            f"largest {max(met.megabytes for met in kinds):.0f} MiB"
        )

    def speed(self) -> str:
        long = f"20,000 paragraphs with an edit each: {_long_file():.2f} s (median of 3)"
        return f"{docx_corpus.speeds(self.run)}\n{'':<9}{long}"

    def fuzz(self) -> str:
        found = docx_fuzz.fuzz([path.read_bytes() for path in self.files], 500 if self.fast else 10_000)
        return (
            f"{found.runs} runs: {found.written} written, {found.refused} refused, crashes {dict(found.crashes) or 0}"
        )

    def second(self) -> str:
        _ = self.run
        opinion = docx_office.second_opinion(self.folder / "edited")
        if opinion is None:
            return "unmasker is not installed (pip install unmasker in its own environment, then UNMASKER=path)"
        kinds = dict(opinion.findings)
        return f"unmasker on {opinion.files} copies: {opinion.others} findings besides Unicode notes {kinds}"


def _long_file() -> float:
    """Give the seconds to read and write 20,000 paragraphs with one edit each."""
    made = docx.Document()
    for number in range(20_000):
        made.add_paragraph(f"Paragraph {number} says that Kelly was seen at the park with friends.")
    stream = io.BytesIO()
    made.save(stream)
    data, seconds = stream.getvalue(), []
    for _ in range(3):
        word = Word()
        began = time.process_time()
        parts = word.read(data, "case").parts
        at = [(n, part.text.find("Kelly")) for n, part in enumerate(parts) if part.visible]
        word.write(data, [Edit(Span(n, start, start + 5), "[Neighbour 1]") for n, start in at if start >= 0])
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


ROWS = ("leaks", "planting", "corpus", "strict", "office", "hostile", "speed", "fuzz", "second")
_BY_THEMSELVES = frozenset({"leaks", "hostile"})


def main(wanted: list[str], *, fast: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), fast=fast)
        for name in wanted or ROWS:
            row: Callable[[], str] = getattr(bench, name)
            said = row() if bench.files or name in _BY_THEMSELVES else "the corpus is not beside this checkout"
            print(f"{name:<9}{said}", flush=True)


if __name__ == "__main__":
    main([a for a in sys.argv[1:] if a in ROWS], fast="--fast" in sys.argv)
