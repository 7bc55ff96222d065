"""Registration and collar numbers of professionals that their shape gives away."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, LABELLED, SHAPE, Label, Shape

_HCPC = "AS|BS|CH|CS|DT|HAD|OR|OT|ODP|PA|PH|PO|PYL|RA|SL"


class RegistrationNumber:
    """Nurses', social workers', therapists' and childminders' numbers."""

    id: ClassVar[str] = "uk.registration"
    _nurse: ClassVar[Shape] = Shape(r"\d(?<![\w/-]\d)\d[A-Za-z]\d{4}[A-Za-z](?![\w/])")
    _prefixed: ClassVar[Shape] = Shape(
        rf"(?:(?:SW|sw)[ ]?\d{{4,7}}|(?:{_HCPC})\d{{5,6}}|EY\d{{6}})(?![\w/])",
        openings=("sw", "ey", *_HCPC.lower().split("|")),
    )

    _label: ClassVar[Label] = Label(
        r"reg(?:istration)?|swe|social[ ]work(?:er|[ ]england)|hcpc|nmc|ofsted|paramedic|dfe|teacher"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape; a label only adds certainty."""
        for shape in (self._nurse, self._prefixed):
            for match in shape.finditer(text):
                if not _inside(text, match.start()):
                    score = LABELLED if self._label.before(text, match.start()) else CLEAR_SHAPE
                    yield Hit(match.start(), match.end(), Kind.PROF_REG, score, self.id)


def _inside(text: str, start: int) -> bool:
    """Say whether a number goes on to the left."""
    before = text[start - 1 : start]
    return before.isalnum() or before in {"_", "/", "-"}


class CollarNumber:
    """A police officer's number behind the rank, also with the name between: `PC 1234`, `PC Khan (4321)`."""

    id: ClassVar[str] = "uk.collar_number"
    _shape: ClassVar[Shape] = Shape(
        r"(?:T?DC|DS|DI|DCI|W?PC|PCSO|PS|SC|Insp|Inspector|Sgt|Sergeant|Constable"
        r"|[Oo]fficer)\.?[ ](?:\#?[A-Z]{0,2}\d{3,6}(?:[ ]?[A-Z]{1,2}(?![a-z]))?"
        r"|(?!Sgt|Insp)[A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?,?[ ]\(?\#?(?P<behind>(?!(?:19|20)\d\d\b)[A-Z]{0,2}\d{3,6}))"
        r"(?![\w/:]|[.,-]\d|[ ]?h(?:ou)?rs?\b)",
        openings=("tdc", "dc", "ds", "di", "wpc", "pc", "ps", "sc", "insp", "sgt", "serg", "const", "off"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield rank and number together, as the number alone says nothing to a reader; behind a name the number."""
        for match in self._shape.finditer(text):
            if not _inside(text, match.start()):
                start = match.start("behind") if match["behind"] else match.start()
                yield Hit(start, match.end(), Kind.PROF_REG, SHAPE, self.id)
