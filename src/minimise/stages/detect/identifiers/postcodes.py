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
    Label,
    Labelled,
    Shape,
)
from minimise.stages.detect.identifiers.words import words

OUTWARD = r"(?:[A-PR-UWYZ]\d[\dA-HJKSTUW]?|[A-PR-UWYZ][A-HK-Y]\d[\dABEHMNPRVWXY]?|ZZ99)"
INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
FULL = rf"(?:{OUTWARD}(?:[ \t]{{0,3}}|-|\.[ ]){INWARD}|ZZ99[ \t]{{0,3}}\d[A-Z]{{2}}|GIR[ ]?0AA)"
_LABEL = r"post[ -]?codes?(?:[ ](?:area|district|sector|prefix))?|pc(?=:)|p/?code|post[ ]?cd|zip(?:[ ]code)?|pcd"
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
    _label: ClassVar[Label] = Label(_LABEL)
    _slipped: ClassVar[Labelled] = Labelled(
        _LABEL,
        r"(?:[A-Z]{1,2}[\dOoIl][\dA-Z]?[ ]{0,3}[\dOoIl][ ]?[A-Z][ ]?[A-Z]"
        r"|[A-Z](?:[ ][A-Z])?(?:[ ]\d){1,3}(?:[ ][A-Z]){2})(?![^\W_])",
    )
    _unlabelled: ClassVar[Shape] = Shape(r"[lIO](?<=[A-Z]\d[lIO]|\d\d[lIO]|\d[ ][lIO])[ABD-HJLNP-UW-Z]{2}(?![\w/])")
    _half: ClassVar[Shape] = Shape(r"(?<![\w/-])[A-PR-UWYZ][A-HK-Y]\d{1,2}[ ]?[lIO][A-Z]{2}\Z")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every full postcode, and labelled ones with slips in them."""
        for inward in self._inward.finditer(text):
            match = self._full.before(text, inward.end(), 10)
            if match is None:
                continue
            written = match.group()
            named = self._label.before(text, match.start()) is not None
            if written[-2:].lower() in _ENDINGS and written[-2:] != written[-2:].upper() and not named:
                continue
            if area_exists(written) and ("\n" not in written or written == written.upper()):
                score = LABELLED_AND_CHECKED if named else CLEAR_SHAPE
                yield Hit(match.start(), match.end(), Kind.POSTCODE, score, self.id)
            elif named or (" " in written and written == written.upper()):
                yield Hit(match.start(), match.end(), Kind.POSTCODE, LABELLED if named else WEAK, self.id)
        for match in self._unlabelled.finditer(text):
            half = self._half.before(text, match.end(), 9)
            if half is not None and area_exists(half.group()) and half.group()[-3:] not in words("no_plates"):
                yield Hit(half.start(), match.end(), Kind.POSTCODE, WEAK, self.id)
        for match in self._slipped.finditer(text):
            yield Hit(*match.span("value"), Kind.POSTCODE, LABELLED, self.id)


class OutwardCode:
    """The first half of a postcode, which says which part of a town: only with a cue, as `S47` is also a section."""

    id: ClassVar[str] = "uk.outward_code"
    _named: ClassVar[Labelled] = Labelled(_LABEL, rf"{OUTWARD}(?:[ ]\d(?!\d))?(?![^\W_]|[ ]?{INWARD})")
    _placed: ClassVar[Labelled] = Labelled(
        r"areas?|sectors?|district|estate|patch", rf"(?-i:{OUTWARD})(?:[ ]\d(?!\d))?(?![^\W_]|[ ]?{INWARD})"
    )
    _towards: ClassVar[Shape] = Shape(
        rf"\b(?:in|near|from|to|around|towards|of"
        rf"|outside)[ ](?P<value>[A-PR-UWYZ][A-HK-Y]\d{{1,2}}[A-Z]?)(?![\w/]|[ ]?{INWARD})",
        openings=("in ", "near ", "from ", "to ", "around ", "towards ", "of ", "outside "),
    )
    _more: ClassVar[Shape] = Shape(rf"(?:[ ]and[ ]|[ ]or[ ]|,[ ]|[ ]?/[ ]?)(?P<value>{OUTWARD})(?![\w]|[ ]?{INWARD})")
    _area: ClassVar[Shape] = Shape(
        r"(?:areas?|district|postcodes?|post[ ]code|estate|side|end[ ]of|border|boundary)\b",
        openings=("area", "district", "border", "boundary", "postcode", "post c", "estate", "side", "end of"),
    )
    _before_area: ClassVar[Shape] = Shape(rf"(?<![\w/-])(?:{OUTWARD}[ ]?/[ ]?)?(?P<value>{OUTWARD})[ ]\Z")
    _living: ClassVar[Shape] = Shape(
        rf"""(?:liv(?:es?|ing|ed)|mov(?:e|ed|ing)|stay(?:s|ed|ing)|housed?|relocat\w{{2,4}}|placed|based
            |resid\w{{2,4}}|flat|from)\b
        [^.\n|\d]{{0,25}}?\b(?:in|to|near|around|over[ ]in)[ ](?P<value>[A-Z]{{1,2}}\d[\dA-Z]?)(?![\w/]
        |[ ]?{INWARD})""",
        openings=("liv", "mov", "stay", "house", "reloc", "placed", "based", "resid", "flat", "from"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled halves, then those of somebody's area or home, and any that are listed behind one."""
        for start, end, score in self._found(text):
            yield Hit(start, end, Kind.POSTCODE, score, self.id)
            while further := self._more.after(text, end, 14):
                if not area_exists(further["value"]):
                    break
                end = further.end()
                yield Hit(*further.span("value"), Kind.POSTCODE, WEAK, self.id)

    def _found(self, text: str) -> Iterator[tuple[int, int, float]]:
        for match in self._named.finditer(text):
            yield *match.span("value"), LABELLED
        areas = (self._before_area.before(text, area.start(), 12) for area in self._area.finditer(text))
        for shape, score in ((self._placed, SHAPE), (self._living, WEAK), (self._towards, WEAK)):
            for match in shape.finditer(text):
                if area_exists(match["value"]):
                    yield *match.span("value"), score
        for match in filter(None, areas):
            if area_exists(match["value"]):
                both = match.group().rstrip()
                yield match.start(), match.start() + len(both), SHAPE
