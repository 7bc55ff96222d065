"""Driving licences and immigration numbers that their shape gives away."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import licence_holds
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED, Label, Labelled, Shape, graded


class DrivingLicence:
    """A driver number; it spells out surname, sex and date of birth, so it counts however it is written."""

    id: ClassVar[str] = "uk.driving_licence"
    _shape: ClassVar[Shape] = Shape(r"\d{6}[ ]?[A-Za-z9]{2}[ ]?[A-Za-z0-9][ ]?[A-Za-z]{2}(?:[ ]?\d{2})?(?![\w/])")
    _surname: ClassVar[Shape] = Shape(r"(?<![\w/-])[A-Za-z][A-Za-z9]{4}[ ]?\Z")
    _label: ClassVar[Label] = Label(r"driv(?:ing|er'?s?)[ ]li[cs]en[cs]e|dl|dvla|licence|driver")
    _named: ClassVar[Labelled] = Labelled(
        r"driv(?:ing|er'?s?)[ ]li[cs]en[cs]e|dvla|licence(?=[ ](?:no|num))",
        r"(?=[A-Z0-9 ]{0,14}\d{3})[A-Z0-9]{5,8}(?:[ ]?[A-Z0-9]{3,11}){0,3}(?![^\W_])",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield driver numbers by shape, then whatever a label calls one."""
        for match in self._shape.finditer(text):
            surname = self._surname.before(text, match.start(), 7)
            if surname is None:
                continue
            start, end = surname.start(), match.end()
            named = self._label.before(text, start) is not None
            typed_true = text[start:end].isupper() or " " not in text[start:end]
            if named or typed_true:
                holds = licence_holds(text[start:end].replace(" ", ""))
                score = graded(named=named, holds=holds, unnamed_failed=CLEAR_SHAPE)
                yield Hit(start, end, Kind.DRIVING_LICENCE, score, self.id)
        for match in self._named.finditer(text):
            if sum(c.isdigit() for c in match["value"]) >= 5:
                yield Hit(*match.span("value"), Kind.DRIVING_LICENCE, LABELLED, self.id)


class ImmigrationNumber:
    """Visa application numbers and the sixteen digits of a unique application number."""

    id: ClassVar[str] = "uk.immigration_shape"
    _shape: ClassVar[Shape] = Shape(
        r"(?:[Gg][Ww][Ff][ ]?\d{9}|\d(?<![\w/-]\d)\d{3}-\d{4}-\d{4}-\d{4}|Z[A-Z]\d{7}|Z[A-Z]X\d{6})(?![\w/-])"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape; a payment card's digits are weighed against it by the resolver."""
        for match in self._shape.finditer(text):
            yield Hit(match.start(), match.end(), Kind.IMMIGRATION_REF, CLEAR_SHAPE, self.id)
