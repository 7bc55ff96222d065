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

_OWN_NUMBER = r"\d(?<![\w/£$.:-]\d)\d{0,3}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?,?[ ]{1,2}"
_END = r"\.?(?:[ ](?:North|South|East|West|Lower|Upper|N|S|E|W)\b)?(?![\w'])"
_WELSH_NAME = rf"(?:[ ](?:y|yr|'r|Y|Yr)|[ ]?'r)?(?:[ ]{CAPITALISED}){{1,3}}"
_BEFORE_YEAR = Shape(rf"(?:\b{MONTH}|\b(?:the|in|since|from|of|by|until|for)|[/-]\d{{1,2}}),?[ ]\Z", any_case=True)


def titled(*lists: str) -> str:
    """Give the words of some lists, capitalised or in capitals."""
    both = {form for name in lists for word in words(name) for form in (word.title(), word.upper())}
    return f"(?:{by_first_letter(map(re.escape, both))})"


def _as_they_are(*lists: str) -> str:
    return f"(?:{by_first_letter(re.escape(word) for name in lists for word in words(name))})"


@cache
def numbered() -> Shape:
    """Give the shape of a number and a capitalised street: `14 Larch Close`, `5 The Green`, `12 Heol y Bryn`."""
    street = titled("streets", "ways")
    one_word = rf"{_CAP}[a-z]{{3,}}(?:gate|way|dale|croft|lea|cheap|side|hithe)(?![\w'])"
    ends = rf"(?=[ ]*(?:[,.;)\n|]|\Z|[ ](?:in|with|and|since|for|where|is|was|on)\b|[ ]{FULL}))"
    return Shape(
        rf"{_OWN_NUMBER}(?:(?:{CAPITALISED}[ ]{_JOINING}{{0,2}}){{1,4}}?{street}{_END}"
        rf"|[Tt]he[ ](?:{CAPITALISED}[ ]){{0,2}}{street}{_END}"
        rf"|{titled('welsh_streets', 'welsh_ways')}{_WELSH_NAME}|{one_word}{ends})"
    )


@cache
def small_numbered() -> Shape:
    """Give the shape of a number and a street in small letters: `14 larch close`."""
    street = _as_they_are("streets", "ways")
    return Shape(rf"{_OWN_NUMBER}(?P<name>(?:[a-z][a-z'.-]+[ ]){{1,3}}?){street}{_END}")


@cache
def types() -> Shape:
    """Give the shape of the last word of a street's or house's name, under the name of what it is."""
    return Shape(
        rf"(?:(?P<street>{titled('streets')}){_END}"
        rf"|(?P<home>{titled('homes')})(?![\w'])|(?P<house>{titled('houses')})(?![\w']))"
    )


@cache
def welsh() -> Shape:
    """Give the shape of a Welsh street or house without a number: `Ffordd y Môr`, `Tŷ Newydd`."""
    return Shape(rf"(?:{titled('welsh_streets')}{_WELSH_NAME}|T[yŷ](?:'r|'n)?[ ](?:yr?[ ])?{CAPITALISED})")


@cache
def units() -> Shape:
    """Give the shape of what is somebody's dwelling by number alone: `flat 2b`, `Plot 7`, `PO Box 12`."""
    number = r"(?:[A-Z]?\d{1,4}[A-Z]?(?:/\d{1,3})?|[A-H](?=[ ]?(?:[,\n|.;)]|\Z)))(?![\w%])"
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
        rf"(?:{_as_they_are('parts')}[ ]?(?:no\.?[ ]?)?[A-Z]?\d{{1,4}}[A-Z]?(?![\w%:])"
        rf"|{_as_they_are('floors')}[ ](?:floor(?:[ ]flat)?|flat)(?!\w))",
        any_case=True,
        openings=(*words("parts"), *words("floors")),
    )


def leading(name: str) -> int:
    """Give how many characters at the front are words that begin a sentence, not a street: `On Larch Close`."""
    skipped = 0
    for word in name.split(" ")[:-1]:
        if word.lower().rstrip(".") not in words("never_names"):
            break
        skipped += len(word) + 1
    return skipped


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
