"""Names, kin words, titles, jobs and form labels, read from data when first asked for; evidence, never proof."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from minimise.model import Kind, Role

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class KinTerm:
    """A kin word: the relation it names and the side of the family (`none`, `maternal`, `paternal`)."""

    term: str
    relation: str
    side: str


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A pattern of a job title and the role of whoever holds it."""

    pattern: str
    role: Role


@dataclass(frozen=True, slots=True)
class FormLabel:
    """What a form label asks for: whose field it is, what kind of value, or boilerplate (`negative`)."""

    role: Role | None
    kind: Kind | None
    negative: bool = False


@cache
def given_names() -> frozenset[str]:
    """Give given names and nicknames of people living in the UK, casefolded, also without accents."""
    names = frozenset(_plain_too(_words(_table("names_given")))) | frozenset(nicknames())
    return names - ordinary_words()


@cache
def family_names() -> frozenset[str]:
    """Give family names, casefolded, also without accents and apostrophes."""
    names = set(_plain_too(_words(_table("names_family"))))
    return frozenset(names | {name.replace("'", "") for name in names})


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Give, for a name, the forms it may take in either direction; never through a third name."""
    pairs: dict[str, set[str]] = {}
    for group in _table("nicknames").values():
        for name, forms in group.items():
            for form in _split(forms):
                for one, other in ((name, form), (_plain(name), _plain(form))):
                    pairs.setdefault(one, set()).add(other)
                    pairs.setdefault(other, set()).add(one)
    return {name: frozenset(forms) for name, forms in pairs.items()}


@cache
def name_words() -> frozenset[str]:
    """Give English words that are also names."""
    return frozenset(_words(_table("name_words")))


@cache
def ordinary_words() -> frozenset[str]:
    """Give words that often stand capitalised in referrals and never name a person by themselves."""
    return frozenset(_words(_table("ordinary_words")))


@cache
def abbreviations() -> frozenset[str]:
    """Give abbreviations of referrals as they are written; case matters."""
    return frozenset(word for word in _words(_table("abbreviations")))


def is_abbreviation(token: str) -> bool:
    """Say whether a word as written is a known abbreviation."""
    return token in abbreviations()


# As short forms these are kin, as words they are names or something else: Mo, Fa, Da.
_TOO_SHORT = frozenset("mo fa da bm bf gf sf sm ma mthr fthr fath sis bro ex sib sibs papa baba".split()) - {
    "ex",
    "sis",
    "bro",
}


@cache
def kinship() -> Mapping[str, KinTerm]:
    """Give kin words and phrases, casefolded, with and without hyphens."""
    terms: dict[str, KinTerm] = {}
    for relation, sides in _table("kinship").items():
        for side, listed in sides.items():
            for term in re.split(r",\s*", " ".join(listed.split())):
                for form in (term, term.replace("-", " "), term.replace("-", "")):
                    if form and form not in _TOO_SHORT:
                        terms.setdefault(form, KinTerm(term, relation, side))
    return terms


@cache
def titles() -> frozenset[str]:
    """Give words that stand before a name, without kin words."""
    table = _table("titles")
    return frozenset(_split(table["social"])) - frozenset(kinship()) | professional_titles()


@cache
def professional_titles() -> frozenset[str]:
    """Give the titles that show a professional."""
    return frozenset(_split(_table("titles")["professional"])) - _WORDY


# Everyday words that are titles only now and then; a name rule must not lean on them.
_WORDY = frozenset(
    "ps pi sc pc ds di co ma head principal chair coun chief major private elder brother bro recorder justice".split()
) - {
    "pc",
    "ds",
    "di",
    "ps",
}


@cache
def post_nominals() -> frozenset[str]:
    """Give letters that stand after a name: degrees, registrations, honours."""
    return frozenset(_split(_table("titles")["letters"])) | {"rm", "rn", "rmn", "ba", "jp"}


@cache
def job_titles() -> tuple[JobTitle, ...]:
    """Give job titles in order; where they overlap the first role counts."""
    groups = _table("job_titles")["group"]
    return tuple(JobTitle(pattern, Role(group["role"])) for group in groups for pattern in group["patterns"])


@cache
def match_label(words: str) -> FormLabel | None:
    """Give what a form label asks for, or None if it is none we know.

    A label is a who (`Health visitor`), a what (`Date of birth`), or both (`Mother's address`, `Name of child`).
    """
    label = _tidied(words)
    if not label or len(label) > 90:
        return None
    who, what, boilerplate = _patterns()
    for role, pattern in who:
        if pattern.fullmatch(label):
            return FormLabel(role, None)
    for kind, pattern in what:
        if pattern.fullmatch(label):
            return FormLabel(None, kind)
    return _both(label) or (FormLabel(None, None, negative=True) if boilerplate.fullmatch(label) else None)


_OWNS = re.compile(r"(?:'s|s')? ?[-–:/] ?|(?:'s|s')? ")
_OF = re.compile(r" (?:of|for) (?:the |your )?| ?[-–:/] ?")


def _both(label: str) -> FormLabel | None:
    """Take `who's what`, `who what` and `what of who` apart."""
    for cut in _OWNS.finditer(label):
        role, kind = _first(_patterns()[0], label[: cut.start()]), _first(_patterns()[1], label[cut.end() :])
        if role is not None and kind is not None:
            return FormLabel(role, kind)
    for cut in _OF.finditer(label):
        role, kind = _first(_patterns()[0], label[cut.end() :]), _first(_patterns()[1], label[: cut.start()])
        if role is not None and kind is not None:
            return FormLabel(role, kind)
    return None


def _first(patterns: Iterable[tuple[_T, re.Pattern[str]]], label: str) -> _T | None:
    return next((found for found, pattern in patterns if pattern.fullmatch(label)), None)


_GUIDANCE = re.compile(r"\s*[(\[](?!s\)|ren\)|es\))[^)\]]*[)\]]")
_NUMBERING = re.compile(r"^(?:(?:section|part|q)?\s*\d{1,2}[a-z]?\s*[.):]?|[a-h][.)])\s+")


def _tidied(words: str) -> str:
    """Give a label as the patterns expect it: lower case, no numbering, marks or guidance in brackets."""
    label = " ".join(words.replace("\u2019", "'").casefold().split())
    return _NUMBERING.sub("", _GUIDANCE.sub("", label)).strip(" :*?.-–•")


@cache
def _patterns() -> tuple[
    tuple[tuple[Role, re.Pattern[str]], ...], tuple[tuple[Kind, re.Pattern[str]], ...], re.Pattern[str]
]:
    table = _table("form_labels")
    return (
        tuple((Role(row["role"]), _any_of(row["patterns"])) for row in table["who"]),
        tuple((Kind(row["kind"]), _any_of(row["patterns"])) for row in table["what"]),
        _any_of(table["boilerplate"]["patterns"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def setting_pattern() -> str:
    """Give the words that close the name of a school, surgery, club or other setting, as one alternative."""
    groups = [pattern for patterns in _table("settings")["suffixes"].values() for pattern in patterns]
    return "|".join(groups)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _split(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    else:
        for inner in value:
            yield from _words(inner)


def _split(text: str) -> list[str]:
    return re.findall(r"[^\s,]+", text)


def _plain_too(names: Iterator[str]) -> Iterator[str]:
    """Give each name also without its accents, as many keyboards write it."""
    for name in names:
        yield name
        plain = _plain(name)
        if plain != name:
            yield plain


# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae"})


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name).translate(_WHOLE_LETTERS)
    return "".join(c for c in apart if not unicodedata.combining(c))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
