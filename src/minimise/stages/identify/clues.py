"""What gives a source away inside a passage: whole clauses about the source, single phrases beside a safety fact."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from minimise.lexicons.sources import give_away, source_cue
from minimise.model import Reading

Stretch = tuple[int, int]

FIRST_PERSON = re.compile(
    r"(?:^|[.,;!?]\s|\b(?:and|please|pls)\s)\s*(?:im|i'm|i am|i live|i hear|i work|my)\b|who told you", re.IGNORECASE
)


_CLAUSE = re.compile(
    r"(?:\s+[-–—]+\s+|[—;:]\s*|,\s+|\s*[()]\s*|\s+(?=(?:and|but|because|as|so|who|which|where|when|while|although)\s))",
    re.IGNORECASE,
)


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
    r"\b(?:(?:heard|hears|saw|seen|watched|noticed)(?! (?:it|this|that|everything)\b)|"
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
    own_words = _ABOUT_ME if first_person else _ABOUT_SELF
    own = [stretch for stretch, cluster in people_at.items() if cluster == who]
    others = [stretch for stretch, cluster in people_at.items() if cluster != who]
    found: list[Stretch] = []
    gone_to = -1
    for start, end in _clauses(reading.text, *sentence):
        words = reading.text[start:end]
        follows = _ATTACHED.match(words) is not None and 0 <= start - gone_to <= 2
        phrases = [m.span() for p in (source_cue(), give_away()) for m in p.finditer(reading.text, start, end)]
        crossing = [m for p in (source_cue(), give_away()) for m in p.finditer(reading.text, *sentence)]
        phrases += [(max(start, m.start()), min(end, m.end())) for m in crossing if m.start() < end and m.end() > start]
        phrases = [p for p in phrases if p[0] < p[1]]
        about_self = (follows or own_words.match(words) is not None) and not _OF_OTHERS.search(words)
        about_nobody = not _OF_OTHERS.search(words) and not _CONTENT.search(words)
        tells = bool(phrases) or ((about_self or about_nobody) and not _named(others, start, end))
        if not tells:
            continue
        described = _DESCRIBING.match(words) is not None and about_self
        if (risk_in(words) or (_CONTENT.search(words) and not described)) and not _only_cue(reading.text, start, end):
            found += phrases
        else:
            found.append((start, end))
            gone_to = end
    yield from _around_names(_joined(reading.text, found), own)


def _only_cue(text: str, start: int, end: int) -> bool:
    """Whether the clause is nothing but the wish not to be named."""
    match = source_cue().search(text, start, end)
    return match is not None and (match.end() - match.start()) > 0.6 * (end - start)


def _named(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    return any(start <= s and e <= end for s, e in stretches)


def _clauses(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Cut a sentence at dashes, brackets, commas and joining words."""
    at = start
    for cut in _CLAUSE.finditer(text, start, end):
        if cut.start() > at:
            yield at, cut.start()
        at = cut.end()
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
