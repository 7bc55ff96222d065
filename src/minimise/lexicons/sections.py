"""What a form pair asks for, from its own label and, where that says only `Name`, from its section's heading."""

import re
from dataclasses import dataclass

from minimise.lexicons.people import match_label
from minimise.model import Field, Kind, Role

_NAME = re.compile(
    r"\W*(?:\d{1,2}[.)]?\s*)?(?:full |first |fore|sur|last |given |family |middle "
    r"|known |legal |preferred |your )*names?"
    r"(?:\(?s\)?)?(?:,? (?:and|&|/) (?:role|title|address|job title|agency|designation|"
    r"position|dob|date of birth))?\W*",
    re.IGNORECASE,
)


# Posts that forms and notes shorten: the value names whoever holds it.
_RANK = re.compile(r"^\W*(?:main|joint|first|second|lead|primary|current|principal)\s+", re.IGNORECASE)
_POSTS = frozenset(
    "CMW MW HV SHV SN GP SW SSW FSW EWO DSL DDSL SENCO SENDCO IRO LADO CPN OT SLT SALT EP IDVA ISVA YOT PC DC DS "
    "DI OIC SIO HT DHT AHT TA".split()
)


_WORKERS = frozenset(
    {
        "class / year",
        "class",
        "class/year",
        "form",
        "tutor group",
        "year / class",
        "year/class",
        "driver",
        "escort",
        "passenger assistant",
        "coach",
        "leader",
        "instructor",
        "mentor",
        "chair",
        "clerk",
        "link worker",
        "outreach worker",
    }
)


# `Parent she is with`, `Mum (lives with)`: labels of people's own wording that begin with a parent.
_PARENT = re.compile(
    r"\W*(?:her |his |the |main |other )?(?:parent|mother|mum|mam|father|dad)\b(?!'s)(?:\W+\w+){0,5}\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a value is: the role of whoever it names, the kind of detail it holds."""

    role: Role | None
    kind: Kind | None
    negative: bool = False
    """Boilerplate: the value names nobody."""
    certain: bool = True
    """Whether the label itself, and not only its place in the form, says whose it is."""


def label_of(text: str, field: Field) -> Meaning | None:
    """Say what a form pair asks for, or None if its label is not known.

    `Name` under `3. Perpetrator` names the perpetrator; a bare `Name` names nobody in particular.
    """
    words = text[slice(*field.label)].strip()
    found = match_label(words) or match_label(_RANK.sub("", words))
    if found is not None and found.negative:
        return Meaning(None, found.kind, negative=True)
    heading = match_label(text[slice(*field.section)].strip()) if field.section else None
    above = heading.role if heading is not None and not heading.negative else None
    if _NAME.fullmatch(words):
        return Meaning(above, Kind.PERSON, certain=False)
    if found is None:
        at_work = words.strip(" :") in _POSTS or words.strip(" :").casefold() in _WORKERS
        if at_work:
            return Meaning(Role.PROFESSIONAL, None)
        return Meaning(Role.PARENT, None) if _PARENT.match(words) else None
    return Meaning(found.role or above, found.kind, certain=found.role is not None)
