"""What is decided about a find or a passage, by whom and by which rule."""

from dataclasses import dataclass, field
from enum import StrEnum

from minimise.model.span import Span


class Action(StrEnum):
    """What happens to the words (contract.md section 2, without the lock)."""

    KEEP = "keep"
    PSEUDONYMISE = "pseudonymise"
    GENERALISE = "generalise"
    REDACT = "redact"
    FLAG = "flag"
    """A person decides; the words stay meanwhile."""

    @property
    def hides(self) -> bool:
        """Whether the words leave the written file."""
        return self in (Action.PSEUDONYMISE, Action.GENERALISE, Action.REDACT)


class Status(StrEnum):
    """Whether a person still has to look."""

    DECIDED = "decided"
    NEEDS_REVIEW = "needs-review"


class Author(StrEnum):
    """Who decided."""

    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one target (a mention, passage or unread object id).

    A machine may never hide a risk-critical passage: the rule stands here as well as in `judge`, so that
    no policy, plug-in or bug can produce one (ISA24-R1, safety before privacy).

    Raises:
        ValueError: if the machine would hide a risk-critical passage.
    """

    target: str
    action: Action
    status: Status
    rule: str
    """`id@version`."""
    reason: str
    reason_code: str
    category: str
    golden_rule: int
    legal_refs: tuple[str, ...] = ()
    locked: bool = False
    person_id: str | None = None
    confidence: float = 1.0
    by: Author = Author.MACHINE
    author: str = "machine"
    """Staff id where a person decided; never a name."""
    supersedes: str | None = None
    risk_critical: bool = False
    banner: str | None = None
    topics: tuple[str, ...] = ()
    harm_if_kept: str = ""
    harm_if_removed: str = ""
    found_by: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no machine may decide."""
        if self.risk_critical and self.by is Author.MACHINE and self.action.hides:
            raise ValueError("a machine may not hide a risk-critical fact")

    @property
    def withholds(self) -> bool:
        """Whether the target's words leave the written file."""
        return self.action.hides


@dataclass(frozen=True, slots=True)
class Edit:
    """A span and what stands there instead. Spans of one run never overlap."""

    span: Span
    replacement: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification looked at and what it found: counts and places, never words."""

    readers: tuple[str, ...]
    protected_values_checked: int
    leaks: int
    leak_places: tuple[str, ...]
    safety_units_in: int
    safety_units_out: int

    @property
    def passed(self) -> bool:
        """Whether the file may be released."""
        return self.leaks == 0 and self.safety_units_in == self.safety_units_out
