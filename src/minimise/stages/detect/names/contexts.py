"""Names that their neighbours give away: titles, kin words, being called something, saying something."""

import re
from collections.abc import Iterator, Sequence

from minimise.lexicons import kinship, ordinary_words, titles
from minimise.stages.detect.names.tokens import (
    PARTICLES,
    Token,
    Words,
    is_family,
    is_given,
    is_place,
    is_word,
    name_like,
    never_name,
    run_of,
)

Run = tuple[int, int, float, str]

# Titles that are also everyday words: only a capital after them makes a name.
_WORDY_TITLES = frozenset("miss sister father brother nurse sir madam master lady lord mother constable doctor".split())
# Titles that a note in small letters puts before a name in small letters.
_LOWER_TITLES = frozenset("mr mrs ms mx dr prof pc dc ds di sgt pcso".split())
_DOTTED_TITLES = frozenset("mr mrs ms mx dr prof rev revd fr sr st sgt insp cllr hon capt lt".split())
_NAMING = frozenset(["called", "named", "aka", "alias", "née", "nee", "nicknamed", "formerly"])
_THINGS = frozenset(
    "channel group chat server app game site website page forum account club pub bar shop place house home hostel road "
    "street estate village town school nursery charity project programme scheme course drug medicine tablet dog cat "
    "puppy kitten horse pony rabbit hamster budgie band gang song film book show series team boat company firm".split()
)
"""What is `called` something and is nobody."""
_PERSON_NOUNS = frozenset(
    "pupil student friend mate neighbour partner boyfriend girlfriend lodger child baby boy girl teacher worker "
    "nurse officer landlord coach carer babysitter childminder classmate peer".split()
)
_SAYING = frozenset(
    "said says told tells stated states reported reports disclosed discloses explained asked asks replied denied "
    "denies claims claimed admitted confirmed confirms mentioned described added thinks believes wants rang "
    "phoned texted shouted cried laughed whispered answered refused agreed alleged alleges collects collected "
    "presented".split()
)
_BEING = frozenset(
    "is was has had will would did does goes went came comes lives attends looked looks seemed seems appeared "
    "appears became hit hits hurt threw pushed gets got".split()
)
_VERBS = _SAYING | _BEING


def titled(words: Words) -> Iterator[Run]:
    """Yield `Mrs Price`, `mr and mrs kowalski`, `PC Khan`, `Miss P`, title included."""
    for at, token in enumerate(words.tokens[:-1]):
        if token.low not in titles() or (at and _pairs_up(words, at - 1)):
            continue
        begin, title = at, at
        if _pairs_up(words, at):
            title = at + 2
        follows = title + 1
        if follows >= len(words) or not _after_title(words, title, follows):
            continue
        end = run_of(words, follows) if name_like(words[follows]) else _lower_end(words, follows)
        yield begin, end, 0.9, "names.title"


def _lower_end(words: Words, first: int) -> int:
    """Give the end of a name in small letters after its title: `mrs joan tattersall`, but `mrs price said`."""
    after = first + 1
    if after >= len(words) or not words.joined(first, after) or not words[after].text.islower():
        return after
    token = words[after]
    known = is_family(token) and not is_word(token)
    unknown = is_given(words[first]) and not is_word(token) and not never_name(token) and token.low not in _VERBS
    return after + 1 if known or unknown else after


def _pairs_up(words: Words, at: int) -> bool:
    """Whether `Mr and Mrs` begins here."""
    if at + 2 >= len(words) or words[at].low not in titles() or words[at + 2].low not in titles():
        return False
    return words[at + 1].low == "and" or words.between(at, at + 2).strip() == "&"


