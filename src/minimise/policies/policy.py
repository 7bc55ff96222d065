"""A policy: one recipient's rules in order, first fit wins."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from minimise.model import Action, Kind, Lock, Role
from minimise.policies.facts import Facts
from minimise.policies.rule import Do, Rule
from minimise.policies.when import When


@dataclass(frozen=True, slots=True)
class Policy:
    """What one recipient gets, with the edition of the guidance it was written to."""

    id: str
    title: str
    version: str
    edition: Mapping[str, str]
    jurisdiction: str
    purposes: Mapping[str, str]
    """Purpose and what it is for, such as `s47`; empty where the recipient has none."""
    rules: tuple[Rule, ...] = field(repr=False)
    second_person: frozenset[Lock] = frozenset()
    """What one person alone may not turn round: a second one has to agree before a copy is written."""
    unmatched: str = "ask"
    """Never "keep": what no rule foresaw goes to a person."""
    _told: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    """The fingerprint, once it has been asked for: it takes longer than judging a page."""

    def first_fit(self, facts: Facts, purpose: str | None = None) -> Rule:
        """Give the first rule that applies; where none does, one that asks a person."""
        return next((rule for rule in self.rules if rule.fits(facts, purpose)), None) or self._unforeseen(facts)

    def _unforeseen(self, facts: Facts) -> Rule:
        return Rule(
            id=f"{self.id}.unmatched",
            version=1,
            group="What no rule foresaw",
            about="what no rule foresaw",
            when=When(target=facts.target),
            do=Do.FLAG,
            meanwhile=_until_decided(facts),
            reason_code="ERR-UNREAD" if facts.target == "object" else "ACC-UNVER",
            because="No rule of this policy covers this, so a person must decide.",
            golden_rule=4,
            legal_refs=("ISA24-R4",),
            harm_if_kept="S3",
            harm_if_removed="S3",
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything the policy says, for the log."""
        import hashlib
        import json

        if not self._told:
            left_out = {"_told"} if self.second_person else {"_told", "second_person"}
            said = {name: value for name, value in asdict(self).items() if name not in left_out}
            content = json.dumps(said, sort_keys=True, separators=(",", ":"), default=_plain, ensure_ascii=True)
            self._told.append(hashlib.sha256(content.encode()).hexdigest())
        return self._told[0]


def _until_decided(facts: Facts) -> Action:
    """Withhold a find or an unread object that is not the subject's; words of a passage and details in it stay."""
    if facts.target in ("passage", "detail") or (facts.target == "find" and Role.SUBJECT in facts.roles):
        return Action.KEEP
    return Action.PSEUDONYMISE if facts.kind in (Kind.PERSON, Kind.INITIALS) else Action.REDACT


def _plain(value: object) -> list[str]:
    """Give a set in an order that never changes; nothing else in a policy needs help.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError("a policy holds only plain values")
