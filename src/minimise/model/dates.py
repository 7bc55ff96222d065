"""UK dates as people write them: found, read, and moved by days in the form in which they stood."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(_NAMES, start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_PATTERN = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<iso>(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d))
    |(?P<num>(?P<nd>\d{{1,2}})(?P<n1>\s?[/.-]\s?)(?P<nm>\d{{1,2}})(?P<n2>\s?[/.-]\s?)(?P<ny>\d{{4}}|\d\d))
    |(?P<word>(?P<wd>\d{{1,2}})(?P<ws>st|nd|rd|th)?(?P<w1>\s+of\s+|[ \-]|\s)(?P<wm>{_MONTH})\.?
        (?:(?P<w2>,?\s|-)(?P<wy>(?:19|20)\d\d|'?\d\d(?![\d:.]|\s?[ap]m\b)))?)
    |(?P<lead>(?P<lm>{_MONTH})(?P<l1>\s)(?P<ld>\d{{1,2}})(?P<ls>st|nd|rd|th)(?:(?P<l2>,?\s)(?P<ly>(?:19|20)\d\d))?)
    |(?P<my>(?P<mm>{_MONTH})(?P<m1>,?\s)(?P<yy>(?:19|20)\d\d))
    |(?P<short>(?<=\bon\s)(?P<sd>\d{{1,2}})(?P<s1>/)(?P<sm>\d{{1,2}}))
    |(?P<year>(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bduring\s))(?:19|20)\d\d)
    )(?![\w/]|[.-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


def date_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of every date that stands in a text, also of months and years."""
    for match in _PATTERN.finditer(text):
        yield match.span()


def full_dates(text: str) -> list[date]:
    """Give the dates with a day, month and year that stand in a text, in order; impossible ones are left out."""
    found = [_read(match, None) for match in _PATTERN.finditer(text)]
    return [day for day in found if day is not None]


def moved(words: str, days: int, near: date | None) -> str | None:
    """Give a date in its own form, so many days later; None where there is no such day.

    Args:
        words: one date as it stands.
        days: how far to move it; whole weeks keep the weekday.
        near: a date of the same document, whose year is assumed where the words give none.
    """
    match = _PATTERN.fullmatch(words) or _PATTERN.search(f"on {words}") or _PATTERN.search(f"in {words}")
    if match is None:
        return None
    if match["year"]:
        return str(int(match["year"]) + round(days / 365.25))
    if match["my"]:
        middle = date(int(match["yy"]), _month(match["mm"]), 15) + timedelta(days)
        return f"{_named(match['mm'], middle.month)}{match['m1']}{middle.year}"
    before = _read(match, near)
    return None if before is None else _written(match, before + timedelta(days))


def _read(match: re.Match[str], near: date | None) -> date | None:
    if match["iso"]:
        day, month, year = match["id"], int(match["im"]), match["iy"]
    elif match["num"]:
        day, month, year = match["nd"], int(match["nm"]), match["ny"]
    elif match["word"]:
        day, month, year = match["wd"], _month(match["wm"]), match["wy"]
    elif match["lead"]:
        day, month, year = match["ld"], _month(match["lm"]), match["ly"]
    elif match["short"]:
        day, month, year = match["sd"], int(match["sm"]), None
    else:
        return None
    if year is None and near is None:
        return None
    full = _full(year) if year is not None else near.year if near is not None else 0
    try:
        return date(full, month, int(day))
    except ValueError:
        return None


def _full(year: str) -> int:
    number = int(year.lstrip("'"))
    return number if number > 99 else 2000 + number - (100 if number > 40 else 0)


def _written(match: re.Match[str], day: date) -> str:
    if match["iso"]:
        return day.isoformat()
    if match["num"]:
        numbers = _like(match["nd"], day.day), _like(match["nm"], day.month), _year(match["ny"], day)
        return f"{numbers[0]}{match['n1']}{numbers[1]}{match['n2']}{numbers[2]}"
    if match["word"]:
        year = f"{match['w2']}{_year(match['wy'], day)}" if match["wy"] else ""
        suffix = _suffix(day.day) if match["ws"] else ""
        return f"{_like(match['wd'], day.day)}{suffix}{match['w1']}{_named(match['wm'], day.month)}{year}"
    if match["lead"]:
        year = f"{match['l2']}{day.year}" if match["ly"] else ""
        return f"{_named(match['lm'], day.month)}{match['l1']}{day.day}{_suffix(day.day)}{year}"
    return f"{_like(match['sd'], day.day)}{match['s1']}{_like(match['sm'], day.month)}"


def _month(name: str) -> int:
    return _MONTHS[name[:3].casefold()]


def _like(before: str, number: int) -> str:
    """Write a number with a leading zero where the other had one."""
    return f"{number:02}" if before.startswith("0") else str(number)


def _year(before: str, day: date) -> str:
    return before[:-2] + f"{day.year % 100:02}" if len(before) < 4 else str(day.year)


def _named(before: str, month: int) -> str:
    """Write a month as long, and in such letters, as the other."""
    name = _NAMES[month - 1]
    short = len(before) <= 4 and before.casefold() not in ("june", "july")
    name = name[:3] if short and before.casefold() != "may" else name
    return name.upper() if before.isupper() else name.lower() if before.islower() else name


def _suffix(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
