"""The review page in a browser, as a person has it before them; used by tests and measurements."""

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Error

from tests.support.reviewing import Server

PATIENCE = 60_000
"""Milliseconds: a busy machine is no failure."""


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
            except Error:
                pass  # the page was just being left
            page.wait_for_timeout(30)
        raise AssertionError(expression)

    def held(self) -> int:
        """How many cards wait for a person."""
        return int(self.page.locator("[data-held]").count())

    def decided(self, key: str) -> None:
        """Press a key that decides, and wait for the answer."""
        events = self.page.locator("#work").get_attribute("data-events")
        self.press(key)
        self.until(f"document.querySelector('#work').dataset.events !== '{events}'")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


@dataclass(frozen=True, slots=True)
class Walk:
    """A whole job without a mouse: how many questions, how many key presses, how long it took."""

    questions: int
    keys: int
    seconds: float


def walked(site: Site, *, together: bool = False) -> Walk:
    """Do the whole job by keyboard, from a document that was just opened to the written files.

    With `together`, like questions are answered at once, as a person does who has read them.
    """
    begun, pressed, waiting = perf_counter(), 0, site.held()
    while site.held():
        both = site.page.locator("[data-card][aria-current] [data-do=keep]").count()
        alike = together and site.page.locator(".shelf:has([aria-current]) .alike").count()
        key = "r" if both else "a"
        site.decided(key.upper() if alike else key)
        pressed += 1
        if pressed > waiting + 5:
            raise AssertionError("a question comes back")
    for step in ("compare", "finish"):
        site.press("c")
        site.page.wait_for_url(f"**/{step}")
    pressed += 2
    for check in ("compared", "recipient", "family"):
        site.press("c")
        site.until(f"document.activeElement.id === 'check-{check}'")
        site.press("Space")
        pressed += 2
    site.press("c", "Enter")
    site.page.wait_for_selector(".govuk-panel")
    return Walk(waiting, pressed + 2, perf_counter() - begun)
