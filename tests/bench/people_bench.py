"""Prints who-is-who figures over the gold referrals: linking, roles, sources and their give-aways, questions.

Run: `python -m tests.bench.people_bench [SET ...] [-v]` (sets: a, b, c; all without one).
"""

import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from minimise.model import Kind, Status
from minimise.model.reading import folded
from minimise.pipeline import Understanding, decide, understand
from minimise.stages.detect import Asked
from tests.support.gold import Gold, built
from tests.support.truth import flat, written_text

DECIDING = ("subject", "person_of_concern", "source", "other_child", "carer")
GRAVE = {"subject", "source", "person_of_concern"}


@dataclass
class Sums:
    """Counts over all documents."""

    b3: list[tuple[float, float]] = field(default_factory=list)
    ceaf: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    clues: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    grave: int = 0
    mentions: int = 0
    questions: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def pairs_of(gold: Gold, understood: Understanding) -> list[tuple[str, str | None]]:
    """Give (gold person, found person or None) of every name mention, matched in order of their words."""
    text = understood.reading.text
    owner: dict[int, str] = {}
    spans = {m.id: understood.reading.offset(m.span) for m in understood.mentions if m.kind is Kind.PERSON}
    for person in understood.identified.who.people:
        for mention in person.mention_ids:
            start, end = spans.get(mention, (0, 0))
            owner |= dict.fromkeys(range(start, end), person.id)
    source = folded(gold.text)
    found = []
    for mark in gold.marked:
        words = folded(mark.text)
        starts = [m.start() for m in re.finditer(re.escape(words), text)]
        before = len(re.findall(re.escape(words), source[: mark.start]))
        if mark.is_name and words and before < len(starts):
            at = starts[before]
            found.append((mark.person, next((owner[i] for i in range(at, at + len(words)) if i in owner), None)))
    return found


def b_cubed(pairs: list[tuple[str, str | None]]) -> list[tuple[float, float]]:
    """Give (precision, recall) of each mention; a mention nobody found is alone."""
    keys = [(g, f if f is not None else f"alone{n}") for n, (g, f) in enumerate(pairs)]
    gold, found, both = Counter(g for g, _ in keys), Counter(f for _, f in keys), Counter(keys)
    return [(both[k] / found[k[1]], both[k] / gold[k[0]]) for k in keys]


def ceaf_e(pairs: list[tuple[str, str | None]]) -> tuple[float, int, int]:
    """Give (similarity of the best one-to-one match of people, people found, people of the gold)."""
    keys = [(g, f if f is not None else f"alone{n}") for n, (g, f) in enumerate(pairs)]
    gold, found, both = Counter(g for g, _ in keys), Counter(f for _, f in keys), Counter(keys)
    similar = sorted(((2 * n / (gold[g] + found[f]), g, f) for (g, f), n in both.items()), reverse=True)
    used: set[str] = set()
    total = 0.0
    for value, g, f in similar:  # greedy; people overlap with one another so rarely that it is the best match
        if f"g{g}" not in used and f"f{f}" not in used:
            used |= {f"g{g}", f"f{f}"}
            total += value
    return total, len(found), len(gold)


def add(sums: Sums, gold: Gold, understood: Understanding, verbose: bool) -> None:
    pairs = pairs_of(gold, understood)
    sums.mentions += len(pairs)
    sums.b3 += b_cubed(pairs)
    total, found, wanted = ceaf_e(pairs)
    sums.ceaf.update({"similar": total, "found": found, "gold": wanted})
    best: defaultdict[str, Counter[str]] = defaultdict(Counter)
    whose: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for g, f in pairs:
        if f is not None:
            best[g][f] += 1
            whose[f][g] += 1
    name = gold.truth.folder.name
    for f, owners in whose.items():
        main = owners.most_common(1)[0][0]
        for g, n in owners.items():
            if g != main:
                sums.wrong += n
                grave = bool(GRAVE & set(gold.roles.get(g, ())[:1])) and bool(GRAVE & set(gold.roles.get(main, ())[:1]))
                sums.grave += n if grave else 0
                if verbose:
                    print(f"  {name}: {n} mention(s) of {g} taken for {main}{' GRAVE' if grave else ''} ({f})")
    people = {p.id: p for p in understood.identified.who.people}
    for g, roles in gold.roles.items():
        if g not in {x for x, _ in pairs}:
            continue
        person = people[best[g].most_common(1)[0][0]] if best[g] else None
        have = [r.role.value for r in person.roles] if person else ["not found"]
        right = bool(set(have[:1]) & set(roles)) or (bool(have) and roles[0] in have)
        sums.roles.update({"all": 1, "right": right})
        if roles[0] in DECIDING:
            exact = roles[0] in have
            sums.roles.update({f"{roles[0]}": 1, f"{roles[0]} right": exact})
            right = exact
        if verbose and not right:
            print(f"  {name}: {g} is {'/'.join(roles)}, taken for {'/'.join(have) or 'nobody'}")


def add_clues(sums: Sums, gold: Gold, understood: Understanding, verbose: bool) -> None:
    """Count the give-aways of sources that are withheld from a school, who never may know."""
    judged = decide(understood, "school", None)
    output = flat(written_text(judged)).casefold()
    for source in gold.truth.data.get("source", ()):
        for clue in source.get("give_aways", ()):
            gone = flat(clue).casefold() not in output
            sums.clues.update({"all": 1, "gone": gone})
            if verbose and not gone:
                print(f"  {gold.truth.folder.name}: gives {source['id']} away: {clue}")
    waiting = [d for d in judged.decisions if d.status is Status.NEEDS_REVIEW]
    sums.questions.append(len({d.person_id or d.target for d in waiting}))


def main(sets: tuple[str, ...], verbose: bool) -> None:
    sums = Sums()
    with tempfile.TemporaryDirectory() as folder:
        for gold in built(Path(folder), sets):
            try:
                start = time.process_time()
                understood = understand(gold.truth.source, Asked(subjects=gold.truth.subjects))
                sums.seconds.append(time.process_time() - start)
            except Exception as problem:
                print(f"!! {gold.truth.folder.name}: {type(problem).__name__} {problem}")
                continue
            add(sums, gold, understood, verbose)
            add_clues(sums, gold, understood, verbose)
    p, r = (statistics.fmean(x[i] for x in sums.b3) for i in (0, 1))
    print(f"documents {len(sums.seconds)}, name mentions {sums.mentions}")
    print(f"B3 precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f}")
    print(f"CEAFe F1 {2 * sums.ceaf['similar'] / (sums.ceaf['found'] + sums.ceaf['gold']):.3f}")
    print(f"wrong links {sums.wrong} ({sums.wrong / sums.mentions:.2%}), of them grave {sums.grave}")
    print(f"roles {sums.roles['right']}/{sums.roles['all']} ({sums.roles['right'] / sums.roles['all']:.3f})")
    deciding = [(sums.roles[f"{role} right"], sums.roles[role], role) for role in DECIDING]
    print("  " + ", ".join(f"{role} {right}/{n}" for right, n, role in deciding))
    print(f"  together {sum(d[0] for d in deciding)}/{sum(d[1] for d in deciding)}")
    print(f"give-aways withheld {sums.clues['gone']}/{sums.clues['all']}")
    print(f"waiting for a person, median {statistics.median(sums.questions)}")
    print(f"seconds of CPU to understand one document, median {statistics.median(sums.seconds):.3f}")


if __name__ == "__main__":
    chosen = tuple(a for a in sys.argv[1:] if not a.startswith("-"))
    main(chosen or ("a", "b", "c"), "-v" in sys.argv)
