"""Names of police operations, which give covert work away."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, Shape
from minimise.stages.detect.identifiers.words import words


class OperationName:
    """`Operation Larkspur`, `Op. Larkspur`, `OP LARKSPUR`."""

    id: ClassVar[str] = "uk.operation"
    _shape: ClassVar[Shape] = Shape(
        r"(?:Operation|OPERATION|Op\.?|OP\.?|(?:(?<=under[ ])|(?<=of[ ])|(?<=linked[ ]to[ ]))op(?:eration)?)[ ]"
        r"(?P<name>[A-Z][a-z'-]{2,}|[A-Z]{4,}|(?<=op[ ])[a-z]{4,})(?:[ ](?:[A-Z][a-z]{2,}"
        r"|[A-Z]{4,})(?=[ ](?:briefing|intel|log|team)))?\b",
        openings=("op",),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the word and the name together."""
        for match in self._shape.finditer(text):
            if match["name"].lower() not in words("no_operations"):
                yield Hit(match.start(), match.end(), Kind.OPERATION, CLEAR_SHAPE, self.id)
