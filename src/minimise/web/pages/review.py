"""*Review*: the document as it is, beside every decision; a person settles what is held and what they see otherwise."""

import base64
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import MinimiseError, UsageProblem
from minimise.model import Action, Kind, Span
from minimise.model.matching import occurrences
from minimise.policies import reason_codes
from minimise.stages.review import Add, change_row
from minimise.web.cards import shelves, tally
from minimise.web.house import House, Row, house_of, posted, text, texts
from minimise.web.keys import is_find, short, span_of
from minimise.web.marking import effect_of, stories
from minimise.web.pages.unlock import stuck
from minimise.web.paint import painted
from minimise.web.session import Item, now

_MOST_WORDS = 200


async def show(request: Request) -> Response:
    """Show the document and its decisions."""
    return await _show(request, house_of(request).item(request))


async def _show(
    request: Request, item: Item, problem: MinimiseError | None = None, notice: str | None = None, **more: Any
) -> Response:
    house = house_of(request)
    if not item.state.recipient:
        return RedirectResponse(f"/files/{item.id}/before", status_code=303)
    try:
        await _import_earlier(house, item)
        sheet = await house.sheet(item)
    except MinimiseError as trouble:
        return stuck(request, item, trouble)
    facts: dict[str, Any] = {
        "item": item,
        "state": item.state,
        "sheet": sheet,
        "stories": stories(sheet),
        "shelves": shelves(sheet),
        "by_key": _boxes_look(sheet),
        "tally": tally(sheet),
        "codes": reason_codes(),
        "last_done": item.journal.last_done(),
        "last_undone": item.journal.last_undone(),
        "events": len(item.journal.events),
        "problem": problem,
        "notice": notice,
        "found": None,
        "failed_keys": (),
        "as_text": request.query_params.get("view") == "text",
    }
    return painted(request, "review.html", status=400 if problem else 200, **(facts | more))


def _boxes_look(sheet: Row) -> dict[str, Row]:
    """Give how each decision looks on the picture of a page; what is withheld shows through what is kept."""
    look: dict[str, Row] = {}
    for decision in sheet["decisions"]:
        seen = look.setdefault(
            decision["key"], {"effect": "kept", "held": False, "passage": not is_find(decision["key"])}
        )
        seen["held"] = seen["held"] or decision["held"]
        if effect_of(decision) == "withheld":
            seen["effect"] = "withheld"
    return look


async def _import_earlier(house: House, item: Item) -> None:
    """Take over what a person decided in an earlier run that wrote into the output folder, once."""
    if item.state.imported:
        return
    asked = house.question(item) | {"output_dir": str(house.output_dir)}
    earlier = await run_in_threadpool(house.worker.ask, "earlier", asked)
    for row in earlier["changes"]:
        item.record("change", {"change": row})
    for row in earlier["verdicts"]:
        item.journal.add("verdict", row)
    item.record("imported", {})


async def decide(request: Request) -> Response:
    """Take a person's verdict, if it may stand, and write it down."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    keys = texts(form, "keys")
    try:
        verdict = _verdict(house, form, keys)
        verdict |= await run_in_threadpool(house.worker.ask, "check", house.question(item) | {"verdict": verdict})
    except MinimiseError as problem:
        return await _show(request, item, problem, failed_keys=tuple(keys))
    stale = _is_stale(form, item)
    item.record("verdict", verdict)
    return await _done(request, item, keys[0], stale=stale)


def _verdict(house: House, form: FormData, keys: list[str]) -> Row:
    """Give the verdict of a form as it goes into the journal.

    Raises:
        UsageProblem: something is missing.
    """
    if not house.session.staff_id:
        raise UsageProblem("say first who you are", "Give your staff id under Before you share.")
    if not keys or text(form, "action") not in {a.value for a in Action if a is not Action.FLAG}:
        raise UsageProblem("something was not chosen", "Choose what to do.")
    code = text(form, "reason_code") or "OVR-HUMAN"
    return {
        "keys": keys,
        "action": text(form, "action"),
        "by": house.session.staff_id,
        "reason": text(form, "reason"),
        "reason_code": code,
        "at": now(),
    }


def _is_stale(form: FormData, item: Item) -> bool:
    """Say whether somebody decided something since this page was drawn, in another window perhaps."""
    seen = text(form, "events")
    return seen.isdigit() and int(seen) != len(item.journal.events)


async def _done(request: Request, item: Item, key: str = "", *, stale: bool = False) -> Response:
    """Show what is true now: the page itself to a script, a redirect to everybody else."""
    if request.headers.get("x-swap") == "1":
        notice = "Somebody decided something on this document meanwhile. What you see is up to date." if stale else None
        return await _show(request, item, notice=notice)
    return RedirectResponse(f"/files/{item.id}/review" + (f"#at-{key}" if key else ""), status_code=303)


async def undo(request: Request) -> Response:
    """Take the last decision back."""
    return await _step(request, "undo")


async def redo(request: Request) -> Response:
    """Bring back what was taken back."""
    return await _step(request, "redo")


async def _step(request: Request, do: str) -> Response:
    form = await posted(request)
    item = house_of(request).item(request)
    event = item.journal.last_done() if do == "undo" else item.journal.last_undone()
    if event is not None:
        item.record(do, {"of": event["n"]})
    back = text(form, "back")
    if back == "people":
        return RedirectResponse(f"/files/{item.id}/people", status_code=303)
    return await _done(request, item)


async def add(request: Request) -> Response:
    """Take words the machine missed: find them, withhold them here or everywhere, or protect them for good."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    try:
        sheet = await house.sheet(item)
        match text(form, "do"):
            case "find":
                return await _show(request, item, found=_found(sheet, _words(form)))
            case "protect":
                item.record("protect", {"words": [_words(form)]})
            case "not-a-name":
                item.record("keep", {"words": [_words(form)]})
            case _:
                await _add(house, item, sheet, form)
    except MinimiseError as problem:
        return await _show(request, item, problem)
    return await _done(request, item)


