"""NHS, CHI and H&C numbers: ten digits with one check digit between them."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import chi_has_date, nhs_holds, uln_holds
from minimise.stages.detect.identifiers.evidence import (
    CHECKED,
    SHAPE,
    WEAK,
    Labelled,
    Shape,
    digits_of,
    graded,
)

_LOOSE = (
    r"(?=[^\n\d]{0,3}\d(?:[^\n\d]{0,9}\d){2})(?:(?:[\dOoIlL|BSZ][ .\-–·]{0,2}){8,11}[\dOoIlL|BSZ](?![^\W_])"
    r"|(?:\d[ .\-–·\n]?){9}\d(?![^\W_]))|(?:\d[ \n]?){9}\d(?![^\W_]|[ ]\d)"
)
"""Nine to twelve digits in any grouping, with slips; only read as a health number where a label says so."""

_NHS = r"nhs\b\.?(?:[ ]?\#)?|n\.[ ]?h\.[ ]?s\b\.?|nhs(?:no|num|number)\b"
_CHI = r"chi\b|c\.h\.i\b\.?|community[ ]health[ ]index"
_HCN = r"h&c\b|h[ ]&[ ]c\b|h\+c\b|hcn|hscn|hsc\b|health[ ](?:and|&)[ ](?:social[ ])?care(?=[ ](?:no|num|id))"


class NhsNumber:
    """Ten digits grouped as the NHS prints them, or in any grouping behind a label."""

    id: ClassVar[str] = "uk.nhs_number"
    _shape: ClassVar[Shape] = Shape(r"\d(?<![\w+/.-]\d)\d{2}([ \t.\-–]{0,2})\d{3}[ \t.\-–]{0,2}\d{4}(?![\w/]|[.-]\d)")
    _named: ClassVar[Labelled] = Labelled(_NHS, _LOOSE)
    _prose: ClassVar[Shape] = Shape(r"\bnhs\b[^\n.;|]{0,45}\Z", any_case=True)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers of nearly the right length, then bare ones by shape."""
        for match in self._named.finditer(text):
            holds = nhs_holds(digits_of(match["value"]))
            yield Hit(*match.span("value"), Kind.NHS, graded(named=True, holds=holds, unnamed_failed=WEAK), self.id)
        for match in self._shape.finditer(text):
            yield from self._bare(text, match.start(), match.end(), spaced=bool(match[1]))

    def _bare(self, text: str, start: int, end: int, *, spaced: bool) -> Iterator[Hit]:
        digits = digits_of(text[start:end])
        named = self._prose.before(text, start) is not None
        if digits[0] in "012" and not named and not spaced:
            return
        failed = SHAPE if spaced else WEAK
        yield Hit(start, end, Kind.NHS, graded(named=named, holds=nhs_holds(digits), unnamed_failed=failed), self.id)


class ChiNumber:
    """Scotland's community health index: by its label, else by a date of birth and a check digit that both hold."""

    id: ClassVar[str] = "uk.chi_number"
    _named: ClassVar[Labelled] = Labelled(_CHI, _LOOSE)
    _shape: ClassVar[Shape] = Shape(r"[0-3](?<![\w+/.-].)\d{5}[ ]?\d{4}(?![\w/]|[.-]\d)")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers, then bare ones that can be nothing else."""
        for match in self._named.finditer(text):
            holds = nhs_holds(digits_of(match["value"]))
            yield Hit(*match.span("value"), Kind.CHI, graded(named=True, holds=holds, unnamed_failed=WEAK), self.id)
        for match in self._shape.finditer(text):
            digits = digits_of(match.group())
            if nhs_holds(digits) and chi_has_date(digits):
                yield Hit(match.start(), match.end(), Kind.CHI, CHECKED, self.id)


class HealthAndCareNumber:
    """Northern Ireland's number: by its label, else by its own range and a check digit that holds."""

    id: ClassVar[str] = "uk.hcn"
    _named: ClassVar[Labelled] = Labelled(_HCN, _LOOSE)
    _shape: ClassVar[Shape] = Shape(r"3(?<![\w+/.-]3)[2-9]\d[ -]?\d{3}[ -]?\d{4}(?![\w/]|[.-]\d)")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers, then bare ones of the range issued in Northern Ireland."""
        for match in self._named.finditer(text):
            holds = nhs_holds(digits_of(match["value"]))
            yield Hit(*match.span("value"), Kind.HCN, graded(named=True, holds=holds, unnamed_failed=WEAK), self.id)
        for match in self._shape.finditer(text):
            if nhs_holds(digits_of(match.group())):
                yield Hit(match.start(), match.end(), Kind.HCN, CHECKED, self.id)


class LearnerNumber:
    """A unique learner number: ten digits that no NHS number can be."""

    id: ClassVar[str] = "uk.uln"
    _named: ClassVar[Labelled] = Labelled(
        r"uln|u\.l\.n\b\.?|unique[ ]learner|learner(?=[ ](?:no|num|id|ref))|learner[ ]record", _LOOSE
    )
    _shape: ClassVar[Shape] = Shape(r"[1-9](?<![\w+/.-].)\d{9}(?![\w/]|[.-]\d)")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers, then bare ones whose check digit holds."""
        for match in self._named.finditer(text):
            holds = uln_holds(digits_of(match["value"]))
            yield Hit(*match.span("value"), Kind.ULN, graded(named=True, holds=holds, unnamed_failed=WEAK), self.id)
        for match in self._shape.finditer(text):
            if uln_holds(match.group()):
                yield Hit(match.start(), match.end(), Kind.ULN, WEAK, self.id)
