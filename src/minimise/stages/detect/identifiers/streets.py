"""The pieces of a UK address: streets with and without a number, houses, flats, floors, boxes."""

import re
from functools import cache

from minimise.stages.detect.identifiers.evidence import Shape, by_first_letter
from minimise.stages.detect.identifiers.postcodes import FULL
from minimise.stages.detect.identifiers.shapes import MONTH
from minimise.stages.detect.identifiers.words import words

_CAP = r"[A-ZÀ-ÖØ-ÞĀĆĒĪŁŃŌŚŪŴŶŹŻ]"
_JOINING = r"(?:(?:of|the|on|upon|and|&|le|la|de|y|yr|'r|in|under|by|uwch|isaf|ap)[ ])"
CAPITALISED = rf"{_CAP}[\w'’-]*\.?"
NAME = rf"{CAPITALISED}(?:[ ]{_JOINING}{{0,2}}{CAPITALISED}){{0,3}}"
"""Up to four capitalised words, with small ones between them."""
NUMBER = r"\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?"
BEFORE_TYPE = Shape(rf"(?<![\w'-])(?:[Tt]he[ ])?(?:{CAPITALISED}[ ]{_JOINING}{{0,2}}){{1,3}}\Z")
"""The words of a name that end just before `Road` or `Cottage`."""

_OWN_NUMBER = (
    r"\d(?<![\w/£$:-]\d)(?:(?<!\.\d)|(?<=[Nn]o\.\d))\d{0,3}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?,?[ ]{1,2}"
)
_SCANNED_NUMBER = r"(?:\d(?<![\w/£$:.-]\d)|[lI](?<![\w.][lI])(?=\d))[\dOlI]{0,3}[A-Za-z]?[ ]{1,2}"
LOOKS_SCANNED = Shape(
    r"[0-9Il](?:(?<=[A-Za-z][01I])[a-z]|(?<=[a-z][1I])(?=[\s,.])|(?<=\d)[OlI](?!\w)|(?<![\w.][lI])(?<![0-9])\d)"
)
"""What a scanner leaves: figures and capitals within words, letters in figures."""
_END = r"\.?(?:[ ](?:North|South|East|West|Lower|Upper|N|S|E|W)\b)?(?![\w'])"
_WELSH_NAME = rf"(?:[ -](?:y|yr|'r|Y|Yr)|[ ]?'r)?(?:[ -]{CAPITALISED}){{1,3}}"
_BEFORE_YEAR = Shape(rf"(?:\b{MONTH}|\b(?:the|in|since|from|of|by|until|for)|[/-]\d{{1,2}}),?[ ]\Z", any_case=True)


def titled(*lists: str) -> str:
    """Give the words of some lists, capitalised or in capitals."""
    both = {form for name in lists for word in words(name) for form in (word.title(), word.upper())}
    return f"(?:{by_first_letter(map(re.escape, both))})"


_SLIPS = {"l": "[l1I]", "o": "[o0]", "L": "[L1I]", "O": "[O0]"}


def _slipping(word: str) -> str:
    """Give a word of four letters and more as an expression that a scanner's slips still fit: `C1ose`."""
    if len(word) < 4 or not word.isalpha():
        return re.escape(word)
    return word[0] + "".join(_SLIPS.get(letter, letter) for letter in word[1:])


def _as_they_are(*lists: str) -> str:
    return f"(?:{by_first_letter(re.escape(word) for name in lists for word in words(name))})"


@cache
def numbered() -> Shape:
    """Give the shape of a number and a capitalised street: `14 Larch Close`, `5 The Green`, `12 Heol y Bryn`."""
    street = titled("streets", "ways")
    word = rf"(?:{CAPITALISED}|\d{{1,2}}(?:st|nd|rd|th))(?:[ ]|\n(?=[A-Z][a-z]{{2,8}}[ ]*(?:[,.|\n]|\Z)))"
    the = rf"[Tt]he[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?(?=[ ]*(?:[,.;)\n|]|\Z))"
    one_word = rf"{_CAP}[a-z]{{3,}}(?:gate|way|dale|croft|lea|cheap|side|hithe)(?![\w'])"
    ends = rf"(?=[ ]*(?:[,.;)\n|]|\Z|[ ](?:in|with|and|since|for|where|is|was|on)\b|[ ]{FULL}))"
    return Shape(
        rf"{_OWN_NUMBER}(?:(?:{word}{_JOINING}{{0,2}}){{1,4}}?{street}(?:[ ]{titled('endings')}(?!\w))?{_END}"
        rf"|[Tt]he[ ](?:{CAPITALISED}[ ]){{0,2}}{street}{_END}"
        rf"|{titled('welsh_streets', 'welsh_ways')}{_WELSH_NAME}|{one_word}{ends}|{the})"
    )


@cache
def scanned() -> Shape:
    """Give the shape of a number and a street with a scanner's slips in them: `l4 Larch C1ose`."""
    street = by_first_letter(_slipping(word.title()) for word in words("streets"))
    return Shape(rf"{_SCANNED_NUMBER}(?:{CAPITALISED}[ ]{_JOINING}{{0,2}}){{1,3}}?(?:{street}){_END}")


@cache
def small_numbered() -> Shape:
    """Give the shape of a number and a street that is not all in capitals: `14 larch close`, `14 Larch close`."""
    street = _as_they_are("streets", "ways")
    return Shape(
        rf"{_OWN_NUMBER}(?P<name>(?:[A-Za-z](?:[a-z'-]+|[a-z]{{1,2}}\.)[ ]){{1,3}}?)(?P<type>{street}){_END}",
        any_case=True,
    )


