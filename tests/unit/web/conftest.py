"""A page without a network: the real application and the real desk, in this process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from tests.support.asgi import Browser

from minimise.web.app import application
from minimise.web.bench import answered
from minimise.web.gate import Gate
from minimise.web.house import House
from minimise.web.session import Item, Session
from minimise.web.worker import Refused, Worker

PORT = 5000
TEXT = """Referral to children's social care

Child: Tyler Ward
Mother: Kelly Ward
Referrer: Miss Kate Ahmed, Larchfield Primary School, office 01632 960110

Mum's partner is Darren Pike, known as Daz. Tyler said Daz hit him with a belt, and showed a bruise on his arm.

The neighbour, Mrs Doreen Applegarth of 12 Larch Close, ZE9 9AA, asked not to be named. She rang on 07700 900123.

Mrs Applegarth hears shouting most nights. Another pupil, Callum Frith, was in the shop with his aunt.

Mum had her gallbladder out in 2011 and is hoping to remortgage.
"""


@dataclass
class DeskHere:
    """Stands in for the worker process: the same desk, the same answers, without a process."""

    desk: Any
    asked: list[str] = field(default_factory=list)

    def ask(self, op: str, asked: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(op)
        answer = answered(lambda name: getattr(self.desk, name), op, asked)
        if "problem" in answer:
            raise Refused(**answer["problem"])
        return dict(answer["done"])


@pytest.fixture(scope="session")
def desk() -> Any:
    """One desk for all: the models are loaded once, and the same document is read once."""
    from minimise.web.desk import Desk

    readings: dict[str, Any] = {}

    class QuickDesk(Desk):
        """Knows a document by what is in it."""

        def _understood(self, asked: dict[str, Any]) -> Any:
            path = Path(asked["path"])
            question = [
                path.name,
                path.read_bytes(),
                *(asked[name] for name in ("subjects", "protect", "keep", "password")),
            ]
            if repr(question) not in readings:
                readings[repr(question)] = super()._understood(asked)
            return readings[repr(question)]

    return QuickDesk()


@dataclass
class Page:
    """A running page and the browser in front of it."""

    house: House
    browser: Browser

    def take_in(self, name: str = "note.txt", data: bytes = TEXT.encode(), recipient: str = "social-care") -> Item:
        answer = self.browser.upload("/files", [(name, data)], [("staff", "SW12345"), ("recipient", recipient)])
        assert answer.status == 303, answer.text
        return self.item(answer.one("location").split("/")[2])

    def item(self, number: str) -> Item:
        return self.house.session.items[number]

    def sheet(self, item: Item) -> dict[str, Any]:
        return self.house.worker.ask("judge", self.house.question(item))

    def decision(self, item: Item, words: str) -> dict[str, Any]:
        """The first decision about just these words."""
        rows = self.sheet(item)["decisions"]
        return cast(dict[str, Any], next(row for row in rows if row["words"] == words))

    def decide(self, item: Item, key: str, action: str, reason: str = "", **more: str) -> Any:
        fields = [("keys", key), ("action", action), ("reason", reason), *more.items()]
        return self.browser.post(f"/files/{item.id}/decide", fields)


@pytest.fixture
def page(tmp_path: Path, desk: Any) -> Iterator[Page]:
    session = Session.opened(tmp_path / "session")
    gate = Gate(PORT)
    house = House(session, cast(Worker, DeskHere(desk)), gate, tmp_path / "out")
    cookie = gate.enter(gate.link.rsplit("/", 1)[1])
    yield Page(house, Browser(application(house), gate.host, f"{gate.cookie_name}={cookie}", gate.csrf))
    session.close()
