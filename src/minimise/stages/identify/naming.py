"""Takes a written name apart: title, given names, family name; and says whether two forms can be one person."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from minimise.lexicons import family_names, given_names, nicknames, titles

_PAIRS = 1 << 14
"""Pairs of names whose likeness is remembered: every name is held against every other, and names come back."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_PARTICLES = frozenset(
    "ap ab ferch verch bin binti bint ibn al el de da do dos van von der den ní ni ó mac nic o".split()
)
_FORMERLY = frozenset("née nee formerly formally aka alias known".split())
_GENDERED = (("ski", "ska"), ("cki", "cka"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"), ("ý", "á"), ("as", "ienė"))


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form of a name, casefolded; `repr` shows nothing."""

    title: str = field(repr=False, default="")
    given: tuple[str, ...] = field(repr=False, default=())
    family: str = field(repr=False, default="")
    lone: str = field(repr=False, default="")
    """A single word that may be either."""
    initials: str = field(repr=False, default="")

    @property
    def full(self) -> bool:
        """Whether it has a given name and a family name, both more than an initial."""
        return bool(self.given and self.family and len(self.given[0]) > 1 and len(self.family) > 1)

    @property
    def letters(self) -> frozenset[str]:
        """The initials somebody of this name may be written with."""
        if not (self.given and self.family):
            return frozenset()
        words = [*self.given, self.family]
        spread = [half for word in words for half in word.split("-")]
        return frozenset(
            "".join(word[0] for word in group if word).upper()
            for group in (words, (words[0], words[-1]), spread, words[0].split("-"))
            if len(group) > 1
        )


@cache
def parse(text: str) -> NameForm:
    """Take a name as written apart.

    `WARD, Tyler` and `WARD Tyler` are surname first; `Jayden R` and `K Ward` keep their initial.
    """
    tokens = _WORD.findall(text.removesuffix("'s"))
    tokens = [token.removesuffix("'s") for token in tokens]
    titled = ""
    while len(tokens) > 1 and tokens[0].casefold() in _FORMERLY:
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[0].casefold() in titles() or tokens[0].casefold() == "and"):
        titled, tokens = tokens[0].casefold(), tokens[1:]
    if not tokens:
        return NameForm(title=titled)
    low = [token.casefold() for token in tokens]
    if len(tokens) == 1:
        return _single(titled, low[0])
    if "," in text or (tokens[0].isupper() and len(tokens[0]) > 2 and not tokens[-1].isupper()):
        return NameForm(title=titled, given=tuple(low[1:]), family=low[0])
    at = len(low) - 1
    while at > 1 and low[at - 1] in _PARTICLES:
        at -= 1
    return NameForm(title=titled, given=tuple(low[:at]), family=" ".join(low[at:]))


def surname_first(form: NameForm) -> NameForm | None:
    """Give the form that a name has if its first word is the family name, as in `Wong Mei Lin`; None for one word."""
    if not (form.given and form.family):
        return None
    return NameForm(title=form.title, given=(*form.given[1:], form.family), family=form.given[0])


def _single(title: str, word: str) -> NameForm:
    """A titled single word is a family name (`Mrs Price`), unless it can only be a given one (`Miss Kelly`)."""
    if title and not (word in given_names() and word not in family_names()):
        return NameForm(title=title, family=word)
    return NameForm(title=title, lone=word)


@lru_cache(_PAIRS)
def same_given(left: str, right: str) -> bool:
    """Say whether two given names can be one: equal, an initial, a nickname, half of a double name, a slip."""
    if left == right or (1 in (len(left), len(right)) and left[0] == right[0]):
        return True
    if right in nicknames().get(left, ()) or left in nicknames().get(right, ()):
        return True
    if "-" in left or "-" in right:
        return left in right.split("-")[:1] or right in left.split("-")[:1]
    return is_slip(left, right) or _is_short_for(left, right) or _is_short_for(right, left)


_DIMINUTIVE = re.compile(r"(?P<stem>.{3,}?)(?:y|ie|ey|s|z|i|o|a|zy|zie)$")


def _is_short_for(short: str, name: str) -> bool:
    """Say whether a word that is no name of its own is a pet form: `Tempy` for Temperance, `Shabs` for Shabnam."""
    stem = _DIMINUTIVE.fullmatch(short)
    if stem is None or len(short) >= len(name) or not name.startswith(stem["stem"]):
        return False
    return not _is_known(short)


@lru_cache(_PAIRS)
def same_family(left: str, right: str) -> bool:
    """Say whether two family names can be one: equal, an initial, half of a double name, gendered, a slip."""
    if left == right or (1 in (len(left), len(right)) and left[0] == right[0]):
        return True
    if left in right.split("-") or right in left.split("-"):
        return True
    for male, female in _GENDERED:
        if left.endswith(male) and right == left.removesuffix(male) + female:
            return True
        if right.endswith(male) and left == right.removesuffix(male) + female:
            return True
    return is_slip(left, right)


def is_slip(left: str, right: str) -> bool:
    """Say whether one word is the other with a letter wrong, and not a known name of its own."""
    if min(len(left), len(right)) < 5 or abs(len(left) - len(right)) > 1 or left[0] != right[0]:
        return False
    if not _one_apart(left, right):
        return False
    return len(left) >= _TELLING or not (_is_known(left) and _is_known(right))


_TELLING = 9
"""Letters from which a word that is one letter from a name is a slip of it, even where it is a name too."""


def _is_known(word: str) -> bool:
    return word in given_names() or word in family_names()


def _one_apart(left: str, right: str) -> bool:
    """One letter changed, missing, doubled or swapped with its neighbour."""
    if len(left) > len(right):
        left, right = right, left
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return left[at + 1 :] == right[at + 1 :] or swapped


def one_person(left: NameForm, right: NameForm) -> bool:
    """Say whether two forms that both have a family name can be one person's."""
    if not same_family(left.family, right.family):
        return False
    if left.given and right.given:
        return same_given(left.given[0], right.given[0]) or _second_name(left, right)
    return True


def _second_name(left: NameForm, right: NameForm) -> bool:
    """Somebody known by a middle name: `James Tyler Ward` and `Tyler Ward`."""
    return left.given[0] in right.given or right.given[0] in left.given


def answers_to(form: NameForm, word: str) -> bool:
    """Say whether somebody of this name may be called by that single word."""
    if form.lone:
        return same_given(form.lone, word) and len(word) > 1
    if any(same_given(given, word) for given in form.given if len(given) > 1) and len(word) > 1:
        return True
    return bool(form.family) and len(word) > 2 and len(form.family) > 1 and same_family(form.family, word)


def called_by_given(form: NameForm, word: str) -> bool:
    """Say whether the word is this person's given name or a form of it."""
    given = (form.lone,) if form.lone else form.given
    return any(same_given(name, word) for name in given if len(name) > 1)
