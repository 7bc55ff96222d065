"""Words of a reading with their shape, and what the lexicons say about each."""

import re
from dataclasses import dataclass, field

from minimise.lexicons import (
    family_names,
    given_names,
    is_abbreviation,
    kinship,
    name_words,
    ordinary_words,
    post_nominals,
    titles,
)

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_FURTHEST = 200
"""Characters back to look for what ends the sentence before; a wider gap of blanks begins one too."""
_WRAPPED = 50
"""Characters from which a line may have been cut for its length."""
_LINE_END = re.compile(r"[ \t]*\n[ \t>]*")
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$", re.IGNORECASE)

PARTICLES = frozenset(
    "ap ab ferch verch bin binti bint ibn al el de da do dos das del della di van von der den ten ter ní ni ó mac "
    "nic ul ur uz abu umm st le la te bte o".split()
)

# Words that hold sentences together: names in some language, never a name by themselves in a referral.
FUNCTION_WORDS = frozenset(
    "a about after all am an and any are as at be because been before being but by can could did do does done "
    "down for from get go got had has have having he her hers him his how i if in into is it its just let may me "
    "might more most my no nor not now of off oh ok on once only or other our out over own per re said same she "
    "so some such than that the their them then there these they this those to too under until up us very via was "
    "way we well went were what when where which while who whom whose why will with would yes yet you your also "
    "new day one two man boy girl kid baby lady".split()
)
# What ends (or follows) a place's name: `Rowan House`, `Victoria Road`, `St Mary's Church`.
PLACE_ENDINGS = frozenset(
    "road street lane close avenue drive way court house lodge cottage farm hall place square terrace crescent "
    "gardens grove hill park row walk mews yard green estate tower towers flats building buildings centre center "
    "school primary academy college nursery surgery hospital clinic practice church chapel mosque temple gurdwara "
    "club pub inn arms hotel library station university unit ward team service services council hub ltd limited "
    "trust association foundation project infirmary hospice playgroup preschool pre-school juniors infants scouts "
    "guides rangers rovers fc united city town shire county bridge wharf quay junction roundabout market precinct "
    "view mount parade rise bank".split()
)


