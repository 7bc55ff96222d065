"""*Log*: the justification log of one document, and a reviewer's view over a folder of logs."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import LogBroken, MinimiseError
from minimise.policies import reason_codes
from minimise.stages.record import JustificationLog, read_log
from minimise.web.audit import Kept, checks_in, logs_in, note_check, reasons_of
from minimise.web.drafts import draft_of
from minimise.web.house import House, house_of, posted, text
from minimise.web.pages.files import check_staff
from minimise.web.pages.unlock import stuck
from minimise.web.paint import painted

Entry = Mapping[str, Any]
_FILTERS = ("effect", "status", "reason_code")
COLUMNS = ("id", "effect", "action", "status", "category", "label", "reason_code", "reason", "rule", "decided_by",
           "decided_at", "golden_rule")  # fmt: skip


async def log(request: Request) -> Response:
    """Show the log of a document's draft."""
    house = house_of(request)
    item = house.item(request)
    if not item.state.recipient:
        return RedirectResponse(f"/files/{item.id}/before", status_code=303)
    try:
        draft = await run_in_threadpool(draft_of, house, item)
        name = next(name for name in draft["names"] if name.endswith(".log.json"))
        found = read_log((item.draft / name).read_bytes())
    except MinimiseError as problem:
        return stuck(request, item, problem)
    if request.query_params.get("export") == "csv":
        return _table(found.entries)
    return painted(
        request, "log.html", item=item, state=item.state, draft=draft, log=found, title=item.name, number=None,
        kept=None, check=None, **_filtered(request, found),
    )  # fmt: skip


def _filtered(request: Request, found: JustificationLog) -> dict[str, Any]:
    """Give the entries that the filter lets through; a filter holds codes only, never words."""
    wanted = {name: request.query_params.get(name, "") for name in _FILTERS}
    shown = [e for e in found.entries if all(not value or e[name] == value for name, value in wanted.items())]
    return {
        "entries": shown,
        "wanted": wanted,
        "codes": sorted({str(e["reason_code"]) for e in found.entries}),
        "meanings": reason_codes(),
    }


async def folder(request: Request) -> Response:
    """Show a folder of logs."""
    house = house_of(request)
    if house.logs_dir is None:
        raise HTTPException(404)
    logs = await run_in_threadpool(logs_in, house.logs_dir)
    state = request.query_params.get("state", "")
    return painted(
        request, "logs.html", logs=[kept for kept in logs if _is(kept, state)], total=len(logs), wanted=state,
        broken=sum(kept.log is None for kept in logs), holding=sum(kept.held > 0 for kept in logs),
        reasons=reasons_of(logs), meanings=reason_codes(), checks=checks_in(house.logs_dir),
        sampled=sum(kept.sampled for kept in logs),
    )  # fmt: skip


def _is(kept: Kept, state: str) -> bool:
    match state:
        case "broken":
            return kept.log is None
        case "held":
            return kept.held > 0
        case "sample":
            return kept.sampled
    return True


async def one(request: Request) -> Response:
    """Show one log of the folder."""
    house, kept = _chosen(request)
    if kept.log is None:
        return painted(request, "trouble.html", status=400, problem=LogBroken())
    if request.query_params.get("export") == "csv":
        return _table(kept.log.entries)
    check = checks_in(house.logs_dir).get(kept.seal) if house.logs_dir else None
    return painted(
        request, "log.html", state=None, draft=None, log=kept.log, title=kept.name, number=kept.number, kept=kept,
        check=check, **_filtered(request, kept.log),
    )  # fmt: skip


async def check(request: Request) -> Response:
    """Take a second check."""
    form = await posted(request)
    house, kept = _chosen(request)
    staff_id = text(form, "staff") or house.session.staff_id
    try:
        check_staff(staff_id)
    except MinimiseError as problem:
        return painted(request, "trouble.html", status=400, problem=problem)
    if house.logs_dir is not None and kept.log is not None:
        note_check(house.logs_dir, kept, by=staff_id, agrees=text(form, "agrees") == "yes")
    return RedirectResponse(f"/logs/{kept.number}", status_code=303)


def _chosen(request: Request) -> tuple[House, Kept]:
    house = house_of(request)
    logs = logs_in(house.logs_dir) if house.logs_dir is not None else []
    number = int(request.path_params["number"])
    if number >= len(logs):
        raise HTTPException(404)
    return house, logs[number]


def _table(entries: Iterable[Entry]) -> Response:
    """Give entries as a table for a spreadsheet; it holds no words of the document."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(entry.get(name, "")) for name in COLUMNS] for entry in entries)
    headers = {"content-disposition": 'attachment; filename="log.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: Any) -> str:
    plain = str(value["name"]) if isinstance(value, Mapping) else str(value)
    # A spreadsheet would run what begins like a formula.
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@") else plain
