"""Addresses: the pieces people write one after another, joined into one find and carried on to the postcode."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED, SEPARATOR, SHAPE, WEAK, Shape, by_first_letter
from minimise.stages.detect.identifiers.postcodes import FULL
from minimise.stages.detect.identifiers.shapes import MONTH

_CAP = r"[A-ZÀ-ÖØ-ÞĀĆĒĪŁŃŌŚŪŴŶŹŻ]"
_WORD = rf"{_CAP}[\w'’-]*\.?"
_JOINING = r"(?:(?:of|the|on|upon|and|&|le|la|de|y|yr|'r|in|under|by|uwch|isaf|ap)[ ])"
_NAME = rf"{_WORD}(?:[ ]{_JOINING}{{0,2}}{_WORD}){{0,3}}"
_NUMBER = r"\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?"
_FLOOR = r"(?:(?:top|ground|basement|first|second|third|upper|lower|garden|1st|2nd|3rd)(?:[ ]floor)?[ ]flat|(?:top|ground|first|second|third|1st|2nd|3rd)[ ]floor)"
_FLOORS = ("top", "ground", "basement", "first", "second", "third", "upper", "lower", "garden", "1st", "2nd", "3rd")


@cache
def _words() -> dict[str, list[str]]:
    data = resources.files(__package__).joinpath("streets.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def _titled(*lists: str) -> str:
    """Give the words of some lists, capitalised or in capitals, grouped by their first letter."""
    words = {word for name in lists for word in _words()[name]}
    return f"(?:{by_first_letter(re.escape(form) for word in words for form in (word.title(), word.upper()))})"


def _lowered(*lists: str) -> str:
    words = sorted({word for name in lists for word in _words()[name]}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, words)) + ")"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that can be part of an address; `sure` ones stand by themselves."""

    start: int
    end: int
    score: float
    sure: bool
    street: bool = True
    """Whether it is more than the name of a building, so that it makes an address of its neighbours."""


@cache
def _patterns() -> dict[str, Shape]:
    """Build the shapes of the pieces once, when the first document is read."""
    end = r"\.?(?:[ ](?:North|South|East|West|Lower|Upper|N|S|E|W)\b)?(?![\w'])"
    welsh = rf"(?:[ ](?:y|yr|'r|Y|Yr)|[ ]?'r)?(?:[ ]{_WORD}){{1,3}}"
    one_word = rf"{_CAP}[a-z]{{3,}}(?:gate|way|dale|croft|lea|cheap|side|hithe)(?![\w'])"
    one_word_end = rf"(?=[ ]*(?:[,.;)\n|]|\Z|[ ](?:in|with|and|since|for|where|is|was|on)\b|[ ]{FULL}))"
    own_number = r"\d(?<![\w/£$.:-]\d)\d{0,3}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?,?[ ]{1,2}"
    units, parts = _words()["units"], _words()["parts"]
    return {
        "numbered": Shape(
            rf"{own_number}(?:(?:{_WORD}[ ]{_JOINING}{{0,2}}){{1,4}}?{_titled('streets', 'ways')}{end}"
            rf"|[Tt]he[ ](?:{_WORD}[ ]){{0,2}}{_titled('streets', 'ways')}{end}"
            rf"|{_titled('welsh_streets', 'welsh_ways')}{welsh}|{one_word}{one_word_end})"
        ),
        "lower": Shape(
            rf"{own_number}(?P<name>(?:[a-z][a-z'.-]+[ ]){{1,3}}?){_lowered('streets', 'ways')}{end}"
        ),
        "type": Shape(
            rf"(?:(?P<street>{_titled('streets')}){end}|(?P<home>{_titled('homes')})(?![\w'])|(?P<house>{_titled('houses')})(?![\w']))"
        ),
        "welsh": Shape(rf"(?:{_titled('welsh_streets')}{welsh}|T[yŷ](?:'r|'n)?[ ](?:yr?[ ])?{_WORD})"),
        "unit": Shape(
            rf"(?:{'|'.join(units)})[ ]?(?:no\.?[ ]?)?(?:[A-Z]?\d{{1,4}}[A-Z]?(?:/\d{{1,3}})?|[A-H](?=[ ]?(?:[,\n|.;)]|\Z)))(?![\w%])"
            r"|bfpo[ ]?\d{1,4}(?!\w)|p\.?[ ]?o\.?[ ]?box[ ](?:no\.?[ ])?\d{1,6}(?!\w)",
            any_case=True,
            openings=(*units, "bfpo", "po", "p.", "p o"),
        ),
        "part": Shape(
            rf"(?:(?:{'|'.join(parts)})[ ]?(?:no\.?[ ]?)?[A-Z]?\d{{1,4}}[A-Z]?(?![\w%:])|{_FLOOR}(?!\w))",
            any_case=True,
            openings=(*parts, *_FLOORS),
        ),
    }