# Place endings that are also family names: after a given name they are a person's, `Tyler Ward`.
SURNAME_ENDINGS = frozenset(
    "ward hall hill park green bank bridge temple church mount rise chambers close lane".split()
)
MONTHS = frozenset(["april", "may", "june", "august", "january", "march"])
_DATE_LEADS = frozenset(
    "in since until till from by last early late mid of this next every during before after around end beginning "
    "to and".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the reading, without a possessive ending: code points `[start, end)`."""

    text: str = field(repr=False)
    start: int
    end: int
    possessive: bool

    @property
    def low(self) -> str:
        """The word casefolded, as lexicons hold it."""
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: `Kelly`, `O'Brien`, `McIntyre`."""
        return self.text[0].isupper() and not self.text.isupper()

    @property
    def capitals(self) -> bool:
        """Whether it is written all in capitals, two letters or more."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital letter."""
        return len(self.text) == 1 and self.text.isupper()


class Words:
    """The tokens of a reading with lexicon look-ups that know a word's neighbours."""

    def __init__(self, text: str) -> None:
        """Split a reading's text."""
        self.text = text
        self.tokens: list[Token] = []
        for match in _TOKEN.finditer(text):
            word = match.group()
            core = _POSSESSIVE.sub("", word)
            self.tokens.append(Token(core, match.start(), match.start() + len(core), len(core) < len(word)))

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def between(self, left: int, right: int) -> str:
        """Give what stands between two tokens."""
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def joined(self, left: int, right: int) -> bool:
        """Say whether two neighbouring tokens can belong to one name: a space, or a dot after an initial."""
        if right >= len(self.tokens) or self.tokens[left].possessive:
            return False
        gap = self.between(left, right)
        if gap in (" ", "  "):
            return True
        if "\n" in gap:
            return self._wrapped(left, right, gap)
        return gap in (". ", ".") and self.tokens[left].initial

    def _wrapped(self, left: int, right: int, gap: str) -> bool:
        """Say whether a name is cut by the end of a hard-wrapped line: a given name, then one that is none."""
        begin = self.text.rfind("\n", 0, self.tokens[left].end)
        if self.tokens[left].end - begin < _WRAPPED or _LINE_END.fullmatch(gap) is None:
            return False
        return is_given(self.tokens[left]) and self.tokens[right].capital and not is_given(self.tokens[right])

    def opens_sentence(self, index: int) -> bool:
        """Say whether a token begins a sentence, line, cell, quotation or list item."""
        start = self.tokens[index].start
        before = self.text[max(0, start - _FURTHEST) : start].rstrip(" \t")
        return not before or before[-1] in ".!?\n|:\"'([•*-–—☐☒☑]"


def is_given(token: Token) -> bool:
    """Whether the lexicon knows it as a given name or nickname; a double name counts by its halves."""
    low = token.low
    names = given_names()
    return low in names or ("-" in low and all(half in names for half in low.split("-")))


def is_family(token: Token) -> bool:
    """Whether the lexicon knows it as a family name."""
    low = token.low
    names = family_names()
    return low in names or ("-" in low and any(half in names for half in low.split("-")))


def is_word(token: Token) -> bool:
    """Whether it is also an everyday word, so that case or context has to speak for a name."""
    return token.low in name_words() or token.low in ordinary_words()


def never_name(token: Token) -> bool:
    """Whether it cannot be part of a name by itself: form words, agencies, kin words, abbreviations."""
    low = token.low
    if low in FUNCTION_WORDS and not (token.capital and low in name_words()):
        return True
    if low in kinship() or low in titles():
        return True
    if low in ordinary_words() and low not in name_words():
        return True
    if token.text.isupper() and low in post_nominals():
        return True
    return token.text.isupper() and len(token.text) <= 6 and is_abbreviation(token.text)


def name_like(token: Token) -> bool:
    """Whether it may continue a name that has begun."""
    return (token.capital or token.capitals) and not never_name(token)


def run_of(words: Words, start: int, longest: int = 5) -> int:
    """Give the index after the last token of the name-like run that begins at `start`."""
    end = start + 1
    while end < len(words) and end - start < longest and words.joined(end - 1, end):
        token = words[end]
        if name_like(token) or token.initial:
            end += 1
        elif _bridges(words, end):
            end += 2
        else:
            break
    return end


def _bridges(words: Words, index: int) -> bool:
    """Whether a particle such as `ap` or `van` stands between two name-like words."""
    follows = index + 1
    return (
        words[index].low in PARTICLES
        and follows < len(words)
        and words.joined(index, follows)
        and name_like(words[follows])
    )


def is_place(words: Words, first: int, end: int) -> bool:
    """Whether a run of capitalised words is the name of a place or body rather than a person."""
    if end - first > 1 and words[end - 1].low in PLACE_ENDINGS and words[end - 1].text[0].isupper():
        return not (end - first == 2 and words[end - 1].low in SURNAME_ENDINGS and is_given(words[first]))
    if end - first == 1 and words[first].low in PLACE_ENDINGS - SURNAME_ENDINGS:
        return True
    follows = end < len(words) and words.joined(end - 1, end) and words[end].text[:1].isupper()
    return follows and words[end].low in PLACE_ENDINGS and words[end].low not in SURNAME_ENDINGS


def in_a_date(words: Words, index: int) -> bool:
    """Whether `May` or `June` stands where a date does: after `since`, or beside a number."""
    if words[index].low not in MONTHS:
        return False
    token = words[index]
    before = words.text[max(0, token.start - 5) : token.start].rstrip()
    after = words.text[token.end : token.end + 4].lstrip(" ,")
    beside_number = before[-1:].isdigit() or before[-2:] in ("st", "nd", "rd", "th") or after[:1].isdigit()
    return beside_number or (index > 0 and words[index - 1].low in _DATE_LEADS)
