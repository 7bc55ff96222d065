"""What gives a source away inside a passage: whole clauses about the source, single phrases beside a safety fact."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from minimise.lexicons.sources import give_away, source_cue
from minimise.model import Reading

Stretch = tuple[int, int]

FIRST_PERSON = re.compile(
    r"(?:^|[.,;!?]\s|\b(?:and|please|pls)\s)\s*(?:im|i'm|i am|i live|i hear|i work|my)\b|who told you", re.IGNORECASE
)


# A sentence that goes on about whoever the one before was about.
CARRIES_ON = re.compile(
    r"^\W*(?:she|he|they|shes|hes|i|i'?m|my|we|said|says|saw|heard|do(?:n'?t| not)|please|pls|resident|informant|"
    r"source|gave|will|would|has|had|is|was|not|name|it(?:'s| is| was)|that(?:'s| is| was)|there(?:'s| is| was)|her|"
    r"his|their|the (?:caller|neighbour|informant|source|referrer|person|woman|man|lady|member of the public)|"
    r"this (?:person|caller|neighbour|lady|woman|man)|(?:s?he|they)'[sd]|caller|neighbour|also)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\W*(?:s?he|they|it(?='s| is| was)|there(?='s| is| was))\b", re.IGNORECASE)
_DESCRIPTION = 3
"""Words before `told us` that describe whoever told."""
_EMPTY = re.compile(
    r"\W*(?:(?:and|but|so|that|who|she|he|they|it|has|had|have|is|was|also|then|what|which|i|we)\W*)*", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"(?:\s+[-–—]+\s+|[—;:]\s*|,\s+|\s*[()]\s*|\s+(?=(?:and|but|because|as|so|who|which|where|when|while|although)\s))",
    re.IGNORECASE,
)


# Where what is said of the source ends and what the source said begins.
_REPORTS = re.compile(
    r"\s*(?:(?:has|had|have|also|then)\s+)*(?:told|tells|said|says|saw|seen|sees|heard|hears|reports|reported|describes|"
    r"described|noticed|witnessed|watched|states|stated|alleges|alleged|claims|claimed|thinks|believes|overheard)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(rf"\s+(?={_REPORTS.pattern.removeprefix(chr(92) + 's*')})", re.IGNORECASE)

_JOINING = r"^\W*(?:(?:and|but|who|because|as|so|while|when|where|also|that)\s+)*"


_PERCEIVING = (
    r"(?:(?:has|had|have)\s+)?(?:says?|said|saw|seen|heard|hears?|reports?|reported|told|tells?|thinks?|believes?|describes?|described|"
    r"added|noticed|witnessed|watched|fears?|worries|worried|states?|stated|claims?|claimed)\b"
)


# A clause that tells something of the source and not what the source saw or heard.
_ABOUT_SELF = re.compile(
    rf"{_JOINING}(?:(?:she|he|they|the (?:caller|neighbour|resident|informant)|resident|"
    rf"informant|caller)\s+(?!{_PERCEIVING})\w+|"
    r"(?:shes|hes|she's|he's|her|his|their)\s+\w+|(?:it|that|this) (?:is|was) (?:his|her|their|the|a|one)\b|"
    r"(?:lives?|works?|walks?|runs?|cleans?|keeps?|drives?|owns?|teaches|volunteers|"
    r"shares?|knows|goes|gets|was|is|has (?!heard|seen|told)|had (?!heard|"
    r"seen|told)|will|would|gave|did|does|can|could|cashes|sews|rents|backs|faces|overlooks|attends|coaches|helps|babysits|minds|serves|sees|refused|"
    r"declined|not)\b)",
    re.IGNORECASE,
)


_DESCRIBING = re.compile(r"^\s*(?:who|whose)\b", re.IGNORECASE)


_ATTACHED = re.compile(r"^\s*(?:when|while|where|as|because|since)\b", re.IGNORECASE)


_ABOUT_ME = re.compile(rf"{_JOINING}(?:i|i'?m|my|we|our)\b(?!\s+{_PERCEIVING})", re.IGNORECASE)


_CONTENT = re.compile(
    r"\b(?<!not )(?<!never )(?<!n't )(?:(?:heard|hears|saw|seen|watched|noticed)(?! (?:it|this|that|everything)\b)|"
    r"watches|says|said|told|reports?|reported|screams?|crying|cries)\b",
    re.IGNORECASE,
)


_OF_OTHERS = re.compile(
    r"\b(?:him|child(?:ren)?|kids|boys|girls|lads|the (?:kid|baby|boy|girl|family|mother|father|"
    r"parents?|house|flat)|mum|dad|mam|cars?|men)\b",
    re.IGNORECASE,
)


def clues_in(
    reading: Reading,
    sentence: Stretch,
    risk_in: Callable[[str], Sequence[str]],
    people_at: Mapping[Stretch, int],
    who: int | None,
    *,
    first_person: bool,
) -> Iterator[Stretch]:
    """Yield what gives the source away: whole clauses without a safety fact, single phrases in those with one."""
    own = [stretch for stretch, cluster in people_at.items() if cluster == who]
    others = [stretch for stretch, cluster in people_at.items() if cluster != who]
    cues = [m.span() for p in (source_cue(), give_away()) for m in p.finditer(reading.text, *sentence)]
    # In a sentence that tells no harm, and in one about `she` or `he`, a clause is about the source unless it is not.
    mine = not risk_in(reading.text[slice(*sentence)]) or _PRONOUN.match(reading.text, *sentence) is not None
    found: list[Stretch] = []
    for start, end in clauses(reading.text, *sentence):
        words = reading.text[start:end]
        if not first_person and is_speech(reading.text, sentence[0], start, end):
            # What somebody said, word for word: only the wish not to be named leaves it.
            found += [m.span() for m in source_cue().finditer(reading.text, start, end)]
            continue
        phrases = [(max(start, low), min(end, high)) for low, high in cues if low < end and high > start]
        phrases += [m.span() for p in (source_cue(), give_away()) for m in p.finditer(reading.text, start, end)]
        follows = bool(found) and 0 <= start - found[-1][1] <= 2
        leads = _REPORTS.match(reading.text, end, sentence[1]) is not None
        about = _about_source(words, first_person=first_person, follows=follows, mine=mine or leads)
        if not phrases and (not about or _named(others, start, end)):
            continue
        described = _DESCRIBING.match(words) is not None and about
        if (risk_in(words) or (_CONTENT.search(words) and not described)) and not _only_cue(reading.text, start, end):
            found += phrases
        else:
            found.append((start, end))
    told = [at for at in _joined(reading.text, found) if not _EMPTY.fullmatch(reading.text, *at)]
    yield from _around_names(told, own)


_LONGEST_SPEECH = 400
"""Characters; a single mark that closes further on is an apostrophe of something else."""
_OPENING, _CLOSING = re.compile(r"(?<![\w])'(?=\w)"), re.compile(r"(?<=[\w.!?,])'(?!\w)")


def is_speech(text: str, begin: int, start: int, end: int) -> bool:
    """Say whether `[start, end)` holds or stands in somebody's words in quotation marks that open after `begin`."""
    if '"' in text[start:end] or text.count('"', begin, start) % 2 == 1:
        return True
    closed = _CLOSING.search(text, start, end + _LONGEST_SPEECH) is not None
    return closed and len(_OPENING.findall(text, begin, start)) > len(_CLOSING.findall(text, begin, start))


