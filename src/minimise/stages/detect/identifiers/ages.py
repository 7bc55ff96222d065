"""Ages and school years, where the words around say that the number is one."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.lexicons import given_names, ordinary_words
from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED, SHAPE, WEAK, Labelled, Shape
from minimise.stages.detect.identifiers.words import words

_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty"
)
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)"
_NUMBER = rf"(?:1[01]\d|\d{{1,2}}|{_WORD})"
_SPAN = rf"(?:{_NUMBER}(?:½|[ ]1/2|[ ]and[ ]a[ ]half)?(?:[ -]?{_UNIT}\b(?:,?[ ](?:and[ ])?\d{{1,2}}[ ]?{_UNIT}\b)?)?)"
_YEAR = r"(?:(?:Year|year|YEAR|Yr|yr|YR|Y)[ ]?(?:1[0-3]|\d|R)(?!\d|[-/])|Reception|P[1-7]|S[1-6])"
_ENDS = (
    r"(?=[ ]?(?:[.,;:!?)\n|/]|\Z|(?:and|but|or|now|so|who|when|with|today|tomorrow|next|last|this|in|years?|yrs?)\b))"
)
_SOMEBODY = r"(?:he|she|they|who|son|daughter|brother|sister|child|eldest|youngest|baby|mum|dad|boy|girl)"
_PEOPLE = r"pupils?|students?|child(?:ren)?|boys?|girls?|learners?|son|daughter|lad|male|female"


class Age:
    """`aged 8`, `8-year-old`, `Tyler (8)`, `he is 15`, `16 weeks old`."""

    id: ClassVar[str] = "uk.age"
    _aged: ClassVar[Shape] = Shape(
        rf"""age[sd]?(?:[ ]of|[ ]is)?[ ]?(?:[:=|\t-]|\([^()\n]{{2,12}}\)[ ]?[:|])?[ \t]?\n?
        (?:approx\.?[ ]|about[ ]|circa[ ])?(?:between[ ])?(?P<value>{_SPAN})
        (?![\w/%-]|[.:]\d|[ ](?:to|and)[ ](?:over|under))(?P<more>(?:(?:,|[ ]and|[ ]&
        |,[ ]and)[ ]\d{{1,2}}(?![\w/:%])){{0,6}})""",
        any_case=True,
        openings=("age",),
    )
    _old: ClassVar[Shape] = Shape(r"(?:old|olds)(?!\w)", any_case=True, openings=("old",))
    _before_old: ClassVar[Shape] = Shape(
        rf"(?<![\w./-])(?:\d{{1,2}}[ ]?{_UNIT},?[ ](?:and[ ])?)?{_NUMBER}(?:[ -]{_UNIT}[ -]|[ ]?{_UNIT}[ ]?[ -]?"
        r"|/(?:12|52)[ ])\Z",
        any_case=True,
    )
    _injury: ClassVar[Shape] = Shape(
        r"\b(?:bruis|marks?\b|graz|cuts?\b|wound|burns?\b|injur|scars?\b|fractur|[cm]m\b|lesion|swelling)[^.\n]{0,40}\Z",
        any_case=True,
    )
    _short: ClassVar[Shape] = Shape(
        rf"\d(?<![\w./-]\d)\d?[ ]?(?:[Yy](?:r?s?[ ]?[./]?[oO]\b\.?|/[oO]\b|(?:rs?)?[ ]?\d{{1,2}}[ ]?m(?:ths?"
        rf"|onths?)?\b)(?!\w)|(?i:{_UNIT}olds?)(?!\w))"
    )
    _bracketed: ClassVar[Shape] = Shape(rf"\((?P<value>(?i:\d{{1,2}}(?:[ ]?{_UNIT})?))(?=[);,](?![\w(]))")
    _name: ClassVar[Shape] = Shape(r"(?P<name>[A-ZÀ-ÞŴŶ][\w'’-]+)[ ]?\Z")
    _sexed: ClassVar[Shape] = Shape(
        r"[(,][ ]?(?:(?P<value>\d{1,2}[ ]?[MFmf])(?=[),])|(?:[MFmf]|[Mm]ale"
        r"|[Ff]emale)[,/ ]{1,2}(?P<age>\d{1,2})(?=[),]))"
    )
    _sex_first: ClassVar[Shape] = Shape(
        r"(?:(?:fe)?male|girl|boy|lad|man|woman|m(?=/)|f(?=/))(?:,[ ]|[ ](?=\d\d)"
        r"|/)(?P<value>\d{1,2})(?=[ ]?(?:[,;)\n|]|[.](?!\d)|\Z))",
        any_case=True,
        openings=("male", "female", "girl", "boy", "lad", "man", "woman", "m/", "f/"),
    )
    _of_name: ClassVar[Shape] = Shape(
        r"\d(?<=[,s][ ]\d)\d?(?=[,;)]|[.](?!\d)|[ ](?:and|but|so|now|who|was|is|has|had|told|said|says)\b"
        r"|[ ]?(?:\n|\||\Z))"
    )
    _name_of: ClassVar[Shape] = Shape(r"\b(?P<name>[A-ZÀ-ÞŴŶ][\w'’-]+)(?:,[ ]|[ ]is[ ])\Z")
    _after_name: ClassVar[Shape] = Shape(
        r"\d(?<=[,\w][ ]\d)\d?[ ]?(?:yrs?|years|mths|months|wks|weeks)(?=[ ]?(?:[,);\n|]|[.](?!\d)|\Z))"
    )
    _comma_name: ClassVar[Shape] = Shape(r"(?P<name>[A-ZÀ-ÞŴŶ][\w'’-]+),?[ ]\Z")
    _being: ClassVar[Shape] = Shape(
        rf"""(?:{_SOMEBODY}(?:'s|[ ](?:is|was|are))[ ](?:now[ ]|only[ ]|just[ ]|about[ ]|nearly[ ])?|turn(?:s|ed|ing)[ ]
        |(?:boy|girl|child|lad|son|daughter)[ ]of[ ])(?P<value>{_NUMBER}){_ENDS}""",
        any_case=True,
        openings=(*_SOMEBODY[3:-1].split("|"), "turn", "lad"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield ages in figures and in words, each with its unit."""
        for match in self._aged.finditer(text):
            yield Hit(match.start("value"), match.end("more"), Kind.AGE, LABELLED, self.id)
        for match in self._old.finditer(text):
            number = self._before_old.before(text, match.start(), 40)
            if number is not None and not self._injury.before(text, number.start(), 60):
                yield Hit(number.start(), match.end(), Kind.AGE, CLEAR_SHAPE, self.id)
        for match in self._short.finditer(text):
            yield Hit(match.start(), match.end(), Kind.AGE, CLEAR_SHAPE, self.id)
        yield from self._beside_names(text)
        for match in self._being.finditer(text):
            yield Hit(*match.span("value"), Kind.AGE, WEAK, self.id)

    def _beside_names(self, text: str) -> Iterator[Hit]:
        """Yield ages behind the name or the sex of somebody."""
        for match in self._bracketed.finditer(text):
            name = self._name.before(text, match.start(), 40)
            if name is not None and _can_be_somebody(name["name"].lower()):
                yield Hit(*match.span("value"), Kind.AGE, SHAPE, self.id)
        for match in self._of_name.finditer(text):
            name = self._name_of.before(text, match.start(), 40)
            if name is not None and _is_given(name["name"].lower()):
                yield Hit(match.start(), match.end(), Kind.AGE, SHAPE, self.id)
        for match in self._sex_first.finditer(text):
            yield Hit(*match.span("value"), Kind.AGE, SHAPE, self.id)
        for match in self._after_name.finditer(text):
            name = self._comma_name.before(text, match.start(), 40)
            if name is not None and name["name"].lower() not in words("counted"):
                yield Hit(match.start(), match.end(), Kind.AGE, SHAPE, self.id)
        for match in self._sexed.finditer(text):
            yield Hit(*match.span("value" if match["value"] else "age"), Kind.AGE, SHAPE, self.id)


def _is_given(word: str) -> bool:
    return word in given_names() and word not in words("counted")


def _can_be_somebody(word: str) -> bool:
    """Say whether a capitalised word before a bracket is more than a heading's noun: `Bedrooms (3)`."""
    if word in words("counted"):
        return False
    return word in given_names() or not {word, word.removesuffix("s")} & ordinary_words()


class SchoolYear:
    """A school year that says how old a pupil is; `the Year 5 trip` says nothing about anybody."""

    id: ClassVar[str] = "uk.school_year"
    _year: ClassVar[Shape] = Shape(rf"{_YEAR}(?![\w/-])", openings=("year", "yr", "y", "reception", "p", "s"))
    _cue: ClassVar[Shape] = Shape(
        r"""(?:\b(?:is|are|was|were|now|currently|goes|going|moved|moving|went|up|not|who's|he's|she's|pupil|child
        |student)[ ](?:\w+[ ])?(?:in|into|to)[ ]
        |\b(?:school[ ]year|year[ ]group|nc[ ]year|yr[ ]group|class|year)(?:/\w+)?[ ]?[:|\t][ ]?|\w[ ]?\([ ]?)\Z""",
        any_case=True,
    )
    _named: ClassVar[Labelled] = Labelled(
        r"nc[ ]year(?:[ ]group)?|school[ ]year(?:[ ]group)?|national[ ]curriculum[ ]year|year[ ]group"
        r"|yr[ ]group|ncy|year(?=[ ]?[:|\t])",
        r"(?:Y(?:ear|r)?[ ]?)?(?:1[0-3]|\d|R\b)(?![\w/.-])",
    )
    _scottish_or_welsh: ClassVar[Shape] = Shape(
        r"(?:primary[ ][1-7]|secondary[ ][1-6]|blwyddyn[ ](?:1[0-3]|\d))(?![\w/-])",
        any_case=True,
        openings=("prim", "secon", "blwy"),
    )
    _whose: ClassVar[Shape] = Shape(r"\b[A-ZÀ-ÞŴŶ][\w'’-]+[ ][A-ZÀ-ÞŴŶ][\w'’-]+,[ ]\Z")
    _pupil: ClassVar[Shape] = Shape(rf"[ ](?:{_PEOPLE})\b", any_case=True)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield school years of somebody."""
        for match in self._year.finditer(text):
            if (
                self._cue.before(text, match.start(), 40)
                or self._pupil.after(text, match.end(), 12)
                or self._whose.before(text, match.start(), 40)
            ):
                yield Hit(match.start(), match.end(), Kind.AGE, SHAPE, self.id)
        for match in self._named.finditer(text):
            yield Hit(*match.span("value"), Kind.AGE, LABELLED, self.id)
        for match in self._scottish_or_welsh.finditer(text):
            yield Hit(match.start(), match.end(), Kind.AGE, SHAPE, self.id)
