"""Postcodes in full, and the first half where the words around say that it is one."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    LABELLED_AND_CHECKED,
    SHAPE,
    WEAK,
    Shape,
    label,
    labelled,
)
from minimise.stages.detect.identifiers.words import words

OUTWARD = r"(?:[A-PR-UWYZ]\d[\dA-HJKSTUW]?|[A-PR-UWYZ][A-HK-Y]\d[\dABEHMNPRVWXY]?|ZZ99)"
INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
FULL = rf"(?:{OUTWARD}[ \t]{{0,3}}{INWARD}|ZZ99[ \t]{{0,3}}\d[A-Z]{{2}}|GIR[ ]?0AA)"
_LABEL = r"post[ -]?code|p/?code|post[ ]?cd|zip(?:[ ]code)?|pcd"
# "Y5 2nd", "L2 1hr": what looks like the second half in lower case.
_ENDINGS = frozenset({"st", "nd", "rd", "th", "hr", "yr", "lb", "ft", "wk", "pt", "pg", "ed", "ll"})


def area_exists(postcode: str) -> bool:
    """Say whether a postcode begins with the letters of an area that there is."""
    letters = postcode[:2] if postcode[1:2].isalpha() else postcode[:1]
    return letters.upper() in words("postcode_areas")


class Postcode:
    """A full postcode with any spacing; `ZZ99` codes say that somebody has no fixed address and count too."""

    id: ClassVar[str] = "uk.postcode"
    _inward: ClassVar[Shape] = Shape(r"\d(?<![\w/-]\d)[A-Za-z]{2}(?![\w/])|\d[A-Za-z]{2}(?![\w/])")
    _full: ClassVar[Shape] = Shape(rf"(?<![\w/-])(?:{FULL}|{OUTWARD}\n{INWARD})\Z", any_case=True)
    _label: ClassVar[Shape] = label(_LABEL)
    _slipped: ClassVar[Shape] = labelled(_LABEL, r"[A-Z]{1,2}[\dOoIl][\dA-Z]?[ ]{0,3}[\dOoIl][A-Z]{2}(?![^\W_])")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every full postcode, and labelled ones with slips in them."""
        for inward in self._inward.finditer(text):
            match = self._full.before(text, inward.end(), 10)
            if match is None:
                continue
            words = match.group()
            named = self._label.before(text, match.start()) is not None
            if words[-2:].lower() in _ENDINGS and words[-2:] != words[-2:].upper() and not named:
                continue
            if area_exists(words) and ("\n" not in words or words == words.upper()):
                score = LABELLED_AND_CHECKED if named else CLEAR_SHAPE
                yield Hit(match.start(), match.end(), Kind.POSTCODE, score, self.id)
            elif named or (" " in words and words == words.upper()):
                yield Hit(match.start(), match.end(), Kind.POSTCODE, LABELLED if named else WEAK, self.id)
        for match in self._slipped.finditer(text):
            yield Hit(*match.span("value"), Kind.POSTCODE, LABELLED, self.id)


class OutwardCode:
    """The first half of a postcode, which says which part of a town: only with a cue, as `S47` is also a section."""

    id: ClassVar[str] = "uk.outward_code"
    _named: ClassVar[Shape] = labelled(_LABEL, rf"{OUTWARD}(?![^\W_]|[ ]?{INWARD})")
    _area: ClassVar[Shape] = Shape(
        r"(?:area|district|postcodes?|post[ ]code|estate|side|end[ ]of)\b",
        openings=("area", "district", "postcode", "post c", "estate", "side", "end of"),
    )
    _before_area: ClassVar[Shape] = Shape(rf"(?<![\w/-])(?P<value>{OUTWARD})[ ]\Z")
    _living: ClassVar[Shape] = Shape(
        rf"""(?:liv(?:es?|ing|ed)|mov(?:e|ed|ing)|stay(?:s|ed|ing)|housed?|relocat\w{{2,4}}|placed|based
            |resid\w{{2,4}}|flat|from)\b
        [^.\n|\d]{{0,25}}?\b(?:in|to|near|around|over[ ]in)[ ](?P<value>[A-Z]{{1,2}}\d[\dA-Z]?)(?![\w/]
        |[ ]?{INWARD})""",
        openings=("liv", "mov", "stay", "house", "reloc", "placed", "based", "resid", "flat", "from"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled halves, then those of somebody's area or home."""
        for match in self._named.finditer(text):
            yield Hit(*match.span("value"), Kind.POSTCODE, LABELLED, self.id)
        areas = (self._before_area.before(text, area.start(), 6) for area in self._area.finditer(text))
        for match in filter(None, areas):
            if area_exists(match["value"]):
                yield Hit(*match.span("value"), Kind.POSTCODE, SHAPE, self.id)
        for match in self._living.finditer(text):
            if area_exists(match["value"]):
                yield Hit(*match.span("value"), Kind.POSTCODE, WEAK, self.id)
