"""The log as a page to read, filter and print: what is still to be done first, then what was withheld, then kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from minimise.policies import reason_codes
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.page import (
    Choice,
    Row,
    bullets,
    facts,
    filter_style,
    filters,
    heading,
    page,
    paragraph,
    table,
)
from minimise.stages.record.selection import places_of
from minimise.stages.record.telling import (
    COLUMNS,
    about_rows,
    added_rows,
    check_rows,
    day_words,
    golden_rules,
    open_questions,
    record_rows,
    technical_rows,
    told,
)
from minimise.stages.record.wording import for_family, recipient_words, words_for

_NOT_FOR_FAMILY = (
    "Keep this log with your own record. It says more about sources and places than the family may see: "
    "give the family the covering statement instead."
)
_MOST_PLACES = 200
"""Beyond this many pages a filter by page would be longer than the log."""


def log_html(log: JustificationLog) -> bytes:
    """Give the whole log as one self-contained page. It is built from the log alone, so it holds no document words."""
    choices = _choices(log.entries)
    body = [
        *(paragraph(text) for text in opening(log)),
        *([paragraph(_NOT_FOR_FAMILY, "note")] if for_family(str(log.header["recipient"])) else []),
        *_to_do(log),
        facts("About this decision", about_rows(log)),
        facts("The sharing record", record_rows(log.sharing())),
        *_entries(log.entries, choices),
        *_added(log),
        heading("How it was checked"),
        *([facts("Checks on the finished file", check_rows(log.header))] if log.header["output_digest"] else []),
        facts("By which rules and which program", technical_rows(log.header)),
        facts("The seven golden rules of information sharing", golden_rules()),
        *_seal(log),
    ]
    return page("Justification log", body, filter_style(choices))


def _seal(log: JustificationLog) -> Iterator[str]:
    yield heading("Seal")
    yield paragraph("This is the log that was sent if its head is the one on the covering statement:")
    yield paragraph(str(log.seal["head"]), "head")
    if log.appended:
        yield paragraph("The head now, with what was added since:")
        yield paragraph(log.head, "head")
    yield paragraph("The command `minimise log verify` proves the .log.json whole, to the last byte.", "small")


def opening(log: JustificationLog) -> Iterator[str]:
    """Yield what somebody who opens the log must know first, in sentences."""
    header = log.header
    recipient, day = recipient_words(str(header["recipient"])), day_words(str(header["created_at"])[:10])
    if header["output_digest"] is None:
        yield f"On {day} it was decided about {recipient}: {words_for('decisions')[str(header['decision'])]}."
    else:
        withheld = sum(entry["effect"] == "withheld" for entry in log.entries)
        yield (
            f"A minimised copy was made on {day} for {recipient}. {_counted(len(log.entries), 'thing')} decided: "
            f"{withheld} withheld or made less exact, {len(log.entries) - withheld} kept."
        )
    yield (
        "This log says why, for each. It holds no words of the document, so that it can be shown to whoever checks "
        "the decision. It is a record of decisions, not legal advice."
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing} was" if number == 1 else f"{number} {thing}s were"


def _to_do(log: JustificationLog) -> Iterator[str]:
    """Yield what is still to be done; the heading stands also when that is nothing."""
    waiting = [entry for entry in log.entries if entry["status"] == "needs-review"]
    yield heading("Still to be done")
    if not waiting and not log.unanswered:
        yield paragraph("Nothing: every item is decided and every question answered.")
        return
    if waiting:
        number = "1 item needs" if len(waiting) == 1 else f"{len(waiting)} items need"
        yield paragraph(f"{number} a person. Until then each stands as its entry says.")
    if log.unanswered:
        yield paragraph("Nobody has answered yet:")
        yield bullets(open_questions(log.unanswered))


def _entries(entries: Sequence[JsonObject], choices: Sequence[Choice]) -> Iterator[str]:
    settled = [entry for entry in entries if entry["status"] != "needs-review"]
    groups = {
        "Needs a person": [entry for entry in entries if entry["status"] == "needs-review"],
        "Withheld": [entry for entry in settled if entry["effect"] == "withheld"],
        "Kept": [entry for entry in settled if entry["effect"] == "kept"],
    }
    if entries:
        yield heading("Decisions")
        yield filters(choices)
    for title, members in groups.items() if entries else ():
        yield heading(f"{title} ({len(members)})")
        if members:
            rows = [Row(told(entry).cells, _marks(entry, choices)) for entry in members]
            yield table(title, COLUMNS, rows, titled=False)
        else:
            yield paragraph("Nothing.")


def _added(log: JustificationLog) -> Iterator[str]:
    if log.appended:
        yield heading("Added after sealing")
        rows = [Row([[id], said, [by]]) for id, said, by in added_rows(log)]
        yield table("Added after sealing", ("Id", "What", "By whom and when"), rows, titled=False)


def _choices(entries: Sequence[JsonObject]) -> tuple[Choice, ...]:
    """Give the filters that can tell entries apart."""
    actions = {str(entry["action"]) for entry in entries}
    roles = {str(role["id"]): str(role["name"]) for role in _roles(entries)}
    reasons = {str(entry["reason_code"]) for entry in entries}
    places = tuple(dict.fromkeys(place for entry in entries for place in places_of(entry)))
    found = (
        Choice("action", "What happened", [(key, key) for key in words_for("happened") if key in actions]),
        Choice("role", "Role", sorted(roles.items(), key=lambda role: role[1])),
        Choice("reason", "Reason", [(code, f"{code}: {reason_codes()[code]}") for code in sorted(reasons)]),
        Choice("place", "Page or part", [(place, place) for place in places]),
    )
    return tuple(choice for choice in found if 1 < len(choice.values) <= _MOST_PLACES)


def _roles(entries: Iterable[JsonObject]) -> Iterator[JsonObject]:
    return (cast(JsonObject, entry["role"]) for entry in entries if "role" in entry)


def _marks(entry: JsonObject, choices: Sequence[Choice]) -> dict[str, str]:
    """Give the marks of an entry as the numbers of the filters' values."""
    role = cast(JsonObject, entry.get("role") or {})
    values = {
        "action": [str(entry["action"])],
        "role": [str(role.get("id", ""))],
        "reason": [str(entry["reason_code"])],
        "place": list(places_of(entry)),
    }
    marks = {}
    for choice in choices:
        numbered = {key: str(n) for n, (key, _) in enumerate(choice.values, start=1)}
        marks[choice.mark] = " ".join(numbered[value] for value in values[choice.mark] if value in numbered)
    return marks
