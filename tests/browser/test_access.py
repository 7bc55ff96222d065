"""Every page and state for everybody: names, contrast, order, narrow windows, large targets, no colour needed."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import PDF, WORD, axe
from tests.support.browsing import Site

pytestmark = [pytest.mark.model, pytest.mark.browser]


def review_with_a_problem(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.evaluate(
        "document.querySelector('.card--kept [data-do=hide]').closest('form').querySelector('[name=keys]').value = 'find-0.0.1'"
    )
    site.page.locator(".card--kept [data-do=hide]").first.click()
    site.page.wait_for_selector("#problem")


def review_with_places(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.fill("#words", "Tyler")
    site.page.click("#missed button[value=find]")
    site.page.wait_for_selector("#found")


def review_with_everything_open(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def people_with_everything_open(site: Site) -> None:
    site.go(site.at(WORD) + "/people")
    site.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def help_open(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.press("?")


def under(step: str) -> Callable[[Site], None]:
    def show(site: Site) -> None:
        site.go(f"{site.at(WORD)}/{step}")

    return show


def logs(site: Site) -> None:
    folder = site.server.folder / "logs"
    if not list(folder.iterdir()):
        site.go(site.at(WORD) + "/log")
        draft = next((site.server.folder / "session").glob("*/draft/*MARF.log.json"))
        (folder / "a.log.json").write_bytes(draft.read_bytes())
        (folder / "b.log.json").write_bytes(draft.read_bytes()[:-1])
    site.go("/logs")


def one_log(site: Site) -> None:
    logs(site)
    site.go("/logs/0")


def trouble(site: Site) -> None:
    logs(site)
    site.go("/logs/1")


STATES: dict[str, Callable[[Site], Any]] = {
    "files": lambda site: (site.at(WORD), site.go("/")),
    "before": under("before"),
    "people": people_with_everything_open,
    "review": under("review"),
    "review, everything open": review_with_everything_open,
    "review, a problem": review_with_a_problem,
    "review, places found": review_with_places,
    "review, help": help_open,
    "review, PDF": lambda site: site.go(site.at(PDF, "school") + "/review"),
    "review, PDF as text": lambda site: site.go(site.at(PDF, "school") + "/review?view=text"),
    "compare": under("compare"),
    "finish": under("finish"),
    "log": under("log"),
    "logs": logs,
    "a log": one_log,
    "trouble": trouble,
}


SMALL = """() => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), textarea, nav a, a.govuk-button')]
  .filter(e => e.getClientRects().length && !e.closest('.govuk-radios, .govuk-checkboxes'))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""


@pytest.mark.parametrize("state", STATES)
def test_every_page_and_state_is_for_everybody(site: Site, state: str) -> None:
    STATES[state](site)

    assert axe(site.page) == []
    assert site.page.evaluate(SMALL) == [], "smaller than 24 dots"
    site.page.set_viewport_size({"width": 320, "height": 700})
    assert site.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_decisions_are_told_apart_without_colour(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.emulate_media(forced_colors="active")

    looks = site.page.evaluate(
        """() => Object.fromEntries(['.f--withheld:not(.f--held)', '.f--held', '.f--safety', '.f--kept:not(.f--held, .f--safety)']
        .map(name => { const s = getComputedStyle(document.querySelector('#doc ' + name));
          return [name, [s.textDecorationLine, s.textDecorationStyle, s.outlineStyle, s.borderTopStyle].join(' ')] }))"""
    )

    assert len(set(looks.values())) == 4


def test_a_page_has_one_heading_of_the_first_rank_and_a_title(site: Site) -> None:
    for step in ("before", "people", "review", "compare", "finish", "log"):
        site.go(f"{site.at(WORD)}/{step}")
        assert site.page.locator("h1").count() == 1
        assert site.page.title().endswith("– minimise")
        assert "Ward" not in site.page.title()


def test_withheld_words_are_announced_as_such(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    assert "withheld: " in site.page.locator("#doc").inner_text()


def test_counts_are_told_when_they_change(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    assert site.page.locator("#counts").get_attribute("role") == "status"
