"""*Unlock*: asks for the password of a locked document; it stays in this process's memory and is written nowhere."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import MinimiseError
from minimise.web.house import house_of, posted
from minimise.web.paint import painted
from minimise.web.session import Item

_STEPS = ("before", "people", "review", "compare", "finish", "log")


def stuck(request: Request, item: Item, problem: MinimiseError) -> Response:
    """Say why a page cannot be shown; where only a password is missing, ask for it and come back."""
    if not getattr(problem, "locked", False):
        return painted(request, "trouble.html", status=400, item=item, problem=problem)
    step = request.url.path.rpartition("/")[2]
    return RedirectResponse(f"/files/{item.id}/unlock?to={_step(step)}", status_code=303)


async def show(request: Request) -> Response:
    """Ask for the password."""
    return _show(request, house_of(request).item(request), _step(request.query_params.get("to", "")))


def _show(request: Request, item: Item, step: str, problem: MinimiseError | None = None) -> Response:
    return painted(request, "unlock.html", status=400 if problem else 200, item=item, step=step, problem=problem)


async def take(request: Request) -> Response:
    """Try a password, and go on where it was asked for."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    step, given = _step(str(form.get("to", ""))), form.get("password")
    house.passwords[item.id] = given if isinstance(given, str) else ""
    try:
        await run_in_threadpool(house.worker.ask, "look", house.question(item))
    except MinimiseError as problem:
        del house.passwords[item.id]
        return _show(request, item, step, problem)
    return RedirectResponse(f"/files/{item.id}/{step}", status_code=303)


def _step(name: str) -> str:
    """Give the name of a page of a document; never anything else that an address may say."""
    return name if name in _STEPS else "review"