@cache
def small_street() -> Shape:
    """Give the shape of the last word of a street in small letters, which counts behind a word of place."""
    last = ("road", "rd", "street", "lane", "avenue", "ave", "crescent", "terrace")
    return Shape(rf"(?:{'|'.join(last)})(?![\w'])", openings=last)


BEFORE_SMALL = Shape(r"\b(?:on|off|at|in|down|up|near|to|from|along)[ ](?P<name>[a-z'-]{3,}(?:[ ][a-z'-]{3,})?)[ ]\Z")
"""The word of place and the name before it: `on mill lane`."""


@cache
def types() -> Shape:
    """Give the shape of the last word of a street's or house's name, under the name of what it is."""
    return Shape(
        rf"(?:(?P<street>{titled('streets')}){_END}"
        rf"|(?P<home>{titled('homes')})(?![\w'])|(?P<house>{titled('houses')})(?![\w']))",
        openings=(*words("streets"), *words("homes"), *words("houses")),
    )


@cache
def welsh() -> Shape:
    """Give the shape of a Welsh street or house without a number: `Ffordd y Môr`, `Tŷ Newydd`, `Y Bwthyn`."""
    house = (
        rf"(?:Yr?[ ])?{titled('welsh_homes')}(?:[ ]T[yŷ])?(?:{_WELSH_NAME})?|T[yŷ](?:'r|'n)?[ ](?:yr?[ ])?{CAPITALISED}"
    )
    return Shape(
        rf"(?:(?P<street>{titled('welsh_streets')}{_WELSH_NAME})|(?P<house>{house}))",
        openings=(*words("welsh_streets"), *words("welsh_homes"), "ty", "tŷ", "y ", "yr "),
    )


@cache
def units() -> Shape:
    """Give the shape of what is somebody's dwelling by number alone: `flat 2b`, `Plot 7`, `PO Box 12`."""
    number = r"(?:\dF\d|[GB]/\d|[A-Z]?\d{1,4}[A-Z]?(?:/\d{1,3})?|[A-H](?=[ ]?(?:[,\n|.;)]|\Z)))(?![\w%])"
    return Shape(
        rf"{_as_they_are('units')}[ ]?(?:no\.?[ ]?)?{number}"
        r"|bfpo[ ]?\d{1,4}(?!\w)|p\.?[ ]?o\.?[ ]?box[ ](?:no\.?[ ])?\d{1,6}(?!\w)",
        any_case=True,
        openings=(*words("units"), "bfpo", "po", "p.", "p o"),
    )


@cache
def parts() -> Shape:
    """Give the shape of a part of a building, which is an address only beside a street: `Room 6`, `top floor`."""
    return Shape(
        rf"(?:{_as_they_are('parts')}[ ]?(?:no\.?[ ]?)?(?:[A-Z]?\d{{1,4}}[A-Z]?|[A-H](?=,))(?![\w%:])"
        rf"|{_as_they_are('floors')}[ ](?:floor(?:[ ]flat)?|flat)(?!\w))",
        any_case=True,
        openings=(*words("parts"), *words("floors")),
    )


@cache
def within() -> Shape:
    """Give the shape of the house that a flat in small letters is in: `flat 12 nelson house`, `unit 6 the maltings`."""
    return Shape(
        rf",?[ ](?:(?!(?:{'|'.join(sorted(words('never_names') - words('within_names')))})\b)[a-z][a-z'-]+[ ]){{1,3}}"
        rf"{_as_they_are('houses', 'homes')}(?![\w'])|,?[ ]the[ ][a-z]{{4,}}(?=[ ]*(?:[,.;)\n|]|\Z))"
    )


@cache
def townland() -> Shape:
    """Give the shape of places in a county of Ireland: `Drumnakilly, Omagh, Co. Tyrone`."""
    county = "Tyrone|Antrim|Down|Armagh|Fermanagh|Londonderry|Derry|Donegal|Cavan|Monaghan|Louth"
    return Shape(rf"(?<=,[ ])(?:Co\.?|County)[ ]?(?:{county})\b", openings=("co",))


BEFORE_COUNTY = Shape(rf"(?:{NAME},[ ]){{1,3}}\Z")


def leading(name: str) -> int:
    """Give how many characters at the front are words that begin a sentence, not a street: `On Larch Close`."""
    skipped = 0
    for word in name.split(" ")[:-1]:
        if word.lower().rstrip(".") not in words("never_names"):
            break
        skipped += len(word) + 1
    whole = skipped == len(name) and name.lower().split()[-1] in words("within_names")  # Home Farm
    return 0 if whole else skipped


def names_street(found: str) -> bool:
    """Say whether the words between number and type can name a street; `2 Crown Court hearings` is none."""
    middle = {word.strip(".,").lower() for word in found.split(" ")[1:-1]}
    if found.lower().endswith("court") and ("the" in middle or middle & words("courts")):
        return False
    return not (middle - words("within_names")) & words("never_names")


def is_year(text: str, start: int) -> bool:
    """Say whether the number at `start` is the year of a date: `On 5 May 2005 the Court`, `the 2007 Mill Road plan`."""
    year = text[start : start + 4]
    return year.isdigit() and 1900 <= int(year) <= 2099 and _BEFORE_YEAR.before(text, start, 20) is not None


def called_after(text: str, end: int) -> bool:
    """Say whether what ends at `end` only gives something its name: `Mill Road area`, `Larch Close Surgery`."""
    following = text[end : end + 20].split(" ")
    return len(following) > 1 and not following[0] and following[1].rstrip(".,;:)").lower() in words("called_after")
