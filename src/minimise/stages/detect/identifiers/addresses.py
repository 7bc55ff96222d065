"""Addresses: the pieces people write one after another, joined into one find and carried on to the postcode."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from minimise.lexicons import given_names, ordinary_words
from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers import streets
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED, SEPARATOR, SHAPE, WEAK, Shape
from minimise.stages.detect.identifiers.postcodes import FULL
from minimise.stages.detect.identifiers.streets import CAPITALISED, NAME, NUMBER
from minimise.stages.detect.identifiers.words import words

_LINE_END = r"[ ]*(?:\n|\||\Z)"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that can be part of an address; `sure` ones stand by themselves."""

    start: int
    end: int
    score: float
    sure: bool
    street: bool = True
    """Whether it is more than the name of a building, so that it makes an address of its neighbours."""
    dwelling: bool = False
    """Whether somebody lives in it, such as a room or a cottage, so that a building beside it makes an address."""


class Address:
    """A postal address or what there is of one: flat, house, number and street, town, postcode as a single find."""

    id: ClassVar[str] = "uk.address"
    _gap: ClassVar[Shape] = Shape(
        r"(?:(?:[ ](?:site|estate|park)(?=,))?[ ]?,?[ ]{0,2}|,?[ ]?\n{1,2}|[ ]at[ ]|[ ]-[ ])\Z"
    )
    _front: ClassVar[Shape] = Shape(
        rf"""(?P<value>(?:\b(?i:flat|room|bedsit|rooms)[ ])?\b(?i:above|over|rear[ ]of|r/o|basement[ ]of|back[ ]of)[ ]
            (?:the[ ][\w' ]{{3,20}}?(?:[ ](?:at|on)|,)[ ])?
        |\b(?i:no|number)\.?[ ]?|(?<![\w/])[\dGB]\d?/\d{{1,2}},?[ ]
        |(?<![\w/])(?:\dF\d|PF\d|[GFT]F[FLR123]?|BF\d),?[ ]|(?i:c/o|care[ ]of)[ ]|\#
        |(?<=[Aa]ddress[ ])(?:{NAME}),[ ])\Z"""
    )
    _house: ClassVar[Shape] = Shape(
        rf"(?:\b(?:[Aa]t|is|home,|post:)[ ]|(?P<line>\A|\n|[|:][ ]))(?P<house>(?:[Tt]he[ ])?{NAME}),[ ]\Z"
    )
    _home_cue: ClassVar[Shape] = Shape(
        r"""\b(?:liv(?:es?|ing|ed)|stay(?:s|ing|ed)?|resid\w{2,4}|mov(?:e|ed|ing)|address|addr|home|bailed|housed|placed
            |sofa[ ]surfing|family|c/o|care[ ]of|visited)\b[ ]?(?:is|was|are)?[ ]?(?:in|at|to|on|with|into|of|from)?
        [ :|,\t\n]{0,3}(?:\w+[ ])?(?:a[ ])?(?:called[ ])?\Z""",
        any_case=True,
    )
    _street_cue: ClassVar[Shape] = Shape(
        r"""(?:above|over)[ ]the[ ][\w' ]{3,20},[ ]\Z
            |\b(?:on|at|of|in|off|near|outside|down|along|address|opposite|into|up|via
            |it['’]?s|under|across|past|towards?|through|round|ran[ ]to|back[ ]to|from|over|above
            |(?:moved|back|went|move|moving)[ ]to|c/o
            |(?:road|street|lane|avenue|close|st|rd)[ ]to|corner[ ]of
            |addr|behind|around|live[sd]?|between|and)[ :|\t\n]{1,3}\Z""",
        any_case=True,
    )
    _small_cue: ClassVar[Shape] = Shape(
        r"""(?:\b(?:at|address|addr|lives?|living|home|of|to|from|house|is|c/o|on|in|near)[ :|\t\n]{1,3}
        |\b(?:flat|flt|apt|apartment|room|unit)[ ]\w{1,4},?[ ]|[:|,]\s?|\A|\n
        |\b(?:aunt(?:y|ie)?|nan|gran|uncle|mum|dad|mate|friend)[ ]?\w{0,12}[ ])\Z""",
        any_case=True,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield each address once, as widely as it is written, then what a form calls one."""
        pieces = sorted(self._pieces(text), key=lambda piece: (piece.start, -piece.end))
        for group in _joined(text, pieces, self._gap):
            start, end = group[0].start, max(piece.end for piece in group)
            to_postcode = self._to_postcode(text, start, end)
            lived_in = any(piece.street or piece.dwelling for piece in group)
            beside = lived_in and (len(group) > 1 or (group[0].street and to_postcode is not None))
            if not (beside or any(piece.sure for piece in group)):
                continue
            start = self._from_house(text, start)
            if front := self._front.before(text, start, 60):
                start = front.start("value")
            end = to_postcode or self._to_town(text, start, end)
            yield Hit(start, end, Kind.ADDRESS, max(piece.score for piece in group), self.id)
        yield from self._lived_in(text)
        for match in _named().finditer(text):
            if not match["value"].isalpha() or self._is_first(text, match.start()):
                yield Hit(*match.span("value"), Kind.ADDRESS, LABELLED, self.id)

    def _from_house(self, text: str, start: int) -> int:
        """Give where an address begins whose house has a name: `at Ashlea, 12 Elm Road`; a person's name is none."""
        match = self._house.before(text, start, 60)
        if match is None:
            return start
        house = match["house"].lower().split()
        first = match["house"].split(" ")[0]
        if not given_names().isdisjoint(house) and (len(house) > 1 or match.group()[:2].lower() != "at"):
            return start
        if first in words("no_towns") - {"The"}:
            return start
        told = (
            match["line"] is None or first in ("The", "Y", "Yr") or "'s " in match["house"] or "’s " in match["house"]
        )
        welsh = streets.welsh().after(text, start) is not None
        return match.start("house") if told or welsh else start

    def _lived_in(self, text: str) -> Iterator[Hit]:
        """Yield what no street word gives away: a number and a name where somebody lives, places with their county."""
        for match in _living_at().finditer(text):
            first = (match["name"] or "the").split(" ")[0].lower()
            no_name = first in given_names() or first in words("never_names")
            if not no_name and not streets.called_after(text, match.end()):
                start, end = match.span("value")
                end = self._to_postcode(text, start, end) or self._to_town(text, start, end)
                yield Hit(start, end, Kind.ADDRESS, WEAK, self.id)
        for match in streets.townland().finditer(text):
            if before := streets.BEFORE_COUNTY.before(text, match.start(), 60):
                yield Hit(before.start(), match.end(), Kind.ADDRESS, SHAPE, self.id)
        for match in _ward().finditer(text):
            before = _WARD_NAME.before(text, match.start(), 30)
            if match["number"] or before:
                yield Hit(before.start() if before else match.start(), match.end(), Kind.ADDRESS, WEAK, self.id)

    def _to_postcode(self, text: str, start: int, end: int) -> int | None:
        """Give where the postcode ends that an address runs on to, over towns and lines."""
        tail = (_small_tail() if text[start:end].islower() else _tail()).after(text, end, 140)
        return tail.end() if tail else None

    def _to_town(self, text: str, start: int, end: int) -> int:
        """Give where the towns behind an address end; the name of a person behind a comma is no town."""
        tail = _to_line_end().after(text, end, 140)
        if tail is None and text[start:end].islower():
            tail = _to_small_town(in_box="box" in text[start:end]).after(text, end, 30)
        towns = [town.lower().split() for town in tail.group().split(",")] if tail else []
        if tail is None or any(
            _is_person(town, last=text[tail.end() : tail.end() + 1] in ("", "\n")) for town in towns
        ):
            return end
        return tail.end()

    def _is_first(self, text: str, start: int) -> bool:
        """Say whether a label begins its line; in a row of headings, `Address` is followed by the next heading."""
        return "|" not in text[text.rfind("\n", 0, start) + 1 : start]

    def _pieces(self, text: str) -> Iterator[_Piece]:
        shapes = [streets.numbered()]
        if streets.LOOKS_SCANNED.regex.search(text):
            shapes.append(streets.scanned())
        for match in (match for shape in shapes for match in shape.finditer(text)):
            if self._can_be(text, match.start(), match.end()) and not streets.called_after(text, match.end()):
                yield _Piece(match.start(), match.end(), CLEAR_SHAPE, sure=True)
        for match in streets.small_numbered().finditer(text):
            name = match["name"].lower().split()
            prose = words("never_names").intersection(name)
            if prose or not self._can_be(text, *match.span()):
                continue
            if self._small_cue.before(text, match.start(), 20) or _is_telling(name, match["type"].lower()):
                yield _Piece(match.start(), match.end(), SHAPE, sure=True)
        for match in streets.small_street().finditer(text):
            before = streets.BEFORE_SMALL.before(text, match.start(), 40)
            if before and not (words("never_names") | words("no_small_streets")).intersection(before["name"].split()):
                yield _Piece(before.start("name"), match.end(), WEAK, sure=True)
        yield from self._without_number(text)
        for match in streets.units().finditer(text):
            inside = streets.within().after(text, match.end())
            yield _Piece(match.start(), inside.end() if inside else match.end(), SHAPE, sure=True)
        for match in streets.parts().finditer(text):
            inside = streets.within().after(text, match.end())
            end = inside.end() if inside else match.end()
            yield _Piece(match.start(), end, WEAK, sure=inside is not None, street=False, dwelling=True)

    def _can_be(self, text: str, start: int, end: int) -> bool:
        return streets.names_street(text[start:end]) and not streets.is_year(text, start)

    def _without_number(self, text: str) -> Iterator[_Piece]:
        """Yield streets and houses by name; whether one stands by itself is for the words before it."""
        for match in streets.types().finditer(text):
            name = streets.BEFORE_TYPE.before(text, match.start(), 70)
            if name is None or match.lastgroup is None or streets.called_after(text, match.end()):
                continue
            start = name.start() + streets.leading(name.group())
            if start < match.start() and streets.names_street(f"1 {text[start : match.end()]}"):
                sure = self._stands(match.lastgroup, text, start) or (
                    match.lastgroup != "house"
                    and (_alone(text, start, match.end()) or self._from_house(text, start) < start)
                )
                yield _Piece(
                    start,
                    match.end(),
                    WEAK,
                    sure=sure,
                    street=match.lastgroup == "street",
                    dwelling=match.lastgroup == "home",
                )
        for match in streets.welsh().finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                sure = match["street"] is not None or text[match.start() + 1] == "ŷ"
                sure = sure or self._stands("street", text, match.start()) or _alone(text, *match.span())
                yield _Piece(match.start(), match.end(), WEAK, sure=sure)

    def _stands(self, what: str, text: str, start: int) -> bool:
        """Say whether the words before a street or house show that it is one and somebody is there."""
        if what == "home":
            at = text[max(0, start - 3) : start].lower() == "at "
            return at or self._home_cue.before(text, start, 40) is not None
        return what == "street" and self._street_cue.before(text, start, 40) is not None


def _is_person(town: Sequence[str], *, last: bool) -> bool:
    """Say whether a town has a person's name; one word at the end of a line is a town all the same: `Leigh`."""
    if not town or (last and len(town) == 1):
        return False
    return town[0] in given_names() and town[-1] not in words("place_endings")


def _is_telling(name: Sequence[str], street: str) -> bool:
    """Say whether a name is no everyday word, so that number, name and street need no word before them."""
    last = street in words("streets") or street in words("small_ways")
    return last and not ordinary_words().issuperset(name)


def _alone(text: str, start: int, end: int) -> bool:
    """Say whether a line, a cell or a line's last clause holds nothing else, or only a town more."""
    return _OPENS.before(text, start, 4) is not None and _CLOSES.after(text, end, 40) is not None


_OPENS = Shape(r"(?:\A|\n|\|[ ]|\d,[ ])\Z")
_CLOSES = Shape(rf"(?:,[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?)?[ ]*(?:\n|\||\Z)")


@cache
def _living_at() -> Shape:
    """Give the shape of a number and a name behind words of living somewhere: `lives at 9 Fairholme`."""
    verb = (
        r"(?:liv(?:es?|ing|ed)|stay(?:s|ing|ed)?|resid\w{2,4}|rent\w{0,3}|mov(?:es?|ed|ing)|address"
        r"|home[ ]is|grand\w+|nan|family)"
    )
    starts = ("liv", "stay", "resid", "rent", "mov", "address", "home is", "grand", "nan", "family", "at ")
    ends = r"(?=[ ]*(?:[,;)\n|]|[.](?!\d)|\Z|[ ](?:in|with|and|since|for|where|but|near|now)\b))"
    return Shape(
        rf"(?:(?i:{verb})(?:[ ](?:at|to|is|in))?[ ]"
        rf"|(?i:at)[ ])(?P<value>(?:{NUMBER},?[ ](?P<name>(?:The[ ])?{CAPITALISED}(?:[ ]{CAPITALISED})?)"
        rf"|(?<=at[ ])The[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?)){ends}",
        openings=starts,
    )


@cache
def _ward() -> Shape:
    """Give the shape of a ward before the hospital's name, which says where a patient lies."""
    return Shape(
        rf"Ward(?P<number>[ ][A-Z]?\d{{1,2}}[A-Z]?)?(?=,[ ](?:{CAPITALISED}[ ]){{1,4}}(?:Hospital|Infirmary))",
        openings=("ward",),
    )


_WARD_NAME = Shape(rf"(?<!\w){CAPITALISED}[ ]\Z")


@cache
def _tail() -> Shape:
    """Give the shape of town and county up to the postcode, also on the lines below."""
    not_town = rf"(?!(?:{'|'.join(sorted(words('no_towns')))})\b)"
    town = rf"(?:{not_town}{CAPITALISED}|on|upon|the|of|le|y|yr|by|in|under|near|next|nr)"
    return Shape(rf"(?:,?[ ]{{0,2}}|,?\n{{1,2}})(?:{town}(?:,[ ]?|[ ]|,?\n{{1,2}})){{0,8}}(?i:{FULL})(?!\w)")


@cache
def _small_tail() -> Shape:
    """Give the same for an address in small letters: every town has its comma."""
    town = r"[a-z][a-z'-]+(?:[ ][a-z][a-z'-]+){0,2}"
    return Shape(rf"(?:,?[ ]?{town}){{0,4}}(?:,[ ]?|[ ]{{1,2}}|,?\n)(?i:{FULL})(?!\w)")


@cache
def _to_line_end() -> Shape:
    """Give the shape of towns behind commas, where a line, a cell or the sentence ends after them."""
    not_town = rf"(?!(?:{'|'.join(sorted(words('no_towns')))})\b)"
    ends = rf"(?:(?={_LINE_END}|[ ]*[.;)](?:\s|\Z))|(?=[ ](?:to|since|until)\b))"
    return Shape(
        rf"(?:[ ]?,[ ]?(?:(?:nr|near|by|Co\.?)[ ])?(?:{not_town}{NAME}"
        rf"|[Tt]he[ ]{streets.titled('streets', 'ways')})){{1,4}}{ends}"
    )


@cache
def _to_small_town(*, in_box: bool = False) -> Shape:
    """Give the shape of a town in small letters at the end of a line; behind a box it needs no comma."""
    return Shape(rf"{',?' if in_box else ','}[ ]?[a-z]{{4,}}(?={_LINE_END}|[.;](?:\s|\Z))")


@cache
def _named() -> Shape:
    """Give the shape of whatever a form calls an address, such as a house that no street word gives away."""
    kinds = r"(?:[ ]\((?:home|current|previous|if[ ][^)\n]{1,20}|incl[^)\n]{1,20}|and[ ]postcode)\))?"
    nothing = rf"(?!(?:{'|'.join(sorted(words('no_addresses')))}|N/A)\b)"
    return Shape(
        rf"(?<!mail[ ])(?<!ip[ ])(?<!mac[ ])(?<!web[ ])(?<!network[ ])addr(?:ess(?:es)?)?{kinds}(?=[ ]?[:|\n\t])"
        rf"{SEPARATOR.replace('|the|', '|')}"
        rf"(?P<value>(?-i:{nothing}(?:{NUMBER},?[ ])?{NAME}(?:,[ ]?(?:{NUMBER}[ ])?{NAME}){{0,5}}"
        rf"(?:,?[ ]{{0,2}}{FULL}|(?={_LINE_END}))))",
        any_case=True,
        openings=("addr",),
    )


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
            run, end = [piece], -1
        end = max(end, piece.end)
    if run:
        yield run
