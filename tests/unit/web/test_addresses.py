"""Every address of the page: nothing opens without the cookie, and nothing changes without this run's token."""

import pytest
from starlette.routing import Route
from tests.support.asgi import ask
from tests.unit.web.conftest import Page

from minimise.web.app import ROUTES

pytestmark = pytest.mark.model


def filled(path: str) -> str:
    return (
        path.replace("{item}", "0123456789ab")
        .replace("{number:int}", "1")
        .replace("{name}", "x")
        .replace("{token}", "t")
    )


ALL = [route for route in ROUTES if isinstance(route, Route) and route.path != "/enter/{token}"]
POSTS = [filled(route.path) for route in ALL if "POST" in (route.methods or ())]
GETS = [filled(route.path) for route in ALL if "GET" in (route.methods or ())]


@pytest.mark.parametrize("path", GETS)
def test_no_page_is_shown_without_the_cookie(page: Page, path: str) -> None:
    assert ask(page.browser.app, "GET", path, [("host", page.browser.host)]).status == 401


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_done_without_the_cookie(page: Page, path: str) -> None:
    headers = [("host", page.browser.host), ("origin", f"http://{page.browser.host}")]

    assert ask(page.browser.app, "POST", path, headers).status == 401


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", ["wrong", "a" * 43])
def test_nothing_is_done_without_this_runs_token(page: Page, path: str, token: str) -> None:
    answer = page.browser.post(path, csrf=token)

    assert (answer.status, answer.text) == (403, "This was not sent from the page.\n")


@pytest.mark.parametrize("path", POSTS)
def test_a_wrong_token_in_the_header_is_not_mended_by_one_in_the_form(page: Page, path: str) -> None:
    assert page.browser.post(path, extra=[("x-csrf", "wrong")]).status == 403


@pytest.mark.parametrize("path", [path for path in POSTS if "0123456789ab" in path])
def test_a_document_that_is_not_there_cannot_be_changed(page: Page, path: str) -> None:
    assert page.browser.post(path).status == 404


@pytest.mark.parametrize("path", [path for path in GETS if path not in ("/", "/static/x")])
def test_a_document_or_log_that_is_not_there_has_no_page(page: Page, path: str) -> None:
    assert page.browser.get(path).status == 404


@pytest.mark.parametrize("path", POSTS)
def test_what_changes_something_cannot_be_reached_by_a_link(page: Page, path: str) -> None:
    assert page.browser.get(path).status in (404, 405)


def test_the_link_becomes_a_cookie_and_leaves_the_address(page: Page) -> None:
    gate = page.house.gate
    gate.lock()
    path = gate.link.removeprefix(gate.origin)

    answer = ask(page.browser.app, "GET", path, [("host", gate.host)])

    assert (answer.status, answer.one("location")) == (303, "/")
    cookie = answer.one("set-cookie")
    assert cookie.startswith(f"{gate.cookie_name}=")
    assert cookie.endswith("; HttpOnly; SameSite=Strict; Path=/")
    assert ask(page.browser.app, "GET", path, [("host", gate.host)]).status == 401


@pytest.mark.parametrize("name", ["page.js", "page.css", "govuk-frontend.css", "icon.svg"])
def test_our_own_files_are_given(page: Page, name: str) -> None:
    assert page.browser.get(f"/static/{name}").status == 200


@pytest.mark.parametrize(
    "name",
    ["vendored.toml", "..", "../app.py", "..%2fapp.py", "%2e%2e/app.py", "page.py", "app.py", "x.css", "..\\app.css"],
)
def test_no_other_file_is_given(page: Page, name: str) -> None:
    assert page.browser.get(f"/static/{name}").status == 404


def test_locking_puts_the_browser_out(page: Page) -> None:
    assert page.browser.post("/lock").status == 200
    assert page.browser.get("/").status == 401
    assert page.house.gate.link


@pytest.mark.parametrize(
    "back", ["//attacker.example.org", "https://attacker.example.org", "/\\attacker.example.org", ""]
)
def test_no_form_can_send_the_person_to_another_site(page: Page, back: str) -> None:
    answer = page.browser.post("/preferences", [("keys", "off"), ("back", back)])

    assert answer.one("location") == "/"


def test_single_keys_are_switched_off_and_on_again(page: Page) -> None:
    page.browser.post("/preferences", [("keys", "off"), ("back", "/logs")])
    assert 'data-keys="off"' in page.browser.get("/").text

    page.browser.post("/preferences", [("keys", "on")])
    assert 'data-keys="on"' in page.browser.get("/").text


def test_a_bug_says_its_class_and_none_of_the_words(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Ffion Quibble")

    monkeypatch.setattr(page.house.worker, "ask", broken)
    item = page.house.session.add("note.txt", b"words")
    item.record("answers", {"recipient": "school"})

    answer = page.browser.get(f"/files/{item.id}/people")

    assert answer.status == 500
    assert answer.text == "A bug in minimise (RuntimeError). Nothing was lost.\n"
    assert answer.one("content-security-policy").startswith("default-src 'none'")
