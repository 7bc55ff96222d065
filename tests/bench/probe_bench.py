"""Prints what the detector finds and misses in the probe: recall, precision of persons, by slice, origin and type.

Run: `python -m tests.bench.probe_bench [--half dev|test] [--fairness [--carriers N]] [--model] [-v]`

*Leak recall*: the marked words are wholly covered by finds of any kind. *Family recall*: by finds of the right
family (person, address, identifier). Spaces, punctuation, titles and kin words before a name, `c/o`, articles and
prepositions in an address need no cover.
*Precision of persons*: person finds are merged; one that touches no marked person is false, unless it is made of
kin words only (`Mum`); these are counted apart and a second figure calls them false too.
`--fairness` puts a hundred names of each origin into two of ten neutral sentences (`--carriers 10`: into all), as
written and in lower case, each sentence a document of its own.
`-v` lists misses and false persons of the development half; the test half only ever gives figures.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from tests.bench.detector import Finder, model, product
from tests.bench.probe.fairness import Sentence, groups, sentences
from tests.bench.probe.passages import HALVES, Probe, read_half
from tests.bench.probe.scoring import Score, Seen, covered

# A probe type and the kinds of find that answer it exactly; elsewhere both have the same name.
KINDS = {
    "NHS": {"NHS", "CHI", "HCN"},
    "CHI": {"NHS", "CHI", "HCN"},
    "HCN": {"NHS", "CHI", "HCN"},
    "UPN": {"UPN", "ULN"},
    "HOSPITAL": {"HEALTH_REF"},
    "IMMIGRATION": {"IMMIGRATION_REF"},
    "DRIVING": {"DRIVING_LICENCE"},
    "HANDLE": {"HANDLE", "URL"},
    "URL": {"HANDLE", "URL"},
}


def main(arguments: list[str]) -> None:
    """Read the words of the command line and print the tables."""
    half = arguments[arguments.index("--half") + 1] if "--half" in arguments else "dev"
    if half not in HALVES:
        raise SystemExit("--half is dev or test")
    finder = model if "--model" in arguments else product
    if "--fairness" in arguments:
        carriers = int(arguments[arguments.index("--carriers") + 1]) if "--carriers" in arguments else 2
        print_fairness(finder, carriers)
        return
    if "-v" in arguments and half == "test":
        raise SystemExit("the test half gives figures only; -v is for --half dev")
    probes = read_half(half)
    score = scored(probes, finder)
    print_score(half, probes, score)
    if "-v" in arguments:
        print_misses(score)


def scored(probes: Iterable[Probe], finder: Finder) -> Score:
    """Run the detector over every passage, each a document of its own."""
    score = Score()
    for probe in probes:
        try:
            finds = finder(probe.text)
        except Exception as problem:
            print(f"!! the passage at line {probe.line} could not be read: {type(problem).__name__}")
            finds = []
        score.add(probe, finds)
    return score


def print_score(half: str, probes: list[Probe], score: Score) -> None:
    """Print every table of one half."""
    print(f"probe {half}: {len(probes)} passages, {len(score.seen)} marked, {score.traps + score.kin_traps} traps")
    print(f"\n{'':<24}{'n':>6}{'leak recall':>13}{'family recall':>15}")
    for name in ("PERSON", "ADDRESS", "ID"):
        _row(name, [s for s in score.seen if s.gold.family == name])
    _row("everything", score.seen)
    right, false, kin = score.persons_right, len(score.persons_false), score.persons_kin
    print(f"\nPERSON precision {_share(right, right + false)}  ({right} right, {false} false, of these")
    print(f"  {score.false_in_marks} inside another marked stretch; {kin} made of kin words, counted false: ", end="")
    print(f"{_share(right, right + false + kin)})")
    print(f"traps taken for a person: {score.traps_hit} of {score.traps}", end="")
    print(f"; kin words: {score.kin_traps_hit} of {score.kin_traps}")
    for name in ("PERSON", "ADDRESS", "ID"):
        _table(f"{name} by slice", _by(score.seen, name, lambda s: [x for x in s.probe.slices if ":" not in x]))
    _table("PERSON by type", _by(score.seen, "PERSON", lambda s: [s.gold.type]))
    origins = _by(score.seen, "PERSON", lambda s: [s.probe.origin] if s.probe.origin else [])
    _table("PERSON by origin", origins)
    _gap({name: (sum(s.leak_free for s in rows), len(rows)) for name, rows in origins.items()})
    _table("identifiers by type (and found as that type)", _by(score.seen, "ID", lambda s: [s.gold.type]), typed=True)


def _by(seen: list[Seen], family: str, keys: Callable[[Seen], list[str]]) -> dict[str, list[Seen]]:
    table: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.gold.family == family:
            for key in keys(one):
                table[key].append(one)
    return dict(sorted(table.items()))


def _table(title: str, rows: dict[str, list[Seen]], *, typed: bool = False) -> None:
    print(f"\n{title}")
    for name, seen in rows.items():
        _row(f"  {name}", seen, typed=typed)


def _row(name: str, seen: list[Seen], *, typed: bool = False) -> None:
    leak, right = sum(s.leak_free for s in seen), sum(s.right for s in seen)
    exact = sum(bool(s.labels & KINDS.get(s.gold.type, {s.gold.type})) for s in seen)
    last = f"{_share(exact, len(seen)):>10}" if typed else ""
    print(f"{name:<24}{len(seen):>6}{_share(leak, len(seen)):>13}{_share(right, len(seen)):>15}{last}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "n/a"


def _gap(groups_found: dict[str, tuple[int, int]]) -> None:
    """Print the largest difference of recall between two groups."""
    shares = {name: hit / n for name, (hit, n) in groups_found.items() if n}
    if shares:
        low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
        print(f"  largest gap {100 * (shares[high] - shares[low]):.1f} points: {high} over {low}")


def print_misses(score: Score) -> None:
    """List what the development half shows."""
    for one in score.seen:
        if not one.right:
            what = "LEAK " if not one.leak_free else "other"
            words = one.probe.text[one.gold.start : one.gold.end]
            print(f"{what} line {one.probe.line:>4} {one.gold.type:<12} {words}  <- {', '.join(sorted(one.labels))}")
    for probe, low, high in score.persons_false:
        print(f"false line {probe.line:>4} PERSON       {probe.text[low:high]}")


def print_fairness(finder: Finder, carriers: int) -> None:
    """Print recall of generated names by origin, as written and in lower case."""
    known, absent = groups()
    if absent:
        print(f"SKIPPED, no data beside the project: {', '.join(absent)}")
    print(f"{len(known)} origin groups\n{'':<14}{'n':>6}{'recall':>9}{'as person':>11}{'lower':>9}{'as person':>11}")
    plain: dict[str, tuple[int, int]] = {}
    lower: dict[str, tuple[int, int]] = {}
    for group in known:
        written = sentences(group, carriers)
        full, person = _hits(written, finder)
        low, low_person = _hits([s.lowered() for s in written], finder)
        n = len(written)
        plain[group.name], lower[group.name] = (full, n), (low, n)
        print(f"{group.name:<14}{n:>6}{full / n:>9.3f}{person / n:>11.3f}{low / n:>9.3f}{low_person / n:>11.3f}")
    print("as written")
    _gap(plain)
    print("in lower case")
    _gap(lower)


def _hits(written: list[Sentence], finder: Finder) -> tuple[int, int]:
    """Count the names covered by any find, and by finds of persons."""
    hits: Counter[str] = Counter()
    for sentence in written:
        finds = finder(sentence.text)
        persons = [(f.start, f.end) for f in finds if f.label in ("PERSON", "INITIALS")]
        hits["any"] += covered(sentence.text, sentence.start, sentence.end, [(f.start, f.end) for f in finds])
        hits["person"] += covered(sentence.text, sentence.start, sentence.end, persons)
    return hits["any"], hits["person"]


if __name__ == "__main__":
    main(sys.argv[1:])
