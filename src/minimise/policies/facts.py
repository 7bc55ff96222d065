"""What the judge knows about one target when it asks a policy."""

from dataclasses import dataclass
from typing import Literal

from minimise.model import DetailKind, Kind, Mark, Nature, Relevance, Role

Target = Literal["find", "passage", "object", "detail"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one find, passage, detail of a sentence or unread object; codes and switches, never words."""

    target: Target
    kind: Kind | None = None
    roles: frozenset[Role] = frozenset()
    """Of the person named, or of the owner of a detail; empty means nobody's."""
    nature: Nature = Nature.ORDINARY
    at_risk: bool = False
    ambiguous: bool = False
    danger: bool = False
    """The document shows that telling the family is dangerous."""
    marks: frozenset[Mark] = frozenset()
    relevance: Relevance | None = None
    risk_critical: bool = False
    confident: bool = True
    owner_known: bool = True
    detail: DetailKind | None = None
