"""Drops what the statistical finder takes for a name or place but the lexicons know better."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from minimise.lexicons import is_abbreviation, kinship, titles
from minimise.model import Hit, Kind
from minimise.stages.detect.names.tokens import (
    PARTICLES,
    PLACE_ENDINGS,
    Token,
    Words,
    in_a_date,
    is_family,
    is_given,
    is_place,
    is_word,
    never_name,
)
from minimise.stages.detect.reader import is_everyday

_OPINIONS = frozenset({"spacy.ner", "model.context"})


def sift(words: Words, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the hits with the statistical ones trimmed to name-like words or left out."""
    starts = [token.start for token in words.tokens]
    sure = [hit for hit in hits if hit.found_by not in _OPINIONS and hit.kind is Kind.PERSON]
    kept: list[Hit] = []
    for hit in hits:
        if hit.found_by == "model.context":
            kept += [found for piece in _pieces(words.text, hit) for found in _as_read(words, starts, piece, sure)]
        elif hit.found_by != "spacy.ner":
            kept += [hit] if hit.found_by != "names.lower-case" or not _is_common(words, starts, hit) else []
        elif hit.kind is Kind.PERSON:
            kept += _as_person(words, starts, hit)
        elif _is_place(words, starts, hit) and not any(s.start < hit.end and hit.start < s.end for s in sure):
            kept.append(hit)
    return tuple(kept)


# The model's share that a name needs, by whether a lexicon knows a word of it and whether it is written with a capital.
_NEEDED = {(True, True): 0.4, (True, False): 0.6, (False, True): 0.7, (False, False): 0.9}
_OPENING = 0.93
"""The share that an unknown word needs where every word has a capital: at the head of a sentence."""
_STREET = 0.8
"""The share from which words without a number are an address, such as `The Old Forge, Sallow Green`."""
_CERTAIN = 0.97
"""The share from which words that every English reader knows may be a name."""
_SURELY = 0.95
"""The share from which one such word alone is one, though no lexicon knows it as a name: `Chance`, `DEACON`."""
_EVERYDAY = 0.85
"""The share from which an everyday word may be a name."""


_PARTED = re.compile(r"[_/|]+|\s*\n\s*")


def _pieces(text: str, hit: Hit) -> Iterator[Hit]:
    """Cut a name that the model reads over a line end, or a sign that parts two as in the file name `TWard_Jayden`."""
    if hit.kind is not Kind.PERSON or _PARTED.search(text, hit.start, hit.end) is None:
        yield hit
        return
    start = hit.start
    for mark in (*_PARTED.finditer(text, hit.start, hit.end), None):
        end = hit.end if mark is None else mark.start()
        if start < end:
            yield Hit(start, end, hit.kind, hit.score, hit.found_by)
        start = hit.end if mark is None else mark.end()


def _as_read(words: Words, starts: Sequence[int], hit: Hit, sure: Sequence[Hit]) -> list[Hit]:
    """Trim what the trained model reads as a name of words that never are; numbers and addresses pass as they are."""
    if hit.kind is not Kind.PERSON:
        numbered = any(char.isdigit() for char in words.text[hit.start : hit.end])
        fitting = _is_place(words, starts, hit)
        if hit.kind is Kind.ADDRESS:
            named = [words[n] for n in _tokens_in(starts, hit)]
            fitting = numbered or (len(named) > 1 and hit.score >= _STREET and named[0].capital)
        if not numbered and any(s.start < hit.end and hit.start < s.end for s in sure):
            return []  # a rule's name, such as the child's surname Ward
        return [_from_the_place_on(words, starts, hit)] if fitting else []
    run = list(_tokens_in(starts, hit))
    if _reads_as_initials(words, run, hit):
        return [Hit(words[run[0]].start, words[run[-1]].end, Kind.INITIALS, min(hit.score, 0.8), hit.found_by)]
    while run and _no_part(words[run[0]]):
        run = run[1:]
    while run and _no_part(words[run[-1]]):
        run = run[:-1]
    tokens = [words[n] for n in run]
    if not tokens or (all(is_word(token) or token.initial for token in tokens) and hit.score < _EVERYDAY):
        return []
    known = any((is_given(token) or is_family(token)) and not is_word(token) for token in tokens)
    written = any(token.capital or token.capitals for token in tokens)
    opening = not known and len(tokens) == 1 and tokens[0].capital and _opens_prose(words, run[0])
    if hit.score < (_OPENING if opening else _NEEDED[known, written]):
        return []
    everyday = not known and all(is_everyday(token.text) for token in tokens)
    weak = everyday and (len(tokens) == 1 or hit.score < _CERTAIN)
    if weak and not _is_name_and_word(words, run, hit, written=written):
        return []
    return [Hit(tokens[0].start, tokens[-1].end, Kind.PERSON, min(hit.score, 0.9), hit.found_by)]


