"""Every guard of the page: what is let in, what is refused, and what every answer forbids the browser."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from tests.support.asgi import Answer, Header, ask

from minimise.web.gate import Gate
from minimise.web.guards import HEADERS, LARGEST_FORM, LARGEST_UPLOAD, Guards, cookies, values

HOST = "127.0.0.1:5000"
ORIGIN = f"http://{HOST}"


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers whatever comes through, after reading all of it."""
    while True:
        message = await receive()
        if not message.get("more_body"):
            break
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"public"), (b"x-frame-options", b"ALLOWALL")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"in"})


@pytest.fixture
def gate() -> Gate:
    return Gate(5000)


@pytest.fixture
def cookie(gate: Gate) -> str:
    return f"{gate.cookie_name}={gate.enter(gate.link.rsplit('/', 1)[1])}"


def reach(
    gate: Gate, own: str, method: str = "GET", path: str = "/", chunks: Sequence[bytes] = (b"",), **changed: Any
) -> Answer:
    """Send a request that would pass, with some headers changed; None leaves one out."""
    headers: dict[str, Any] = {"host": HOST, "cookie": own}
    if method == "POST":
        headers["origin"] = ORIGIN
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    sent: list[Header] = []
    for name, value in headers.items():
        sent += [(name, one) for one in (value if isinstance(value, list) else [value]) if one is not None]
    return ask(Guards(inner, gate), method, path, sent, chunks)


def test_a_browser_that_is_in_gets_its_answer(gate: Gate, cookie: str) -> None:
    assert reach(gate, cookie).body == b"in"
    assert reach(gate, cookie, "POST").body == b"in"


BAD_HOSTS = [
    None,
    "",
    "localhost:5000",
    "127.0.0.1",
    "127.0.0.1:5001",
    "attacker.example.org",
    "attacker.example.org:5000",
    "127.0.0.1:5000.example.org",
    "0.0.0.0:5000",
    "[::1]:5000",
    [HOST, HOST],
    [HOST, "attacker.example.org"],
]


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_only_the_pages_own_host_is_answered(gate: Gate, cookie: str, host: Any) -> None:
    assert reach(gate, cookie, host=host).status == 421


BAD_ORIGINS = [
    None,
    "",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:5001",
    "https://127.0.0.1:5000",
    "http://localhost:5000",
    "http://attacker.example.org",
    "http://127.0.0.1:5000.example.org",
    [ORIGIN, ORIGIN],
    [ORIGIN, "http://attacker.example.org"],
]


@pytest.mark.parametrize("origin", BAD_ORIGINS)
def test_a_form_from_elsewhere_is_refused(gate: Gate, cookie: str, origin: Any) -> None:
    assert reach(gate, cookie, "POST", origin=origin).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "other"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_another_site_starts_is_refused(gate: Gate, cookie: str, method: str, site: str) -> None:
    assert reach(gate, cookie, method, sec_fetch_site=site).status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_the_person_or_the_page_starts_is_answered(gate: Gate, cookie: str, site: str) -> None:
    assert reach(gate, cookie, sec_fetch_site=site).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_other_methods_are_refused(gate: Gate, cookie: str, method: str) -> None:
    assert reach(gate, cookie, method).status == 405


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/files/x/review", "/enter", "/Enter/x", "/logs"])
@pytest.mark.parametrize("given", [None, "", "other=1", "minimise-000000000000=guess"])
def test_nobody_sees_anything_without_the_cookie(gate: Gate, cookie: str, path: str, given: str | None) -> None:
    assert reach(gate, cookie, path=path, cookie=given).status == 401


def test_a_cookie_with_one_letter_changed_opens_nothing(gate: Gate, cookie: str) -> None:
    assert reach(gate, cookie[:-1] + ("A" if cookie[-1] != "A" else "B")).status == 401


def test_the_link_itself_needs_no_cookie(gate: Gate, cookie: str) -> None:
    assert reach(gate, cookie, path="/enter/x", cookie=None).status == 200


@pytest.mark.parametrize("size", [str(LARGEST_FORM + 1), "-1", "1e3", "99999999999999999999", "١"])
def test_a_form_that_says_it_is_too_large_is_refused(gate: Gate, cookie: str, size: str) -> None:
    headers = [("host", HOST), ("cookie", cookie), ("origin", ORIGIN)]
    scope_headers = [(k.encode(), v.encode("utf-8")) for k, v in [*headers, ("content-length", size)]]
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("the body was read")

    scope = {"type": "http", "method": "POST", "path": "/", "headers": scope_headers}
    asyncio.run(Guards(inner, gate)(scope, receive, send))

    assert sent[0]["status"] == 413


def test_a_form_that_brings_more_than_it_said_is_cut_off(gate: Gate, cookie: str) -> None:
    chunks = [b"x" * 400_000] * 3

    assert reach(gate, cookie, "POST", chunks=chunks, content_length="10").status == 413


def test_a_form_at_the_limit_passes(gate: Gate, cookie: str) -> None:
    assert reach(gate, cookie, "POST", chunks=[b"x" * LARGEST_FORM]).status == 200


def test_an_upload_may_bring_a_whole_document_and_no_more(gate: Gate, cookie: str) -> None:
    half = b"x" * (LARGEST_UPLOAD // 2)

    assert reach(gate, cookie, "POST", "/files", chunks=[half, half]).status == 200
    assert reach(gate, cookie, "POST", "/files", chunks=[half, half, b"xx"]).status == 413


EXPECTED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}


def test_no_header_is_forgotten_here() -> None:
    assert EXPECTED.keys() == HEADERS.keys()


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize(
    "changed",
    [{}, {"host": "other"}, {"cookie": None}, {"sec_fetch_site": "cross-site"}, {"content_length": "9999999999"}],
    ids=["answered", "wrong host", "locked out", "other site", "too large"],
)
def test_every_answer_carries_every_header_once_and_exactly(
    gate: Gate, cookie: str, name: str, changed: dict[str, Any]
) -> None:
    assert reach(gate, cookie, **changed).one(name) == EXPECTED[name]


def test_a_refusal_says_nothing_of_the_request(gate: Gate, cookie: str) -> None:
    answer = reach(gate, cookie, path="/files/Ffion-Quibble", host="Ffion.example.org")

    assert "ffion" not in (answer.text + str(answer.headers)).casefold()


def test_web_sockets_are_not_answered(gate: Gate) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("the connection was read")

    asyncio.run(Guards(inner, gate)({"type": "websocket", "path": "/", "headers": []}, receive, send))

    assert sent == []


@pytest.mark.parametrize("begun", [True, False])
def test_a_bug_ends_at_the_wall_and_its_words_with_it(gate: Gate, cookie: str, begun: bool) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        if begun:
            await inner(scope, receive, send)
        raise RuntimeError("Ffion Quibble")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    headers = [(b"host", HOST.encode()), (b"cookie", cookie.encode())]
    asyncio.run(Guards(broken, gate)({"type": "http", "method": "GET", "path": "/", "headers": headers}, receive, send))

    assert [m["status"] for m in sent if m["type"] == "http.response.start"] == [200 if begun else 500]
    assert "Ffion" not in str(sent)


def test_header_values_are_found_in_any_case_and_all_of_them() -> None:
    assert values([(b"Host", b"a"), (b"HOST", b"b"), (b"x", b"c")], b"host") == ["a", "b"]


def test_a_cookie_is_found_among_others_and_only_by_its_whole_name() -> None:
    headers = [(b"cookie", b"a=1; minimise-x=2;minimise-x =3"), (b"cookie", b"minimise-x=4; broken")]

    assert cookies(headers, "minimise-x") == ["2", "4"]
