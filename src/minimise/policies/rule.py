"""One rule of a policy: what happens to which targets, and why."""

from dataclasses import dataclass
from enum import StrEnum

from minimise.model import Action
from minimise.policies.facts import Facts
from minimise.policies.when import When


class Do(StrEnum):
    """What a rule orders (contract.md section 2)."""

    KEEP = "keep"
    KEEP_LOCKED = "keep!"
    PSEUDONYMISE = "pseudonymise"
    GENERALISE = "generalise"
    REDACT = "redact"
    REDACT_LOCKED = "redact!"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the policy with this recipient's answer."""

    id: str
    version: int
    group: str
    """Heading under which people read it."""
    about: str
    """What it is about, as a noun phrase."""
    when: When
    do: Do
    meanwhile: Action | None
    """Of a flag: what happens until a person decides."""
    reason_code: str
    because: str
    golden_rule: int
    legal_refs: tuple[str, ...]
    harm_if_kept: str
    harm_if_removed: str
    banner: str | None = None
    protects: bool = False
    """Whether it stands between somebody and danger, so that no other policy may loosen it."""

    def fits(self, facts: Facts, purpose: str | None = None) -> bool:
        """Say whether the rule applies to this target in a copy made for this purpose."""
        return self.when.fits(facts, purpose)

    @property
    def action(self) -> Action:
        """What happens if nobody looks."""
        if self.do is Do.FLAG:
            return Action.FLAG if self.meanwhile in (None, Action.KEEP) else self.meanwhile
        return Action(self.do.rstrip("!"))

    @property
    def locked(self) -> bool:
        """Whether only a named person with a reason may decide otherwise."""
        return self.do.endswith("!")

    @property
    def asks(self) -> bool:
        """Whether a person has to look."""
        return self.do is Do.FLAG

    @property
    def reference(self) -> str:
        """The form that decisions and logs use."""
        return f"{self.id}@{self.version}"
