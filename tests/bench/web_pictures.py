"""Makes `docs/images` from a made-up referral; run `python -m tests.bench.web_pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support.browsing import PATIENCE, Site
from tests.support.reviewing import SAMPLES, Server, chromium

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SAMPLE = SAMPLES / "early-help" / "referral.docx"
STEPS = ("review", "people", "compare")


def main() -> None:
    """Take a picture of each page that the README shows."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server = Server.started(Path(folder))
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(2 * PATIENCE)
        page.goto(server.link)
        site = Site(server, browser, page)
        where = site.open(SAMPLE, "health")
        for step in STEPS:
            site.go(f"{where}/{step}")
            if step == "review":
                page.wait_for_selector("[data-card][aria-current]")
            page.screenshot(path=IMAGES / f"{step}.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
