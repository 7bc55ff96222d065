"""What every page works with: the session, the worker, the gate and where results go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from minimise.web.gate import Gate
from minimise.web.session import Item, Session
from minimise.web.worker import Worker

Row = dict[str, Any]
_MOST_FIELDS = 500


@dataclass(slots=True)
class House:
    """One running review page."""

    session: Session
    worker: Worker
    gate: Gate
    output_dir: Path = field(repr=False)
    logs_dir: Path | None = field(default=None, repr=False)
    second_person: bool = False
    """Whether an override of a lock waits for a second person, whatever the policy says."""
    policies: Mapping[str, Path] = field(default_factory=dict, repr=False)
    """The organisation's own rules, by the policy they extend."""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    """Passwords of documents by their ids: in this process's memory and nowhere else."""

    def item(self, request: Request) -> Item:
        """Give the document an address is about.

        Raises:
            HTTPException: there is none.
        """
        found = self.session.items.get(request.path_params.get("item", ""))
        if found is None:
            raise HTTPException(404)
        return found

    def question(self, item: Item, **instead: Any) -> Row:
        """Give what the worker needs to know about a document; `instead` are answers that are not written down yet."""
        asked = item.state.question() | instead
        own = self.policies.get(asked["recipient"].partition(":")[0])
        return asked | {
            "id": item.id,
            "path": str(item.source),
            "password": self.passwords.get(item.id),
            "policy": str(own) if own else "",
            "second_person": self.second_person,
        }

    async def sheet(self, item: Item) -> Row:
        """Give a document as judged now."""
        return await run_in_threadpool(self.worker.ask, "judge", self.question(item))


def house_of(request: Request) -> House:
    """Give the house a request came to."""
    return cast(House, request.app.state.house)


async def posted(request: Request, files: int = 0) -> FormData:
    """Give a form's fields, after checking that it is one of ours; `files` is how many it may bring.

    Raises:
        HTTPException: it carries no token of this run.
    """
    gate = house_of(request).gate
    form = await request.form(max_files=files, max_fields=_MOST_FIELDS)
    token = request.headers.get("x-csrf") or form.get("csrf")
    if not isinstance(token, str) or not gate.confirms(token):
        await form.close()
        raise HTTPException(403)
    return form


def text(form: FormData, name: str) -> str:
    """Give one field as trimmed text."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def texts(form: FormData, name: str) -> list[str]:
    """Give every value of a field as trimmed text, without empty ones."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def lines(form: FormData, name: str) -> list[str]:
    """Give the lines of a text area, trimmed, without empty ones."""
    return [line.strip() for line in text(form, name).splitlines() if line.strip()]
