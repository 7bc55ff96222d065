"""What form fields say about people: the label beside a name, and the rest of the name's row."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from minimise.lexicons import label_of
from minimise.model import Field, Kind, Mention, Reading, Role
from minimise.stages.identify.evidence import Evidence, Family
from minimise.stages.identify.kin import (
    kin_pattern,
    noun_alternatives,
    possessor_of,
    role_of_job,
    role_of_kin,
    role_of_noun,
)
from minimise.stages.identify.mailheaders import is_header_line

_RELATION = re.compile(
    r"relation|(?:connection|link(?:ed)?|tie) (?:to|with)|who (?:is|are) they|status|capacity", re.IGNORECASE
)
_WORK = re.compile(r"agency|organisation|job|designation|profession|role|team|service|post|position", re.IGNORECASE)
_SHORT = 90
"""Characters; in a longer value the label speaks of the subject matter, not of each name in it."""


def form_evidence(
    reading: Reading, fields: Sequence[Field], mentions: Sequence[Mention], family: Family
) -> Iterator[tuple[str, Evidence]]:
    """Yield (mention id, evidence) for every name that stands in a labelled value or a table row."""
    names = [m for m in mentions if m.kind in (Kind.PERSON, Kind.INITIALS)]
    names.sort(key=lambda m: reading.offset(m.span))
    starts = [reading.offset(m.span)[0] for m in names]
    rows: dict[int, list[Field]] = defaultdict(list)
    for field in fields:
        rows[field.row].append(field)
    for field in fields:
        if not _is_one_of_many(reading, field, rows[field.row]):
            yield from _by_label(reading, field, _inside(names, starts, field.value))
    for row in rows.values():
        yield from _by_row(reading, row, names, starts, family)


def _is_one_of_many(reading: Reading, field: Field, row: Sequence[Field]) -> bool:
    """Say whether a column of children has another beside it that tells what each of them is to the subject."""
    label = label_of(reading.text, field) if field.headed else None
    if label is None or label.role is not Role.SUBJECT:
        return False
    return any(_RELATION.search(reading.text[slice(*f.label)]) and f.value[0] < f.value[1] for f in row)


def _inside(names: Sequence[Mention], starts: Sequence[int], stretch: tuple[int, int]) -> Sequence[Mention]:
    return names[bisect_left(starts, stretch[0]) : bisect_left(starts, stretch[1])]


def _by_label(reading: Reading, field: Field, inside: Sequence[Mention]) -> Iterator[tuple[str, Evidence]]:
    """The label names the role: `Alleged perpetrator: …`, `Health visitor | …`."""
    start, end = field.value
    label = label_of(reading.text, field)
    if label is None or label.role is None or label.negative or not inside:
        return
    if is_header_line(reading.text, field.label, field.value):
        return
    if label.kind not in (None, Kind.PERSON) and not label.certain:
        return
    if end - start > _SHORT:
        inside = [m for m in inside if reading.offset(m.span)[0] - start < 4]
    for n, mention in enumerate(inside):
        leads = n == 0 and reading.offset(mention.span)[0] - start < 4
        weight = 0.95 if leads else 0.7
        yield mention.id, Evidence(label.role, "roles.form", weight, *reading.offset(mention.span))


def _by_row(
    reading: Reading, row: Sequence[Field], names: Sequence[Mention], starts: Sequence[int], family: Family
) -> Iterator[tuple[str, Evidence]]:
    """The row says it in another column: relationship, job, agency."""
    said = [(field, reading.text[slice(*field.label)], reading.text[slice(*field.value)]) for field in row]
    relation = next((v for _, label, v in said if _RELATION.search(label)), "")
    work = next((v for _, label, v in said if _WORK.search(label) and not _RELATION.search(label)), "")
    role = role_of_words(relation, family) or (role_of_words(work, family) if work else None)
    if role is None and work and any(f.headed for f in row):
        role = Role.PROFESSIONAL
    if role is None:
        return
    for field, label, _ in said:
        if _RELATION.search(label) or _WORK.search(label):
            continue
        for mention in _inside(names, starts, field.value)[:1]:
            yield mention.id, Evidence(role, "roles.row", 0.92, *reading.offset(mention.span))


def role_of_words(words: str, family: Family) -> Role | None:
    """Give the role that a relationship or job cell states, or None."""
    job = role_of_job(words)
    if job is not None:
        return job
    pattern = re.compile(
        rf"(?P<whose>[\w'-]+(?:'s|s')\s+)?(?:[\w-]+\s+)??(?:(?P<kin>{kin_pattern()})|(?P<noun>{noun_alternatives()}))\b",
        re.IGNORECASE,
    )
    match = pattern.search(words.strip())
    if match is None:
        return _self(words)
    possessor = possessor_of((match["whose"] or "").strip(), family.own, family.others, family.elders)
    if match["kin"]:
        return role_of_kin(match["kin"], possessor)
    return role_of_noun(match["noun"], possessor)


def _self(words: str) -> Role | None:
    """`Subject`, `Self`, `Child` in a relationship column is the child the form is about."""
    return (
        Role.SUBJECT
        if re.fullmatch(
            r"\W*(?:self|subject|subject child|index child|named child|victim child|n/?a)\W*", words, re.IGNORECASE
        )
        else None
    )