class Address:
    """A postal address or what there is of one: flat, house, number and street, town, postcode as a single find."""

    id: ClassVar[str] = "uk.address"
    _gap: ClassVar[Shape] = Shape(r"(?:[ ]?,?[ ]{0,2}|,?[ ]?\n{1,2}|[ ]at[ ]|[ ]-[ ])\Z")
    _front: ClassVar[Shape] = Shape(
        rf"""(?P<value>(?:\b(?i:flat|room|bedsit|rooms)[ ])?\b(?i:above|over|rear[ ]of|r/o|basement[ ]of|back[ ]of)[ ](?:the[ ]\w+[ ](?:at|on)[ ])?
        |\b(?i:no|number)\.?[ ]|(?<![\w/])\d{{1,2}}/\d{{1,2}},?[ ]
        |(?:(?<=\n)|(?<=[:|][ ])|(?<=\t)|(?<=\bat[ ])|(?<=[Aa]ddress[ ]))(?![A-Z]\w*,)(?:{_NAME}),[ ])\Z"""
    )
    _home_cue: ClassVar[Shape] = Shape(
        r"\b(?:liv(?:es?|ing|ed)|stay(?:s|ing|ed)?|resid\w{2,4}|mov(?:e|ed|ing)|address|addr|home|bailed|housed|placed|sofa[ ]surfing|family|c/o|care[ ]of|visited)\b"
        r"[ ]?(?:is|was|are)?[ ]?(?:in|at|to|on|with|into|of|from)?[ :|,\t\n]{0,3}(?:\w+[ ])?(?:a[ ])?(?:called[ ])?\Z",
        any_case=True,
    )
    _street_cue: ClassVar[Shape] = Shape(
        r"\b(?:on|at|of|in|off|near|outside|down|along|address|opposite|into|up|via|(?:moved|back|went|move|moving)[ ]to|c/o|corner[ ]of|addr|behind|around|live[sd]?|between|and|from)[ :|\t\n]{1,3}\Z",
        any_case=True,
    )
    _lower_cue: ClassVar[Shape] = Shape(
        r"(?:\b(?:at|address|addr|lives?|living|home|of|to|from|house|is|c/o|on|in|near)[ :|\t\n]{1,3}|[:|,]\s?|\A|\n)\Z", any_case=True
    )
    _name: ClassVar[Shape] = Shape(rf"(?<![\w'-])(?:[Tt]he[ ])?(?:{_WORD}[ ]{_JOINING}{{0,2}}){{1,3}}\Z")
    _named: ClassVar[Shape] = Shape(
        r"(?<!mail[ ])(?<!ip[ ])(?<!mac[ ])(?<!web[ ])(?<!network[ ])addr(?:ess(?:es)?)?(?:[ ]\((?:home|current|previous|if[ ][^)\n]{1,20}|incl[^)\n]{1,20}|and[ ]postcode)\))?(?=[ ]?[:|\n\t])"
        rf"{SEPARATOR}(?P<value>(?-i:(?!(?:As|See|Same|Not|No|None|Unknown|Withheld|Confidential|Various|Tbc|TBC|N/A|NFA|Nil|Address|Refuge|Hostel|Above|Ditto)\b)(?:{_NUMBER},?[ ])?{_NAME}"
        rf"(?:,[ ]?(?:{_NUMBER}[ ])?{_NAME}){{0,5}}(?:,?[ ]{{0,2}}{FULL}|(?=[ ]*(?:\n|\||\Z)))))",
        any_case=True,
        openings=("addr",),
    )
    _to_postcode: ClassVar[Shape] = Shape(
        rf"(?:,?[ ]{{0,2}}|,?\n{{1,2}})(?:[^\W\d_][\w'’.-]*(?:,[ ]?|[ ]|,?\n{{1,2}})){{0,8}}{FULL}(?!\w)", any_case=True
    )
    _to_line_end: ClassVar[Shape] = Shape(
        rf"(?:,[ ]?(?!(?:Mum|Dad|Mother|Father|Mr|Mrs|Ms|Miss|Dr|Nan|He|She|They|We|I|His|Her|Sister|Brother|PC|DC|Tel|Aunt|Uncle)\b){_NAME}){{1,4}}(?=[ ]*(?:\n|\||\Z|[.;)](?:\s|\Z))|[ ](?:to|since|until)\b)"
    )

    _to_small_town: ClassVar[Shape] = Shape(r",[ ]?[a-z]{4,}(?=[ ]*(?:\n|\||\Z))")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield each address once, as widely as it is written."""
        for group in _joined(text, sorted(self._pieces(text), key=lambda p: (p.start, -p.end)), self._gap):
            start, end, score = group[0].start, max(piece.end for piece in group), max(piece.score for piece in group)
            to_postcode = self._to_postcode.after(text, end, 140)
            street = any(piece.street for piece in group)
            if not (any(piece.sure for piece in group) or (street and (len(group) > 1 or to_postcode))):
                continue
            if front := self._front.before(text, start, 60):
                start = front.start("value")
            tail = to_postcode or self._to_line_end.after(text, end, 140)
            if tail is None and text[start:end].islower():
                tail = self._to_small_town.after(text, end, 30)
            end = tail.end() if tail else end
            yield Hit(start, end, Kind.ADDRESS, score, self.id)
        for match in self._named.finditer(text):
            yield Hit(*match.span("value"), Kind.ADDRESS, LABELLED, self.id)

    def _pieces(self, text: str) -> Iterator[_Piece]:
        shapes = _patterns()
        for match in shapes["numbered"].finditer(text):
            if _is_address(match.group()) and not (_is_year(text, match) or _called_after(text, match.end())):
                yield _Piece(match.start(), match.end(), CLEAR_SHAPE, sure=True)
        for match in shapes["lower"].finditer(text):
            named = not _never_names().intersection(match["name"].split())
            if named and _is_address(match.group()) and not _is_year(text, match) and self._lower_cue.before(text, match.start(), 20):
                yield _Piece(match.start(), match.end(), SHAPE, sure=True)
        yield from self._named_places(text, shapes)
        for match in shapes["unit"].finditer(text):
            yield _Piece(match.start(), match.end(), SHAPE, sure=True)
        for match in shapes["part"].finditer(text):
            yield _Piece(match.start(), match.end(), WEAK, sure=False, street=False)

    def _named_places(self, text: str, shapes: dict[str, Shape]) -> Iterator[_Piece]:
        """Yield streets and houses without a number; whether one stands by itself is for the words before it."""
        for match in shapes["type"].finditer(text):
            name = self._name.before(text, match.start(), 70)
            if name is not None and match.lastgroup is not None and not _called_after(text, match.end()):
                start = name.start() + _leading(name.group())
                if start < match.start() and _is_address(f"1 {text[start : match.end()]}"):
                    sure = self._stands(match.lastgroup, text, start)
                    yield _Piece(start, match.end(), WEAK, sure=sure, street=match.lastgroup == "street")
        for match in shapes["welsh"].finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                yield _Piece(match.start(), match.end(), WEAK, sure=self._stands("welsh", text, match.start()))

    def _stands(self, name: str, text: str, start: int) -> bool:
        """Say whether the words before a street or house show that it is one and somebody is there."""
        if name == "house":
            return False
        if name == "home":
            return text[max(0, start - 3) : start].lower() == "at " or self._home_cue.before(text, start, 40) is not None
        return self._street_cue.before(text, start, 40) is not None


def _joined(text: str, pieces: Sequence[_Piece], gap: Shape) -> Iterator[list[_Piece]]:
    """Yield runs of pieces with nothing but a comma, a blank or a line end between them."""
    run: list[_Piece] = []
    end = -1
    for piece in pieces:
        if run and (piece.start < end or gap.regex.match(text, end, piece.start)):
            if piece.end > end or piece.sure:
                run.append(piece)
        else:
            if run:
                yield run
            run = [piece]
            end = -1
        end = max(end, piece.end)
    if run:
        yield run


@cache
def _never_names() -> frozenset[str]:
    return frozenset(_words()["never_names"])


def _leading(words: str) -> int:
    """Give how many characters at the front are words that begin a sentence, not a street."""
    skipped = 0
    for word in words.split(" ")[:-1]:
        if word.lower().rstrip(".") not in _never_names():
            break
        skipped += len(word) + 1
    return skipped


def _is_address(words: str) -> bool:
    """Say whether the words between number and type can name a street; `2 Crown Court hearings` is none."""
    middle = {word.strip(".,").lower() for word in words.split(" ")[1:-1]}
    if words.lower().endswith("court") and ("the" in middle or middle & set(_words()["courts"])):
        return False
    return not (middle - _WITHIN_NAMES) & _never_names()


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Say whether the number is the year of a date before the street: `On 5 May 2005 the Court`, `the 2007 Mill Road plan`."""
    number = re.match(r"\d+", match.group())
    if number is None or not 1900 <= int(number.group()) <= 2099:
        return False
    return _BEFORE_YEAR.before(text, match.start(), 20) is not None


