"""Turns labelled text into sub-words with one row of labels a word, and packs rows of like length into batches."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.making.labels import ANY, ENTITIES, ROLES, STRETCHES, UNKNOWN, UNSURE, allowed

LONGEST = 254
"""Sub-words of one window, without the two that open and close it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One window: sub-word ids, the case of each, and for first sub-words of words the labels of three questions."""

    ids: list[int]
    cases: list[int]
    entities: list[int]
    """A set of allowed labels as bits, or 0 where the sub-word is not asked."""
    roles: list[int]
    stretches: list[int]


def case_of(word: str) -> int:
    """Give 0 for small letters and signs, 1 for a capital first, 2 for capitals throughout."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def rows(
    tokenizer: Any,
    text: str,
    entities: Sequence[tuple[int, int, str]],
    silent: int,
    roles: Sequence[tuple[int, int, str]] = (),
    stretches: Sequence[tuple[int, int, str]] | None = None,
    *,
    safety_marked: bool = True,
) -> Iterator[Row]:
    """Yield the windows of one text.

    Args:
        tokenizer: a fast tokeniser that gives offsets and word numbers.
        text: the text.
        entities: spans with their entity.
        silent: the labels that a word outside all spans may have.
        roles: spans with the role of whoever they name.
        stretches: spans with what they would give away; None where nobody looked for such.
        safety_marked: whether safety facts are among them.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words, offsets, ids = encoding.word_ids, encoding.offsets, encoding.ids
    starts = [n for n in range(len(ids)) if n == 0 or words[n] != words[n - 1]]
    if not starts:
        return
    spans_end = dict(zip(starts, [*starts[1:], len(ids)], strict=True))
    ent = _painted(offsets, starts, [(s, e, allowed(k)) for s, e, k in entities], silent)
    rol = _painted(offsets, starts, [(s, e, ROLES.index(k)) for s, e, k in roles], UNKNOWN)
    plain = STRETCHES.index("none") if safety_marked else UNSURE
    none = UNKNOWN if stretches is None else plain
    stretched = _painted(offsets, starts, [(s, e, STRETCHES.index(k)) for s, e, k in stretches or ()], none)
    row = Row([], [], [], [], [])
    for start in starts:
        end = spans_end[start]
        if len(row.ids) + end - start > LONGEST:
            yield row
            row = Row([], [], [], [], [])
        case = case_of(text[offsets[start][0] : offsets[end - 1][1]])
        for n in range(start, min(end, start + LONGEST)):
            first = n == start
            row.ids.append(ids[n])
            row.cases.append(case)
            row.entities.append(ent[start] if first else 0)
            row.roles.append(rol[start] if first else UNKNOWN)
            row.stretches.append(stretched[start] if first else UNKNOWN)
    if row.ids:
        yield row


def _painted(
    offsets: Sequence[tuple[int, int]], starts: Sequence[int], spans: Sequence[tuple[int, int, int]], outside: int
) -> dict[int, int]:
    """Give each word the value of the span it stands in."""
    values = dict.fromkeys(starts, outside)
    for low, high, value in spans:
        for start in starts:
            if low <= offsets[start][0] < high:
                values[start] = value
    return values


def batches(windows: Iterable[Row], size: int, rng: random.Random) -> Iterator[list[Row]]:
    """Yield groups of windows of like length that hold about `size` sub-words, in random order."""
    by_length = sorted(windows, key=lambda row: len(row.ids) + rng.random() * 12)
    groups: list[list[Row]] = [[]]
    for row in by_length:
        if groups[-1] and (len(groups[-1]) + 1) * (len(row.ids) + 2) > size:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    yield from (group for group in groups if group)


__all__ = ["ANY", "ENTITIES", "LONGEST", "Row", "batches", "case_of", "rows"]
