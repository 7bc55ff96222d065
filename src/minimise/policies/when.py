"""The condition of a rule, and how two conditions compare."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from minimise.model import DetailKind, Kind, Mark, Nature, Relevance, Role
from minimise.policies.facts import Facts, Target

SWITCHES = ("at_risk", "ambiguous", "danger", "risk_critical", "confident", "owner_known")
_CHOICES = ("kind", "detail", "nature", "mark", "relevance", "purpose")


@dataclass(frozen=True, slots=True)
class When:
    """When a rule applies. An empty set or None asks nothing; several conditions must all hold."""

    target: Target = "find"
    kind: frozenset[Kind] = frozenset()
    detail: frozenset[DetailKind] = frozenset()
    role: frozenset[Role] = frozenset()
    """The person has at least one of these."""
    nobody: bool = False
    """Also where no person is known (`"nobody"` in the list of roles)."""
    also_role: frozenset[Role] = frozenset()
    """The person has at least one of these as well."""
    not_role: frozenset[Role] = frozenset()
    nature: frozenset[Nature] = frozenset()
    mark: frozenset[Mark] = frozenset()
    relevance: frozenset[Relevance] = frozenset()
    purpose: frozenset[str] = frozenset()
    at_risk: bool | None = None
    ambiguous: bool | None = None
    danger: bool | None = None
    risk_critical: bool | None = None
    confident: bool | None = None
    owner_known: bool | None = None

    def fits(self, facts: Facts, purpose: str | None) -> bool:
        """Say whether the condition holds; a rule for one purpose never applies to a copy without that purpose."""
        return (
            facts.target == self.target
            and (not self.kind or facts.kind in self.kind)
            and (not self.detail or facts.detail in self.detail)
            and self._fits_roles(facts.roles)
            and (not self.nature or facts.nature in self.nature)
            and (not self.mark or not self.mark.isdisjoint(facts.marks))
            and (not self.relevance or facts.relevance in self.relevance)
            and (not self.purpose or purpose in self.purpose)
            and all(getattr(self, name) in (None, getattr(facts, name)) for name in SWITCHES)
        )

    def _fits_roles(self, roles: frozenset[Role]) -> bool:
        if not self.not_role.isdisjoint(roles) or (self.also_role and self.also_role.isdisjoint(roles)):
            return False
        if not self.role and not self.nobody:
            return True
        return not self.role.isdisjoint(roles) or (self.nobody and not roles)

    def covers(self, other: "When") -> bool:
        """Say whether this condition holds wherever the other one does; False where that cannot be told."""
        return (
            self.target == other.target
            and all(_wider(getattr(self, name), getattr(other, name)) for name in _CHOICES)
            and all(getattr(self, name) in (None, getattr(other, name)) for name in SWITCHES)
            and self._covers_roles(other)
        )

    def _covers_roles(self, other: "When") -> bool:
        asks_nothing = not self.role and not self.nobody
        held = bool(other.role or other.nobody) and other.role <= self.role and self.nobody >= other.nobody
        return (
            (asks_nothing or held)
            and (_wider(self.also_role, other.also_role) or (bool(other.role) and other.role <= self.also_role))
            and self.not_role <= other.not_role
        )

    def overlaps(self, other: "When") -> bool:
        """Say whether some target could meet both conditions."""
        return (
            self.target == other.target
            and all(_meet(getattr(self, name), getattr(other, name)) for name in _CHOICES if name != "mark")
            and all(_compatible(getattr(self, name), getattr(other, name)) for name in SWITCHES)
            and self._overlaps_roles(other)
        )

    def _overlaps_roles(self, other: "When") -> bool:
        banned = self.not_role | other.not_role
        wanted = [s for when in (self, other) for s in (when.role, when.also_role) if s]
        for_nobody = not any(when.also_role or (when.role and not when.nobody) for when in (self, other))
        only_nobody = any(when.nobody and not when.role for when in (self, other))
        return for_nobody or (not only_nobody and all(roles - banned for roles in wanted))

    def narrowed(self, extra: "When") -> "When":
        """Give the condition that holds where both do; what either leaves open the other decides.

        Raises:
            ValueError: if nothing could meet both, or three groups of roles would be needed.
        """
        extra = replace(extra, target=self.target)
        if not self.overlaps(extra):
            raise ValueError("the two conditions exclude each other")
        sets = {name: _both(getattr(self, name), getattr(extra, name)) for name in _CHOICES}
        switches = {name: _first_set(getattr(self, name), getattr(extra, name)) for name in SWITCHES}
        merged: dict[str, Any] = {**sets, **switches, "not_role": self.not_role | extra.not_role}
        return replace(self, **merged, **self._both_roles(extra))

    def _both_roles(self, extra: "When") -> dict[str, Any]:
        """Join two "at least one of these": the second group goes to `also_role`."""
        groups = [group for group in (self.role, extra.role, self.also_role, extra.also_role) if group]
        if len(groups) > 2:
            raise ValueError("three groups of roles cannot be joined")
        asked = [when.nobody for when in (self, extra) if when.role or when.nobody]
        return {
            "role": groups[0] if groups else frozenset(),
            "also_role": groups[1] if len(groups) > 1 else frozenset(),
            "nobody": bool(asked) and all(asked),
        }


T = TypeVar("T")


def _both(first: frozenset[T], second: frozenset[T]) -> frozenset[T]:
    return first & second if first and second else first or second


def _first_set(first: bool | None, second: bool | None) -> bool | None:
    return second if first is None else first


def _wider(first: frozenset[T], second: frozenset[T]) -> bool:
    return not first or (bool(second) and second <= first)


def _meet(first: frozenset[T], second: frozenset[T]) -> bool:
    return not first or not second or not first.isdisjoint(second)


def _compatible(first: bool | None, second: bool | None) -> bool:
    return first is None or second is None or first == second
