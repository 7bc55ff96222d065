"""Every sample for every recipient: what must go is gone, what must stay is there, and nothing changes unseen."""

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from minimise.model import Role
from minimise.pipeline import Judged, decide
from minimise.stages.record import safe_stem
from minimise.stages.redact import stem_after
from tests.golden.gaps import FILE, known
from tests.golden.runs import (
    CASES,
    PAIRS,
    blessed_file,
    finished_text,
    gaps_of,
    scored,
    truth_of,
    understood,
    wording,
)
from tests.support.truth import flat, irrelevant_flags

pytestmark = pytest.mark.model
every_case = pytest.mark.parametrize("case", CASES)
AGENCIES = (
    "social-care", "police", "health", "school", "family-help", "voluntary", "housing", "youth-justice", "court",
    "lado", "learning",
)  # fmt: skip


@every_case
def test_nothing_new_leaks_or_is_lost_and_no_listed_gap_is_closed(case: str) -> None:
    listed = {gap for gap in known() if gap.case == case}
    found = set(gaps_of(case))

    assert (sorted(found - listed), sorted(listed - found)) == ([], [])


def test_every_listed_gap_belongs_to_a_sample_and_has_a_reason() -> None:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["gap"]

    assert {row["case"] for row in rows} <= set(CASES)
    assert [row for row in rows if len(row["why"]) < 15] == []
    assert max(Counter((r["case"], r["recipient"], r["kind"], r["text"]) for r in rows).values()) == 1


@pytest.mark.parametrize(("case", "recipient"), PAIRS)
def test_the_finished_text_is_the_blessed_one(case: str, recipient: str) -> None:
    assert finished_text(case, recipient) == blessed_file(case, recipient).read_bytes().decode()


@every_case
def test_no_passage_the_truth_defends_is_flagged_as_irrelevant(case: str) -> None:
    flagged = irrelevant_flags(understood(case))
    defended = [flat(item["text"]) for item in truth_of(case).data.get("not_irrelevant", ())]

    assert [text for text in defended if any(text in f or f in text for f in flagged)] == []


@every_case
def test_the_subject_the_sender_named_is_the_only_subject(case: str) -> None:
    people = understood(case).identified.who.people
    names = [n for p in truth_of(case).data["people"] if p["role"] == "subject" for n in p["names"]]
    subjects = [person for person in people if person.has(Role.SUBJECT)]
    seen = understood(case)
    spans = {m.id: m.span for m in seen.mentions}

    assert len(subjects) == len(truth_of(case).subjects)
    words = {seen.document.words(spans[i]).casefold() for person in subjects for i in person.mention_ids}
    assert words & {name.casefold() for name in names}


@every_case
@pytest.mark.parametrize("recipient", AGENCIES)
def test_no_agency_copy_hides_a_safety_passage_itself(case: str, recipient: str) -> None:
    judged = decide(understood(case), recipient, None)
    risky = {p.id for p in judged.understanding.passages if p.risk_critical}

    assert [d.rule for d in judged.decisions if d.target in risky and d.withholds] == []


def test_most_of_what_the_truth_asks_for_is_given() -> None:
    """A floor under the whole set; it only ever rises."""
    scores = [scored(case, recipient) for case in CASES for recipient in truth_of(case).recipients]
    leaked, go = sum(len(s.leaked) for s in scores), sum(s.go for s in scores)
    lost, keep = sum(len(s.lost) for s in scores), sum(s.keep for s in scores)
    gone, safety = sum(len(s.safety_lost) for s in scores), sum(s.safety for s in scores)

    assert go > 1000
    assert leaked / go <= 0.15
    assert lost / keep <= 0.05
    assert gone / safety <= 0.03


WORKED = "worked-example"
ASSERTIONS: list[dict[str, Any]] = truth_of(WORKED).data["assertion"]


def outcome(recipient: str) -> tuple[Judged, str]:
    return decide(understood(WORKED), recipient, None), flat(finished_text(WORKED, recipient))


@pytest.mark.parametrize(
    ("assertion", "recipient"),
    [pytest.param(a, recipient, id=f"{a['id']}-{recipient}") for a in ASSERTIONS for recipient in a["recipients"]],
)
def test_the_design_s_worked_example_holds(assertion: dict[str, Any], recipient: str) -> None:
    judged, text = outcome(recipient)
    flagged = irrelevant_flags(judged.understanding)
    waiting = " ".join(
        judged.understanding.document.words(span)
        for d in judged.decisions
        if d.status.value == "needs-review"
        for span in d.spans
    )
    stem = safe_stem(stem_after(judged.decisions, wording(judged)))

    assert [w for w in assertion.get("go", ()) if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.IGNORECASE)] == []
    assert [w for w in assertion.get("keep", ()) if w not in text] == []
    assert [w for w in assertion.get("review", ()) if w not in waiting] == []
    assert [w for w in assertion.get("file_name_go", ()) if w in stem] == []
    assert [w for w in assertion.get("irrelevant", ()) if not any(w in f for f in flagged)] == []
    assert [w for w in assertion.get("not_irrelevant", ()) if any(w in f for f in flagged)] == []
    found = {judged.understanding.document.words(m.span) for m in judged.understanding.mentions}
    assert [w for w in assertion.get("detect", ()) if not any(w in words for words in found)] == []
