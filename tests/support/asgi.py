"""Asks an application as a browser, or somebody who is none, would: every header and every byte as given."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Header = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: list[Header]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode()

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str:
        (value,) = self.all(name)
        return value


def ask(app: Any, method: str, path: str, headers: Sequence[Header] = (), chunks: Sequence[bytes] = (b"",)) -> Answer:
    """Send one request, its body in these chunks."""
    return asyncio.run(_ask(app, method, path, headers, chunks))


async def _ask(app: Any, method: str, path: str, headers: Sequence[Header], chunks: Sequence[bytes]) -> Answer:
    place, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(key.lower().encode("latin-1"), value.encode("latin-1")) for key, value in headers],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }
    coming = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    coming[-1]["more_body"] = False
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:
        if not sent:
            raise
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], [(k.decode().lower(), v.decode()) for k, v in start["headers"]], body)


@dataclass
class Browser:
    """A browser that is in: it has the cookie, and its forms carry the token."""

    app: Any
    host: str
    cookie: str
    csrf: str

    def headers(self) -> list[Header]:
        return [("host", self.host), ("cookie", self.cookie)]

    def get(self, path: str) -> Answer:
        return ask(self.app, "GET", path, self.headers())

    def post(self, path: str, fields: Sequence[Header] = (), extra: Sequence[Header] = (), csrf: str = "") -> Answer:
        body = urlencode([("csrf", csrf or self.csrf), *fields]).encode()
        return ask(self.app, "POST", path, [*self._posting(len(body)), *extra], [body])

    def upload(self, path: str, files: Sequence[tuple[str, bytes]], fields: Sequence[Header] = ()) -> Answer:
        line = "--line-of-the-form"
        parts = [
            f'{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in [("csrf", self.csrf), *fields]
        ]
        for name, data in files:
            head = f'{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join([*parts, f"{line}--\r\n".encode()])
        kind = "multipart/form-data; boundary=line-of-the-form"
        return ask(self.app, "POST", path, [*self._posting(len(body))[:-1], ("content-type", kind)], [body])

    def _posting(self, length: int) -> list[Header]:
        form = "application/x-www-form-urlencoded"
        return [
            *self.headers(),
            ("origin", f"http://{self.host}"),
            ("content-length", str(length)),
            ("content-type", form),
        ]
