"""A killed page, a locked page, a second window: nothing is lost and nobody is misled."""

from pathlib import Path

import pytest

from tests.browser.conftest import WORD
from tests.support.browsing import PATIENCE, Site
from tests.support.process import minimise
from tests.support.reviewing import Server

pytestmark = [pytest.mark.model, pytest.mark.browser]


def test_killing_the_server_loses_nothing(site: Site, tmp_path: Path) -> None:
    first = Server.started(tmp_path, WORD)
    context = site.browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(first.link)
    page.click("text=TWard_Jayden_MARF.docx")
    page.fill("#staff", "SW12345")
    page.select_option("#recipient", "police")
    page.click("text=Save and go on")
    page.click("text=Go on to Review")
    waiting = page.locator("[data-held]").count()
    page.locator("[data-held] [data-do=hide]").first.click()
    site.until(f"document.querySelectorAll('[data-held]').length === {waiting - 1}", page)
    first.kill()

    second = Server.started(tmp_path)
    page.goto(second.link)
    page.click("text=TWard_Jayden_MARF.docx")

    assert page.locator("[data-held]").count() == waiting - 1
    page.click("[data-do=undo]")
    site.until(f"document.querySelectorAll('[data-held]').length === {waiting}", page)
    third = minimise("review", "--session-dir", tmp_path / "session", cwd=tmp_path)
    assert (third.code, "another review page works on this session" in third.err) == (2, True)
    context.close()
    second.stop()


def test_a_second_window_is_told_what_the_first_decided(site: Site) -> None:
    where = site.open(WORD)
    other = site.page.context.new_page()
    other.goto(f"{site.server.origin}{where}/review")
    site.press("a")
    site.page.wait_for_selector(".tag--mine")

    other.locator("[data-held] [data-do=hide]").nth(1).click()

    other.wait_for_selector("text=Somebody decided something on this document meanwhile")
    other.close()


def test_a_locked_page_opens_again_with_the_link_from_the_terminal(site: Site) -> None:
    where = site.at(WORD)
    site.go(where + "/review")

    site.page.click("text=Lock >> nth=0")
    assert "A new link is in the terminal" in site.page.content()
    assert site.page.goto(f"{site.server.origin}{where}/review").status == 401
    site.page.goto(site.server.next_link())

    assert site.go(where + "/review").locator("#work").count() == 1
