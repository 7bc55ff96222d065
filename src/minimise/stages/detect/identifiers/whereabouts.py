"""What gives a place away without being an address: a house number alone, a map code."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED_AND_CHECKED, SHAPE, Labelled, Shape

_PEOPLE = (
    *("neighbour", "lady", "woman", "man", "famil", "couple", "people", "person", "them", "resident", "tenant"),
    *("live", "living", "next", "opposite", "across"),
)


class HouseNumber:
    """A house by its number alone: `the woman at number 19`, `next door at 21`."""

    id: ClassVar[str] = "uk.house_number"
    _number: ClassVar[Shape] = Shape(
        r"""(?<!phone[ ])(?<!mobile[ ])(?<!contact[ ])(?<!case[ ])(?<!ref[ ])(?<!nhs[ ])(?<!safe[ ])
        (?:number|no\.?|num)[ ]?\d{1,3}[a-z]?\b
        (?![/:.,-]?\d|%|[ ](?:buses|bus|tram|priority|on[ ]the|in[ ](?:the|his|her|my)|announced|of|fan|choice|one|two
            |times|spot)\b)""",
        any_case=True,
        openings=("number", "no", "num"),
    )
    _near: ClassVar[Shape] = Shape(
        r"""\b(?:neighbours?|liv(?:es?|ing)|next[ ]door|house|flats?|doors?|across|street|road|lady|woman|man|couple
        |people|them|address|knock\w{0,3}|residents?|tenants?|occup\w{2,5}|family|from|at|opposite|moved)\b""",
        any_case=True,
    )
    _at: ClassVar[Shape] = Shape(
        r"""(?:neighbours?|lady|woman|man|famil(?:y|ies)|couple|people|person|them|resident|tenant|lives?|living
            |next[ ]door|opposite|across[ ]the[ ]road)
        [ ](?:next[ ]door[ ]|opposite[ ]|across[ ]the[ ](?:road|street)[ ])?(?:at|from|of|in)[ ](?P<value>\d{1,3}[a-z]?)
        (?![\w/:%£-]|[.]\d|[ ]?(?:am|pm|o'clock|years|yrs|months|weeks|days|degrees|hours|mins|minutes|and[ ]a|different
            |other|of|people|children|houses|addresses|homes|[A-Z]))""",
        openings=_PEOPLE,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield house numbers that a neighbour, a door or a street stands near."""
        for match in self._number.finditer(text):
            low = max(0, match.start() - 45)
            if self._near.regex.search(text, low, match.start()) and "\n" not in match.group():
                yield Hit(match.start(), match.end(), Kind.ADDRESS, SHAPE, self.id)
        for match in self._at.finditer(text):
            yield Hit(*match.span("value"), Kind.ADDRESS, SHAPE, self.id)


class PlaceCode:
    """Codes that point to a place on a map: what3words, grid references, latitude with longitude."""

    id: ClassVar[str] = "place_code"
    _words: ClassVar[Shape] = Shape(r"//(?<![\w/:]//)/?[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}\b")
    _grid: ClassVar[Shape] = Shape(
        r"""[\d-](?<![\w.-].)(?:\d{0,2}\.\d{4,8}(?:[ ]?,[ ]?|[ ])-?\d{1,2}\.\d{4,8}(?![\w.])
        |(?<=\d)\d?(?:\.\d{3,8}°?|°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d+)?["″])?)[ ]?[NS][ ,]{1,3}
         \d{1,3}(?:\.\d{3,8}°?|°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d+)?["″])?)[ ]?[EW](?!\w))"""
    )
    _national: ClassVar[Shape] = Shape(r"\d{4}(?<=[HJNOST][A-HJ-Z][ ]\d{4})(?:[ ]\d{4}|\d[ ]\d{5})(?![\w/-])")
    _plus: ClassVar[Shape] = Shape(r"\+(?<=[2-9CFGHJMPQRVWX]{8}\+)[2-9CFGHJMPQRVWX]{2,3}(?!\w)")
    _named: ClassVar[Labelled] = Labelled(
        r"w3w|what[ ]?(?:3|three)[ ]?words(?:[ ](?:location|address|code))?",
        r"/{0,3}[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}\b",
    )
    _figures: ClassVar[Labelled] = Labelled(
        r"grid(?:[ ]ref(?:erence)?)?|os[ ]?grid|osgr|ngr|map[ ]ref(?:erence)?",
        r"[HJNOST][A-HJ-Z][ ]?\d{2,5}[ ]?\d{2,5}(?![^\W_])",
    )
    _axis: ClassVar[Labelled] = Labelled(
        r"lat(?:itude)?\b|long(?:itude)?\b|lng\b|eastings?\b|northings?\b", r"-?\d{1,3}\.\d{3,8}(?!\w)|\d{5,7}(?!\w)"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every code."""
        for labelled in (self._named, self._figures, self._axis):
            for match in labelled.finditer(text):
                yield Hit(*match.span("value"), Kind.LOCATION, LABELLED_AND_CHECKED, self.id)
        for match in self._plus.finditer(text):
            yield Hit(match.start() - 8, match.end(), Kind.LOCATION, CLEAR_SHAPE, self.id)
        for match in self._national.finditer(text):
            yield Hit(match.start() - 3, match.end(), Kind.LOCATION, CLEAR_SHAPE, self.id)
        for shape in (self._words, self._grid):
            for match in shape.finditer(text):
                yield Hit(match.start(), match.end(), Kind.LOCATION, CLEAR_SHAPE, self.id)