_NAME_AND_WORD = 0.92
"""The share from which an everyday word that is a name too, such as `Dean`, is one; in small letters more."""
_INITIALS = 0.75
"""The share from which two or three capitals that are no abbreviation of the trade are somebody's initials."""


def _opens_prose(words: Words, at: int) -> bool:
    """Say whether a word stands at the head of a sentence that goes on in small letters."""
    after = at + 1
    goes_on = after < len(words) and words.between(at, after) == " " and words[after].text.islower()
    return goes_on and words.opens_sentence(at)


def _is_name_and_word(words: Words, run: Sequence[int], hit: Hit, *, written: bool) -> bool:
    """Say whether one everyday word that is a name too is meant as a name: not as a month, nor as part of a place."""
    alone = words[run[0]]
    surely = hit.score >= _SURELY and len(alone.text) > 1 and not (alone.capital and words.opens_sentence(run[0]))
    named = len(run) == 1 and (is_given(alone) or surely)
    certain = hit.score >= (_NAME_AND_WORD if written else _CERTAIN)
    return named and certain and not is_place(words, run[0], run[0] + 1) and not in_a_date(words, run[0])


def _reads_as_initials(words: Words, run: Sequence[int], hit: Hit) -> bool:
    """Say whether a hit is `HF` or `P.J.` and nothing the field knows as an abbreviation."""
    text = words.text[hit.start : hit.end].strip(".").replace(".", "")
    capitals = 1 < len(text) <= 3 and text.isalpha() and text.isupper()
    return bool(run) and capitals and hit.score >= _INITIALS and not is_abbreviation(text)


_BEFORE_PLACES = frozenset(
    "currently now address home lives living live at in of from to staying stays moved the new old current former "
    "previous temporary is was her his their c/o".split()
)


def _from_the_place_on(words: Words, starts: Sequence[int], hit: Hit) -> Hit:
    """Leave out what only leads up to an address, such as `currently`: it tells what kind of address that is."""
    start = hit.start
    for n in _tokens_in(starts, hit):
        if words[n].low not in _BEFORE_PLACES or words[n].end >= hit.end:
            break
        gap = words.text[words[n].end : hit.end]
        start = words[n].end + len(gap) - len(gap.lstrip(" :,-\n"))
    return Hit(start, hit.end, hit.kind, hit.score, hit.found_by)


_LEADING = frozenset(
    "hi hello hey hiya dear thanks thank ring call phone text tell ask email message see saw met told morning evening "
    "afternoon re fao attn".split()
)
"""Words before a name in greetings and orders, which a statistical reader may take for part of it."""


