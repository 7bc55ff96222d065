"""The log on the page, and a reviewer's view over a folder of logs."""

import csv
import io
from pathlib import Path

import pytest
from tests.unit.web.conftest import Page

from minimise.stages.record import JustificationLog
from minimise.web.audit import Kept, checks_in, logs_in, note_check, reasons_of
from minimise.web.drafts import draft_of
from minimise.web.pages.logs import COLUMNS, _cell

pytestmark = pytest.mark.model


@pytest.fixture
def logs(page: Page, tmp_path: Path) -> Path:
    """Three logs in a folder: one with open items, one broken, one in a folder below."""
    folder = tmp_path / "logs"
    (folder / "below").mkdir(parents=True)
    item = page.take_in()
    draft_of(page.house, item)
    data = next(item.draft.glob("*.log.json")).read_bytes()
    (folder / "a.log.json").write_bytes(data)
    (folder / "below" / "b.log.json").write_bytes(data)
    (folder / "c.log.json").write_bytes(data.replace(b'"withheld"', b'"kept"', 1))
    (folder / "other.json").write_bytes(b"{}")
    page.house.logs_dir = folder
    return folder


def test_log_page_shows_every_entry_and_that_it_is_whole(page: Page) -> None:
    item = page.take_in()

    html = page.browser.get(f"/files/{item.id}/log").text

    assert "Every entry is as it was written" in html
    assert "e0001" in html
    assert not any(word in html.split("<main")[1] for word in ("Applegarth", "Callum", "gallbladder"))


def test_log_page_filters_by_code(page: Page) -> None:
    item = page.take_in()

    withheld = page.browser.get(f"/files/{item.id}/log?effect=withheld").text
    open_items = page.browser.get(f"/files/{item.id}/log?status=needs-review&effect=kept").text

    assert 'tag--kept">Kept' not in withheld
    assert 'tag--withheld">' not in open_items
    assert "0 of" in page.browser.get(f"/files/{item.id}/log?reason_code=<script>").text


def test_log_is_exported_as_a_table_without_words(page: Page) -> None:
    item = page.take_in()

    answer = page.browser.get(f"/files/{item.id}/log?export=csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(page.sheet(item)["decisions"])
    assert answer.one("content-disposition").startswith("attachment")
    assert "Applegarth" not in answer.text


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_of_a_table_is_run_as_a_formula(value: str) -> None:
    assert _cell(value) == f"'{value}"


def test_folder_says_which_logs_are_broken_and_which_hold_open_items(page: Page, logs: Path) -> None:
    found = logs_in(logs)

    assert [(kept.name, kept.log is None, kept.held > 0) for kept in found] == [
        ("a.log.json", False, True),
        ("below/b.log.json", False, True),
        ("c.log.json", True, False),
    ]
    html = page.browser.get("/logs").text
    assert "1 broken" in html
    assert "2 open" in html


@pytest.mark.parametrize(("state", "names"), [("broken", ["c"]), ("held", ["a", "b"]), ("", ["a", "b", "c"])])
def test_folder_shows_what_was_asked_for(page: Page, logs: Path, state: str, names: list[str]) -> None:
    html = page.browser.get(f"/logs?state={state}").text

    assert [name for name in "abc" if f"{name}.log.json" in html] == names


def test_folder_counts_why_things_were_withheld(logs: Path) -> None:
    counts = reasons_of(logs_in(logs))

    assert sum(count for _, count in counts) == sum(kept.withheld for kept in logs_in(logs))
    assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)


def test_a_log_of_the_folder_is_opened_and_checked_by_a_second_person(page: Page, logs: Path) -> None:
    assert "Second check" in page.browser.get("/logs/0").text

    page.browser.post("/logs/0/check", [("staff", "SW777"), ("agrees", "no")])

    assert "SW777 did not agree" in page.browser.get("/logs/0").text
    assert "SW777: did not agree" in page.browser.get("/logs").text


def test_a_check_under_a_name_is_refused(page: Page, logs: Path) -> None:
    assert page.browser.post("/logs/0/check", [("staff", "Kate Ahmed"), ("agrees", "yes")]).status == 400
    assert checks_in(logs) == {}


def test_a_broken_log_is_not_shown(page: Page, logs: Path) -> None:
    answer = page.browser.get("/logs/2")

    assert (answer.status, "does not verify" in answer.text) == (400, True)


def test_a_log_of_the_folder_is_exported(page: Page, logs: Path) -> None:
    assert page.browser.get("/logs/0?export=csv").text.startswith("id,effect,")


def test_a_second_check_holds_codes_only_and_the_last_one_counts(logs: Path) -> None:
    kept = logs_in(logs)[0]

    note_check(logs, kept, by="SW1", agrees=True)
    note_check(logs, kept, by="SW2", agrees=False)

    assert checks_in(logs)[kept.seal]["by"] == "SW2"
    assert len((logs / "second-checks.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.parametrize("data", [b"{", b"[]\n", b'{"by": 1}\n', b"\xff"])
def test_broken_checks_break_nothing(logs: Path, data: bytes) -> None:
    (logs / "second-checks.jsonl").write_bytes(data)

    assert checks_in(logs) == {}


def test_the_sample_follows_from_the_seals_and_is_about_a_tenth() -> None:
    logs = [Kept(n, "x", JustificationLog({}, (), {"hash": f"{n:064x}"})) for n in range(1000)]

    drawn = [kept.sampled for kept in logs]

    assert drawn == [Kept(0, "y", kept.log).sampled for kept in logs]
    assert 70 < sum(drawn) < 130
