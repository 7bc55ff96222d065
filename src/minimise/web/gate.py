"""Who may see the page: whoever opens the link that was printed, once, and the browser that did so."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE = 15 * 60.0
"""Seconds without a request after which the page is locked and needs a new link."""


@dataclass(slots=True)
class Gate:
    """The link, the cookie it turns into, and the token that every form carries.

    Cookies are shared by all ports of a machine, so the cookie's name is this run's own.
    """

    port: int
    idle: float = IDLE
    clock: Callable[[], float] = time.monotonic
    say_link: Callable[[str], None] = field(default=lambda _: None, repr=False)
    """Called with a new link when the old one was used and the page has been locked since."""
    cookie_name: str = field(default_factory=lambda: f"minimise-{secrets.token_hex(6)}")
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    _link: str | None = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    _cookie: str | None = field(default=None, repr=False)
    _last: float = 0.0
    _one: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def origin(self) -> str:
        """The page's own origin."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        """The only `Host` that is answered."""
        return f"127.0.0.1:{self.port}"

    @property
    def link(self) -> str:
        """The link to open; empty once it was used."""
        return f"{self.origin}/enter/{self._link}" if self._link is not None else ""

    def enter(self, token: str) -> str | None:
        """Turn the link's token into a cookie, once; None if it is not the right one."""
        with self._one:
            if self._link is None or not hmac.compare_digest(self._link.encode(), token.encode()):
                return None
            self._link = None
            self._cookie = secrets.token_urlsafe(32)
            self._last = self.clock()
            return self._cookie

    def admits(self, cookie: str) -> bool:
        """Say whether a browser is in, and keep it in for as long as it is used."""
        with self._one:
            if self._cookie is None or not hmac.compare_digest(self._cookie.encode(), cookie.encode()):
                return False
            if self.clock() - self._last <= self.idle:
                self._last = self.clock()
                return True
        self.lock()
        return False

    def lock(self) -> None:
        """Put everybody out and offer a new link, in the terminal only."""
        with self._one:
            self._cookie = None
            if self._link is None:
                self._link = secrets.token_urlsafe(32)
                self.say_link(self.link)

    def set_cookie(self, value: str) -> str:
        """Give the `Set-Cookie` line."""
        return f"{self.cookie_name}={value}; HttpOnly; SameSite=Strict; Path=/"

    def confirms(self, token: str) -> bool:
        """Say whether a form or script came from one of our own pages."""
        return hmac.compare_digest(self.csrf.encode(), token.encode())
