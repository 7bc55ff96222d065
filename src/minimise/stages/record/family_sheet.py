"""The sheet for the family: what is shared, with whom and why, in plain words; refused where telling is unsafe."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from minimise.errors import UsageProblem
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.page import bullets, heading, page, paragraph
from minimise.stages.record.questions import NOT_ASKED, question
from minimise.stages.record.sharing import NOT_SHARING, SharingRecord
from minimise.stages.record.telling import day_words
from minimise.stages.record.wording import recipient_words, words_for

UNSAFE = frozenset(
    "risk_to_child risk_to_another police_enquiry carer_is_suspected fabricated_illness honour_or_forced_marriage "
    "trafficking child_refuses".split()
)
"""Reasons for not informing that forbid the sheet altogether (golden rule 2)."""
_NOT_ABOUT = ("family", "learning", "court", "lado")
_RIGHTS = (
    "You can ask us for a copy of what we hold about you.",
    "You can tell us if something is wrong, and ask us to put it right.",
    "You can tell us if you do not agree. We will listen, write down what you say and think about it again.",
    "You can complain to us, and to the Information Commissioner's Office.",
)


def family_sheet_html(log: JustificationLog) -> bytes:
    """Give the sheet. It follows from what was kept about the family alone, so nothing hidden can show in it.

    Raises:
        UsageProblem: the record says that informing is unsafe, or nobody has said that it is safe.
    """
    check_may_inform(log)
    record = log.sharing()
    recipient = recipient_words(str(log.header["recipient"]))
    sender = record.answer("organisation")
    said_by = str(sender) if sender != NOT_ASKED else "the organisation that gave you this sheet"
    body = [
        paragraph(f"This sheet is from {said_by}. Date: {day_words(str(log.header['created_at'])[:10])}."),
        heading("With whom"),
        paragraph(f"We are sharing some information about your family with {recipient}."),
        heading("Why"),
        *_why(record, str(log.header["recipient"])),
        heading("What"),
        *_what(log),
        heading("Your rights"),
        bullets(_RIGHTS),
        heading("Whom to ask"),
        paragraph(_contact(record), "note"),
        paragraph(f"Reference {log.header['decision_id']}", "small"),
    ]
    return page("Sharing information about your family", body)


def check_may_inform(log: JustificationLog) -> None:
    """Refuse the sheet where telling the family is unsafe, or where nobody has said that it is safe.

    Raises:
        UsageProblem: says which; a supervisor changes it by a new sharing record, which the log keeps.
    """
    record = log.sharing()
    if str(log.header["recipient"]).partition(":")[0] in _NOT_ABOUT or log.header["decision"] in NOT_SHARING:
        raise UsageProblem(
            "the sheet tells a family what is shared with a service that helps them",
            "This log is about something else.",
        )
    if not _said(record):
        raise UsageProblem(
            "nobody has recorded whether it is safe to inform the family",
            "Add the answers to child_informed and pr_holders_informed with `minimise log append LOG sharing_record`.",
        )
    if _unsafe(record):
        raise UsageProblem(
            "the sharing record says that informing the family is not safe",
            "Ask your safeguarding lead. If it has become safe, add a new sharing record first.",
        )


def _said(record: SharingRecord) -> bool:
    return record.answer("child_informed") != NOT_ASKED and record.answer("pr_holders_informed") != []


def _unsafe(record: SharingRecord) -> bool:
    holders = cast(list[dict[str, str]], record.answer("pr_holders_informed"))
    states = {str(record.answer("child_informed")), *(holder["state"] for holder in holders)}
    return "not_safe" in states or record.answer("not_informed_reason_code") in UNSAFE


def _why(record: SharingRecord, profile: str) -> Iterator[str]:
    recipient = profile.partition(":")[0]
    yield paragraph(words_for("family_why").get(recipient, words_for("family_why")["other"]))
    basis = str(record.answer("article_6"))
    if basis not in (NOT_ASKED, "UKGDPR-6.1.a"):
        yield paragraph(
            "The law allows this without asking for consent, when it helps to keep a child safe and well. "
            f"In the words of data protection law: {question('article_6').words(basis)}."
        )


def _what(log: JustificationLog) -> Iterator[str]:
    kept = [entry for entry in log.entries if entry["effect"] == "kept"]
    named = [str(kind["name"]) for kind in _kinds().values() if any(_counts(entry, kind) for entry in kept)]
    if named:
        yield paragraph("Information about:")
        yield bullets(named)
    yield paragraph("We share only what they need to do their work. They have to keep it safe.")


def _counts(entry: JsonObject, kind: Mapping[str, Any]) -> bool:
    category = cast(JsonObject, entry["category"])["id"]
    role = cast(JsonObject, entry.get("role") or {}).get("id")
    return category in kind["categories"] and (not kind["roles"] or role in kind["roles"])


def _contact(record: SharingRecord) -> str:
    contact = record.answer("contact")
    return f"Ask: {contact}" if contact != NOT_ASKED else "Ask: ________________________________"


@cache
def _kinds() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("family_kinds.toml").read_text(encoding="utf-8"))
