"""Telephone numbers as people write them, with room for a scanner's slips."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    LABELLED_BUT_FAILED,
    SHAPE,
    Label,
    Labelled,
    Shape,
    digits_of,
)
from minimise.stages.detect.identifiers.shapes import is_date

_D = r"[\dOoIl|]"
_EXTENSION = r"(?:[ ,(]{0,3}(?:ext(?:ension|n)?\.?|opt(?:ion)?|x)[ :.]{0,2}\d{1,6}\b)?"
_LABEL = (
    r"tel(?:e?phone)?|phone|smartphone|mob(?:ile)?|cell|fax|landline|whats[ ]?app|text|call|ring|rang|dial"
    r"|contact[ ](?:no|num|number|tel)"
    r"|home[ ](?:no|num|number|tel)|work[ ](?:no|num|number|tel)|safe[ ](?:no|num|number|contact)|his[ ]number"
    r"|her[ ]number|mum's[ ]number|dad's[ ]number|t(?=[:.])|m(?=[:.])|f(?=[:.])|h(?=[:.])"
)


class PhoneNumber:
    """A UK number: mobile or not, home or from abroad, bracketed, dotted, with `O` for 0 and an extension."""

    id: ClassVar[str] = "uk.phone"
    _shape: ClassVar[Shape] = Shape(
        rf"""[(+0O](?<![\w£$@#.-].)(?<![^\d\s]/.)
        (?:(?:(?<=\()\+|(?<=\+))[ ]?44\)?|(?:(?<=\()0|(?<=0))044\)?|(?:(?<=\()[0O]|(?<=[0O]))(?=[\dOoIl ().\-–]{{9}}))
        (?:[ .\-–]{{0,2}}\(0\))?
        (?:[ .\-–()]{{0,2}}{_D}){{9,10}}
        (?!{_D}|[ .-]?\d{{4}}|[/-]\d\d[/-])(?![A-Za-z])
        (?:[ ]?/[ ]?\d{{1,4}}(?![\d/]))?(?i:{_EXTENSION})"""
    )
    _foreign: ClassVar[Shape] = Shape(
        r"[+0](?<![\w/+.-].)(?:(?<=\+)|(?<=0)0[ ]?)(?!44)[1-9]\d{0,2}(?:[ .\-()]{0,2}\d){6,12}(?!\d)"
    )
    _bare_code: ClassVar[Shape] = Shape(r"4(?<![\w/+.-]4)47\d{9}(?!\w)")
    _cut: ClassVar[Shape] = Shape(r"0(?<![\w/+.-]0)7\d{3}(?:[/_\n]\d{3}[/_ ]?\d{3}|\n\d{6})(?![\w/])")
    _partial: ClassVar[Labelled] = Labelled(
        r"partial[ ](?:number|phone|mobile)|number[ ](?:begin|start)s?(?:ning|ing|s)?(?:[ ]with)?"
        r"|phone[ ](?:begin|start)s(?:[ ]with)?",
        r"\d{4,7}(?:[ ]\d{2,5})?(?![\w/:])",
    )
    _no_zero: ClassVar[Shape] = Shape(r"7(?<![\w+/.-]7)\d{3}(?:[ -]\d{3}[ -]?\d{3}|\d{6})(?![\w/-])")
    _slashed: ClassVar[Shape] = Shape(r"0(?<![\w+/.-]0)\d{3,4}/\d{6,7}(?![\w/])")
    _label: ClassVar[Label] = Label(_LABEL)
    _named: ClassVar[Labelled] = Labelled(
        _LABEL, rf"\+?\(?{_D}(?:[ .\-–()]{{0,2}}{_D}){{4,13}}(?![\w/:]|[.-]\d){_EXTENSION}"
    )
    _extension: ClassVar[Labelled] = Labelled(
        r"ext(?:ension|n)?(?=[ .:|\n]{1,3}(?:no|num|number)?[ .:]{0,2}\d)|bleep|pager",
        r"\d{2,6}\b(?![/:%]|[ ](?:to|of|weeks?|days?|months?)\b)",
    )
    _ending: ClassVar[Labelled] = Labelled(
        r"phone[^\n.|]{0,15}[ ]end(?:s|ing)(?:[ ](?:in|with))?|mob(?:ile)?[^\n.|]{0,15}[ ]end(?:s"
        r"|ing)(?:[ ](?:in|with))?"
        r"|number[^\n.|]{0,15}[ ]end(?:s|ing)(?:[ ](?:in|with))?|last[ ](?:three|four|3|4)[ ]digits",
        r"\d{3,4}\b",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield numbers by shape, then shorter or odder ones that a label calls a telephone."""
        for match in self._shape.finditer(text):
            yield from self._national(text, match.start(), match.end())
        for match in self._foreign.finditer(text):
            yield Hit(match.start(), match.end(), Kind.PHONE, CLEAR_SHAPE, self.id)
        for shape in (self._no_zero, self._slashed, self._bare_code, self._cut):
            for match in shape.finditer(text):
                yield Hit(match.start(), match.end(), Kind.PHONE, SHAPE, self.id)
        for match in self._named.finditer(text):
            words = match["value"]
            if len(digits_of(words)) >= 5 and sum(c.isdigit() for c in words) >= 4 and not is_date(words.strip("()")):
                usual = words.lstrip("(")[0] in "0O+7" or len(digits_of(words)) < 9
                yield Hit(*match.span("value"), Kind.PHONE, LABELLED if usual else LABELLED_BUT_FAILED, self.id)
        for labelled in (self._extension, self._ending, self._partial):
            for match in labelled.finditer(text):
                yield Hit(*match.span("value"), Kind.PHONE, LABELLED, self.id)

    def _national(self, text: str, start: int, end: int) -> Iterator[Hit]:
        words = text[start:end]
        national = digits_of(words).removeprefix("0044").removeprefix("44").lstrip("0")
        if sum(c.isdigit() for c in words) < 6 or national[:1] in ("", "4", "6") or is_date(words[:10].strip()):
            return
        score = LABELLED if self._label.before(text, start) else CLEAR_SHAPE if national[0] in "123789" else SHAPE
        yield Hit(start, end, Kind.PHONE, score, self.id)
