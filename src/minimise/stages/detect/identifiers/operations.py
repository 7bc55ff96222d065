"""Names of police operations, which give covert work away."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CLEAR_SHAPE, Shape

# Operation Encompass is the national notice to schools, no secret; the rest are not names at all.
_NEVER = frozenset(
    """encompass manager managers director theatre theatres team teams centre center room note notes day date time desk
    support plan report hours monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december the a an on in at to for of and was is code waiting recovery""".split()
)


class OperationName:
    """`Operation Larkspur`, `Op. Larkspur`, `OP LARKSPUR`."""

    id: ClassVar[str] = "uk.operation"
    _shape: ClassVar[Shape] = Shape(
        r"(?:Operation|OPERATION|Op\.?|OP\.?|(?:(?<=under[ ])|(?<=of[ ])|(?<=linked[ ]to[ ]))op(?:eration)?)[ ]"
        r"(?P<name>[A-Z][a-z'-]{2,}|[A-Z]{4,}|(?<=op[ ])[a-z]{4,})(?:[ ](?:[A-Z][a-z]{2,}|[A-Z]{4,})(?=[ ](?:briefing|intel|log|team)))?\b",
        openings=("op",),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the word and the name together."""
        for match in self._shape.finditer(text):
            if match["name"].lower() not in _NEVER:
                yield Hit(match.start(), match.end(), Kind.OPERATION, CLEAR_SHAPE, self.id)
