"""Turns what a page knows into HTML; every value is escaped, whatever a document holds."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from minimise.web import words
from minimise.web.house import house_of


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("minimise.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "ROLES": words.ROLES,
        "ACTIONS": words.ACTIONS,
        "STEPS": words.STEPS,
        "MISSED": words.MISSED,
        "recipient_words": words.recipient_words,
    }
    return environment


def painted(request: Request, template: str, status: int = 200, **facts: Any) -> HTMLResponse:
    """Give a page."""
    house = house_of(request)
    shared = {
        "csrf": house.gate.csrf,
        "session": house.session,
        "has_logs": house.logs_dir is not None,
        "path": request.url.path,
        "item": None,
        "problem": None,
        "notice": None,
    }
    html = _environment().get_template(template).render(shared | facts)
    return HTMLResponse(html, status_code=status)
