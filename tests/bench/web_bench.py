"""Measures the review page in a browser: drop to suggestions, memory, a whole job by keyboard, requests elsewhere.

Run with `python -m tests.bench.web_bench`, or with the names of the rows wanted: `drop`, `memory`, `keys`.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from playwright.sync_api import sync_playwright

from tests.support.browsing import PATIENCE, Site, walked
from tests.support.reviewing import SAMPLES, Server, chromium

ONE_PAGE = SAMPLES / "worked-example" / "TWard_Jayden_MARF.docx"
JOBS = (
    (ONE_PAGE, "social-care"),
    (SAMPLES / "ed-summary" / "referral.pdf", "school"),
    (SAMPLES / "early-help" / "referral.docx", "health"),
)
ROUNDS = 9


@contextmanager
def opened() -> Iterator[Site]:
    """Give a fresh page in a browser, with a worker that has read one document already."""
    path = chromium()
    if path is None:
        raise SystemExit("there is no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server = Server.started(Path(folder))
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(2 * PATIENCE)
        site = Site(server, browser, page)
        page.on("request", lambda request: site.asked.append(request.url))
        page.goto(server.link)
        first = perf_counter()
        site.open(ONE_PAGE)
        tell(f"first document, models loaded meanwhile: {perf_counter() - first:.2f} s")
        yield site
        elsewhere = [url for url in site.asked if not url.startswith(server.origin)]
        tell(f"requests: {len(site.asked)}, elsewhere: {len(elsewhere)}")
        browser.close()
        server.stop()


def drop(site: Site) -> None:
    """From a dropped one-page Word file to its suggestions on screen."""
    taken = []
    working = [site.server.process.pid, *children(site.server.process.pid)]
    before = sum(map(worked, working))
    for _ in range(ROUNDS):
        site.go("/")
        site.page.select_option("#recipient", "social-care")
        begun = perf_counter()
        site.page.set_input_files("#file", ONE_PAGE)
        site.page.click("#drop button")
        site.page.wait_for_selector("[data-card][aria-current]")
        taken.append(perf_counter() - begun)
    tell(f"drop to suggestions: median {statistics.median(taken):.2f} s, {min(taken):.2f} to {max(taken):.2f}")
    spent = (sum(map(worked, working)) - before) / ROUNDS
    tell(
        f"of it work of the page and its worker: {spent:.2f} s of CPU each; load of the machine {os.getloadavg()[0]:.1f}"
    )


def memory(site: Site) -> None:
    """What the page and the process that opens documents hold."""
    page = site.server.process.pid
    for name, number in (("page", page), *(("worker", child) for child in children(page))):
        tell(f"memory of the {name}: {held_by(number)} MB")


def children(number: int) -> list[int]:
    """Give the processes that a process started."""
    listed = Path(f"/proc/{number}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text(encoding="ascii").split()]


def worked(number: int) -> float:
    """Give the seconds of CPU a process has used."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held_by(number: int) -> int:
    """Give the memory a process holds, in MB."""
    status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) // 1000 for line in status.splitlines() if line.startswith("VmRSS"))


def keys(site: Site) -> None:
    """The whole job without a mouse on three samples: one by one, and like questions together."""
    for source, recipient in JOBS:
        for together in (False, True):
            site.open(source, recipient)
            walk = walked(site, together=together)
            how = "like ones together" if together else "one by one"
            tell(f"{source.parent.name}, {how}: {walk.questions} questions, {walk.keys} keys, {walk.seconds:.1f} s")
            for path in (site.server.folder / "out").iterdir():
                path.unlink()


ROWS: Mapping[str, Callable[[Site], None]] = {"drop": drop, "memory": memory, "keys": keys}


def tell(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure the rows wanted."""
    with opened() as site:
        for name in sys.argv[1:] or ROWS:
            ROWS[name](site)


if __name__ == "__main__":
    main()