def _after_title(words: Words, title: int, follows: int) -> bool:
    """Whether what follows a title can be the name it belongs to."""
    token, gap = words[follows], words.between(title, follows)
    if gap not in (" ", ". ", "  ", ".") or (gap.startswith(".") and words[title].low not in _DOTTED_TITLES):
        return False
    if never_name(token) and token.low not in PARTICLES and not is_family(token):
        return False
    if words[title].text.islower() and words[title].low in kinship():
        return False  # `his sister Idil` is no nun
    if token.capital or token.capitals or token.initial:
        return not (words[title].low in _WORDY_TITLES and words[title].text.islower() and token.initial)
    lowered = words[title].text.islower() and words[title].low in _LOWER_TITLES
    return lowered and (is_family(token) or is_given(token) or not is_word(token)) and len(token.text) > 2


def near_kin(words: Words) -> Iterator[Run]:
    """Yield `Mum Kelly`, `mum (kelly)`, `her sister, Priya`, `Kelly (Mum)`, `Jean, his nan`."""
    kin = kinship()
    for at, token in enumerate(words.tokens):
        if token.low not in kin and token.low not in _PERSON_NOUNS:
            continue
        after = at + 1
        if after < len(words) and words.between(at, after) in (" ", " (", ", ", ": ", " - ", " – ", " '", ' "'):
            close = words.between(at, after) in (" ", " (", ": ")
            yield from _kin_name(words, after, close=close)
        if at and words.between(at - 1, at) in (" (", ", ", " - ", " – "):
            yield from _name_before(words, at - 1)
        if (
            at > 1
            and words[at - 1].low in ("his", "her", "their", "the", "a")
            and words.between(at - 2, at - 1)
            in (
                " (",
                ", ",
                " - ",
            )
        ):
            yield from _name_before(words, at - 2)


def _kin_name(words: Words, at: int, *, close: bool) -> Iterator[Run]:
    token = words[at]
    if name_like(token) and (close or is_given(token)):
        yield at, run_of(words, at), 0.82, "names.kin"
    elif token.text.islower() and is_given(token) and not is_word(token):
        yield at, at + 1, 0.75, "names.kin"


def _name_before(words: Words, last: int) -> Iterator[Run]:
    """Yield the name-like run that ends at `last`, if it is one."""
    first = last
    if not name_like(words[last]) and not is_given(words[last]):
        return
    if is_word(words[last]) and not words[last].capital:
        return
    while first and last - first < 4 and words.joined(first - 1, first) and name_like(words[first - 1]):
        first -= 1
    opening = is_word(words[first]) and words.opens_sentence(first)
    if not (opening and first == last and not is_given(words[first])):
        yield first, last + 1, 0.8, "names.kin"


def in_context(words: Words) -> Iterator[Run]:
    """Yield names that no lexicon knows but the sentence treats as a person."""
    for at, token in enumerate(words.tokens):
        if not (token.capital or token.capitals) or never_name(token):
            continue
        end = run_of(words, at)
        if is_place(words, at, end):
            continue
        if _is_called(words, at):
            yield at, end, 0.82, "names.called"
        elif end < len(words) and words.text[words[end - 1].end : words[end].start] in (" ", ", "):
            score = _doing_score(words, at, end)
            if score:
                yield at, end, score, "names.context"


def _is_called(words: Words, at: int) -> bool:
    """Whether the word before says that this is what somebody is called."""
    if not at or words.between(at - 1, at) not in (" ", " '", ' "', ": ", " ("):
        return False
    if words[at - 1].low in _NAMING:
        return not (at > 1 and words[at - 2].low in _THINGS and words.between(at - 2, at - 1) == " ")
    return at > 1 and (words[at - 2].low, words[at - 1].low) in {("known", "as"), ("name", "is"), ("goes", "by")}


def _doing_score(words: Words, at: int, end: int) -> float:
    """Score a capitalised run by the verb after it."""
    verb = words[end].low
    known = is_given(words[at]) or is_family(words[end - 1])
    if verb in _SAYING and (known or not words.opens_sentence(at)):
        return 0.7
    if verb in _BEING and known and not (words.opens_sentence(at) and is_word(words[at])):
        return 0.66
    return 0.68 if verb in _SAYING and end - at == 1 and not is_word(words[at]) and len(words[at].text) > 2 else 0.0


