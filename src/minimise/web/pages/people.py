"""*People*: one row a person; merge, split, change role, protect; one decision for every mention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import MinimiseError, UsageProblem
from minimise.model import Role, Span
from minimise.stages.review import Change, Merge, Recast, Split, change_row
from minimise.web.cards import Card, shelves
from minimise.web.house import Row, house_of, posted, text, texts
from minimise.web.keys import span_of
from minimise.web.marking import place_words
from minimise.web.pages.unlock import stuck
from minimise.web.paint import painted
from minimise.web.session import Item

_AROUND = 70
"""Characters shown on either side of a name or of what speaks for a role."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words with what stands around them."""

    at: str
    place: str
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person with what the page shows of them."""

    person: Row = field(repr=False)
    mentions: tuple[Quote, ...] = field(repr=False)
    evidence: tuple[tuple[str, tuple[Quote, ...]], ...] = field(repr=False)
    card: Card | None = field(repr=False)


async def show(request: Request) -> Response:
    """Show who is who."""
    return await _show(request, house_of(request).item(request))


async def _show(request: Request, item: Item, problem: MinimiseError | None = None) -> Response:
    house = house_of(request)
    if not item.state.recipient:
        return RedirectResponse(f"/files/{item.id}/before", status_code=303)
    try:
        sheet = await house.sheet(item)
    except MinimiseError as trouble:
        return stuck(request, item, trouble)
    cards = {c.first["person"]: c for shelf in shelves(sheet) for c in shelf.cards if c.first["category"] == "C01"}
    ordered = sorted(sheet["people"], key=lambda person: not _is_open(person))  # who waits comes first
    rows = [_row(sheet, person, cards) for person in ordered]
    return painted(
        request, "people.html", status=400 if problem else 200, item=item, state=item.state, sheet=sheet,
        rows=rows, open_people=sum(map(_is_open, ordered)), problem=problem,
        last_done=item.journal.last_done(), last_undone=item.journal.last_undone(),
    )  # fmt: skip


def _is_open(person: Row) -> bool:
    """Say whether nobody knows yet who this is in the case."""
    return bool(person["ambiguous"]) or not person["roles"] or person["roles"][0]["role"] == Role.UNSETTLED


def _row(sheet: Row, person: Row, cards: Mapping[str, Card]) -> PersonRow:
    return PersonRow(
        person,
        tuple(quote(sheet, at) for at in person["mentions"]),
        tuple((role["role"], tuple(quote(sheet, at) for at in role["evidence"][:3])) for role in person["roles"]),
        cards.get(person["id"]),
    )


def quote(sheet: Row, at: str) -> Quote:
    """Give some words of a document with what stands around them."""
    part, start, end = (int(number) for number in at.split("."))
    text_ = sheet["parts"][part]["text"]
    before, after = text_[max(start - _AROUND, 0) : start], text_[end : end + _AROUND]
    return Quote(at, place_words(sheet["parts"][part]["place"]), before, text_[start:end], after)


async def change(request: Request) -> Response:
    """Carry out a correction and write it down."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    try:
        if text(form, "do") == "protect":
            sheet = await house.sheet(item)
            person = next((p for p in sheet["people"] if p["id"] == text(form, "person")), None)
            names = [name for name in person["names"] if name not in item.state.protect] if person else []
            if not names:
                raise UsageProblem("this person's names are protected already", "Nothing needs to be done.")
            item.record("protect", {"words": names})
        else:
            wanted = change_of_form(form)
            item.record("change", {"change": change_row(wanted)})
            sheet = await house.sheet(item)
            if any(row.get("change") == len(item.state.changes) - 1 for row in sheet["unfit"]):
                item.record("undo", {"of": item.journal.events[-1]["n"]})
                raise UsageProblem("that does not fit this person", "Choose the mentions or the other person again.")
    except MinimiseError as problem:
        return await _show(request, item, problem)
    return RedirectResponse(f"/files/{item.id}/people#{text(form, 'back') or 'main'}", status_code=303)


def change_of_form(form: FormData) -> Change:
    """Give the correction a form asks for.

    Raises:
        UsageProblem: something is missing.
    """
    spans = _spans(texts(form, "at"))
    match text(form, "do"):
        case "role" if spans and text(form, "role") in set(Role):
            return Recast(spans[0], Role(text(form, "role")))
        case "merge" if spans and (other := span_of(text(form, "into"))):
            return Merge(other, spans[0])
        case "split" if len(spans) > 0:
            return Split(tuple(spans))
    raise UsageProblem("something was not chosen", "Choose what to change, then press the button again.")


def _spans(values: Sequence[str]) -> list[Span]:
    return [span for span in map(span_of, values) if span is not None]
