"""Words that say less exactly what stood there: a band for an age, a need for a diagnosis, another day for a day."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import date

from minimise.lexicons.details import setting_group
from minimise.model.dates import full_dates, moved
from minimise.stages.redact.wording import mark

_BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (14, "10 to 13"), (18, "14 to 17"), (25, "18 to 24"))
_SETTINGS = {
    "school": "school or college",
    "nursery": "nursery or children's centre",
    "surgery": "surgery",
    "hospital": "hospital or clinic",
    "contact_centre": "contact centre",
    "club": "club",
    "worship": "place of worship",
    "workplace": "organisation",
}
_TREATMENT = re.compile(
    r"(?:sertraline|fluoxetine|citalopram|mirtazapine|venlafaxine|diazepam|quetiapine|olanzapine|risperidone|lithium"
    r"|methylphenidate|melatonin|pregabalin|gabapentin|amitriptyline)",
    re.IGNORECASE,
)
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
_YEAR_GROUP = re.compile(r"(?:year|yr|y) ?(\d{1,2})$")
_NUMBER = re.compile(r"\d{1,3}")
_WEEK, _YEAR_OF_WEEKS = 7, 364
_YEARS, _WEEKS = 9, 2
_SOON, _WEEKS_LONG, _MONTHS_LONG = 14, 60, 730


@dataclass(frozen=True, slots=True)
class Disguise:
    """How a copy to learn from is disguised: every date of the case moves by the same days."""

    days: int = field(repr=False)

    @classmethod
    def of(cls, secret: bytes) -> "Disguise":
        """Draw the days from a secret of the case.

        Whole weeks keep weekdays and intervals; years of 52 weeks, give or take two weeks, keep the time of year and
        so most school terms. Back in time, so that nothing comes to lie in the future.
        """
        drawn = int.from_bytes(hmac.new(b"minimise.date-shift", secret, hashlib.sha256).digest()[:8], "big")
        years, weeks = drawn % _YEARS + 1, drawn // _YEARS % (2 * _WEEKS + 1) - _WEEKS
        return cls(-(years * _YEAR_OF_WEEKS + weeks * _WEEK))

    def date(self, words: str, document: str) -> str:
        """Give a date moved in its own form, or a plain mark where there is no such day."""
        known = full_dates(document)
        return moved(words, self.days, max(known) if known else None) or mark("date")


def interval_for(words: str, document: str) -> str:
    """Give how long before the document's latest date something happened, or a plain mark."""
    dates, known = full_dates(words), full_dates(document)
    if not dates or not known or dates[0] > max(known):
        return mark("date")
    days = (max(known) - dates[0]).days
    if days == 0:
        return "[same day]"
    number, unit = _counted(days)
    return f"[{number} {unit}{'s' if number > 1 else ''} earlier]"


def _counted(days: int) -> tuple[int, str]:
    if days < _SOON:
        return days, "day"
    if days < _WEEKS_LONG:
        return round(days / 7), "week"
    if days < _MONTHS_LONG:
        return round(days / 30.44), "month"
    return round(days / 365.25), "year"


def band_for(age: str, before: str = "") -> str:
    """Give an age band for an age or school year, such as `[aged 5 to 9]`.

    Args:
        age: the words, such as `8 years old`, `Year 4`, `16 weeks`.
        before: what stands before them; after `aged` the band needs no second one.
    """
    years = _years(age.casefold().strip())
    if years is None:
        return mark("age")
    band = next((words for under, words in _BANDS if years < under), None)
    band = band or f"{years // 10 * 10} to {years // 10 * 10 + 9}"
    return f"[{band}]" if re.search(r"\bage[ds]?:?\s*$", before, re.IGNORECASE) else f"[aged {band}]"


def _years(age: str) -> int | None:
    group = _YEAR_GROUP.match(age)
    if group:
        return int(group[1]) + 5
    if age == "reception":
        return 5
    number = _NUMBER.search(age)
    count = (
        int(number[0]) if number else next((n for word, n in _IN_WORDS.items() if re.search(rf"\b{word}\b", age)), None)
    )
    if count is None:
        return None
    if re.search(r"week|wk|/52|day", age):
        return count // 52
    return count // 12 if re.search(r"month|mth|/12", age) else count


def band_of_birth(birth: str, document: str) -> str:
    """Give the age band for a date of birth, counted to the document's latest date."""
    born, known = full_dates(birth), full_dates(document)
    later = [day for day in known if born and day > born[0]]
    return band_for(str(_age(born[0], max(later)))) if later else mark("date of birth")


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def setting_for(place: str) -> str:
    """Give the kind of a school, surgery or club; never the kind of a place where somebody is kept safe."""
    kind = _SETTINGS.get(setting_group(place) or "")
    return f"[{kind}]" if kind else mark("place")


def need_for(category: str, words: str) -> str:
    """Give what stays of a detail when its value goes: `[health need]` for a child's diagnosis."""
    if category in ("C35", "C36") and _TREATMENT.fullmatch(words):
        return "[medication]"
    return {"C35": "[health need]", "C36": "[health condition]", "C49": "[sum of money]"}.get(category, "")