_HOUSE = frozenset("at from in of opposite across next family household over upstairs downstairs".split())


def households(words: Words) -> Iterator[Run]:
    """Yield `the Mulgrews at 24`: a family name in the plural, with where they live."""
    for at in range(1, len(words) - 1):
        token = words[at]
        plural = token.capital and token.low.endswith("s") and len(token.text) > 4 and not never_name(token)
        if plural and words[at - 1].low == "the" and words.joined(at - 1, at) and words[at + 1].low in _HOUSE:
            known = is_family(token) or token.low[:-1] not in ordinary_words()
            if known and not is_word(token) and not is_place(words, at, at + 1):
                yield at, at + 1, 0.7, "names.household"


_HEADERS = re.compile(r"(?m)^[ \t>]*(?:From|To|Sent|Subject):")
_SIGN_OFF = re.compile(r"(?:[.!?]\s+|\n[ \t>]*)([^\W\d_]{3,15})[.!x ]*(?=\n[ \t>]*\n|\s*$)")


def signed_off(words: Words) -> Iterator[Run]:
    """Yield the single name that ends a message, in any case, where the document holds mails."""
    if not _HEADERS.search(words.text):
        return
    starts = {token.start: n for n, token in enumerate(words.tokens)}
    for match in _SIGN_OFF.finditer(words.text):
        at = starts.get(match.start(1))
        if at is not None and not never_name(words[at]) and not (is_word(words[at]) and not is_given(words[at])):
            yield at, at + 1, 0.66, "names.sign-off"


def surname_first(words: Words) -> Iterator[Run]:
    """Yield `WARD, Tyler` and `Ward, Tyler`, where the second word is a given name."""
    for at, token in enumerate(words.tokens[:-1]):
        if words.between(at, at + 1) != ", " or never_name(token) or token.possessive:
            continue
        given = words[at + 1]
        lined_up = token.capitals or (is_family(token) and words.opens_sentence(at))
        if lined_up and (given.capital or given.capitals) and is_given(given) and not is_given(token):
            yield at, run_of(words, at + 1, 2), 0.85, "names.surname-first"


def listed(words: Words, runs: Sequence[Run]) -> list[Run]:
    """Carry over to `Hope` and `Summer` what is known of `Faith` in `Faith, Hope and Summer`."""
    known = {first: end for first, end, _, _ in runs}
    ends = {end for _, end, _, _ in runs}
    found: list[Run] = []
    for at, token in enumerate(words.tokens):
        if at in known or not (_could_be_listed(token) or _leads_a_pair(words, at, known)):
            continue
        before = at > 0 and _is_listing(words, at - 1, at) and (at in ends or (at - 1) in ends)
        after = _list_goes_on(words, at, known)
        if before or after:
            found.append((at, at + 1, 0.66, "names.listed"))
            known[at], ends = at + 1, ends | {at + 1}
    return found


def _could_be_listed(token: Token) -> bool:
    return token.capital and is_given(token) and not never_name(token)


def _leads_a_pair(words: Words, at: int, known: dict[int, int]) -> bool:
    """Whether an unknown name shares its family name with the next: `Corin and Lowen Petherick`."""
    token = words[at]
    if not token.capital or never_name(token) or is_word(token) or words.opens_sentence(at):
        return False
    follows = at + 2
    joined = follows < len(words) and words[at + 1].low == "and" and follows in known
    return joined and known[follows] - follows >= 2


def _is_listing(words: Words, left: int, right: int) -> bool:
    if words.between(left, right).strip() in (",", "&", "/"):
        return True
    return words[left].low in ("and", "or") and words.between(left, right) == " "


def _list_goes_on(words: Words, at: int, known: dict[int, int]) -> bool:
    """Whether a comma or an `and` leads from this word to a known name."""
    for step in (1, 2):
        if at + step < len(words) and at + step in known:
            between = words.text[words[at].end : words[at + step].start].strip()
            return between in (",", "&", "/", "and", ", and")
    return False
