"""A safe address is given away by its house name, street or town alone: each is hidden wherever it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence

from minimise.lexicons import family_names, given_names
from minimise.model import Belonging, Insight, Kind, Mention, Nature, Person, Reading, Span
from minimise.model.matching import occurrences

_PLACES = frozenset({Kind.ADDRESS, Kind.POSTCODE, Kind.LOCATION, Kind.ORG_PLACE})
_NUMBER = re.compile(r"^(?:flat|room|unit|apartment|no\.?|number)?\s*\d+[a-z]?(?:\s*[-–]\s*\d+)?,?\s*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


_READ = 0.9
"""The mean share of a stretch from which the model's word alone makes a place a safe one."""


def read_as_safe(
    reading: Reading, insight: Insight, mentions: Sequence[Mention], people: Sequence[Person]
) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """Give the ids of places that the trained model takes for safe ones, and mentions of such that no rule found.

    Args:
        reading: the document as one string.
        insight: what the model says of each word.
        mentions: every find so far.
        people: whose names are never places.
    """
    named = {i for person in people for i in person.mention_ids}
    at = {m.id: reading.offset(m.span) for m in mentions}
    ids: list[str] = []
    fresh: list[Span] = []
    for start, end, kind, share in insight.stretches(0.5):
        if kind != "place" or share < _READ:
            continue
        touching = [m for m in mentions if at[m.id][0] < end and start < at[m.id][1]]
        ids += [m.id for m in touching if m.kind in _PLACES and m.id not in named]
        words = reading.text[start:end]
        if not touching and any(char.isupper() or char.isdigit() for char in words):
            fresh += reading.spans(start, end)
    new = (
        Mention(f"m{n:04}", span, Kind.LOCATION, 0.7, ("model.context",))
        for n, span in enumerate(fresh, start=len(mentions) + 1)
    )
    return tuple(ids), tuple(new)


def spread(
    reading: Reading, mentions: Sequence[Mention], belongings: Mapping[str, Belonging], people: Sequence[Person]
) -> tuple[Mention, ...]:
    """Give the places that are parts of a safe address: finds already made, and further ones of their own.

    A part that also stands in an ordinary address (the town both share) is left alone: hiding it would hide
    the address that has to be known.
    """
    named = {i for person in people for i in person.mention_ids}
    safe = [m for m in mentions if _is(m, belongings, Nature.SAFE)]
    safe_towns = {town for m in safe for town in _town_after(reading, m)}
    other = " | ".join(
        _words(reading, m) for m in mentions if m.kind is Kind.ADDRESS and _is(m, belongings, Nature.ORDINARY)
    ).casefold()
    parts = {part for m in safe for part in _parts(_words(reading, m)) if part.casefold() not in other} | safe_towns
    stretches = {at for part in parts for at in occurrences(reading.text, part)}
    taken = {reading.offset(m.span): m for m in mentions}
    found: dict[str, Mention] = {}
    new: set[tuple[int, int]] = set()
    for start, end in sorted(stretches):
        touching = [m for (s, e), m in taken.items() if s < end and start < e]
        if not touching:
            new.add((start, end))
        for mention in touching:
            if mention.kind in _PLACES and mention.id not in named and not _is(mention, belongings, Nature.SAFE):
                found[mention.id] = mention
    spans = [span for at in sorted(new) for span in reading.spans(*at)]
    fresh = (
        Mention(f"m{n:04}", span, Kind.LOCATION, 0.8, ("places.safe",))
        for n, span in enumerate(spans, start=len(mentions) + 1)
    )
    return (*found.values(), *fresh)


_TOWN = re.compile(r"[,\s>]*\n?[>\s]*(?P<town>[A-Z][a-z]+(?:[- ][A-Z][a-z]+)*)(?=,|\s+[A-Z]{1,2}\d)")


def _town_after(reading: Reading, mention: Mention) -> Iterator[str]:
    """Yield the town that follows a safe address, also on the next line."""
    _, end = reading.offset(mention.span)
    match = _TOWN.match(reading.text, end)
    if match is not None and mention.kind is Kind.ADDRESS:
        yield match["town"]


def _is(mention: Mention, belongings: Mapping[str, Belonging], nature: Nature) -> bool:
    belonging = belongings.get(mention.id)
    return belonging is not None and belonging.nature is nature and mention.kind in _PLACES


def _words(reading: Reading, mention: Mention) -> str:
    start, end = reading.offset(mention.span)
    return reading.text[start:end]


def _parts(address: str) -> Iterator[str]:
    """Yield house name, street and town of an address; a part that is a single name proves nothing."""
    for piece in re.split(r"[,\n|]", _POSTCODE.sub("", address)):
        part = _NUMBER.sub("", piece.strip()).strip(" .")
        low = part.casefold()
        if len(part) >= 4 and part[:1].isupper() and not (low in given_names() or low in family_names()):
            yield part
