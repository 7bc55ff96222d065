"""Reads the truth of a sample and compares a finished run with it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minimise.model import Status
from minimise.pipeline import Judged, Understanding, decide
from minimise.stages.redact import Replacement, expected_text, plan_edits

RECIPIENTS = ("social-care", "police", "health", "school", "voluntary", "housing", "family", "family:concern")


@dataclass(frozen=True)
class Truth:
    """What one sample must give."""

    folder: Path
    data: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, folder: Path) -> "Truth":
        return cls(folder, tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8")))

    @property
    def source(self) -> Path:
        return self.folder / str(self.data["file"])

    @property
    def subjects(self) -> tuple[str, ...]:
        subject = self.data["subject"]
        return (subject,) if isinstance(subject, str) else tuple(subject)

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(r for r in RECIPIENTS if r in self.data.get("recipient", {}))


@dataclass
class Score:
    """How one run compares: what leaked, what was lost, what was not flagged."""

    case: str
    recipient: str
    leaked: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    safety_lost: list[str] = field(default_factory=list)
    unflagged: list[str] = field(default_factory=list)
    go: int = 0
    keep: int = 0
    safety: int = 0
    review: int = 0


def flat(text: str) -> str:
    """Compare words whatever the spacing and kind of quotation mark."""
    plain = text.translate(str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" "))
    return re.sub(r"\s+", " ", plain).strip()


def written_text(judged: Judged) -> str:
    """Give the visible text that the written file will have."""
    understood = judged.understanding
    wording = Replacement(
        document=understood.document,
        mentions={m.id: m for m in understood.mentions},
        people={p.id: p for p in understood.identified.who.people},
        neutral=judged.policy.id == "family",
        dates=understood.reading.text,
    )
    return expected_text(understood.document, plan_edits(judged.decisions, wording))


def score(truth: Truth, understood: Understanding, recipient: str) -> Score:
    """Judge an understood sample for one recipient and compare it with its truth."""
    judged = decide(understood, recipient, None)
    output = flat(written_text(judged))
    wanted = truth.data["recipient"][recipient]
    result = Score(truth.folder.name, recipient)
    for text in wanted.get("go", ()):
        result.go += 1
        if _stands(output, flat(text)):
            result.leaked.append(text)
    for text in wanted.get("keep", ()):
        result.keep += 1
        if flat(text) not in output:
            result.lost.append(text)
    if not recipient.startswith("family"):
        for item in truth.data.get("safety", ()):
            result.safety += 1
            if flat(item["text"]) not in output:
                result.safety_lost.append(item["text"])
    waiting = [flat(text) for text in _waiting(judged)]
    for text in wanted.get("review", ()):
        result.review += 1
        if not any(flat(text) in words or words in flat(text) for words in waiting if words):
            result.unflagged.append(text)
    return result


def _stands(output: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", output, re.IGNORECASE) is not None


def _waiting(judged: Judged) -> Iterator[str]:
    document = judged.understanding.document
    for decision in judged.decisions:
        if decision.status is Status.NEEDS_REVIEW:
            yield " ".join(document.words(span) for span in decision.spans)


def irrelevant_flags(understood: Understanding) -> list[str]:
    """Give the passages the tool takes for irrelevant."""
    return [
        flat(" ".join(understood.document.words(span) for span in passage.spans))
        for passage in understood.passages
        if passage.relevance.value == "irrelevant"
    ]
