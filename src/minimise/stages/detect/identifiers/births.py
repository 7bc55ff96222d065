"""Dates of birth and due dates: only what a label, a heading or the birth words nearby say is one."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import LABELLED, SHAPE, Shape, labelled
from minimise.stages.detect.identifiers.shapes import DAY_AND_MONTH, MONTH

_DOB = (
    r"d[. ]{0,2}o[. ]{0,2}b\b[.'’]{0,2}s?|dobs|d/o/b|d-o-b|dates?[ ]of[ ]birth|date[ ]born|birth[ ]?dates?"
    r"|birthday|born(?:[ ](?:on|in))?|b[.:]?(?=[ ]?\(?\d)"
    r"|e\.?d\.?d\b|e(?:xpect|stimat)ed[ ](?:date[ ]of[ ]|due[ ])?(?:delivery|date|birth|confinement)(?:[ ]date)?"
    r"|baby[^.\n|]{0,30}[ ]due(?:[ ]on)?|pregnan\w{1,3}[^.\n|]{0,30}[ ]due(?:[ ]on)?"
    r"|unborn[^.\n|]{0,30}[ ]due(?:[ ]on)?"
)
_LOOSE = rf"""(?:{DAY_AND_MONTH}|[0-3O]?[\dO][ ][01O]?[\dO][ ](?:[12][\dO]\d\d|\d\d)|[0-3]\d[01]\d(?:[12]\d)?\d\d
    |{MONTH}\b\.?,?[ ](?:19|20)\d\d|(?:19|20)\d\d(?![/.-]?\d))(?![\w]|/\d)"""


class BirthDate:
    """A labelled date in any form people write, and dates in brackets behind names where another is labelled."""

    id: ClassVar[str] = "uk.birth_date"
    _named: ClassVar[Shape] = labelled(_DOB, _LOOSE)
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
    _name: ClassVar[Shape] = Shape(r"\b[A-ZÀ-ÞŴŶ][\w'’-]+[ ]?\Z")

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
