"""Details that stand inside sentences, name nobody, and may be made less exact for some recipients."""

from dataclasses import dataclass
from enum import StrEnum

from minimise.model.people import Role
from minimise.model.span import Span


class DetailKind(StrEnum):
    """The kind of a detail; the value is the word policies use."""

    DATE = "date"
    HEALTH = "health"
    HERITAGE = "heritage"
    ORIENTATION = "orientation"
    MONEY = "money"
    ROUTINE = "routine"

    @property
    def category(self) -> str:
        """The category id of `domain.md` B.2; a date is a detail by which somebody can be recognised."""
        return _CATEGORY[self]


_CATEGORY = {
    DetailKind.DATE: "C57",
    DetailKind.HEALTH: "C36",
    DetailKind.HERITAGE: "C37",
    DetailKind.ORIENTATION: "C39",
    DetailKind.MONEY: "C49",
    DetailKind.ROUTINE: "C16",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail of a sentence; `spans` are its pieces (a wrapped line makes two)."""

    id: str
    spans: tuple[Span, ...]
    kind: DetailKind
    passage_id: str
    owner: Role | None = None
    """Whose it is by role, where the sentence says so."""
