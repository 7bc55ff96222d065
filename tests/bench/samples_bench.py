"""Prints, per sample and recipient, what leaked, what was lost and what was not flagged.

Run: `python -m tests.bench.samples_bench [FOLDER] [-v]`
"""

import sys
from pathlib import Path

from minimise.pipeline import understand
from minimise.stages.detect import Asked
from tests.support.truth import Score, Truth, flat, irrelevant_flags, score

ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path, verbose: bool) -> None:
    scores: list[Score] = []
    flagged = wanted = false = hard = 0
    for path in sorted(folder.glob("*/truth.toml")):
        truth = Truth.of(path.parent)
        try:
            understood = understand(truth.source, Asked(subjects=truth.subjects))
        except Exception as problem:
            print(f"!! {path.parent.name}: {type(problem).__name__} {problem}")
            continue
        flags = irrelevant_flags(understood)
        for item in truth.data.get("irrelevant", ()):
            wanted += 1
            hit = any(flat(item["text"]) in f or f in flat(item["text"]) for f in flags)
            flagged += hit
            if verbose and not hit:
                print(f"  {truth.folder.name}: not flagged irrelevant: {item['text']}")
        for item in truth.data.get("not_irrelevant", ()):
            hard += 1
            wrong = any(flat(item["text"]) in f or f in flat(item["text"]) for f in flags)
            false += wrong
            if wrong:
                print(f"  {truth.folder.name}: WRONGLY flagged irrelevant: {item['text']}")
        scores += [score(truth, understood, recipient) for recipient in truth.recipients]
    for s in scores:
        print(
            f"{s.case:<28} {s.recipient:<15} leaked {len(s.leaked)}/{s.go}  lost {len(s.lost)}/{s.keep}  "
            f"safety lost {len(s.safety_lost)}/{s.safety}  unflagged {len(s.unflagged)}/{s.review}"
        )
        if verbose:
            for name in ("leaked", "lost", "safety_lost", "unflagged"):
                for text in getattr(s, name):
                    print(f"      {name}: {text}")
    go, keep, safety, review = (sum(getattr(s, n) for s in scores) for n in ("go", "keep", "safety", "review"))
    print(
        f"TOTAL leaked {sum(len(s.leaked) for s in scores)}/{go}  lost {sum(len(s.lost) for s in scores)}/{keep}  "
        f"safety lost {sum(len(s.safety_lost) for s in scores)}/{safety}  "
        f"unflagged {sum(len(s.unflagged) for s in scores)}/{review}  "
        f"irrelevant flagged {flagged}/{wanted}, wrongly {false}/{hard}"
    )


if __name__ == "__main__":
    places = [a for a in sys.argv[1:] if not a.startswith("-")]
    main(Path(places[0]) if places else ROOT / "samples", "-v" in sys.argv)
