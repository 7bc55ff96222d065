"""The wall in front of every handler: who asks, from where, how much; and what every answer forbids the browser."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from minimise.web.gate import Gate

LARGEST_UPLOAD = 25 * 1024 * 1024 + 64 * 1024
"""One document at its limit, and the form around it."""
LARGEST_FORM = 1024 * 1024
UPLOADS = frozenset({"/files"})
METHODS = frozenset({"GET", "HEAD", "POST"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    # Not `no-referrer`: browsers then call the origin of our own forms `null`. Nothing is told to anybody else.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
_OPEN = "/enter/"


class TooLarge(Exception):
    """More bytes came than were announced or allowed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: status and a sentence."""

    status: int
    sentence: str


@dataclass(slots=True)
class Guards:
    """Wraps the application; what does not pass never reaches it."""

    app: ASGIApp
    gate: Gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sealed = _Sealed(send)
        refusal = refusal_of(scope, self.gate)
        if refusal is None:
            refusal = await self._answered(scope, _Meter(receive, limit_of(scope)), sealed)
        if refusal is not None and not sealed.begun:
            await refuse(sealed, refusal)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> Refusal | None:
        """Let the application answer. A bug ends here, without a traceback: it may hold words."""
        try:
            await self.app(scope, receive, send)
        except TooLarge:
            return Refusal(413, "That is larger than 25 MB.")
        except Exception:  # noqa: BLE001  the last line of defence
            return Refusal(500, "A bug in minimise. Nothing was lost.")
        return None


def refusal_of(scope: Scope, gate: Gate) -> Refusal | None:
    """Give why a request is refused, before a byte of its body is read; None if it may pass."""
    headers, method, path = scope["headers"], scope["method"], scope["path"]
    if method not in METHODS:
        return Refusal(405, "That cannot be done here.")
    if values(headers, b"host") != [gate.host]:
        return Refusal(421, "This page answers under its own address only.")
    if any(site not in ("same-origin", "none") for site in values(headers, b"sec-fetch-site")):
        return Refusal(403, "Another page asked for this.")
    if method == "POST" and values(headers, b"origin") != [gate.origin]:
        return Refusal(403, "Another page sent this.")
    if any(not size.isdigit() or int(size) > limit_of(scope) for size in values(headers, b"content-length")):
        return Refusal(413, "That is larger than 25 MB.")
    if not path.startswith(_OPEN) and not any(gate.admits(cookie) for cookie in cookies(headers, gate.cookie_name)):
        return Refusal(401, "Locked. Open the link that minimise printed in the terminal.")
    return None


def limit_of(scope: Scope) -> int:
    """Give how many bytes a request may bring."""
    return LARGEST_UPLOAD if scope["path"] in UPLOADS else LARGEST_FORM


def values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    """Give every value of a header: a second `Host` or `Origin` is not the same as none."""
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def cookies(headers: Iterable[tuple[bytes, bytes]], name: str) -> list[str]:
    """Give the values of one cookie."""
    pairs = (pair.strip().split("=", 1) for line in values(headers, b"cookie") for pair in line.split(";"))
    return [pair[1] for pair in pairs if len(pair) == 2 and pair[0] == name]


async def refuse(send: Send, refusal: Refusal) -> None:
    """Answer with a plain sentence and nothing else."""
    body = (refusal.sentence + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@dataclass(slots=True)
class _Meter:
    """Counts what really arrives; what a header said is only a promise."""

    receive: Receive
    left: int

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLarge
        return message


_OURS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


@dataclass(slots=True)
class _Sealed:
    """Sets our headers on every answer, whoever makes it, over any of the same name."""

    send: Send
    begun: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            kept: list[Any] = [pair for pair in message.get("headers", []) if pair[0].decode().lower() not in HEADERS]
            message = {**message, "headers": [*kept, *_OURS]}
        await self.send(message)
