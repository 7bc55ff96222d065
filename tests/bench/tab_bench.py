"""Prints TAB's figures for the detector's finds as a mask, with merged spans.

Run: `python -m tests.bench.tab_bench [--model] [--labels PERSON,ADDRESS,...]`

ER: the share of entities every needed mention of which is masked; token precision: the share of masked tokens that
lie wholly inside one needed mention. The intervals are bootstrapped over documents.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.detector import Find, merged, model, product

DEV = Path(__file__).resolve().parents[3] / "shared" / "data" / "tab" / "dev.jsonl"
ROUNDS = 1000
_IGNORED = frozenset(" ,.-;:/&()[]–'\"’“”")
_IDLE = frozenset(
    """mr mrs ms no nr about the a an of in at on to from for by with between and or until since around after before
    per under over into during as than not""".split()
)
_TOKEN = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """An annotated stretch of a judgment."""

    entity: str
    kind: str
    start: int
    end: int

    @property
    def needed(self) -> bool:
        """Whether it may not stay."""
        return self.kind in ("DIRECT", "QUASI")


@dataclass(frozen=True, slots=True)
class Judgment:
    """One document of the benchmark."""

    text: str = field(repr=False)
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Numerators and denominators of one document; they add up."""

    direct: int = 0
    direct_all: int = 0
    quasi: int = 0
    quasi_all: int = 0
    mentions: int = 0
    mentions_all: int = 0
    tokens: int = 0
    tokens_all: int = 0
    right: int = 0
    predicted: int = 0


def total(counts: Iterable[Counts]) -> Counts:
    """Add up."""
    rows = [tuple(getattr(c, name) for name in Counts.__slots__) for c in counts]
    return Counts(*(sum(column) for column in zip(*rows, strict=True)))


def read_judgments(path: Path = DEV) -> list[Judgment]:
    """Give the documents of a TAB file."""
    return [_judgment(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _judgment(row: dict[str, Any]) -> Judgment:
    mentions = tuple(
        Mention(e["entity_id"], e["identifier_type"], e["start_offset"], e["end_offset"]) for e in row["entities"]
    )
    return Judgment(row["text"], mentions)


def counts(judgment: Judgment, mask: Sequence[Stretch]) -> Counts:
    """Score a merged mask on one document."""
    text, hidden = judgment.text, bytearray(len(judgment.text))
    for start, end in mask:
        hidden[start:end] = b"\1" * (end - start)
    needed = [m for m in judgment.mentions if m.needed]
    masked = {m: _masked(text, m.start, m.end, hidden) for m in needed}
    entities: dict[str, list[Mention]] = {}
    for mention in judgment.mentions:
        entities.setdefault(mention.entity, []).append(mention)
    wanted = [group for group in entities.values() if any(m.needed for m in group)]
    direct = [all(masked[m] for m in g if m.needed) for g in wanted if g[0].kind == "DIRECT"]
    quasi = [all(masked[m] for m in g if m.needed) for g in wanted if g[0].kind != "DIRECT"]
    tokens = [
        _masked(text, m.start + t.start(), m.start + t.end(), hidden)
        for m in needed
        for t in _TOKEN.finditer(text[m.start : m.end])
    ]
    predicted = [(s + t.start(), s + t.end()) for s, e in mask for t in _TOKEN.finditer(text[s:e])]
    right = sum(any(m.start <= s and e <= m.end for m in needed) for s, e in predicted)
    return Counts(
        sum(direct), len(direct), sum(quasi), len(quasi), sum(masked[m] for m in needed), len(needed),
        sum(tokens), len(tokens), right, len(predicted),
    )  # fmt: skip


def _masked(text: str, start: int, end: int, hidden: bytearray) -> bool:
    """Say whether nothing that tells stands uncovered in a mention."""
    words = text[start:end]
    idle = {
        at
        for token in (*_TOKEN.finditer(words), *_POSSESSIVE.finditer(words))
        if token[0].lower() in _IDLE or token[0][0] in "'’"
        for at in range(*token.span())
    }
    return all(hidden[start + n] or char in _IGNORED or n in idle for n, char in enumerate(words))


def share(part: int, whole: int) -> float | None:
    """Divide; an empty denominator is not available, neither 0 nor 1."""
    return part / whole if whole else None


FIGURES: dict[str, Callable[[Counts], float | None]] = {
    "ER direct": lambda c: share(c.direct, c.direct_all),
    "ER quasi": lambda c: share(c.quasi, c.quasi_all),
    "mention recall": lambda c: share(c.mentions, c.mentions_all),
    "token recall": lambda c: share(c.tokens, c.tokens_all),
    "token precision": lambda c: share(c.right, c.predicted),
}


def interval(rows: Sequence[Counts], figure: Callable[[Counts], float | None]) -> tuple[float, float] | None:
    """Give the 95 % interval of a figure over documents drawn again and again."""
    chance = random.Random(20)  # noqa: S311
    drawn = sorted(
        value for _ in range(ROUNDS) if (value := figure(total(chance.choices(rows, k=len(rows))))) is not None
    )
    return (drawn[len(drawn) // 40], drawn[-1 - len(drawn) // 40]) if drawn else None


def main(arguments: list[str]) -> None:
    """Print the figures for the whole detector or for the model alone."""
    if not DEV.is_file():
        raise SystemExit("SKIPPED: TAB is not beside the project (shared/data/tab/dev.jsonl)")
    finder = model if "--model" in arguments else product
    labels = set(arguments[arguments.index("--labels") + 1].split(",")) if "--labels" in arguments else None
    rows = []
    for judgment in read_judgments():
        finds: list[Find] = [f for f in finder(judgment.text) if labels is None or f.label in labels]
        rows.append(counts(judgment, merged(finds)))
    whole = total(rows)
    print(f"TAB dev, {len(rows)} documents, {whole.direct_all} direct and {whole.quasi_all} quasi entities")
    for name, figure in FIGURES.items():
        value, around = figure(whole), interval(rows, figure)
        print(f"{name:<16}{'n/a' if value is None else f'{value:.3f}'}", end="")
        print(f"   [{around[0]:.3f}, {around[1]:.3f}]" if around else "")


if __name__ == "__main__":
    main(sys.argv[1:])
