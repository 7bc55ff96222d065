"""Registration and collar numbers of professionals that their shape gives away."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, SHAPE, Shape

_HCPC = "AS|BS|CH|CS|DT|HAD|OR|OT|ODP|PA|PH|PO|PYL|RA|SL"


class RegistrationNumber:
    """Nurses', social workers', therapists' and childminders' numbers."""

    id: ClassVar[str] = "uk.registration"
    _nurse: ClassVar[Shape] = Shape(r"\d(?<![\w/-]\d)\d[A-Za-z]\d{4}[A-Za-z](?![\w/])")
    _prefixed: ClassVar[Shape] = Shape(
        rf"(?:(?:SW|sw)[ ]?\d{{4,7}}|(?:{_HCPC})\d{{5,6}}|EY\d{{6}})(?![\w/])",
        openings=("sw", "ey", *_HCPC.lower().split("|")),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every number of the shape."""
        for shape in (self._nurse, self._prefixed):
            for match in shape.finditer(text):
                if not _inside(text, match.start()):
                    yield Hit(match.start(), match.end(), Kind.PROF_REG, CLEAR_SHAPE, self.id)


def _inside(text: str, start: int) -> bool:
    """Say whether a number goes on to the left."""
    before = text[start - 1 : start]
    return before.isalnum() or before in {"_", "/", "-"}


class CollarNumber:
    """A police officer's number behind the rank: `PC 1234`, `PCSO 7123`, `Sgt 0456`."""

    id: ClassVar[str] = "uk.collar_number"
    _shape: ClassVar[Shape] = Shape(
        r"(?:T?DC|DS|DI|DCI|W?PC|PCSO|PS|SC|Insp|Inspector|Sgt|Sergeant|Constable"
        r"|[Oo]fficer)\.?[ ]\#?[A-Z]{0,2}\d{3,6}(?![\w/:]|[.,-]\d)",
        openings=("tdc", "dc", "ds", "di", "wpc", "pc", "ps", "sc", "insp", "sgt", "serg", "const", "off"),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield rank and number together: the number alone says nothing to a reader."""
        for match in self._shape.finditer(text):
            if not _inside(text, match.start()):
                yield Hit(match.start(), match.end(), Kind.PROF_REG, SHAPE, self.id)
