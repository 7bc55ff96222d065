"""Numbers that no known label stands before: behind a word such as `no` or `ref`, or by their shape alone."""

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import SEPARATOR, SHAPE, WEAK, Shape
from minimise.stages.detect.identifiers.shapes import is_date
from minimise.stages.detect.identifiers.words import words

_PIECE = r"[A-Z0-9]{1,14}"
_UNITS = Shape(
    r"\d(?:am|pm|hrs?|h|yrs?|years?|months?|mths?|wks?|days?|k|m|km|cm|mm|kg|g|mg|ml|mcg|ft|st|nd|rd|th|s|p|x\d+)\Z",
    any_case=True,
)
_YEARS = Shape(r"(?:19|20)\d\d(?:[/-](?:\d\d|(?:19|20)\d\d))?\Z")
_WITH_DATE = Shape(r"(?<!\d)(?:[0-3]?\d[/.-][01]?\d[/.-](?:19|20)?\d\d|(?:19|20)\d\d[/.-][01]?\d[/.-][0-3]\d)(?!\d)")


class AnyNumber:
    """A number behind `no`, `ref`, `card` and the like, whatever the word before that: systems come and go."""

    id: ClassVar[str] = "uk.any_number"
    _label: ClassVar[str] = (
        r"(?:nos?|num|number|numbers|nr|refs?|reference|references|ids?|code|account|acct|cards?|licen[cs]e|certificate"
        r"|cert|badge|token|key[ ]?safe|voucher|ticket|serial|batch|urn|uid|pass)\b\.?"
    )
    _named: ClassVar[Shape] = Shape(
        rf"{_label}{SEPARATOR}(?P<value>(?=[A-Z/.\-]{{0,6}}\d){_PIECE}(?:[/.\-]{_PIECE}){{0,5}})(?![^\W_]|[%£]|[.,:]\d)",
        any_case=True,
        openings=(
            *("no", "num", "nr", "ref", "id", "code", "acc", "card", "licen", "cert", "badge", "token", "key"),
            *("voucher", "ticket", "serial", "batch", "urn", "uid", "pass"),
        ),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield values with five digits, or with four and a letter."""
        for match in self._named.finditer(text):
            if _is_number(match["value"]) and not _of_a_thing(text, match.start()):
                yield Hit(*match.span("value"), Kind.CASE_REF, SHAPE, self.id)


class BareNumber:
    """What no prose writes: seven digits and more at one stretch, letters glued to five, pieces joined by strokes."""

    id: ClassVar[str] = "uk.bare_number"
    _long: ClassVar[Shape] = Shape(
        r"\d(?=\d{6})(?<![\w£$€+.,/-]\d)\d{6,18}(?![\w%]|[.,/-]\d|[ ](?:people|followers|views|pounds)\b)"
    )
    _glued: ClassVar[Shape] = Shape(
        r"\d(?=\d{4})(?<=[A-Za-z]\d)(?<!\d[A-Za-z]\d)\d{4,12}[A-Za-z]{0,3}(?![\w/-]|[.,]\d)"
    )
    _letters: ClassVar[Shape] = Shape(r"(?<![\w/.@#-])(?:[A-Z]{1,4}|[a-z]{1,3})\Z")
    _joined: ClassVar[Shape] = Shape(rf"[/-]{_PIECE}(?:[/-]{_PIECE}){{0,5}}(?![\w/]|-\w|[.,:]\d)")
    _first: ClassVar[Shape] = Shape(rf"(?<![\w/.@:£-]){_PIECE}\Z")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield numbers that are no date, amount, period or measure."""
        for match in self._long.finditer(text):
            if not _is_long_date(match.group()):
                yield Hit(match.start(), match.end(), Kind.CASE_REF, WEAK, self.id)
        for match in self._glued.finditer(text):
            letters = self._letters.before(text, match.start(), 6)
            if letters is not None and letters.group().lower() not in words("no_numbers"):
                yield Hit(letters.start(), match.end(), Kind.CASE_REF, WEAK, self.id)
        for match in self._joined.finditer(text):
            first = self._first.before(text, match.start(), 16)
            if first is None or _of_a_thing(text, first.start()):
                continue
            if _is_joined(text[first.start() : match.end()]):
                yield Hit(first.start(), match.end(), Kind.CASE_REF, WEAK, self.id)


_THING = Shape(
    r"\b(?:part|model|product|version|form|isbn|catalogue|item|spare|edition|volume|size)s?[ ]?(?:no\.?|number"
    r"|code|ref)?[ :.]{0,2}\Z",
    any_case=True,
)


def _of_a_thing(text: str, start: int) -> bool:
    """Say whether the words before call it the number of a thing that is sold or printed."""
    return _THING.before(text, start, 24) is not None


def _is_number(value: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() for c in value)
    if digits < 4 or (digits < 5 and not letters and "/" not in value):
        return False
    return not (_is_period(value) or _is_long_date(value))


def _is_joined(value: str) -> bool:
    """Say whether pieces joined by strokes are a reference: `PPN/0123/26`, `26/00918`; not `2023/24`, `120/80`."""
    pieces = re.split(r"[/-]", value)
    letters = sum(c.isalpha() for c in value)
    digits = sum(c.isdigit() for c in value)
    if len(pieces) == 2 and all(len(piece) > 9 for piece in pieces):
        return False  # two telephone numbers
    if _is_period(value) or any(_UNITS.regex.search(piece) for piece in pieces):
        return False
    if letters:
        return digits >= 4 and any(
            len(piece) >= 3 and piece.isdigit() and not _YEARS.regex.match(piece) for piece in pieces
        )
    return digits >= 6 and any(len(piece) >= 5 for piece in pieces)


def _is_period(value: str) -> bool:
    return is_date(value) or _YEARS.regex.match(value) is not None or _WITH_DATE.regex.search(value) is not None


@cache
def _long_date() -> re.Pattern[str]:
    day, month, year = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:19|20)\d\d"
    return re.compile(rf"(?:{day}{month}{year}|{year}{month}{day})(?:[0-2]\d[0-5]\d(?:\d\d)?)?\Z")


def _is_long_date(value: str) -> bool:
    """Say whether digits without a stroke are a date: `12032024`, `20240312`."""
    return _long_date().match(value) is not None
