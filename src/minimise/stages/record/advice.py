"""The sheet for an adviser: a question about decisions, with roles and reasons and no identities."""

from collections.abc import Iterator
from typing import cast

from minimise.stages.record.additions import additions
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.page import Row, facts, heading, page, paragraph, table
from minimise.stages.record.questions import question
from minimise.stages.record.telling import COLUMNS, answer_words, day_words, told
from minimise.stages.record.wording import recipient_words

_GRAVE = ("s47", "emergency")
_CONTEXT = tuple(
    "org_type threshold initiative article_6 article_9 article_10 statutory_gateway child_informed pr_holders_informed "
    "not_informed_reason_code consequence_of_not_sharing detriment_considered".split()
)
_BLANK = "________________________________"


def advice_html(log: JustificationLog, request: JsonObject) -> bytes:
    """Give the sheet for one request for advice; it is built from the log alone, so it names nobody."""
    body = cast(JsonObject, request["body"])
    kind = additions()["advice_request"]
    wording = {detail.key: detail.values for detail in kind.details}
    blocks = [
        paragraph(
            f"To: {wording['to'][str(body['to'])]}. Question: {wording['question'][str(body['question'])]}. "
            f"Please answer by {day_words(str(body['answer_by']))}."
        ),
        paragraph(_deadline(log), "note"),
        facts("The case, without identities", _context(log)),
        heading("What it is about"),
        *_entries(log, body),
        heading("Advice"),
        *(paragraph(f"{line}: {_BLANK}") for line in ("Advice", "Why", "Role of the adviser", "Date")),
        paragraph(
            f"Decision {log.header['decision_id']}, request {request['id']}. The answer goes into the log: "
            f"minimise log append LOG advice_answer --set request={request['id']}.",
            "small",
        ),
    ]
    return page("Advice wanted", blocks)


def _deadline(log: JustificationLog) -> str:
    if log.sharing().answer("threshold") in _GRAVE:
        return (
            "A child may be at risk of significant harm. Waiting for advice must not delay what keeps them safe: "
            "without an answer by then the author shares what is needed and records why."
        )
    return "Without an answer by then the question goes back to the author, who decides and records why."


def _context(log: JustificationLog) -> Iterator[tuple[str, str]]:
    record = log.sharing()
    yield "Recipient", recipient_words(str(log.header["recipient"]))
    for key in _CONTEXT:
        yield question(key).ask, answer_words(question(key), record.answer(key))


def _entries(log: JustificationLog, body: JsonObject) -> Iterator[str]:
    wanted = cast(list[str], body.get("entries") or [e["id"] for e in log.entries if e["status"] == "needs-review"])
    entries = [entry for entry in log.entries if entry["id"] in wanted]
    if entries:
        yield table("Decisions", COLUMNS[:4], [Row(told(entry).cells[:4]) for entry in entries])
    else:
        yield paragraph("The decision as a whole.")
