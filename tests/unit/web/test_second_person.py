"""Where the policy or the organisation wants it, nobody turns a lock round alone; and who agreed stands in the log."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.web.conftest import Page
from tests.unit.web.test_flow import ENOUGH, locked_passage, ticked

from minimise.errors import Exit, UsageProblem
from minimise.pipeline import Order, minimise_file
from minimise.web.session import Item

pytestmark = pytest.mark.model
FAMILY_RULES = 'extends = "family"\nsecond_person = ["protection"]\n'
SOCIAL_RULES = 'extends = "social-care"\nsecond_person = ["safety"]\n'


def hide_safety(page: Page, item: Item) -> str:
    key = str(locked_passage(page, item)["key"])
    assert page.decide(item, key, "redact", ENOUGH).status == 303
    return key


def release_source(page: Page, item: Item) -> str:
    key = str(page.decision(item, "Mrs Doreen Applegarth")["key"])
    assert page.decide(item, key, "keep", ENOUGH).status == 303
    return key


def agree(page: Page, item: Item, second: str, *keys: str, agreed: str = "yes") -> int:
    fields = [("second", second), ("agreed", agreed), *(("keys", key) for key in keys)]
    return int(page.browser.post(f"/files/{item.id}/confirm", fields).status)


def write(page: Page, item: Item) -> int:
    return int(page.browser.post(f"/files/{item.id}/write", ticked(page, item)).status)


def log_of(page: Page) -> dict[str, Any]:
    return dict(json.loads((page.house.output_dir / "note.log.json").read_text()))


@pytest.fixture
def rules(tmp_path: Path, page: Page) -> Callable[[str], Path]:
    def given(text: str) -> Path:
        path = tmp_path / "own.toml"
        path.write_text(text)
        page.house.policies = {text.split('"')[1]: path}
        return path

    return given


@pytest.mark.parametrize(
    ("text", "recipient", "turn"),
    [(SOCIAL_RULES, "social-care", hide_safety), (FAMILY_RULES, "family", release_source)],
    ids=["a safety fact left out", "a source released"],
)
def test_a_policy_lets_nobody_turn_a_lock_round_alone(
    page: Page, rules: Callable[[str], Path], text: str, recipient: str, turn: Callable[[Page, Item], str]
) -> None:
    rules(text)
    item = page.take_in(recipient=recipient)
    key = turn(page, item)

    finish = page.browser.get(f"/files/{item.id}/finish").text
    assert "A second person has to agree" in finish
    assert ENOUGH in finish
    assert "Write the files" not in finish
    assert write(page, item) == 400
    assert not page.house.output_dir.exists()

    assert agree(page, item, "SW777", key) == 303
    assert write(page, item) == 303
    assert [e["confirmed_by"] for e in log_of(page)["entries"] if "confirmed_by" in e] == ["SW777"]


def test_the_log_that_people_read_says_who_agreed(page: Page, rules: Callable[[str], Path]) -> None:
    rules(SOCIAL_RULES)
    item = page.take_in()
    agree(page, item, "SW777", hide_safety(page, item))
    write(page, item)

    assert "SW777 looked at it too and agreed" in (page.house.output_dir / "note.log.html").read_text()


@pytest.mark.parametrize("second", ["", "SW12345", "sw12345", "Kate Ahmed", "Kate"])
def test_the_first_person_and_a_name_are_no_second_person(page: Page, second: str) -> None:
    page.house.second_person = True
    item = page.take_in()
    key = hide_safety(page, item)

    assert agree(page, item, second, key) == 400
    assert write(page, item) == 400


def test_agreement_is_to_what_was_shown_and_said(page: Page) -> None:
    page.house.second_person = True
    item = page.take_in()
    key = hide_safety(page, item)

    assert agree(page, item, "SW777", key, agreed="") == 400
    assert agree(page, item, "SW777") == 400
    other = release_source(page, item)
    assert agree(page, item, "SW777", key) == 400
    assert agree(page, item, "SW777", key, other) == 303


def test_a_later_decision_needs_agreement_again(page: Page) -> None:
    page.house.second_person = True
    item = page.take_in()
    key = hide_safety(page, item)
    agree(page, item, "SW777", key)

    page.decide(item, key, "keep")
    assert write(page, item) == 303
    page.decide(item, key, "redact", ENOUGH)
    assert write(page, item) == 400


def test_what_waits_for_agreement_can_be_looked_at_and_not_taken_away(page: Page) -> None:
    page.house.second_person = True
    item = page.take_in()
    key = hide_safety(page, item)

    assert page.browser.get(f"/files/{item.id}/compare").status == 200
    assert page.browser.get(f"/files/{item.id}/out/note.minimised.txt").status == 404
    agree(page, item, "SW777", key)
    assert page.browser.get(f"/files/{item.id}/out/note.minimised.txt").status == 200


def test_a_policy_for_one_lock_leaves_the_other_to_one_person(page: Page, rules: Callable[[str], Path]) -> None:
    rules(SOCIAL_RULES)
    item = page.take_in()
    release_source(page, item)

    assert write(page, item) == 303


def test_own_rules_hold_for_their_recipient_only(page: Page, rules: Callable[[str], Path]) -> None:
    rules(SOCIAL_RULES)
    item = page.take_in(recipient="police")
    hide_safety(page, item)

    assert write(page, item) == 303


def test_without_an_override_no_second_person_is_needed(page: Page) -> None:
    page.house.second_person = True
    item = page.take_in()

    assert write(page, item) == 303


def test_a_later_run_of_redact_wants_the_second_person_too(page: Page, rules: Callable[[str], Path]) -> None:
    own = rules(SOCIAL_RULES)
    item = page.take_in()
    agree(page, item, "SW777", hide_safety(page, item))
    write(page, item)
    order = Order("social-care", page.house.output_dir, policy_file=own, force=True)

    assert minimise_file(item.source, order).exit_code in (Exit.DONE, Exit.REVIEW)
    review = page.house.output_dir / "note.review.json"
    content = json.loads(review.read_text())
    for verdict in content["verdicts"]:
        del verdict["second"]
    review.write_text(json.dumps(content))
    before = (page.house.output_dir / "note.log.json").read_bytes()
    with pytest.raises(UsageProblem, match="second person"):
        minimise_file(item.source, order)
    assert (page.house.output_dir / "note.log.json").read_bytes() == before
