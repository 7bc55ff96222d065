"""Names that stand in a form field whose label asks for a person."""

from collections.abc import Iterator, Sequence

from minimise.lexicons import label_of, titles
from minimise.model import Field, Kind, Reading
from minimise.stages.detect.names.tokens import PARTICLES, Token, Words, is_family, is_given, is_word, never_name

Run = tuple[int, int, float, str]

_LONGEST_VALUE = 160
"""Characters; a longer value is a narrative, not a name."""


def form_names(words: Words, reading: Reading, fields: Sequence[Field]) -> Iterator[Run]:
    """Yield the names in values of person fields, in any case, surname first or last."""
    starts = {token.start: n for n, token in enumerate(words.tokens)}
    for field in fields:
        start, end = field.value
        label = label_of(reading.text, field)
        if label is None or label.negative or end - start > _LONGEST_VALUE:
            continue
        if label.kind is Kind.PERSON or (label.role is not None and label.kind is None):
            inside = [n for at, n in starts.items() if start <= at < end]
            yield from _runs_in_value(words, inside)


def _runs_in_value(words: Words, inside: Sequence[int]) -> Iterator[Run]:
    """Yield the first run of the value, and later ones that a lexicon or a separator vouches for."""
    at = 0
    while at < len(inside):
        first = inside[at]
        end = at
        while end < len(inside) and end - at < 6 and _fits(words[inside[end]]):
            if end > at and not _goes_on(words, inside[end - 1], inside[end]):
                break
            end += 1
        if end > at and _vouched(words, first, inside[end - 1], at == 0):
            yield first, inside[end - 1] + 1, 0.93, "names.form"
        at = max(end, at + 1)


def _fits(token: Token) -> bool:
    return not never_name(token) or token.low in PARTICLES


def _goes_on(words: Words, left: int, right: int) -> bool:
    gap = words.between(left, right)
    if words[left].possessive:
        return False
    if gap in (". ", "."):
        return words[left].initial or words[left].low in titles()
    return gap in (" ", "  ") or (gap == ", " and words[left].capitals and not words[right].capitals)


def _vouched(words: Words, first: int, last: int, leads: bool) -> bool:
    """Whether a run of a value is a name: it leads the value in name shape, or a lexicon knows part of it."""
    tokens = words.tokens[first : last + 1]
    if any((is_given(token) or is_family(token)) and not (is_word(token) and token.text.islower()) for token in tokens):
        return True
    if all(token.initial for token in tokens):
        return False
    shaped = all(token.capital or token.capitals or token.initial for token in tokens)
    return leads and shaped and not all(is_word(token) for token in tokens)
