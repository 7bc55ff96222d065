"""Prints recall and precision of persons on texts of other kinds: WNUT17 dev and the Broad Twitter Corpus, f to h.

Run: `python -m tests.bench.open_domain_bench [--every N] [--model]`

Recall: a marked person is wholly covered by finds of persons (or by any find). Precision: merged finds of persons
that touch a marked person; handles are of no known kind there, so finds that touch only one count neither way.
`--every 5` reads each fifth text only, where there is no time for all seven thousand.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.detector import Finder, merged, model, product
from tests.bench.probe.scoring import PERSONS, covered

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "ner"
CORPORA = ("wnut17_dev", "btc_f", "btc_g", "btc_h")
_HANDLE = re.compile(r"@\w+")


@dataclass(frozen=True, slots=True)
class Result:
    """Counts on one corpus."""

    persons: int = 0
    found: int = 0
    covered: int = 0
    right: int = 0
    false: int = 0

    def __add__(self, other: "Result") -> "Result":
        return Result(*(getattr(self, n) + getattr(other, n) for n in Result.__slots__))


def scored(text: str, spans: list[tuple[int, int, str]], finder: Finder) -> Result:
    """Score one text with its marked spans."""
    finds = finder(text)
    persons = merged([f for f in finds if f.label in PERSONS])
    everything = merged(finds)
    gold = [(start, end) for start, end, label in spans if label == "PERSON"]
    unknown = [(start, end) for start, end, label in spans if label == "HANDLE"]
    unknown += [m.span() for m in _HANDLE.finditer(text)]
    right = [p for p in persons if _touches(p, gold)]
    false = [p for p in persons if not _touches(p, gold) and not _touches(p, unknown)]
    return Result(
        len(gold),
        sum(covered(text, start, end, persons) for start, end in gold),
        sum(covered(text, start, end, everything) for start, end in gold),
        len(right),
        len(false),
    )


def _touches(stretch: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(low < stretch[1] and stretch[0] < high for low, high in others)


def main(arguments: list[str]) -> None:
    """Print a line for every corpus that is there."""
    finder = model if "--model" in arguments else product
    step = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 1
    print(f"{'':<12}{'texts':>7}{'persons':>9}{'recall':>9}{'any find':>10}{'precision':>11}")
    for corpus in CORPORA:
        path = FOLDER / f"{corpus}.jsonl"
        if not path.is_file():
            print(f"{corpus:<12}SKIPPED: not beside the project (shared/data/ner)")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][::step]
        result = Result()
        for row in rows:
            spans = [(s["start"], s["end"], s["label"]) for s in row["spans"]]
            result += scored(row["text"], spans, finder)
        precision = result.right / (result.right + result.false) if result.right + result.false else float("nan")
        print(
            f"{corpus:<12}{len(rows):>7}{result.persons:>9}{result.found / result.persons:>9.3f}"
            f"{result.covered / result.persons:>10.3f}{precision:>11.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
