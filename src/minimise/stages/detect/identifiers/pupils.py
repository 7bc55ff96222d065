"""Pupil numbers, National Insurance numbers and tax references."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import nino_holds, upn_holds
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    SHAPE,
    Labelled,
    Shape,
    digits_of,
    graded,
)

_NINO = r"n\.?i\.?(?:no)?|nino|nat(?:ional|\.)?[ ]ins(?:urance|\.)?|insurance(?=[ ](?:no|num))"


class PupilNumber:
    """A unique pupil number, permanent, temporary or former; a former one links a child to a life before adoption."""

    id: ClassVar[str] = "uk.upn"
    _digits: ClassVar[Shape] = Shape(r"\d{11}(?<![\w/-][A-Za-z]\d{11})(?<=[A-Za-z]\d{11})[0-9A-Za-z](?![\w/])")
    _named: ClassVar[Labelled] = Labelled(
        r"u\.?p\.?n\.?s?\b|unique[ ]pupil|pupil(?=[ ](?:no|num|id|ref))",
        r"[A-Z][ ]?(?:[\dOoIl][ -]?){9,12}[\dA-Z](?![^\W_])",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers in any grouping, then bare ones by shape."""
        for match in self._named.finditer(text):
            holds = upn_holds(match["value"].replace(" ", "").upper())
            yield Hit(*match.span("value"), Kind.UPN, graded(named=True, holds=holds, unnamed_failed=SHAPE), self.id)
        for match in self._digits.finditer(text):
            start, end = match.start() - 1, match.end()
            holds = upn_holds(text[start:end].upper())
            yield Hit(start, end, Kind.UPN, graded(named=False, holds=holds, unnamed_failed=CLEAR_SHAPE), self.id)


class InsuranceNumber:
    """A National Insurance number: two letters, three pairs of digits, a suffix that people leave out."""

    id: ClassVar[str] = "uk.nino"
    _digits: ClassVar[Shape] = Shape(r"\d{2}([ .\-–]?)\d{2}[ .\-–]?\d{2}(?:[ .\-–]?(?P<suffix>[A-Da-d]))?(?![\w/]|-\d)")
    _prefix: ClassVar[Shape] = Shape(r"(?<![\w/-])[A-Za-z]{2}[ .\-–]?\Z")
    _named: ClassVar[Labelled] = Labelled(
        _NINO,
        r"(?:[A-Z0]{2}[ .\-–/\n]{0,2}(?:[\dOoIlSB][ .\-–/\n]{0,2}){6}(?:[A-Z](?![^\W_]))?"
        r"|\d{2}[ ]?[A-Z]\d[ ]?\d{2}[ ]?\d{2}(?![^\W_]))",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers with slips, also the temporary form, then bare ones by shape."""
        for match in self._named.finditer(text):
            start, end = match.span("value")
            end = start + len(text[start:end].rstrip(" .-–/\n"))
            if digits_of(text[start:end]):
                score = graded(named=True, holds=nino_holds(text[start:end]), unnamed_failed=SHAPE)
                yield Hit(start, end, Kind.NINO, score, self.id)
        for match in self._digits.finditer(text):
            prefix = self._prefix.before(text, match.start(), 3)
            if prefix is None or (match["suffix"] is None and not (match[1] and prefix.group().isupper())):
                continue
            failed = CLEAR_SHAPE if match["suffix"] else SHAPE
            score = graded(
                named=False, holds=nino_holds(prefix.group()) and bool(match["suffix"]), unnamed_failed=failed
            )
            yield Hit(prefix.start(), match.end(), Kind.NINO, score, self.id)


class TaxReference:
    """A unique taxpayer or employer's reference: digits that only a label tells from other tens."""

    id: ClassVar[str] = "uk.utr"
    _named: ClassVar[Labelled] = Labelled(
        r"utr|u\.t\.r\b\.?|unique[ ]tax(?:payer'?s?)?(?:[ ]ref\w*)?|tax(?:payer)?[ ]ref\w*"
        r"|self[ -]assessment(?:[ ]ref\w*)?"
        r"|hmrc|paye(?:[ ]ref\w*)?|tax[ ]credits?(?:[ ]ref\w*)?",
        r"(?:[\dOIl][ -]?){9}[\dOIl][ ]?K?(?![^\W_])|\d{3}[ ]?/[ ]?[A-Z]{0,2}\d{2,6}[A-Z]{0,2}(?![^\W_])",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled references."""
        for match in self._named.finditer(text):
            if len(digits_of(match["value"])) >= 5 and any(c.isdigit() for c in match["value"]):
                yield Hit(*match.span("value"), Kind.UTR, LABELLED, self.id)
