"""The whole job without a mouse, from the dropped document to the written files."""

from pathlib import Path

import pytest

from tests.browser.conftest import PDF, WORD
from tests.support.browsing import Site, walked
from tests.support.reviewing import SAMPLES

pytestmark = [pytest.mark.model, pytest.mark.browser]


def held(site: Site) -> int:
    return site.held()


def current(site: Site) -> str:
    return str(site.page.evaluate("document.querySelector('[data-card][aria-current]')?.dataset.key ?? ''"))


def decided(site: Site, key: str) -> None:
    site.decided(key)


@pytest.mark.parametrize(
    ("source", "recipient"),
    [(WORD, "social-care"), (PDF, "school"), (SAMPLES / "early-help" / "referral.docx", "health")],
    ids=["Word", "PDF", "Word, three pages"],
)
def test_whole_flow_by_keyboard(site: Site, source: Path, recipient: str) -> None:
    site.open(source, recipient)

    walk = walked(site)

    assert walk.keys == walk.questions + 10
    assert len(list((site.server.folder / "out").glob("*.minimised.*"))) >= 1
    for path in (site.server.folder / "out").iterdir():
        path.unlink()


def test_j_and_k_walk_and_n_finds_what_waits(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    first = current(site)

    site.press("j", "j")
    third = current(site)
    site.press("k", "k")

    assert current(site) == first != third
    for _ in range(40):
        site.press("j")
    site.press("n")
    assert site.page.locator("[aria-current][data-held]").count() == 1


def test_the_focus_stands_on_the_current_card_and_its_words_are_lit(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    site.press("j")

    assert site.page.evaluate("document.activeElement.matches('[data-card][aria-current]')")
    assert site.page.locator("#doc .is-lit").count() >= 1


def test_a_decision_and_its_undo(site: Site) -> None:
    site.open(WORD)
    waiting = held(site)

    decided(site, "a")
    assert held(site) == waiting - 1
    decided(site, "u")
    assert held(site) == waiting
    decided(site, "U")
    assert held(site) == waiting - 1
    site.page.reload()
    decided(site, "u")
    assert held(site) == waiting


def test_hiding_a_safety_fact_asks_for_a_reason_and_takes_it(site: Site) -> None:
    site.open(WORD)
    card = site.page.locator(".card--kept:has(.tag--locked):not([data-held])").first
    key = card.get_attribute("data-key")
    site.page.evaluate(
        "key => { location.hash = ''; document.querySelector(`[data-key='${key}'] a.card__show`).click() }", key
    )

    site.press("a")
    site.page.wait_for_selector("#problem")
    assert site.page.evaluate("document.activeElement.matches('[data-reason]')")
    site.page.keyboard.type("The manager agreed that this is another case.")
    site.press("Escape")
    decided(site, "a")

    assert site.page.locator(f"[data-key='{key}'] .tag--mine").count() == 1


def test_e_opens_the_reason_and_keys_do_nothing_while_typing(site: Site) -> None:
    site.open(WORD)
    waiting = held(site)

    site.press("e")
    site.page.keyboard.type("arnumj")

    assert site.page.evaluate("document.activeElement.value") == "arnumj"
    assert held(site) == waiting


def test_m_takes_one_mention_after_the_other_and_then_all(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.evaluate("document.querySelector('.card:has(.mentions) a.card__show').click()")
    boxes = "[aria-current] input[name=keys]"
    count = site.page.locator(boxes).count()

    ticked = []
    for _ in range(count + 1):
        site.press("m")
        ticked.append(site.page.locator(f"{boxes}:checked").count())

    assert count > 1
    assert ticked == [1] * count + [count]


def select(site: Site, words: str) -> None:
    """Select some words of the document as with a mouse or Shift and arrows."""
    found = site.page.evaluate(
        """words => { const walker = document.createTreeWalker(document.querySelector('#doc'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) { const at = node.data.indexOf(words);
          if (at >= 0 && node.parentElement.closest('[data-t]')) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return true } }
        return false }""",
        words,
    )
    assert found


@pytest.mark.parametrize(("source", "words"), [(WORD, "loop-shaped"), (PDF, "car park camera")], ids=["Word", "PDF"])
def test_selected_words_are_withheld_where_they_stand(site: Site, source: Path, words: str) -> None:
    site.open(source)
    select(site, words)

    site.press("x")
    assert site.page.input_value("#words") == words
    site.page.click("[data-do=here]")
    site.page.wait_for_selector(".card:has-text('Decided by SW12345')")

    assert site.page.locator(f".card__words:text-is('{words}')").count() == 1


def test_slash_goes_to_missed_words_and_enter_withholds_them_everywhere(site: Site) -> None:
    site.open(WORD)

    site.press("/")
    site.page.keyboard.type("trousers")
    site.press("Enter")
    site.page.wait_for_selector("#problem")
    site.page.fill("#words", "football")
    site.press("Enter")

    site.page.wait_for_selector(".card:has-text('Decided by SW12345')")
    assert site.page.locator(".card__words:text-is('football')").count() == 1


def test_help_opens_and_closes(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    site.press("?")
    assert site.page.locator("dialog[open]").count() == 1
    site.press("a")
    site.press("Escape")

    assert site.page.locator("dialog[open]").count() == 0


def test_single_keys_can_be_switched_off(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    site.page.click("text=Turn single-key shortcuts off")
    site.page.wait_for_selector("[data-keys=off] [data-card][aria-current]")
    before = current(site)

    site.press("j", "a")
    site.page.wait_for_timeout(200)

    assert current(site) == before
    site.page.click("text=Turn single-key shortcuts on")
    site.page.wait_for_selector("[data-keys=on] [data-card][aria-current]")
    site.press("j")
    assert current(site) != before


def test_a_key_with_control_is_the_browsers_own(site: Site) -> None:
    site.go(site.at(WORD) + "/review")
    before = current(site)

    site.press("Control+j", "Alt+j")

    assert current(site) == before


def test_without_scripts_the_document_can_be_read_and_decided(site: Site) -> None:
    where = site.open(WORD)
    waiting = held(site)
    context = site.browser.new_context(java_script_enabled=False, storage_state=site.page.context.storage_state())
    page = context.new_page()
    page.goto(f"{site.server.origin}{where}/review")

    page.locator("[data-held] [data-do=hide]").first.click()

    page.wait_for_url("**/review#at-*")
    assert page.locator("[data-held]").count() == waiting - 1
    context.close()