def _about_source(words: str, *, first_person: bool, follows: bool, mine: bool) -> bool:
    """Say whether a clause tells of the source and not of what the source saw or heard.

    Args:
        words: the clause.
        first_person: whether the source writes the text.
        follows: whether the clause before was withheld, so that `because …` and `where …` hang on it.
        mine: whether everything that tells nothing else in this sentence is about the source.
    """
    if _OF_OTHERS.search(words):
        return False
    own_words = _ABOUT_ME if first_person else _ABOUT_SELF
    if own_words.match(words) or (follows and _ATTACHED.match(words)):
        return True
    return mine and not _CONTENT.search(words)


def _only_cue(text: str, start: int, end: int) -> bool:
    """Whether the clause is nothing but the wish not to be named."""
    match = source_cue().search(text, start, end)
    return match is not None and (match.end() - match.start()) > 0.6 * (end - start)


def _named(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    return any(start <= s and e <= end for s, e in stretches)


def clauses(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Cut a sentence at dashes, brackets, commas and joining words."""
    at = start
    telling = {m.span() for m in _TELLING.finditer(text, start, end)}
    for low, high in sorted(telling | {m.span() for m in _CLAUSE.finditer(text, start, end)}):
        words = text[at:low].split()
        if (low, high) in telling and (len(words) < _DESCRIPTION or words[-1] in ("not", "never", "to")):
            continue  # `she heard` and `has not told` stay one clause
        if low > at:
            yield at, low
        at = max(at, high)
    stop = end
    while stop > at and text[stop - 1] in ".!? \n":
        stop -= 1
    if at < stop:
        yield at, stop


def _joined(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join overlapping stretches and those with only joining marks between them."""
    joined: list[Stretch] = []
    for start, end in sorted(set(stretches)):
        if joined and (start <= joined[-1][1] or re.fullmatch(r"[\s,;:—–()-]*", text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _around_names(stretches: Sequence[Stretch], names: Sequence[Stretch]) -> Iterator[Stretch]:
    """Leave the source's own name out of the clue when the clue begins with it: the name gets its label."""
    for start, end in stretches:
        name = next(((s, e) for s, e in names if start <= s < end and s - start < 3 and e < end), None)
        yield (name[1] + 1, end) if name else (start, end)
