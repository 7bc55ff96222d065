"""Whatever stands in a text file: it is written, nothing protected is left, and what is said about it is true."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.support.truth import written_text

from minimise.errors import UnreadableDocument
from minimise.model import Reading
from minimise.model.matching import occurrences
from minimise.pipeline import Order, decide, minimise_file, understand
from minimise.stages.detect import Asked

pytestmark = pytest.mark.model

SENTENCES = (
    "He has a bruise the size of a coin on the left arm.",
    "Siobhan said that Darren Pike hit him with a belt.",
    "Priya Nair from number 12 asked not to be named.",
    "She heard him screaming on Monday.",
    "Do not ring after 4, he checks her phone.",
    "Mum had her gallbladder out in 2011.",
    "They fled to Rowan House, 3 Elm Road, Hexham.",
    "Safe number 07700 900461, texts only.",
    "NHS number 999 000 0018, UPN A999000000001.",
    "Another pupil, Jayden R, was there too.",
    "PC Ahmed rang from 01632 960110.",
    "He likes football.",
    "",
)
RECIPIENTS = ("social-care", "police", "health", "school", "voluntary", "housing", "family")
documents = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10).map(
    lambda lines: "\n".join(["Child: Tyler Ward", "", *lines])
)
slow = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def file(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@slow
@given(text=documents, recipient=st.sampled_from(RECIPIENTS), protect=st.sampled_from(["Darren", "Elm Road", "Rowan"]))
def test_a_protected_word_never_leaves_and_the_log_counts_truly(
    tmp_path: Path, text: str, recipient: str, protect: str
) -> None:
    order = Order(recipient, tmp_path / "out", subjects=("Tyler Ward",), protect=(protect,), force=True)

    outcome = minimise_file(file(tmp_path, text), order)

    copy = next(path for path in outcome.written if path.name.endswith(".minimised.txt"))
    log = json.loads(next(path for path in outcome.written if path.name.endswith(".log.json")).read_bytes())
    assert list(occurrences(copy.read_text(encoding="utf-8"), protect)) == []
    assert log["header"]["safety_units_in"] == log["header"]["safety_units_out"]
    assert log["header"]["leaks_found_on_verify"] == 0
    assert sum(e["status"] == "needs-review" for e in log["entries"]) == outcome.needs_review


@slow
@example(
    text="Child: Tyler Ward\n\nHe has a bruise the size of a coin on the left arm.\nPriya Nair asked not to be named."
)
@given(text=documents)
def test_every_agency_gets_every_safety_fact_word_for_word_apart_from_marks(tmp_path: Path, text: str) -> None:
    seen = understand(file(tmp_path, text), Asked(subjects=("Tyler Ward",)))

    for recipient in RECIPIENTS[:-1]:
        output = written_text(decide(seen, recipient, None))
        for fact in (
            "a bruise the size of a coin on the left arm",
            "heard him screaming on Monday",
            "Do not ring after 4",
        ):
            assert text.count(fact) == output.count(fact), (recipient, fact)


@slow
@given(text=documents, recipient=st.sampled_from(RECIPIENTS))
def test_mentions_and_edits_stay_inside_their_lines_and_apart(tmp_path: Path, text: str, recipient: str) -> None:
    seen = understand(file(tmp_path, text), Asked(subjects=("Tyler Ward",)))
    reading = Reading.of(seen.document)

    for mention in seen.mentions:
        assert mention.span.end <= len(seen.document.parts[mention.span.part].text)
        start, end = reading.offset(mention.span)
        assert reading.text[start:end].strip()
    ids = [mention.id for mention in seen.mentions]
    assert len(ids) == len(set(ids))
    people = [i for person in seen.identified.who.people for i in person.mention_ids]
    assert len(people) == len(set(people))
    assert {d.target for d in decide(seen, recipient, None).decisions if d.target.startswith("m")} <= set(ids)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), max_size=160))
def test_any_text_at_all_is_read_and_decided_or_refused(tmp_path: Path, text: str) -> None:
    try:
        seen = understand(file(tmp_path, text), Asked())
    except UnreadableDocument:
        return

    for recipient in ("social-care", "family"):
        written = written_text(decide(seen, recipient, None))
        assert written.count("\n") + 1 == sum(part.visible for part in seen.document.parts)
    assert all(person.mention_ids for person in seen.identified.who.people)
