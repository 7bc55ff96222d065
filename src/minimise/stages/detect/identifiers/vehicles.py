"""Registration plates: the present form stands by itself, older ones need a car near them."""

import re
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
)
from minimise.stages.detect.identifiers.words import words


class VehiclePlate:
    """Current, prefix, suffix, dateless and Northern Irish plates."""

    id: ClassVar[str] = "uk.vehicle"
    _current: ClassVar[Shape] = Shape(
        r"[0-9OIoi](?<=[A-Za-z]{2}.)(?<![\w/-][A-Za-z]{2}.)[0-9OIoil][ \n-]?[A-Za-z]{3}(?![\w/-])"
    )
    _spaced: ClassVar[Shape] = Shape(r"\d\d(?<=[A-Z][A-Z][ ]\d\d)(?<![\w/-][A-Z][A-Z][ ]\d\d)[ ][A-Z]{3}(?![\w/-])")
    _chassis: ClassVar[Labelled] = Labelled(r"vin|chassis|vehicle[ ]identification", r"[A-HJ-NPR-Z0-9]{17}(?![^\W_])")
    _older: ClassVar[Shape] = Shape(
        r"""[A-Z0-9](?<![\w/£.-].)(?:
          (?<=(?P<letters>[A-Z]))\d{1,3}[ ]?(?P<last>[A-Z]{3})
          |(?<=(?P<first>[A-Z]))[A-Z]{2}[ ]?\d{1,3}[A-Z]
          |(?<=[A-Z])(?P<short>[A-Z]{0,2})[ ]?\d{1,4}
          |(?<=\d)\d{0,3}[ ]?[A-Z]{1,3}
        )(?![\w/-]|[.:]\d)"""
    )
    _named: ClassVar[Labelled] = Labelled(
        r"v\.?r\.?[mn]|reg(?:istration)?(?=[ ](?:no|num|mark|plate|\.)|\.|:|\s?\||[ ][A-Z]{1,3}\d)"
        r"|car[ ]reg(?:istration)?|van[ ]reg(?:istration)?"
        r"|vehicle[ ](?:reg(?:istration)?|index)|bike[ ]reg|taxi[ ]reg|number[ ]?plates?|plates?"
        r"|index(?=[ ](?:no|num|mark)|:)",
        r"(?=[A-Z0-9 ]{0,6}\d)(?=[\d ]{0,5}[A-Z])(?:[A-Z]{2}[ ]\d{2}[ ][A-Z]{3}"
        r"|[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,5})(?![^\W_])",
    )
    _label: ClassVar[Label] = Label(
        r"v\.?r\.?[mn]|reg(?:istration)?|plates?|index|vehicle|car|van|taxi|bike|motor(?:bike|cycle)"
    )
    _cue: ClassVar[Shape] = Shape(
        r"""\b(?:driv(?:es?|ing|en|er)|drove|cars?|vans?|vehicles?|taxi|reg(?:istration)?|v\.?r\.?[mn]
        |number[ ]?plates?|plates?
        |motor(?:bike|cycle)|moped|minibus|lorry|pick-?up|4x4|saloon|estate[ ]car|hatchback|dvla|mot|parked|transit
        |ford|vauxhall
        |corsa|astra|golf|polo|vw|volkswagen|bmw|audi|mercedes|merc|fiesta|focus|clio|nissan|qashqai|micra|toyota
        |yaris|kia|skoda
        |seat|honda|civic|peugeot|citroen|renault|land[ ]?rover|range[ ]?rover|discovery|mini[ ]cooper|fiat|hyundai
        |mazda|volvo
        |jaguar|tesla|dacia|suzuki|mondeo|zafira|insignia|passat|sprinter|vito)\b""",
        any_case=True,
    )

    _letters: ClassVar[Shape] = Shape(r"[A-Z]{3}")
    _plate: ClassVar[Shape] = Shape(
        r"\b(?:plates?|reg(?:istration)?|v\.?r\.?[mn]|index|driv(?:es|ing|er[ ]of)(?:[ ]an?)?)\W{0,4}\Z", any_case=True
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield plates in the present form, then whatever a label calls a plate, then older forms beside a car."""
        for match in self._current.finditer(text):
            yield from self._present(text, match.start() - 2, match.end())
        for match in self._chassis.finditer(text):
            yield Hit(*match.span("value"), Kind.VEHICLE, LABELLED, self.id)
        for match in self._spaced.finditer(text):
            if self._cue.near(text, *match.span()):
                yield Hit(match.start() - 3, match.end(), Kind.VEHICLE, SHAPE, self.id)
        for match in self._named.finditer(text):
            plate = self._current.regex.fullmatch(match["value"], 2) or self._older.regex.fullmatch(match["value"])
            yield Hit(*match.span("value"), Kind.VEHICLE, LABELLED if plate else LABELLED_BUT_FAILED, self.id)
        for match in self._older.finditer(text):
            start, end = match.span()
            if words("no_plates") & set(self._letters.regex.findall(match.group())):
                continue
            if self._plate.before(text, start, 40) or (self._is_long(match) and self._cue.near(text, start, end)):
                yield Hit(start, end, Kind.VEHICLE, SHAPE, self.id)

    def _present(self, text: str, start: int, end: int) -> Iterator[Hit]:
        words = text[start:end]
        typed_true = words.isupper() and words[2:4].isdigit()
        if not (typed_true or words.islower() or words.isupper()) and not self._label.before(text, start):
            return
        if self._label.before(text, start):
            yield Hit(start, end, Kind.VEHICLE, LABELLED, self.id)
        elif any(c.isdigit() for c in words) and (typed_true or self._cue.near(text, start, end)):
            yield Hit(start, end, Kind.VEHICLE, CLEAR_SHAPE if typed_true else SHAPE, self.id)

    def _is_long(self, match: re.Match[str]) -> bool:
        """Say whether a plate has a year letter, so that a car anywhere near is enough."""
        return match["last"] is not None or match["first"] is not None
