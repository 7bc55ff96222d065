"""Schools, surgeries, hospitals, refuges and clubs: capitalised words that end (or begin) like a setting."""

import re
from collections.abc import Iterator
from functools import cache

from minimise.lexicons import given_names, setting_pattern
from minimise.model import Hit, Kind
from minimise.stages.detect.names.tokens import SURNAME_ENDINGS

_WORD = r"(?:[A-ZÀ-Þ][\w'’-]*|St\.?|of|the|and|&)"


@cache
def _setting() -> re.Pattern[str]:
    # The lexicon's words are in lower case; in a name they stand capitalised.
    return re.compile(rf"\b(?:[A-ZÀ-Þ][\w'’-]*\.?\s(?:{_WORD}\s){{0,5}}?)(?=[A-Z])(?i:{setting_pattern()})(?![\w'])")


def find_places(text: str) -> tuple[Hit, ...]:
    """Give every named setting of a text."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Hit]:
    for match in _setting().finditer(text):
        if "\n" not in match.group() and not _is_person(match.group()):
            yield Hit(match.start(), match.end(), Kind.ORG_PLACE, 0.75, "uk.setting")


def _is_person(name: str) -> bool:
    """Whether it is a given name with a family name that is also a setting's word: `Kelly Ward`."""
    words = name.casefold().split()
    return len(words) == 2 and words[1] in SURNAME_ENDINGS and words[0] in given_names()
