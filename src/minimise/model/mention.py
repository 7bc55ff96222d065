"""A find: where it is, what it is, how sure we are and who says so."""

from dataclasses import dataclass
from enum import StrEnum

from minimise.model.kinds import Kind
from minimise.model.span import Span


class Nature(StrEnum):
    """What a contact detail or place is to the person it belongs to."""

    ORDINARY = "ordinary"
    SAFE = "safe"
    """Refuge, safe address, confidential placement or safe number."""
    WORK = "work"
    PRIVATE = "private"
    """A professional's own phone, e-mail or address."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What one recogniser says about a text it was given: code points `[start, end)` and a score in 0..1."""

    start: int
    end: int
    kind: Kind
    score: float
    found_by: str
    """Detector id such as `uk.nhs_number`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One find at one place. `score` is in 0..1; `found_by` names every detector that agreed, sorted."""

    id: str
    span: Span
    kind: Kind
    score: float
    found_by: tuple[str, ...]
