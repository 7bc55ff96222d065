"""The page that shows the sender how several copies of one document differ: labels and kinds, never words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from minimise.model import CATEGORY_NAMES, Comparison, Crossing, Person
from minimise.stages.record.canon import Json, JsonObject, texts
from minimise.stages.record.page import bullets, heading, page, paragraph, table
from minimise.stages.record.wording import recipient_words


def copies_html(comparison: Comparison, people: Sequence[Person]) -> bytes:
    """Give the page; it stays with the sender, because it shows what each recipient is not told."""
    labels = {person.id: person.label for person in people}
    return page("Copies of one document", _body(comparison, labels))


def copies_json(comparison: Comparison, people: Sequence[Person]) -> JsonObject:
    """Give the same for machines."""
    labels = {person.id: person.label for person in people}
    differs: list[Json] = [
        {"what": _what(d.category), "whose": _whose(d.person_id, labels)}
        | {"copies": dict(zip(comparison.recipients, d.fates, strict=True))}
        for d in comparison.differences
    ]
    apart: list[Json] = [
        {"withheld_in": c.withheld_in, "given_in": c.given_in, "why": _why(c, labels)} for c in comparison.crossings
    ]
    return {"recipients": texts(comparison.recipients), "differs": differs, "keep_apart": apart}


def _body(comparison: Comparison, labels: Mapping[str, str]) -> Iterator[str]:
    yield paragraph(
        "For the sender only. It shows what each recipient is not told, so it goes to none of them.", "note"
    )
    yield heading("Keep these copies apart")
    if comparison.crossings:
        yield paragraph("Whoever holds both could undo what one of them withholds for somebody's safety.")
        yield bullets(_pairs(comparison.crossings, labels))
    else:
        yield paragraph("No two of these copies undo each other.")
    yield heading("What differs")
    if not comparison.differences:
        yield paragraph("Nothing: every recipient gets the same.")
        return
    rows = [(_what(d.category), _whose(d.person_id, labels), *d.fates) for d in comparison.differences]
    yield table(
        "What happens in each copy; empty where nothing was decided", ("What", "Whose", *comparison.recipients), rows
    )


def _pairs(crossings: Sequence[Crossing], labels: Mapping[str, str]) -> Iterator[str]:
    """Give one line for each two copies, with everything that would be undone."""
    undone: dict[tuple[str, str], list[str]] = defaultdict(list)
    for crossing in crossings:
        undone[crossing.withheld_in, crossing.given_in].append(_why(crossing, labels))
    for (strict, open_), reasons in undone.items():
        copies = f"What the copy for {recipient_words(strict)} withholds, the copy for {recipient_words(open_)} gives"
        yield f"{copies}: {'; '.join(reasons)}."


def _why(crossing: Crossing, labels: Mapping[str, str]) -> str:
    if crossing.by_dates:
        return "everybody's name, and by any date how all dates were moved"
    whose = _whose(crossing.person_id, labels)
    return _what(crossing.category) + (f" of {whose}" if whose else "")


def _what(category: str) -> str:
    return CATEGORY_NAMES.get(category, "other detail")


def _whose(person_id: str | None, labels: Mapping[str, str]) -> str:
    label = labels.get(person_id or "")
    return f"[{label}]" if label else ""
