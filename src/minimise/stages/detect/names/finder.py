"""Runs every name rule over a reading and gives what they found."""

from collections.abc import Iterator, Sequence

from minimise.model import Field, Hit, Kind, Reading
from minimise.stages.detect.names.contexts import (
    households,
    in_context,
    listed,
    near_kin,
    signed_off,
    surname_first,
    titled,
)
from minimise.stages.detect.names.forms import form_names
from minimise.stages.detect.names.tokens import (
    Words,
    in_a_date,
    is_family,
    is_given,
    is_place,
    is_word,
    name_like,
    never_name,
    run_of,
)

Run = tuple[int, int, float, str]
"""First token, token after the last, score in 0..1, rule id."""


def find_names(reading: Reading, fields: Sequence[Field]) -> tuple[Hit, ...]:
    """Give every name the rules see, as stretches of the reading; overlapping ones are left to the resolver."""
    words = Words(reading.text)
    runs = [
        *lexicon_runs(words),
        *lower_case(words),
        *titled(words),
        *near_kin(words),
        *in_context(words),
        *signed_off(words),
        *households(words),
        *surname_first(words),
        *form_names(words, reading, fields),
    ]
    runs += listed(words, runs)
    return tuple(
        Hit(words[first].start, words[end - 1].end, Kind.PERSON, score, rule)
        for first, end, score, rule in sorted(set(runs))
    )


def lexicon_runs(words: Words) -> Iterator[Run]:
    """Yield capitalised runs that the name lexicons vouch for."""
    at = 0
    while at < len(words):
        token = words[at]
        if not (name_like(token) or token.initial):
            at += 1
            continue
        end = run_of(words, at)
        first = _without_opening_word(words, at, end)
        score = 0.0 if is_place(words, first, end) else run_score(words, first, end)
        if score > 0:
            yield first, end, score, "names.lexicon"
            at = end
        else:
            at += 1


_ASKING = frozenset("will can may might would could should does did has had is was".split())


def _without_opening_word(words: Words, first: int, end: int) -> int:
    """Drop `Will`, `May` or `Can` at the head of a question or order: `Will Tyler be seen?`."""
    opening = words[first]
    if end - first < 2 or not is_word(opening) or not words.opens_sentence(first):
        return first
    following = words[first + 1]
    if opening.low in _ASKING and is_given(following) and words.text.find("?", words[end - 1].end) >= 0:
        rest = words.text[words[end - 1].end : words.text.find("?", words[end - 1].end)]
        if not any(mark in rest for mark in ".!\n"):
            return first + 1
    if is_given(following) and not is_word(following) and not (end - first == 2 and is_family(following)):
        return first + 1
    return first


def run_score(words: Words, first: int, end: int) -> float:
    """Score a run of name-like words in 0..1; 0 where the lexicons do not vouch for it."""
    head, last = words[first], words[end - 1]
    if end - first == 1:
        return _single_score(words, first)
    if head.initial:
        sure = is_family(last) and not last.initial
        return 0.7 if sure and not (is_word(last) and words.opens_sentence(first)) else 0.0
    if is_given(head):
        if not is_word(head):
            return 0.92 if is_family(last) else 0.85
        vouched = is_family(last) or not is_word(last)
        return 0.8 if vouched and not (words.opens_sentence(first) and is_word(last)) else 0.0
    if is_family(last) and not is_word(last):
        return 0.72
    if any(is_given(words[n]) and not is_word(words[n]) for n in range(first, end)):
        return 0.7
    return 0.0


def _single_score(words: Words, index: int) -> float:
    token = words[index]
    if token.initial or not is_given(token) or in_a_date(words, index):
        return 0.0
    if not is_word(token):
        return 0.8
    if words.opens_sentence(index) or token.capitals:
        return 0.0
    return 0.7


def lower_case(words: Words) -> Iterator[Run]:
    """Yield given names typed in lower case, as in notes made in a hurry."""
    at = 0
    while at < len(words):
        token = words[at]
        plain = token.text.islower() and len(token.text) >= 4
        if plain and is_given(token) and not is_word(token) and not never_name(token):
            end = at + 1
            if end < len(words) and words.joined(at, end):
                after = words[end]
                closed = words.text[after.end : after.end + 1] in (",", ")", "(", "\n", "")
                if (
                    after.text.islower()
                    and is_family(after)
                    and not never_name(after)
                    and (closed or not is_word(after))
                ):
                    end += 1
            yield at, end, 0.62 if end == at + 1 else 0.8, "names.lower-case"
            at = end
        else:
            at += 1
