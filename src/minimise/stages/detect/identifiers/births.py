"""Dates of birth and due dates: only what a label, a heading or the birth words nearby say is one."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from minimise.lexicons import given_names, ordinary_words
from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import LABELLED, SHAPE, WEAK, Labelled, Shape
from minimise.stages.detect.identifiers.shapes import DAY_AND_MONTH, MONTH

_DOB = (
    r"d[. ]{0,2}o[. ]{0,2}b(?![^\W\d_])[.'’]{0,2}s?(?:[ ](?:c|est|estimated|approx)\b\.?)?|dobs|d/o/b|d-o-b"
    r"|dates?[ ]of[ ]birth|date[ ]born|birth[ ]?dates?|dyddiad[ ]geni|ddn(?=[ ]?[:\d])"
    r"|b(?:irth)?-?days?(?:[ ](?:is|was))?(?:[ ]on)?|birth(?=[ ]?:)|bn(?=[ ]?\d)"
    r"|born[ ]at[ ](?:\d\d(?:\+\d)?[ ])?[^.\n|\d]{3,40}?[ ]on|born(?:[ ](?:on|in))?|b[.:]?(?=[ ]?\(?\d)"
    r"|turn(?:s|ed|ing)?[ ]\d{1,2}[ ]on|will[ ]be[ ]\d{1,2}[ ]on|due[ ]date|edc(?=[ ]?[:\d])"
    r"|e\.?d\.?d\b|e(?:xpect|stimat)ed[ ](?:date[ ]of[ ]|due[ ])?(?:delivery|date|birth|confinement)(?:[ ]date)?"
    r"|baby[^.\n|]{0,30}[ ]due(?:[ ]on)?|pregnan\w{1,3}[^.\n|]{0,30}[ ]due(?:[ ]on)?"
    r"|unborn[^.\n|]{0,30}[ ]due(?:[ ]on)?"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_SPOKEN = (
    r"(?:(?:twenty|thirty)[ -](?:one|two|three|four|five|six|seven|eight|nine)|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)\b"
)
_LOOSE = rf"""(?:{DAY_AND_MONTH}|\d{{1,2}}[ \n]?/[ \n]?\d{{1,2}}[ \n]?/[ \n]?\d{{2,4}}
    |(?:{_ORDINAL}|[0-3]?\d(?:st|nd|rd|th))[ ](?:day[ ])?(?:of[ ])?{MONTH}\b(?:,?[ ]{{1,2}}(?:19|20)\d\d)?
    |{MONTH}\b[ '/-]{{1,2}}\d\d(?!\d)|[01]?\d/(?:19|20)\d\d
    |[0-3O]?[\dO][ ][01O]?[\dO][ ](?:[12][\dO]\d\d|\d\d)|[0-3]\d[01]\d(?:[12]\d)?\d\d
    |(?:{_SPOKEN}[ ]){{2}}(?:twenty[ ])?{_SPOKEN}
    |{MONTH}\b\.?,?[ ](?:19|20)\d\d|(?:19|20)\d\d(?![/.-]?\d))(?![\w]|/\d)"""


class BirthDate:
    """A labelled date in any form people write, and dates in brackets behind names where another is labelled."""

    id: ClassVar[str] = "uk.birth_date"
    _named: ClassVar[Labelled] = Labelled(_DOB, _LOOSE)
    _label_after: ClassVar[Shape] = Shape(r"d\.?o\.?b\b", any_case=True, openings=("d",))
    _called: ClassVar[Shape] = Shape(rf"(?<![\w/.-])(?P<value>{DAY_AND_MONTH})[ ]?[,(–-]{{1,2}}[ ]?\Z", any_case=True)
    _health_label: ClassVar[Shape] = Shape(
        r"nhs\b|hosp(?:ital)?[ ]|mrn\b", any_case=True, openings=("nhs", "hosp", "mrn")
    )
    _heading: ClassVar[Shape] = Shape(
        rf"\bre:?[ ][^\n\d|]{{3,50}}?(?P<value>{DAY_AND_MONTH})[ ,;-]{{1,3}}\Z", any_case=True
    )
    _plural: ClassVar[Shape] = Shape(
        r"(?:d\.?o\.?b'?s|dates[ ]of[ ]birth|birth[ ]?dates)\b(?P<rest>[^\n|]{0,160})",
        any_case=True,
        openings=("d", "birth"),
    )
    _date: ClassVar[Shape] = Shape(rf"(?<![\w/.-])(?P<value>{DAY_AND_MONTH})(?![\w]|/\d)", any_case=True)
    _bracketed: ClassVar[Shape] = Shape(rf"\((?P<value>(?i:{DAY_AND_MONTH}))(?=[);,])")
    _birth: ClassVar[Shape] = Shape(
        r"\b(?:d\.?o\.?b|born|birth|b\.|aged?|edd|yrs|years[ ]old)\b|\bb\.[ ]?\d", any_case=True
    )
    _name: ClassVar[Shape] = Shape(r"\b(?P<name>[A-ZÀ-ÞŴŶ][\w'’-]+)[ ]?\Z")
    _beside: ClassVar[Shape] = Shape(
        rf"[0-3](?<![\w/.-].)(?:(?<=\d)\d?[/.-][01]?\d[/.-](?:(?:19|20)\d\d|\d\d)|\d?[ ]{MONTH}[ ](?:19|20)\d\d)"
        r"(?=\)|[ ]?(?:[,;\n|–-]|\.(?!\d)|\Z)|[ ](?:of|lives?|living|nhs|NHS|\()\b)",
        any_case=True,
    )
    _person: ClassVar[Shape] = Shape(
        r"(?P<before>\b[\w.:]{1,12}[ ])?(?P<name>[A-ZÀ-ÞŴŶ][\w'’-]+(?:,?[ ][A-ZÀ-ÞŴŶ][\w'’-]+){1,3})(?:,[ ]"
        r"|[ ]?\(|[ ][–-][ ]|[ ])\Z"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled dates, those a letter's heading gives, lists of them, and bracketed ones beside names."""
        for match in self._named.finditer(text):
            yield Hit(*match.span("value"), Kind.DOB, LABELLED, self.id)
        for label in self._label_after.finditer(text):
            if called := self._called.before(text, label.start(), 32):
                yield Hit(*called.span("value"), Kind.DOB, LABELLED, self.id)
        for label in self._health_label.finditer(text):
            if headed := self._heading.before(text, label.start(), 90):
                yield Hit(*headed.span("value"), Kind.DOB, SHAPE, self.id)
        for group in self._plural.finditer(text):
            for dated in self._date.regex.finditer(text, *group.span("rest")):
                yield Hit(*dated.span("value"), Kind.DOB, LABELLED, self.id)
        for bracketed in self._bracketed.finditer(text):
            named = self._name.before(text, bracketed.start(), 30) is not None
            if named and self._birth.near(text, bracketed.start(), bracketed.end(), 100):
                yield Hit(*bracketed.span("value"), Kind.DOB, SHAPE, self.id)
        yield from self._in_lists(text)
        yield from self._behind_names(text)

    def _in_lists(self, text: str) -> Iterator[Hit]:
        """Yield dates in brackets where a line has two behind names: `Aubrey (09.05.2018), Sacha (27.11.2020)`."""
        last: re.Match[str] | None = None
        for match in self._bracketed.finditer(text):
            name = self._name.before(text, match.start(), 30)
            if name is None or name["name"].lower() not in given_names():
                continue
            if last is not None and match.start() - last.end() < 40 and "\n" not in text[last.end() : match.start()]:
                yield Hit(*last.span("value"), Kind.DOB, WEAK, self.id)
                yield Hit(*match.span("value"), Kind.DOB, WEAK, self.id)
            last = match

    def _behind_names(self, text: str) -> Iterator[Hit]:
        """Yield dates that follow a full name, unless somebody signed or the document is of the same time."""
        beside = (match for match in self._beside.finditer(text) if _behind_capital(text, match.start()))
        found = [(match, self._person.before(text, match.start(), 70)) for match in beside]
        dated = [(match, person) for match, person in found if person is not None]
        if not dated:
            return
        years = [_year(year) for year in _YEARS.regex.findall(text)]
        for match, person in dated:
            names = [word.strip(",").lower() for word in person["name"].split(" ")]
            known = _is_known(names) and "," not in person["name"].rstrip(",")[:-1].split(" ")[-1]
            old = _year(match.group()) <= max(years, default=0) - 2 or len(years) < 2
            if known and old and not _SIGNED.regex.search(person["before"] or "") and names[0] not in _TITLES:
                yield Hit(match.start(), match.end(), Kind.DOB, WEAK, self.id)


_SIGNED = Shape(
    r"\b(?:signed|by|from|to|cc|author|dr|mr|mrs|ms|miss|prof|rev|judge|[dp][cs]|wrote|with|and|on|in|at)\b",
    any_case=True,
)
_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "prof", "pc", "dc", "ds", "sgt", "judge", "nurse", "sister", "signed"}
)


def _is_known(names: Sequence[str]) -> bool:
    """Say whether the words are somebody's name: one of them is a given name, and they are no everyday words."""
    given = [name for name in names if name in given_names()]
    return bool(given) and not ordinary_words().issuperset(names)


def _behind_capital(text: str, start: int) -> bool:
    """Say whether the word before begins with a capital: a quick look before the name is read."""
    before = text[max(0, start - 30) : start].rstrip(" (,–-")
    return before[before.rfind(" ") + 1 :][:1].isupper()


_YEARS = Shape(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d[/.-])\d\d(?![\d/.-])")


def _year(date: str) -> int:
    """Give the year at a date's end, of two digits or four."""
    digits = re.findall(r"\d+", date)
    year = int(digits[-1]) if digits else 0
    if year > 99:
        return year
    return year + (2000 if year < 45 else 1900)
