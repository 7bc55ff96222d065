"""One page and one browser for all tests here; what the browser asked for and said is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.reviewing import SAMPLES, Server, chromium

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
PATIENCE = 60_000
"""Milliseconds: a busy machine is no failure."""
WORD = SAMPLES / "worked-example" / "TWard_Jayden_MARF.docx"
PDF = SAMPLES / "ed-summary" / "referral.pdf"


@dataclass
class Site:
    """The page as a person has it before them."""

    server: Server
    browser: Any
    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def go(self, path: str) -> Any:
        self.page.goto(self.server.origin + path)
        return self.page

    def open(self, source: Path, recipient: str = "social-care") -> str:
        """Drop a document on the page; give the address of its pages."""
        self.go("/")
        if not self.page.input_value("#staff"):
            self.page.fill("#staff", "SW12345")
        self.page.select_option("#recipient", recipient)
        self.page.set_input_files("#file", source)
        self.page.click("#drop button")
        self.page.wait_for_selector("[data-card][aria-current]")
        return str(self.page.url).removeprefix(self.server.origin).removesuffix("/review")

    def at(self, source: Path, recipient: str = "social-care") -> str:
        """The address of a document that was opened once for all tests that only look."""
        if (source.name, recipient) not in self.known:
            self.known[source.name, recipient] = self.open(source, recipient)
        return self.known[source.name, recipient]

    def until(self, expression: str, page: Any = None) -> None:
        """Wait until something holds; Playwright's own way would need `eval`, which the page forbids."""
        page = page or self.page
        for _ in range(PATIENCE // 30):
            try:
                if page.evaluate(expression):
                    return
            except playwright.Error:
                pass  # the page was just being left
            page.wait_for_timeout(30)
        raise AssertionError(expression)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    folder = tmp_path_factory.mktemp("review")
    logs = folder / "logs"
    logs.mkdir()
    server = Server.started(folder, "--logs", logs)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        site = Site(server, browser, page)
        page.on("request", lambda request: site.asked.append(request.url))
        page.on("console", lambda line: site.said.append(line.text))
        page.on("pageerror", lambda problem: site.said.append(str(problem)))
        page.goto(server.link)
        yield site
        browser.close()
    server.stop()


@pytest.fixture(autouse=True)
def usual_window(site: Site) -> Iterator[None]:
    """Every test begins with the usual window and ends without an error in the browser."""
    site.said.clear()
    site.page.set_viewport_size({"width": 1280, "height": 900})
    site.page.emulate_media(forced_colors="none")
    yield
    assert [line for line in site.said if "Failed to load resource" not in line] == []


def axe(page: Any) -> list[str]:
    """Give what axe has against a page; it is put in past the page's own rules, which stay as they are."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = f"axe.run(document, {{runOnly: {rules!r}}}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))"
    answer = session.send("Runtime.evaluate", {"expression": asked, "awaitPromise": True, "returnByValue": True})
    session.detach()
    return list(answer["result"]["value"])
