"""A chain of six tiers with two attachments through the whole program, for three recipients."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.formats_mail.made import six_tiers

from minimise.errors import Exit
from minimise.formats import format_of
from minimise.pipeline import Order, Outcome, minimise_file

pytestmark = [pytest.mark.model, pytest.mark.slow]

BRUISE = "a loop-shaped mark on his left thigh"
ALLERGY = "Tyler has a nut allergy and his EpiPen is in the office."
PLACES = ("Saltmarsh", "Lindby", "ZE9 9AA")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, str, dict[str, Any]]]:
    """Give outcome, all visible words of the copy, and the log, for each recipient."""
    folder = tmp_path_factory.mktemp("mail")
    source = folder / "thread.eml"
    source.write_bytes(six_tiers().as_bytes())
    found = {}
    for recipient in ("social-care", "school", "family"):
        order = Order(recipient, folder / recipient, subjects=("Tyler Ward",))
        outcome = minimise_file(source, order)
        found[recipient] = (outcome, _words(outcome.written[0]), json.loads(outcome.written[1].read_bytes()))
    return found


def _words(path: Path) -> str:
    data = path.read_bytes()
    parts = format_of(data).read(data, "case").parts
    return "\n".join(part.text for part in parts if part.visible)


@pytest.mark.parametrize("recipient", ["school", "family"])
def test_the_refuge_leaves_neither_in_a_tier_nor_in_an_attachment(recipient: str, runs: Any) -> None:
    outcome, words, _ = runs[recipient]

    assert outcome.exit_code is Exit.REVIEW
    assert outcome.written[0].name == "thread.minimised.eml"
    assert not [place for place in PLACES if place in words]
    assert words.count("[address withheld]") == 2


@pytest.mark.parametrize("recipient", ["social-care", "school", "family"])
def test_the_source_leaves_neither_in_a_tier_nor_in_an_attachment_nor_in_its_name(recipient: str, runs: Any) -> None:
    outcome, words, _ = runs[recipient]

    assert "Doreen" not in words
    assert "Castlemaine" not in words
    assert b"Castlemaine" not in outcome.written[0].read_bytes()


@pytest.mark.parametrize("recipient", ["social-care", "school"])
def test_what_protects_the_child_stays(recipient: str, runs: Any) -> None:
    _, words, _ = runs[recipient]

    for fact in (BRUISE, ALLERGY, "do not ring mum after 4pm", "Darren Pike has threatened to find them."):
        assert fact in words
    for worker in ("Priya Nair", "Helen Marsh", "Sue Harker", "Tom Ashworth"):
        assert worker in words
    assert "07700 900811" not in words


def test_the_mother_is_no_worker_because_she_wrote_a_mail(runs: Any) -> None:
    _, words, _ = runs["family"]

    assert "kelly.ward88" not in words
    assert "Their mum is Kelly Ward" in words
    assert "From: Kelly Ward <[e-mail address withheld]>" in words


@pytest.mark.parametrize("recipient", ["social-care", "school", "family"])
def test_the_log_says_in_which_part_and_line(recipient: str, runs: Any) -> None:
    _, _, log = runs[recipient]
    places = [entry["location"] for entry in log["entries"] if "location" in entry]

    assert {"body", "attachment1/document"} <= {place.get("part") for place in places}
    assert all("line" in place for place in places if place.get("part") == "body")


def test_only_five_headers_leave(runs: Any) -> None:
    copy = runs["social-care"][0].written[0].read_bytes()
    names = [line.partition(b":")[0] for line in copy.split(b"\r\n\r\n")[0].split(b"\r\n") if line[:1] not in b" \t"]

    assert names == [b"From", b"To", b"Cc", b"Date", b"Subject", b"MIME-Version", b"Content-Type"]
