"""Adding to a sealed log: later answers, checks, releases, advice; the chain grows and nothing else changes."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import cast

from minimise.errors import UsageProblem
from minimise.safe import Id
from minimise.stages.record.additions import Addition, Detail, additions
from minimise.stages.record.canon import Json, JsonObject
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, Signer
from minimise.stages.record.moment import stamp
from minimise.stages.record.sharing import STAFF_ID, Scan, checked_answers

_MOST_MINUTES = 10_000
_SHAPES = {
    "entries": re.compile(r"e\d{4,}"),
    "record": re.compile(r"a\d{4,}"),
    "decision": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
}


def _everything(_: str) -> Collection[str]:
    """Scan nothing and let nothing pass: the scan for callers that store no free text."""
    return ("unscanned",)


def append(
    log: JustificationLog,
    kind: str,
    body: Mapping[str, object],
    *,
    by: str,
    at: datetime,
    key: CaseKey,
    scan: Scan = _everything,
    signer: Signer | None = None,
) -> JustificationLog:
    """Give a log with one more addition; `appendix.toml` says which kinds there are and what each holds.

    Raises:
        UsageProblem: the kind, the staff id or something in `body` is not one of those allowed, or it speaks of an
            entry that is not in this log.
    """
    added = additions().get(kind)
    if added is None:
        raise UsageProblem("there is no such kind of addition to a log", f"It is one of: {', '.join(additions())}.")
    if not STAFF_ID.fullmatch(by):
        raise UsageProblem("an addition needs a staff id with a digit in it, not a name", "Give an id such as SW12345.")
    checked = _body(added, body, scan)
    _check_against(log, kind, checked, key)
    return log.with_record({"kind": kind, "at": stamp(at), "by": by, "body": checked}, key, signer)


def overdue(log: JustificationLog, today: date) -> tuple[str, ...]:
    """Give the advice requests whose day has come and that nobody answered: they return to the author."""
    answered = {cast(JsonObject, a["body"]).get("request") for a in log.appended if a["kind"] == "advice_answer"}
    asked = [record for record in log.appended if record["kind"] == "advice_request"]
    return tuple(
        str(record["id"])
        for record in asked
        if record["id"] not in answered and str(cast(JsonObject, record["body"])["answer_by"]) < today.isoformat()
    )


def _body(added: Addition, body: Mapping[str, object], scan: Scan) -> JsonObject:
    missing = [key for key in added.must if body.get(key) in (None, "", [], {})]
    if missing:
        raise UsageProblem(f"this addition needs {missing[0]}", _asks(added))
    checked: JsonObject = {}
    for key, value in body.items():
        detail = added.detail(key)
        if detail is None:
            raise UsageProblem("this addition says something that its kind does not hold", _asks(added))
        checked[key] = _value(detail, value, scan)
    return checked


def _asks(added: Addition) -> str:
    return f"It holds: {', '.join(detail.key for detail in added.details)}."


def _value(detail: Detail, value: object, scan: Scan) -> Json:
    if detail.kind == "answers":
        return _answers(value, scan)
    if detail.kind in ("codes", "entries"):
        if isinstance(value, list) and value and all(_fits(detail, each) for each in value):
            return cast(Json, value)
    elif detail.kind == "day" and isinstance(value, date):
        return value.isoformat()[:10]
    elif _fits(detail, value):
        return cast(Json, value)
    raise UsageProblem(f"{detail.key} has a value that cannot stand in a log", _advice(detail), detail=Id(detail.key))


def _answers(value: object, scan: Scan) -> JsonObject:
    if not isinstance(value, Mapping):
        raise UsageProblem("the answers of a sharing record are a table", "Give a TOML file with one answer a line.")
    return checked_answers(cast(Mapping[str, object], value), scan)


def _fits(detail: Detail, value: object) -> bool:
    if detail.kind == "minutes":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES
    if not isinstance(value, str):
        return False
    if detail.kind == "day":
        return _is_day(value)
    if detail.kind in _SHAPES:
        return _SHAPES[detail.kind].fullmatch(value) is not None
    return value in detail.values


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _advice(detail: Detail) -> str:
    if detail.values:
        return f"It is one of: {', '.join(detail.values)}."
    return {
        "entries": "Give entry ids of this log, such as e0012.",
        "record": "Give the id of an addition of this log, such as a0001.",
        "decision": "Give the decision id that the other log shows.",
        "day": "Give a day such as 2026-11-20.",
        "minutes": "Give a whole number of minutes.",
    }[detail.kind]


def _check_against(log: JustificationLog, kind: str, body: JsonObject, key: CaseKey) -> None:
    """Refuse what does not fit this very log."""
    if log.header["case_key_hash"] != key.mark:
        raise UsageProblem("the review file belongs to another log", "Give the .review.json of the same run.")
    known = {str(entry["id"]) for entry in log.entries}
    if not known.issuperset(cast(list[str], body.get("entries", []))):
        raise UsageProblem("the addition speaks of an entry that is not in this log", "`minimise log show` lists them.")
    if kind == "later_release":
        _check_release(log, cast(list[str], body["entries"]))
    requests = {str(record["id"]) for record in log.appended if record["kind"] == "advice_request"}
    if "request" in body and body["request"] not in requests:
        raise UsageProblem("there is no such request for advice in this log", "`minimise log show` lists them.")
    if kind == "sharing_record":
        recipient, emergency = str(log.header["recipient"]), bool(log.header["emergency"])
        log.sharing().with_answers(cast(JsonObject, body["answers"])).completed(recipient, emergency=emergency)


def _check_release(log: JustificationLog, entries: Collection[str]) -> None:
    withheld = {str(entry["id"]) for entry in log.entries if entry["effect"] == "withheld"}
    if not withheld.issuperset(entries):
        raise UsageProblem("only what was withheld can be released later", "`minimise log show LOG --action redact`.")
