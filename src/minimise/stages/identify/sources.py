"""Confidential sources: who asked not to be named, and everything in the text that gives them away."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.lexicons import kinship
from minimise.lexicons.sources import give_away, indirect_cue, source_cue
from minimise.model import Reading
from minimise.stages.identify.clues import CARRIES_ON, FIRST_PERSON, Stretch, clues_in
from minimise.stages.identify.sourcesections import sections, told_in
from minimise.stages.identify.surroundings import Surroundings

_MOST = 4
"""Sentences of one source's passage; beyond that the text has moved on."""

_TOLD = re.compile(
    r"(?:\b(?:want|wants|wanting|tell|telling|told|let|letting|inform|informing|contact|to|against|about|if|that|"
    r"afraid of|scared of|fear of|than)\s+|\bknow (?:that )?)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^\W*(?:she|he|they|shes|hes)\b", re.IGNORECASE)
_SOURCE_NOUN = re.compile(
    r"\b(?:caller|informant|(?:the|a|an|another) (?:\w+ )?(?:lady|woman|man|gentleman|"
    r"bloke|lad|girl|guy|chap|couple|resident)|member of (?:the )?public|neighbour|"
    r"parishioner|shopkeeper|passer-?by|dog walker|someone|somebody|"
    r"resident|passenger|tenant|shopper|"
    r"an? (?:older |junior |former )?member of [^.;,]{0,40}?(?:team|staff|congregation|family|group|choir|crew)|"
    r"(?:a|an|one of the|another) (?:cleaner|colleague|"
    r"driver|cook|caretaker|volunteer|receptionist|"
    r"carer|pupil's (?:mum|dad|nan)|grandparent|other parent|teacher|worker|patient|"
    r"visitor|porter|barmaid|relative) (?:who|in|at|from|on|spoke|told|came|rang)|"
    r"a (?:relative|family member|friend|parent|mum|dad|lady|woman|man|resident|customer|client|volunteer))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """One place where a source's information stands: its sentences and, if known, who it is."""

    sentences: tuple[Stretch, ...]
    cluster: int | None
    clues: tuple[Stretch, ...] = field(repr=False)
    share: float | None = None
    """How sure the trained model is, where it alone says so and no wording does."""


def find_sources(
    reading: Reading,
    around: Surroundings,
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    working: Callable[[int], bool],
    risk_in: Callable[[str], Sequence[str]],
) -> Iterator[SourcePassage]:
    """Yield the passages of confidential or anonymous sources.

    Args:
        reading: the document as one string.
        around: its sentences.
        people_at: where each named person is mentioned, and which cluster that is.
        possible: whether a cluster can be a source at all (the subject child cannot).
        working: whether a cluster is a professional, who mostly only took the information down.
        risk_in: gives the safety topics of a clause; such a clause is kept, and only the words that
            give the source away leave it.
    """
    covered: set[int] = set()
    for heading, section in sections(reading, around):
        sentences, cluster = told_in(reading, around, section, people_at, possible, working)
        if sentences:
            covered |= {heading, *section}
            yield _described(reading, sentences, cluster, people_at, risk_in)
    for at in sorted(set(range(len(around.sentences))) - covered):
        cue = _cue_in(reading, around, at, people_at, possible, working)
        if cue is None:
            continue
        who = _who(reading, around, at, cue, people_at, possible, working)
        if who is None:
            continue
        if who[0] is None:
            who = (_named_later(reading, around, at, people_at, possible, working), who[1])
        sentences = _passage(reading, around, at, who[1], people_at, who[0])
        sentences += _signed(around, sentences, people_at, who[0])
        yield _described(reading, sentences, who[0], people_at, risk_in)


def _described(
    reading: Reading,
    sentences: Sequence[Stretch],
    who: int | None,
    people_at: Mapping[Stretch, int],
    risk_in: Callable[[str], Sequence[str]],
) -> SourcePassage:
    """Give the passage with what gives the source away in it."""
    mine = any(FIRST_PERSON.search(reading.text, *s) for s in sentences)
    clues = tuple(c for s in sentences for c in clues_in(reading, s, risk_in, people_at, who, first_person=mine))
    return SourcePassage(tuple(sentences), who, clues)


def _cue_in(
    reading: Reading,
    around: Surroundings,
    at: int,
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    working: Callable[[int], bool],
) -> Stretch | None:
    """Give where a sentence says that somebody must stay unknown: in so many words, or indirectly.

    The indirect way needs an outsider as the one the sentence is about: a person who is neither family nor at
    work, or somebody described as strangers are (`the woman upstairs`).
    """
    start, end = around.sentences[at]
    cue = source_cue().search(reading.text, start, end)
    if cue is not None:
        return cue.span()
    found = [pattern.search(reading.text, start, end) for pattern in indirect_cue()]
    if not all(found):
        return None
    outsider = [n for n in _candidates(reading, (start, end), people_at, possible, skip=None) if not working(n)]
    lead = reading.text[start : start + 60]
    if not outsider and not _SOURCE_NOUN.search(lead):
        return None
    known = found[0]
    return known.span() if known is not None else None


def _who(
    reading: Reading,
    around: Surroundings,
    at: int,
    cue: Stretch,
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    working: Callable[[int], bool],
) -> tuple[int | None, int] | None:
    """Give the source's cluster (None if unnamed) and the first sentence that speaks of them.

    The one who is named first in the sentence and is not the one who must not be told; else, where the
    sentence only says `she` or `they`, the last one named in the sentence before. None at all where it is the
    child or a parent who speaks: what they ask for is safe contact, and nobody can act for a nameless child.
    """
    start, end = around.sentences[at]
    here = _candidates(reading, (start, end), people_at, possible, skip=cue)
    lead = reading.text[start : cue[0]]
    stranger = _SOURCE_NOUN.search(lead) is not None
    here = [n for n in here if not (stranger and working(n))]
    if here:
        return here[0], at
    if stranger or _kin_of(lead) == "other":
        return None, at
    if _kin_of(lead) == "home" or _candidates(
        reading, (start, cue[0]), people_at, lambda n: not possible(n), skip=None
    ):
        return None
    signer = _signer(reading, cue[1], people_at, possible)
    if signer is not None:
        return signer, at
    return _named_earlier(reading, around, at, people_at, lambda n: possible(n) and not working(n))


def _named_earlier(
    reading: Reading, around: Surroundings, at: int, people_at: Mapping[Stretch, int], possible: Callable[[int], bool]
) -> tuple[int | None, int] | None:
    """Walk back over sentences that begin with `she` or `he` to the one that names the source or describes them."""
    for n in range(at - 1, max(at - 2 - _MOST, -1), -1):
        if not _is_joined(reading, around, n):
            break
        words = reading.text[slice(*around.sentences[n])]
        before = _candidates(reading, around.sentences[n], people_at, possible, skip=None)
        if before and not _PRONOUN.match(words):  # `She sits beside Surjit`: she is not Surjit
            return before[-1], n
        if _SOURCE_NOUN.search(words):
            return None, n
        if _kin_of(words) == "home" and not _SOURCE_NOUN.search(reading.text[slice(*around.sentences[at])]):
            return None
        if not CARRIES_ON.match(words):
            break
    return None, at


_NAMING = re.compile(
    r"(?:\bname(?:'s| is| was)|\bit (?:was|is)|\bthis (?:was|is)|\bthat (?:was|is)|\b(?:she|he) is|\bcalled|:|\()\s*$",
    re.IGNORECASE,
)


_INTRODUCING = re.compile(r"\W*(?:it|that|this|she|he)(?:'s| is| was)\b|\W*(?:her|his|their) name", re.IGNORECASE)


def _named_later(
    reading: Reading,
    around: Surroundings,
    at: int,
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    working: Callable[[int], bool],
) -> int | None:
    """Give who is named in the next sentences as the one just described: `Her name is …`, `it was …`."""
    start = around.sentences[at][0]
    end = around.sentences[min(at + 3, len(around.sentences) - 1)][1]
    for (low, high), cluster in sorted(people_at.items()):
        if start <= low and high <= end and possible(cluster) and not working(cluster):
            said = around.sentence_of(low)
            introduced = said[0] > start and _INTRODUCING.match(reading.text, *said) is not None
            introduced = introduced or (said[0] == low and low > start and _is_new(people_at, cluster, low, reading))
            if introduced or _NAMING.search(reading.text, max(start, low - 14), low):
                return cluster
    return None


_ASIDE = re.compile(r"\s*(?:[,;:(–-]|\.?$|\.\s)")


def _is_new(people_at: Mapping[Stretch, int], cluster: int, low: int, reading: Reading) -> bool:
    """Say whether a sentence opens with somebody nobody has named before, and says who that is: `Rafe - a pupil`."""
    places = sorted(at for at, owner in people_at.items() if owner == cluster)
    return places[0][0] == low and _ASIDE.match(reading.text, places[0][1]) is not None


def _signer(reading: Reading, at: int, people_at: Mapping[Stretch, int], possible: Callable[[int], bool]) -> int | None:
    """Give whose name ends the paragraph of a message that says `please don't say who told you`."""
    stop = reading.text.find("\n\n", at)
    stop = len(reading.text) if stop < 0 else stop
    last = [(s, e, c) for (s, e), c in sorted(people_at.items()) if at <= s and e <= stop]
    if not last or not possible(last[-1][2]):
        return None
    alone = re.fullmatch(r"[\s.!x]*", reading.text[last[-1][1] : stop])
    before = reading.text[max(at, last[-1][0] - 3) : last[-1][0]]
    return last[-1][2] if alone and re.search(r"[.!?\n-]\s*$", before) else None


def _kin_of(words: str) -> str:
    """Say whether the first kin word is somebody of the home (`home`), other kin (`other`), or there is none."""
    for word in re.findall(r"[\w-]+(?:'s)?", words.casefold()):
        term = kinship().get(word)
        if term is not None:
            return "home" if term.relation in ("mother", "father", "sibling", "step_parent") else "other"
    return ""


def _candidates(
    reading: Reading,
    sentence: Stretch,
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    skip: Stretch | None,
) -> list[int]:
    """Give the clusters named in a sentence that can be the source, in order."""
    found = []
    for (start, end), cluster in sorted(people_at.items()):
        if not (sentence[0] <= start and end <= sentence[1]) or not possible(cluster):
            continue
        inside = skip is not None and skip[0] < start and end < skip[1]
        if not inside and not _TOLD.search(reading.text, max(sentence[0], start - 30), start):
            found.append(cluster)
    return found


def _passage(
    reading: Reading, around: Surroundings, at: int, first: int, people_at: Mapping[Stretch, int], who: int | None
) -> list[Stretch]:
    """Give the sentences about the source, in one paragraph: back to where they come in, on until the text moves on."""
    low, high, n = first, at, first
    while n > 0 and first - n < _MOST and _is_joined(reading, around, n - 1):
        n -= 1
        if _leads_up(reading, around.sentences[n], people_at, who):
            low = n
        elif not CARRIES_ON.match(reading.text[slice(*around.sentences[n])]):
            break
    while high + 1 < len(around.sentences) and high - at < _MOST and _is_joined(reading, around, high):
        if not _goes_on(reading, around.sentences[high + 1], people_at, who):
            break
        high += 1
    return list(around.sentences[low : high + 1])


def _signed(
    around: Surroundings, sentences: Sequence[Stretch], people_at: Mapping[Stretch, int], who: int | None
) -> list[Stretch]:
    """Give the source's own name under the message as one more stretch of the passage."""
    end = sentences[-1][1]
    below = [(s, e) for (s, e), c in people_at.items() if c == who and end <= s < end + 400]
    return [around.sentence_of(s) for s, _ in below[:1]]


def _is_joined(reading: Reading, around: Surroundings, n: int) -> bool:
    """Whether a sentence and the next one stand in one paragraph."""
    between = reading.text[around.sentences[n][1] : around.sentences[n + 1][0]]
    return "\n\n" not in between and "|" not in between


def _leads_up(reading: Reading, sentence: Stretch, people_at: Mapping[Stretch, int], who: int | None) -> bool:
    """Whether a sentence before already speaks of the source: by name, as `the lady at 4`, or with a give-away."""
    words = reading.text[slice(*sentence)]
    named = [c for (s, e), c in people_at.items() if sentence[0] <= s and e <= sentence[1]]
    if who is not None and who in named:
        return True
    return bool(_SOURCE_NOUN.search(words)) or (bool(give_away().search(words)) and not named)


def _goes_on(reading: Reading, sentence: Stretch, people_at: Mapping[Stretch, int], who: int | None) -> bool:
    """Whether the sentence after still speaks of the source."""
    words = reading.text[slice(*sentence)]
    named = [c for (s, e), c in sorted(people_at.items()) if sentence[0] <= s and e <= sentence[1]]
    if who is not None and who in named:
        return True
    return CARRIES_ON.match(words) is not None and (not named or give_away().search(words) is not None)
