"""One page and one browser for all tests here; what the browser asked for and said is remembered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browsing import PATIENCE, Site
from tests.support.reviewing import SAMPLES, Server, chromium

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
WORD = SAMPLES / "worked-example" / "TWard_Jayden_MARF.docx"
PDF = SAMPLES / "ed-summary" / "referral.pdf"


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
