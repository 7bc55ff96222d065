"""The application: every address, the wall in front of it, and one sentence for whatever goes wrong."""

from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from minimise.web.gate import Gate
from minimise.web.guards import Guards
from minimise.web.house import House, house_of, posted
from minimise.web.pages import files as queue
from minimise.web.pages import finish, logs, people, review, unlock

_STATIC = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_SAID = {401: "Locked.", 403: "This was not sent from the page.", 404: "There is no such page.", 405: "Not here."}


def application(house: House) -> Guards:
    """Give the application for a house, with the wall outermost: also the answer to a bug passes it."""
    app = Starlette(routes=ROUTES, exception_handlers={HTTPException: _told, Exception: _broken})
    app.state.house = house
    return Guards(app, house.gate)


async def _enter(request: Request) -> Response:
    """Turn the link into a cookie, and take the link out of the address."""
    gate: Gate = house_of(request).gate
    cookie = gate.enter(request.path_params["token"])
    if cookie is None:
        return PlainTextResponse("This link was used already. Take the newest one from the terminal.\n", 401)
    answer = RedirectResponse("/", status_code=303)
    answer.headers["set-cookie"] = gate.set_cookie(cookie)
    return answer


async def _static(request: Request) -> Response:
    """Give one of our own files."""
    name = request.path_params["name"]
    kind = _STATIC.get(name.rpartition(".")[2])
    source = files("minimise.web") / "static" / name
    if kind is None or "/" in name or "\\" in name or not source.is_file():
        raise HTTPException(404)
    return Response(source.read_bytes(), media_type=kind)


async def _lock(request: Request) -> Response:
    """Lock the page now; the next link is in the terminal."""
    await posted(request)
    house_of(request).gate.lock()
    return PlainTextResponse("Locked. A new link is in the terminal.\n")


def _told(_: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    return PlainTextResponse(_SAID.get(status, "That did not work.") + "\n", status)


def _broken(_: Request, problem: Exception) -> Response:
    """Say the class of a bug and nothing else: its message may hold words."""
    return PlainTextResponse(f"A bug in minimise ({type(problem).__name__}). Nothing was lost.\n", 500)


_ITEM = "/files/{item}"
ROUTES = [
    Route("/enter/{token}", _enter),
    Route("/static/{name}", _static),
    Route("/", queue.front),
    Route("/files", queue.upload, methods=["POST"]),
    Route("/preferences", queue.preferences, methods=["POST"]),
    Route("/lock", _lock, methods=["POST"]),
    Route(f"{_ITEM}/remove", queue.remove, methods=["POST"]),
    Route(f"{_ITEM}/before", queue.before),
    Route(f"{_ITEM}/answer", queue.answer, methods=["POST"]),
    Route(f"{_ITEM}/unlock", unlock.show),
    Route(f"{_ITEM}/unlock", unlock.take, methods=["POST"]),
    Route(f"{_ITEM}/people", people.show),
    Route(f"{_ITEM}/change", people.change, methods=["POST"]),
    Route(f"{_ITEM}/review", review.show),
    Route(f"{_ITEM}/decide", review.decide, methods=["POST"]),
    Route(f"{_ITEM}/undo", review.undo, methods=["POST"]),
    Route(f"{_ITEM}/redo", review.redo, methods=["POST"]),
    Route(f"{_ITEM}/drop", review.drop, methods=["POST"]),
    Route(f"{_ITEM}/add", review.add, methods=["POST"]),
    Route(f"{_ITEM}/pages/{{number:int}}.png", review.page),
    Route(f"{_ITEM}/compare", finish.compare),
    Route(f"{_ITEM}/finish", finish.finish),
    Route(f"{_ITEM}/confirm", finish.confirm, methods=["POST"]),
    Route(f"{_ITEM}/write", finish.write, methods=["POST"]),
    Route(f"{_ITEM}/out/{{name}}", finish.download),
    Route(f"{_ITEM}/log", logs.log),
    Route("/logs", logs.folder),
    Route("/logs/{number:int}", logs.one),
    Route("/logs/{number:int}/check", logs.check, methods=["POST"]),
]