_WITHIN_NAMES = frozenset({"the", "of", "and", "in", "on", "by", "up", "down", "near", "home", "school", "long", "new", "work", "back", "second", "after"})
_BEFORE_YEAR = Shape(rf"(?:\b{MONTH}|\b(?:the|in|since|from|of|by|until|for)|[/-]\d{{1,2}}),?[ ]\Z", any_case=True)


def _called_after(text: str, end: int) -> bool:
    words = text[end : end + 20].split(" ")
    return len(words) > 1 and not words[0] and words[1].rstrip(".,;:)").lower() in _words()["called_after"]


class HouseNumber:
    """A house by its number alone: `the woman at number 19`, `next door at 21`."""

    id: ClassVar[str] = "uk.house_number"
    _number: ClassVar[Shape] = Shape(
        r"(?<!phone[ ])(?<!mobile[ ])(?<!contact[ ])(?<!case[ ])(?<!ref[ ])(?<!nhs[ ])(?<!safe[ ])(?:number|no\.?|num)[ ]?\d{1,3}[a-z]?\b"
        r"(?![/:.,-]?\d|%|[ ](?:buses|bus|tram|priority|on[ ]the|in[ ](?:the|his|her|my)|announced|of|fan|choice|one|two|times|spot)\b)",
        any_case=True,
        openings=("number", "no", "num"),
    )
    _near: ClassVar[Shape] = Shape(
        r"\b(?:neighbours?|liv(?:es?|ing)|next[ ]door|house|flats?|doors?|across|street|road|lady|woman|man|couple|people|them|address|knock\w{0,3}"
        r"|residents?|tenants?|occup\w{2,5}|family|from|at|opposite|moved)\b",
        any_case=True,
    )
    _at: ClassVar[Shape] = Shape(
        r"""(?:neighbours?|lady|woman|man|famil(?:y|ies)|couple|people|person|them|resident|tenant|lives?|living|next[ ]door|opposite|across[ ]the[ ]road)
        [ ](?:next[ ]door[ ]|opposite[ ]|across[ ]the[ ](?:road|street)[ ])?(?:at|from|of|in)[ ](?P<value>\d{1,3}[a-z]?)
        (?![\w/:%£-]|[.]\d|[ ]?(?:am|pm|o'clock|years|yrs|months|weeks|days|degrees|hours|mins|minutes|and[ ]a|different|other|of|people|children|houses|addresses|homes|[A-Z]))""",
        openings=("neighbour", "lady", "woman", "man", "famil", "couple", "people", "person", "them", "resident", "tenant", "live", "living", "next", "opposite", "across"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield house numbers that a neighbour, a door or a street stands near."""
        for match in self._number.finditer(text):
            low = max(0, match.start() - 45)
            if self._near.regex.search(text, low, match.start()) and "\n" not in text[match.start() - 1 : match.end()]:
                yield Hit(match.start(), match.end(), Kind.ADDRESS, SHAPE, self.id)
        for match in self._at.finditer(text):
            yield Hit(*match.span("value"), Kind.ADDRESS, SHAPE, self.id)


class PlaceCode:
    """Codes that point to a place on a map: what3words, and latitude with longitude."""

    id: ClassVar[str] = "place_code"
    _words: ClassVar[Shape] = Shape(r"//(?<![\w/:]//)/?[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}\b")
    _grid: ClassVar[Shape] = Shape(r"[\d-](?<![\w.-].)\d{0,2}\.\d{4,8}[ ]?,[ ]?-?\d{1,2}\.\d{4,8}(?![\w.])")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every code."""
        for shape in (self._words, self._grid):
            for match in shape.finditer(text):
                yield Hit(match.start(), match.end(), Kind.LOCATION, CLEAR_SHAPE, self.id)
