"""What forms and signatures say about people: labels of fields, and job titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from minimise.lexicons.shelf import table
from minimise.model import Kind, Role


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A job title as a regular expression over lower-case text, with the role its holder has in a case."""

    pattern: str
    role: Role


@dataclass(frozen=True, slots=True)
class FormLabel:
    """A field label as a regular expression over a tidied label.

    `role` is whose field it is and `kind` what stands in it; either may be unsaid. A `negative` label is
    boilerplate: no value of it names anybody.
    """

    pattern: str
    role: Role | None
    kind: Kind | None
    negative: bool = False


@cache
def job_titles() -> tuple[JobTitle, ...]:
    """Give the job titles, in an order in which the first fit is the weightier role."""
    return tuple(
        JobTitle(pattern, Role(group["role"]))
        for group in table("job_titles")["group"]
        for pattern in group["patterns"]
    )


@cache
def form_labels() -> tuple[FormLabel, ...]:
    """Give the labels of UK referral forms: boilerplate, then whose field, then what stands in it.

    They are the parts a label is made of; `read_label` puts "child's" and "date of birth" together.
    """
    return (*_boilerplate(), *_whose(), *_what())


def _boilerplate() -> Iterator[FormLabel]:
    """Yield labels whose value names nobody."""
    for pattern in table("form_labels")["boilerplate"]["patterns"]:
        yield FormLabel(pattern, None, None, negative=True)


def _whose() -> Iterator[FormLabel]:
    """Yield labels that say whose field it is; alone, they ask for that person."""
    for group in table("form_labels")["who"]:
        for pattern in group["patterns"]:
            yield FormLabel(pattern, Role(group["role"]), Kind.PERSON)


def _what() -> Iterator[FormLabel]:
    """Yield labels that say what kind of value stands there."""
    for group in table("form_labels")["what"]:
        for pattern in group["patterns"]:
            yield FormLabel(pattern, None, Kind(group["kind"]))


def read_label(text: str) -> FormLabel | None:
    """Say what a form asks for under this label, or None where nothing is known about it.

    A label that names a person and a value ("Mother's date of birth", "Name of GP") gives both.
    """
    label = tidy_label(text)
    # A label is short; a whole sentence in a label's place is guidance and worth no more work.
    if not label or len(label) > 160:
        return None
    whole = next((known for known in form_labels() if re.fullmatch(known.pattern, label)), None)
    return whole or _joined(label)


# Numbering, tick boxes and guidance in brackets around the words that matter.
_BEFORE = re.compile(r"^(?:q?\d{1,2}[a-z]?(?:\.\d{1,2})?[.)]?\s+|[a-z][.)]\s+|[-•*☐☒☑]\s*|section \d+\s*[-–:]?\s*)+")
_GUIDANCE = re.compile(
    r"\s*\((?:if |please|where |include|including|e\.?g|as |for |or |dd|in block|block|required|mandatory|optional"
    r"|this |must |not |with |full|inc|see |print|and |tick|s\)$)[^)]*\)?"
)


def tidy_label(text: str) -> str:
    """Give a label in the form the patterns are written for."""
    label = " ".join(text.casefold().replace("’", "'").replace("–", "-").split())
    label = _GUIDANCE.sub("", _BEFORE.sub("", label))
    return label.strip(" :*?.-_|=")


def _joined(label: str) -> FormLabel | None:
    """Read a label made of a person and a value, in either order."""
    for what in _what():
        for shape in _shapes(what.pattern):
            found = shape.fullmatch(label)
            role = _role_of(found["who"]) if found else None
            if role is not None:
                return FormLabel(what.pattern, role, what.kind)
    return None


@cache
def _shapes(what: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the two orders in which a person and this value stand in one label."""
    link = r"(?:\s*[-:/,(]\s*|\s+)"
    return (
        re.compile(rf"(?P<who>.+?)(?:'s|s'|')?{link}(?:{what})\)?"),
        re.compile(rf"(?:{what})(?:\(s\))?(?:\s+(?:of|for)(?: the| your)?\s+|{link})(?P<who>.+?)\)?"),
    )


def _role_of(who: str) -> Role | None:
    """Give the role of the person a piece of a label names."""
    return next((known.role for known in _whose() if re.fullmatch(known.pattern, who)), None)
