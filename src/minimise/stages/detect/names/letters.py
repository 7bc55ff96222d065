"""People who go by their initials alone: two capitals that no agency has, and that do what people do."""

import re
from collections.abc import Iterator

from minimise.lexicons import is_abbreviation
from minimise.model import Hit, Kind

_LETTERS = re.compile(r"(?<![\w.&/'-])(?P<letters>[A-Z]\.?[A-Z](?:\.(?=[\s,;:)]))?)(?![\w&/-]|\.\w)(?!\s*\d)")
_DOES = re.compile(
    r"(?:'s\b(?! \d)|\s(?:said|says|told|tells|asked|asks|denie[sd]|saw|sees|came|comes|went|goes|rang|"
    r"hits?|slap\w*|kick\w*|"
    r"push\w*|punch\w*|hid|left|arrived|disclosed|stated|reported|presented|attended|spoke|cried|laughed|shouted|refused|"
    r"agreed|admitted|wants?|wanted|lives?|lived|thinks|feels|felt|looked|seemed|appeared|became|has been|had been|"
    r"is (?:missing|upset|safe|well|scared|afraid|unhappy|home|back|\d)|"
    r"was (?:missing|upset|crying|seen|with|very|not|in|at|"
    r"late|absent|hit|told|asked|quiet|tearful|angry))\b|:\s?[\"“'‘])",
)
_DONE_TO = re.compile(
    r"\b(?:told by|spoken to by|rung by|said by|seen by|hit by|reported by|logged by|"
    r"(?:slap|kick|punch|push|bit|hit|hurt)(?:s|ed|ped|ting)?|saw|asked|told|"
    r"(?:mother|father|mum|dad|friend|sister|brother) of|lives with)\s$",
    re.IGNORECASE,
)
_FEWEST_SMALL = 0.4
"""The share of small letters in a line below which capitals say nothing."""


_AROUND = 200
"""Characters of a line on either side that are looked at, so that a text without line ends takes no longer."""


def initials_alone(text: str) -> Iterator[Hit]:
    """Yield initials wherever they stand, once one place shows that they are a person's.

    The line must not be in capitals, and the letters no abbreviation of the field: `AT saw GR slap TW`.
    """
    seen = [m for m in _LETTERS.finditer(text) if not is_abbreviation(m["letters"].replace(".", ""))]
    people = {_plain(m) for m in seen if _acts(text, m) and _in_small_letters(text, m.start())}
    for match in seen:
        if _plain(match) in people and _in_small_letters(text, match.start()):
            yield Hit(match.start(), match.end(), Kind.INITIALS, 0.65, "names.letters")


def _plain(match: re.Match[str]) -> str:
    return match["letters"].replace(".", "")


def _acts(text: str, match: re.Match[str]) -> bool:
    """Say whether somebody of these initials does something, speaks, or has something done to them."""
    before = text[max(0, match.start() - 20) : match.start()]
    return _DOES.match(text, match.end()) is not None or _DONE_TO.search(before) is not None


def _in_small_letters(text: str, at: int) -> bool:
    before, after = text[max(0, at - _AROUND) : at], text[at : at + _AROUND]
    line = before[before.rfind("\n") + 1 :] + after.partition("\n")[0]
    letters = [char for char in line if char.isalpha()]
    return sum(char.islower() for char in letters) >= _FEWEST_SMALL * len(letters)