async def _add(house: House, item: Item, sheet: Row, form: FormData) -> None:
    """Write the added words down with the verdict on them.

    Raises:
        UsageProblem: they do not stand in the document, or are all decided already.
    """
    if not house.session.staff_id:
        raise UsageProblem("say first who you are", "Give your staff id under Before you share.")
    here = span_of(text(form, "at"))
    spans = [here] if text(form, "do") == "here" and here else [span_of(p["at"]) for p in _found(sheet, _words(form))]
    taken = {tuple(s) for d in sheet["decisions"] if is_find(d["key"]) for s in d["spans"]}
    new = [s for s in spans if s is not None and (s.part, s.start, s.end) not in taken and _inside(sheet, s)]
    if not new:
        raise UsageProblem("these words are decided already, or do not stand in the document", "Look in the list.")
    kind = Kind(text(form, "kind")) if text(form, "kind") in set(Kind) else Kind.PRIVATE_DETAIL
    person = span_of(text(form, "person"))
    named = kind is Kind.PERSON
    verdict = {
        "keys": [f"find-{short(span)}" for span in new],
        "action": "pseudonymise" if named else "redact",
        "by": house.session.staff_id,
        "reason": text(form, "reason"),
        "reason_code": "OVR-HUMAN",
        "at": now(),
    }
    item.record("change", {"change": change_row(Add(tuple(new), kind, person)), "verdict": verdict})


def _inside(sheet: Row, span: Span) -> bool:
    return span.part < len(sheet["parts"]) and span.end <= len(str(sheet["parts"][span.part]["text"]))


def _words(form: FormData) -> str:
    """Give the words of the form.

    Raises:
        UsageProblem: there are none, or too many.
    """
    words = text(form, "words")
    if not 1 < len(words) <= _MOST_WORDS:
        raise UsageProblem("no words were given", "Select or type the words that were missed.")
    return words


async def drop(request: Request) -> Response:
    """Leave out a decision that no longer fits; undo brings it back."""
    form = await posted(request)
    item = house_of(request).item(request)
    number = text(form, "change")
    if number.isdigit():
        item.record("drop", {"change": int(number)})
    elif text(form, "key"):
        item.record("drop", {"key": text(form, "key")})
    return await _done(request, item)


def _found(sheet: Row, words: str) -> list[Row]:
    """Give every place of some words, with whether they go already."""
    gone = [s for d in sheet["decisions"] if d["action"] not in ("keep", "flag") for s in d["spans"]]
    return [
        {"at": f"{index}.{start}.{end}", "covered": any(_covers(s, index, start, end) for s in gone),
         "around": part["text"][max(start - 40, 0) : end + 40]}
        for index, part in enumerate(sheet["parts"]) if part["visible"] or part["surface"] == "file-name"
        for start, end in occurrences(part["text"], words)
    ]  # fmt: skip


def _covers(span: list[int], part: int, start: int, end: int) -> bool:
    return span[0] == part and span[1] <= start and end <= span[2]


async def page(request: Request) -> Response:
    """Give the picture of a page."""
    house = house_of(request)
    item = house.item(request)
    asked = house.question(item) | {"page": int(request.path_params["number"])}
    try:
        answer = await run_in_threadpool(house.worker.ask, "page", asked)
    except MinimiseError:
        answer = None
    if answer is None:
        raise HTTPException(404)
    return Response(base64.b64decode(answer["png"]), media_type="image/png")
