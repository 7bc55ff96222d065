"""Reads every sample once and gives what a run makes of it, for the golden tests and the commands beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minimise.pipeline import Judged, Understanding, decide, understand
from minimise.stages.detect import Asked
from minimise.stages.redact import Disguise, Replacement, plan_edits
from tests.support.truth import Score, Truth, score

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CASES = tuple(sorted(path.parent.name for path in SAMPLES.glob("*/truth.toml")))
BLESSED = ("social-care", "school", "family")
"""Recipients whose finished text stands beside every sample."""
ALSO = (
    ("early-help", "family-help"),
    ("foster-placement", "learning"),
    ("police-ppn", "youth-justice"),
    ("staff-allegation", "lado"),
    ("strategy-minutes", "court"),
    ("strategy-minutes", "learning"),
)
"""Further copies whose finished text stands beside a sample."""
PAIRS = (*((case, recipient) for case in CASES for recipient in BLESSED), *ALSO)


@dataclass(frozen=True, order=True)
class Gap:
    """One thing that the truth asks for and a run does not give."""

    case: str
    recipient: str
    kind: str
    """`leaked`, `lost` or `safety_lost`."""
    text: str


@cache
def truth_of(case: str) -> Truth:
    """Give the truth of a sample."""
    return Truth.of(SAMPLES / case)


@cache
def understood(case: str) -> Understanding:
    """Give a sample, read and understood for its subject."""
    truth = truth_of(case)
    return understand(truth.source, Asked(subjects=truth.subjects))


@cache
def scored(case: str, recipient: str) -> Score:
    """Give how the copy for one recipient compares with the truth."""
    return score(truth_of(case), understood(case), recipient)


def gaps_of(case: str) -> Iterator[Gap]:
    """Give everything that a sample's copies leak or lose."""
    for recipient in truth_of(case).recipients:
        found = scored(case, recipient)
        for kind in ("leaked", "lost", "safety_lost"):
            for text in sorted(set(getattr(found, kind))):
                yield Gap(case, recipient, kind, text)


def finished_text(case: str, recipient: str) -> str:
    """Give the visible text of the written copy, read back from its bytes."""
    judged = decide(understood(case), recipient, None)
    taken = judged.understanding.taken
    data = taken.format.write(taken.data, plan_edits(judged.decisions, wording(judged)), _banner(judged))
    parts = taken.format.read(data, "golden").parts
    return "\n".join(part.text.rstrip() for part in parts if part.visible).rstrip() + "\n"


def _banner(judged: Judged) -> tuple[str, ...]:
    """Give the handling banner; a family copy has none."""
    banners = dict.fromkeys(d.banner for d in judged.decisions if d.banner)
    return () if judged.policy.id == "family" else tuple(banners)


def wording(judged: Judged) -> Replacement:
    """Give the wording of a copy's marks."""
    seen = judged.understanding
    return Replacement(
        document=seen.document,
        mentions={m.id: m for m in seen.mentions},
        people={p.id: p for p in seen.identified.who.people},
        neutral=judged.policy.id == "family",
        dates=seen.reading.text,
        disguise=Disguise.of(seen.taken.data) if judged.policy.id == "learning" else None,
    )


def blessed_file(case: str, recipient: str) -> Path:
    """Give where the blessed text of a copy stands."""
    return SAMPLES / case / "expected" / f"{recipient}.txt"
