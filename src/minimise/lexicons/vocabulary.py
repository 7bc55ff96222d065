"""Words that are nobody's name: ordinary words that stand capitalised, and the abbreviations of the field."""

import re
from functools import cache

from minimise.lexicons.shelf import folded, words


@cache
def ordinary_words() -> frozenset[str]:
    """Give words that often stand capitalised and are never by themselves a person's name, casefolded."""
    return folded("ordinary_words")


@cache
def abbreviations() -> frozenset[str]:
    """Give the abbreviations of referrals exactly as they are written."""
    return frozenset(words("abbreviations"))


# "C.I.N.", "s 47", "Sec. 47", "section 47": the same short forms with dots or spaces.
_SECTION = re.compile(r"(?:s|ss|sec|sect|section)\.?\s?\d{1,3}[A-Z]{0,2}", re.IGNORECASE)
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?")


def is_abbreviation(token: str) -> bool:
    """Say whether a token, as written, is a known abbreviation; plural, possessive and dotted forms count."""
    if _SECTION.fullmatch(token):
        return True
    if _DOTTED.fullmatch(token):
        token = token.replace(".", "")
    known = abbreviations()
    bare = token.rstrip(".,;:)").lstrip("(")
    return bare in known or re.sub(r"['’]?s$|['’]d$", "", bare) in known
