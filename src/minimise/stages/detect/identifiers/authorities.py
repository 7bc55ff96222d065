"""Police and court numbers that their own shape gives away, with or without a label."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import pnc_letter
from minimise.stages.detect.identifiers.evidence import (
    CHECKED,
    CLEAR_SHAPE,
    LABELLED,
    LABELLED_AND_CHECKED,
    SHAPE,
    Label,
    Labelled,
    Shape,
    graded,
)
from minimise.stages.detect.identifiers.shapes import DAY_AND_MONTH

_POLICE = Label(
    r"crime(?:[ ]report)?|incident|police|cad|log|custody(?:[ ]record)?|niche|occurrence|urn|offence|storm"
    r"|merlin|investigation"
)


class PoliceReference:
    """Crime, incident and file numbers in the forms that forces print, and exhibits, which hold initials."""

    id: ClassVar[str] = "uk.police_shape"
    _shape: ClassVar[Shape] = Shape(
        rf"""[\dCILcil](?<![\w/.-].)(?:
          (?<=\d)\d[A-Za-z]{{0,2}}\d?/\d{{4,7}}/\d{{2}}(?:\d\d)?          # force, number, year
          |(?<=\d)\d[A-Za-z]{{2}}\d?/\d{{3,7}}/\d{{2}}                    # file number of the prosecution
          |(?<=\d)\d/?(?:PAC|PPN|VPA|VPN|MIS)/?\d{{3,7}}
          |(?<=[Cc])[Rr][IiNn]?[/-]?\d{{4,7}}/\d{{2}}(?:\d\d)?
          |(?<=[CILcil])(?i:AD|NC|OG)[ ]?[:/-]?[ ]?\d{{1,5}}[ ]?(?:/|of|-|[ ])[ ]?(?i:{DAY_AND_MONTH}|[0-3]?\d/[01]?\d)
          |(?<=\d)\d[ ](?-i:[A-Z]{{2}})[ ]\d{{3,7}}[ ]\d{{2}}                 # a file number with blanks
        )(?![\w/]|-\d)"""
    )

    _exhibit: ClassVar[Labelled] = Labelled(r"exhibits?", r"[A-Z]{2,4}[/-]\d{1,3}(?![\w/])")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number in a police form; a label only adds certainty."""
        for match in self._shape.finditer(text):
            named = _POLICE.before(text, match.start()) is not None
            yield Hit(match.start(), match.end(), Kind.POLICE_REF, LABELLED if named else CLEAR_SHAPE, self.id)
        for match in self._exhibit.finditer(text):
            yield Hit(*match.span("value"), Kind.POLICE_REF, LABELLED, self.id)


class PncId:
    """A Police National Computer id: year, serial with zeros dropped, check letter."""

    id: ClassVar[str] = "uk.pnc"
    _shape: ClassVar[Shape] = Shape(
        r"\d(?<![\w/.-]\d)(?P<year>\d(?:\d\d)?)[ ]?/[ ]?(?P<serial>\d{1,7})[ -]?(?P<letter>[A-Za-z])(?![\w/])"
    )
    _label: ClassVar[Label] = Label(r"pnc(?:[ ]?id)?|police[ ]national[ ]computer")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield ids whose letter holds or that are long or labelled enough to be nothing else."""
        for match in self._shape.finditer(text):
            year, serial, letter = text[match.start()] + match["year"], match["serial"], match["letter"]
            named = self._label.before(text, match.start()) is not None
            holds = pnc_letter(year, serial) == letter.upper()
            if named or len(serial) >= (4 if holds else 5):
                score = graded(named=named, holds=holds, unnamed_failed=SHAPE)
                yield Hit(match.start(), match.end(), Kind.POLICE_REF, score, self.id)


class CroNumber:
    """A Criminal Records Office number: serial, year, letter; older ones begin with `SF`."""

    id: ClassVar[str] = "uk.cro"
    _shape: ClassVar[Shape] = Shape(r"\d(?<![\d/.-]\d)\d{0,5}/\d{2}[A-Za-z](?![\w/])")
    _label: ClassVar[Label] = Label(r"cro|criminal[ ]records?[ ]office")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled numbers, and long ones by their shape."""
        for match in self._shape.finditer(text):
            serial, _, rest = match.group().partition("/")
            named = self._label.before(text, match.start()) is not None
            if named or len(serial) >= 5:
                holds = pnc_letter(rest[:2], serial) == rest[2].upper()
                score = graded(named=named, holds=holds, unnamed_failed=SHAPE)
                start = match.start() - 2 * (text[match.start() - 2 : match.start()].upper() == "SF")
                yield Hit(start, match.end(), Kind.POLICE_REF, min(score, LABELLED), self.id)


class CourtNumber:
    """A family court number: court, year, kind of case, five digits; the kind tells public from private law."""

    id: ClassVar[str] = "uk.court_number"
    _shape: ClassVar[Shape] = Shape(
        r"\d{2}(?:[A-Za-z][\dOo]{5}|(?P<gap>[ /-])?[A-Za-z](?:[ /-])?[\dOo]{2}[ ]?[\dOo]{3})(?![\w/])"
    )
    _court: ClassVar[Shape] = Shape(r"(?<![\w/-])[A-Za-z]{2}[ /-]?\Z")
    _label: ClassVar[Label] = Label(r"case|court|court[ ]case|cafcass|claim|proceedings|application")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape; in lower case a label has to stand before it."""
        for match in self._shape.finditer(text):
            court = self._court.before(text, match.start(), 3)
            if court is None:
                continue
            start, end = court.start(), match.end()
            named = self._label.before(text, start) is not None
            typed_so = text[start:end].isupper() or (text[start:end].isalnum() and text[start:end].islower())
            if named or typed_so:
                yield Hit(start, end, Kind.COURT_REF, LABELLED_AND_CHECKED if named else CHECKED, self.id)


class CrownCourtNumber:
    """A Crown Court number: one letter, year, four digits."""

    id: ClassVar[str] = "uk.crown_court_number"
    _shape: ClassVar[Shape] = Shape(r"[TAUS](?<![\w/-].)20\d{6}(?![\w/])")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape."""
        for match in self._shape.finditer(text):
            yield Hit(match.start(), match.end(), Kind.COURT_REF, CLEAR_SHAPE, self.id)
