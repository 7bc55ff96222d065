"""What is decided about a find or a passage, by whom and by which rule."""

from dataclasses import dataclass, field
from enum import StrEnum

from minimise.model.span import Span

_GRAVEST = "S4"
"""The grade of harm of words that could cost a life."""


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


class Lock(StrEnum):
    """What a person turns round where a rule had settled it: the two ways in which a copy can do great harm."""

    PROTECTION = "protection"
    """Words that could lead to somebody who is kept safe, or that were protected by hand, would leave."""
    SAFETY = "safety"
    """A fact on which somebody's safety may depend would be missing."""


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
    confirmed_by: str = ""
    """Staff id of the second person who agreed; never a name."""
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

    def turned_by(self, action: Action) -> Lock | None:
        """Say which lock of this decision another action would break; None where it breaks none."""
        if action.hides:
            return Lock.SAFETY if self.risk_critical or (self.locked and not self.withholds) else None
        return Lock.PROTECTION if self.withholds and (self.locked or self.harm_if_kept == _GRAVEST) else None


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
