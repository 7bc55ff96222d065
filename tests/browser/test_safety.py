"""What the browser itself enforces: nothing leaves, nothing stays, nothing from a document is run."""

from pathlib import Path

import pytest

from tests.browser.conftest import PDF, WORD
from tests.support.browsing import Site

pytestmark = [pytest.mark.model, pytest.mark.browser]

EVIL = """Child: Tyler Ward

<script>document.title = 'run'</script><img src=x onerror="document.title='run'"> Mrs Ann Price rang about a bruise.
Javascript: <a href="javascript:document.title='run'">Callum Frith</a> ]]> <!-- "'>
"""


def test_no_script_of_a_document_is_run(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(EVIL)
    where = site.open(path)

    for step in ("review", "people", "compare", "finish", "log"):
        site.go(f"{where}/{step}")
        assert site.page.title() != "run"
    site.go(f"{where}/review")
    assert "<script>document.title" in site.page.locator("#doc").inner_text()
    assert site.page.evaluate("document.querySelectorAll('#work img, #work script').length") == 0


def test_no_script_can_be_put_into_the_page(site: Site) -> None:
    site.go("/")

    caught = site.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return 'set' } catch (e) { return e.name } }"
    )

    site.said.clear()
    assert caught == "TypeError"


@pytest.mark.parametrize(
    "code",
    [
        "fetch('https://example.org/').then(() => 'went', () => 'stopped')",
        "new Promise(r => { const i = new Image(); i.onload = () => r('went'); i.onerror = () => r('stopped'); i.src = 'https://example.org/x.png' })",
        "new Promise(r => { const s = document.createElement('style'); s.textContent = 'body{display:none}'; document.head.append(s); r(getComputedStyle(document.body).display === 'none' ? 'went' : 'stopped') })",
    ],
    ids=["fetch", "picture", "style"],
)
def test_the_page_cannot_reach_anything_else(site: Site, code: str) -> None:
    site.go("/")

    assert site.page.evaluate(code) == "stopped"

    site.said.clear()
    site.asked[:] = [url for url in site.asked if "example.org" not in url]


def test_the_cookie_is_hidden_from_scripts_and_nothing_is_stored(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    assert site.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_the_page_cannot_be_put_in_a_frame_of_another_page(site: Site) -> None:
    other = site.browser.new_context().new_page()
    other.set_content(f'<iframe src="{site.server.origin}/"></iframe>')
    other.wait_for_timeout(300)

    assert "Files to minimise" not in "".join(frame.content() for frame in other.frames)
    other.context.close()


def test_another_browser_without_the_cookie_sees_nothing(site: Site) -> None:
    other = site.browser.new_context().new_page()

    answer = other.goto(site.server.origin + "/")

    assert answer.status == 401
    assert other.goto(site.server.link).status == 401
    other.context.close()


def test_words_of_the_document_are_in_no_address(site: Site) -> None:
    site.go(site.at(PDF, "school") + "/review")
    site.page.fill("#words", "Tesfay")
    site.page.click("#missed button[value=find]")
    site.page.wait_for_selector("#found")

    assert not any("Tesfay" in url for url in site.asked)


def test_nothing_was_asked_of_anybody_else(site: Site) -> None:
    site.go(site.at(WORD) + "/review")

    assert {url for url in site.asked if not url.startswith(site.server.origin)} == set()
    assert len(site.asked) > 3
