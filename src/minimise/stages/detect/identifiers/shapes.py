"""Dates as people write them: shared by what looks for dates of birth and by what must not take a date for a number."""

import re
from functools import cache

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"[0-3OlI]?[\dOolI]"
_YEAR = r"(?:[12lI][\dOo][\dOolI]{2}|'?[\dO]{2})"
NUMERIC_DATE = (
    rf"(?:{_DAY}[ ]?[/.\-–\\][ ]?[01OolI]?[\dOolI][ ]?[/.\-–\\][ ]?{_YEAR}|[12]\d{{3}}[-/.][01]?\d[-/.][0-3]?\d)"
)
WRITTEN_DATE = (
    rf"(?:[0-3]?\d(?:st|nd|rd|th)?[ ]?(?:of[ ]|-|/|\.)?[ ]?{MONTH}\b\.?(?:[ ,\-/.]{{1,3}}{_YEAR})?"
    rf"|{MONTH}\b\.?[ ][0-3]?\d(?:st|nd|rd|th)?,?[ ]{_YEAR})"
)
DAY_AND_MONTH = rf"(?:{NUMERIC_DATE}|{WRITTEN_DATE}|[0-3]?\d{MONTH}\d{{2,4}})"
"""A full date, or a day with its month."""


@cache
def _date() -> re.Pattern[str]:
    return re.compile(rf"(?:{NUMERIC_DATE}|{WRITTEN_DATE})\Z", re.IGNORECASE | re.VERBOSE)


def is_date(words: str) -> bool:
    """Say whether the words are a date and nothing else, with a month and a day that can be."""
    if not _date().match(words):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) == 3 and not any(c.isalpha() for c in words):
        small = numbers[1:] if numbers[0] > 31 else numbers[:2]
        return all(number <= 31 for number in small) and min(small) <= 12
    return True