def without_neighbours(words: Words, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the hits with words beside a known name left out: `Ring EM`, `Beata copes`, `Hi Miss Marsh`."""
    starts = [token.start for token in words.tokens]
    named = [hit for hit in hits if hit.kind in (Kind.PERSON, Kind.INITIALS)]
    known = {words.text[hit.start : hit.end].casefold() for hit in named}
    return tuple(_cut(words, starts, hit, known) if hit.kind is Kind.PERSON else hit for hit in hits)


def _cut(words: Words, starts: Sequence[int], hit: Hit, known: set[str]) -> Hit:
    run = [words[n] for n in _tokens_in(starts, hit)]
    if len(run) < 2:
        return hit
    start, end = hit.start, hit.end
    rest = words.text[run[1].start : end].casefold()
    if run[0].low in _LEADING or (rest in known and is_everyday(run[0].text) and _is_plain(run[0])):
        start = run[1].start
    elif words.text[start : run[-2].end].casefold() in known and _trails(words, run[-2], run[-1]):
        end = run[-2].end
    return Hit(start, end, hit.kind, hit.score, hit.found_by)


def _trails(words: Words, before: Token, last: Token) -> bool:
    """Say whether a word in small letters only stands behind a name: not part of it, nor a misread piece of it."""
    apart = words.text[before.end : last.start].isspace()
    english = is_everyday(last.text) or last.low.endswith(("s", "ed", "ing"))
    return apart and len(last.text) > 1 and last.text.islower() and english and _is_plain(last)


_EPITHETS = frozenset("big little old young lil wee ginger fat tall black white older younger other".split())


def _is_plain(token: Token) -> bool:
    """Say whether a word is neither a name nor what stands before one."""
    if token.low in _EPITHETS:
        return False
    if is_given(token) or is_family(token) or token.initial or token.low in PARTICLES:
        return False
    return token.low not in titles() and token.low not in kinship()


def _is_common(words: Words, starts: Sequence[int], hit: Hit) -> bool:
    """Whether a find in small letters is a single word of everyday English that is no known name."""
    tokens = [words[n] for n in _tokens_in(starts, hit)]
    return len(tokens) == 1 and not is_given(tokens[0]) and not is_family(tokens[0]) and is_everyday(tokens[0].text)


def _no_part(token: Token) -> bool:
    return never_name(token) or is_abbreviation(token.text) or any(char.isdigit() for char in token.text)


def _tokens_in(starts: Sequence[int], hit: Hit) -> range:
    return range(bisect_left(starts, hit.start), bisect_left(starts, hit.end))


def _as_person(words: Words, starts: Sequence[int], hit: Hit) -> list[Hit]:
    """Trim to the first unbroken run of words that can be a name; nothing if none is left."""
    run: list[int] = []
    for index in _tokens_in(starts, hit):
        token = words[index]
        name_like = (token.capital or token.capitals or token.initial) and not never_name(token)
        fits = name_like or (run and token.low in PARTICLES)
        if fits and (not run or words.joined(run[-1], index)):
            run.append(index)
        elif run:
            break
    while run and words[run[-1]].low in PARTICLES and not words[run[-1]].capital:
        run.pop()
    if not run or is_place(words, run[0], run[-1] + 1) or not _credible(words, run):
        return []
    kind = Kind.LOCATION if _reads_as_place(words, run) else Kind.PERSON
    return [Hit(words[run[0]].start, words[run[-1]].end, kind, 0.6, hit.found_by)]


def _reads_as_place(words: Words, run: Sequence[int]) -> bool:
    """Whether one unknown word stands where a town does: after `in`, or after the street of an address."""
    token = words[run[0]]
    if len(run) > 1 or is_given(token) or is_family(token):
        return False
    if run[0] and words[run[0] - 1].low in ("in", "at", "near", "around", "outside", "towards", "the"):
        return words.between(run[0] - 1, run[0]) == " "
    return bool(run[0]) and words[run[0] - 1].low in PLACE_ENDINGS and words.between(run[0] - 1, run[0]).strip() == ","


def _credible(words: Words, run: Sequence[int]) -> bool:
    """Whether a statistical find stands up: known words of names, or two unknown ones, or one in mid-sentence."""
    tokens = [words[n] for n in run]
    if all(token.initial for token in tokens):
        return False
    if any((is_given(token) or is_family(token)) and not is_word(token) for token in tokens):
        return True
    if all(token.capitals for token in tokens):
        return False
    unknown = [token for token in tokens if not is_word(token) and not token.initial]
    if any(in_a_date(words, n) for n in run):
        return False
    if words.opens_sentence(run[0]) and is_word(tokens[0]) and not is_given(tokens[0]):
        return False
    if len(tokens) == 1:
        return bool(unknown) and tokens[0].capital and not words.opens_sentence(run[0])
    return bool(unknown)


def _is_place(words: Words, starts: Sequence[int], hit: Hit) -> bool:
    """Whether a place find is more than an abbreviation, a kin word or a word that opens a sentence."""
    tokens = [words[n] for n in _tokens_in(starts, hit)]
    if not tokens or any(token.low.isdigit() for token in tokens):
        return False
    if all(never_name(token) or token.text.islower() for token in tokens):
        return False
    return not (len(tokens) == 1 and (tokens[0].capitals or is_word(tokens[0])))
