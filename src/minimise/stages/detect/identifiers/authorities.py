"""Police and court numbers that their own shape gives away, with or without a label."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import pnc_letter
from minimise.stages.detect.identifiers.evidence import (
    CHECKED,
    CLEAR_SHAPE,
    LABELLED,
    SHAPE,
    Shape,
    graded,
    label,
)
from minimise.stages.detect.identifiers.shapes import DAY_AND_MONTH

_POLICE = label(
    r"crime(?:[ ]report)?|incident|police|cad|log|custody(?:[ ]record)?|niche|occurrence|urn|offence|storm|merlin|investigation"
)


class PoliceReference:
    """Crime, incident and file numbers in the forms that forces print."""

    id: ClassVar[str] = "uk.police_shape"
    _shape: ClassVar[Shape] = Shape(
        rf"""(?<![\w/.-])(?:
          \d{{2}}[A-Z]{{0,2}}\d?/\d{{4,7}}/\d{{2}}(?:\d\d)?          # force, number, year
          |\d{{2}}[A-Z]{{2}}\d?/\d{{3,7}}/\d{{2}}                    # file number of the prosecution
          |CR[IN]?[/-]?\d{{4,7}}/\d{{2}}(?:\d\d)?
          |(?:CAD|INC|LOG)[ ]?[:/-]?[ ]?\d{{1,5}}[ ]?(?:/|of|-)[ ]?{DAY_AND_MONTH}
          |\d{{2}}/(?:PAC|PPN|VPA|VPN|MIS)/\d{{3,7}}
          |\d{{2}}(?:PAC|PPN|VPA|VPN|MIS)\d{{4,7}}
        )(?![\w/]|-\d)""",
        any_case=True,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number in a police form; a label only adds certainty."""
        for match in self._shape.finditer(text):
            named = _POLICE.before(text, match.start()) is not None
            yield Hit(match.start(), match.end(), Kind.POLICE_REF, LABELLED if named else CLEAR_SHAPE, self.id)


class PncId:
    """A Police National Computer id: year, serial with zeros dropped, check letter."""

    id: ClassVar[str] = "uk.pnc"
    _shape: ClassVar[Shape] = Shape(r"(?<![\w/.-])((?:19|20)?\d{2})/(\d{1,7})([A-Z])(?![\w/])", any_case=True)
    _label: ClassVar[Shape] = label(r"pnc(?:[ ]?id)?|police[ ]national[ ]computer")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield ids whose letter holds or that are long or labelled enough to be nothing else."""
        for match in self._shape.finditer(text):
            year, serial, letter = match.groups()
            named = self._label.before(text, match.start()) is not None
            holds = pnc_letter(year, serial) == letter.upper()
            if named or len(serial) >= (4 if holds else 5):
                score = graded(named=named, holds=holds, unnamed_failed=SHAPE)
                yield Hit(match.start(), match.end(), Kind.POLICE_REF, score, self.id)


class CroNumber:
    """A Criminal Records Office number: serial, year, letter; older ones begin with `SF`."""

    id: ClassVar[str] = "uk.cro"
    _shape: ClassVar[Shape] = Shape(r"(?<![\w/.-])(?:SF)?(\d{1,6})/(\d{2})([A-Z])(?![\w/])", any_case=True)
    _label: ClassVar[Shape] = label(r"cro|criminal[ ]records?[ ]office")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers, and long ones by their shape."""
        for match in self._shape.finditer(text):
            serial, year, letter = match.groups()
            named = self._label.before(text, match.start()) is not None
            if named or len(serial) >= 5:
                holds = pnc_letter(year, serial) == letter.upper()
                score = graded(named=named, holds=holds, unnamed_failed=SHAPE)
                yield Hit(match.start(), match.end(), Kind.POLICE_REF, min(score, LABELLED), self.id)


class CourtNumber:
    """A family court number: court, year, kind of case, five digits; the kind tells public from private law."""

    id: ClassVar[str] = "uk.court_number"
    _shape: ClassVar[Shape] = Shape(
        r"(?<![\w/-])[A-Z]{2}[ ]?\d{2}[ ]?[A-Z][ ]?\d{5}(?![\w/])", any_case=True
    )
    _label: ClassVar[Shape] = label(r"case|court|court[ ]case|cafcass|claim|proceedings|application")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape; in lower case a label has to stand before it."""
        for match in self._shape.finditer(text):
            named = self._label.before(text, match.start()) is not None
            capitals = match.group().upper() == match.group()
            if named:
                yield Hit(match.start(), match.end(), Kind.COURT_REF, LABELLED + 0.02, self.id)
            elif capitals:
                yield Hit(match.start(), match.end(), Kind.COURT_REF, CHECKED, self.id)


class CrownCourtNumber:
    """A Crown Court number: one letter, year, four digits."""

    id: ClassVar[str] = "uk.crown_court_number"
    _shape: ClassVar[Shape] = Shape(r"(?<![\w/-])[TAUS]20\d{6}(?![\w/])")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape."""
        for match in self._shape.finditer(text):
            yield Hit(match.start(), match.end(), Kind.COURT_REF, CLEAR_SHAPE, self.id)
