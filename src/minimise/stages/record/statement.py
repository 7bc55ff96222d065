"""The covering statement: what the recipient must know about what is missing, and whom to ask."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import cast

from minimise.policies import banners
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.header import MADE_FROM
from minimise.stages.record.page import bullets, heading, page, paragraph, table
from minimise.stages.record.questions import NOT_ASKED
from minimise.stages.record.telling import day_words
from minimise.stages.record.wording import for_family, kind_of, recipient_words, withheld_kinds

_NEUTRAL = "others"
_ASK = "Ask: ________________________________ (post and telephone number; the sender fills this in)"
_CHALLENGE = (
    "If you think that something was wrongly withheld or wrongly shared, say so to the same contact and say why you "
    "need it. The decision is then considered again and the answer is written down. If you are not satisfied, ask for "
    "the sender's data protection officer; you may also complain to the Information Commissioner's Office."
)
_HEAD = "Head of the justification log, to check that the log is the one this statement came with:"


def statement_html(log: JustificationLog) -> bytes:
    """Give the statement that goes with the document, built from the log alone.

    A copy for the family never shows that there is a source or a safe place: their existence can itself be
    harmful, so such things count there as information about other people, and no handling banner is repeated.
    It is made at sealing: what is added to the log later does not change it.
    """
    family = for_family(str(log.header["recipient"]))
    body = [
        *_opening(log.header, family=family),
        heading("What was withheld"),
        *_withheld(log, family=family),
        heading("What was kept"),
        *_kept(log.header, family=family),
        *([] if family else _handling(log)),
        heading("If you need more"),
        paragraph("If you need something that is not here, ask. What was withheld can be considered again."),
        paragraph(_contact(log.header), "note"),
        paragraph(_CHALLENGE),
        paragraph("This statement is not legal advice.", "small"),
        paragraph(f"Decision {log.header['decision_id']}", "small"),
        paragraph(_HEAD, "small"),
        paragraph(str(log.seal["head"]), "head"),
    ]
    return page("About this copy", body)


def _opening(header: JsonObject, *, family: bool) -> Iterable[str]:
    day = day_words(str(header["created_at"])[:10])
    if family:
        yield paragraph(f"This copy was prepared on {day} for a family member. Some information is not in it.")
        return
    recipient = recipient_words(str(header["recipient"]))
    yield paragraph(f"This is a minimised copy of a safeguarding document, prepared on {day} for {recipient}.")
    yield paragraph("It is for this recipient and this purpose only. Do not pass it on without asking.")
    if header["emergency"]:
        yield paragraph(f"Shared in an emergency. A review is due by {day_words(str(header['review_due']))}.", "note")


def _contact(header: JsonObject) -> str:
    """Give whom to ask, if the sharing record says so."""
    said = [str(header[key]) for key in ("organisation", "contact") if header[key] != NOT_ASKED]
    return f"Ask: {', '.join(said)}" if header["contact"] != NOT_ASKED else _ASK


def named_head(statement: bytes) -> tuple[str, str] | None:
    """Give the decision id and the head that a statement names; None if it names none."""
    text = statement.decode("utf-8", "replace")
    decision, head = re.search(r"Decision ([0-9a-f-]{36})", text), re.search(r'class="head">([0-9a-f]{64})<', text)
    return (decision.group(1), head.group(1)) if decision and head else None


def _withheld(log: JustificationLog, *, family: bool) -> Iterable[str]:
    counted = Counter(_kind(entry, family=family) for entry in _gone(log))
    if not counted:
        yield paragraph("Nothing was withheld.")
        return
    yield paragraph(f"{_items(counted.total())} withheld.")
    rows = [(kind.name, str(counted[id]), kind.why) for id, kind in withheld_kinds().items() if counted[id]]
    yield table("Withheld, by kind", ("Kind", "How many", "Why"), rows)


def _gone(log: JustificationLog) -> Iterable[JsonObject]:
    """Give each withheld thing once: a passage withheld on several counts is still one passage."""
    seen: list[JsonObject] = []
    for entry in log.entries:
        place = cast(JsonObject, entry["location"])
        if entry["effect"] == "withheld" and ("start" not in place or place not in seen):
            seen.append(place)
            yield entry


def _kind(entry: JsonObject, *, family: bool) -> str:
    kind = kind_of()[str(entry["reason_code"])]
    return kind if not family or withheld_kinds()[kind].family else _NEUTRAL


def _items(number: int) -> str:
    return "1 item was" if number == 1 else f"{number} items were"


def _kept(header: JsonObject, *, family: bool) -> Iterable[str]:
    waiting = cast(int, header["needs_review"])
    if not family:
        yield paragraph(
            f"Facts that a child's safety may depend on: {header['safety_units_in']} found, "
            f"{header['safety_units_out']} still in this copy."
        )
    yield paragraph("What is left stands in the words of the original. Labels in square brackets replace names.")
    if MADE_FROM in str(header["format"]):
        form = str(header["format"]).partition(MADE_FROM)[2]
        yield paragraph(f"The original was a file of another form ({form}), so its looks may differ.")
    if waiting:
        verb = "is" if waiting == 1 else "are"
        yield paragraph(f"{waiting} of the decisions behind this copy {verb} still to be checked by a person.")


def _handling(log: JustificationLog) -> Iterable[str]:
    found = sorted({str(entry["banner"]) for entry in log.entries if "banner" in entry})
    if found:
        yield heading("How to handle it")
        yield bullets(banners().get(banner, banner) for banner in found)
