"""What can be wrong with rules that can be read: they never apply, or they loosen what protects."""

from collections.abc import Iterator, Sequence

from minimise.model import Action
from minimise.policies.rule import Do, Rule


def rule_problems(rules: Sequence[Rule], base: Sequence[Rule]) -> list[str]:
    """Give the problems of rules that stand before those of `base` (none for a shipped policy)."""
    if not base:
        return list(_unreachable([(rule.id, rule) for rule in rules]))
    named = [(f"rule-{number}", rule) for number, rule in enumerate(rules, start=1)]
    return [*_unreachable(named), *_twice(named), *_loosened(named, base)]


def _unreachable(named: Sequence[tuple[str, Rule]]) -> Iterator[str]:
    for at, (where, rule) in enumerate(named):
        if any(earlier.when.covers(rule.when) for _, earlier in named[:at]):
            yield f"unreachable:{where}"


def _twice(named: Sequence[tuple[str, Rule]]) -> Iterator[str]:
    seen: set[str] = set()
    for where, rule in named:
        if rule.id in seen:
            yield f"id-used-twice:{where}"
        seen.add(rule.id)


def _loosened(named: Sequence[tuple[str, Rule]], base: Sequence[Rule]) -> Iterator[str]:
    """Find rules that could keep what a shipped rule protects, or hide what a shipped rule locks.

    A rule that merely could is refused too: the way out is to name in `not_role` or `nature` whom it spares.
    """
    protected = [rule for rule in base if rule.protects and rule.action.hides]
    locked = [rule for rule in base if rule.do is Do.KEEP_LOCKED]
    for where, rule in named:
        if rule.action not in (Action.REDACT, Action.PSEUDONYMISE) and _meets(rule, protected):
            yield f"loosens-protection:{where}"
        if rule.action.hides and _meets(rule, locked):
            yield f"hides-what-is-locked:{where}"


def _meets(rule: Rule, others: Sequence[Rule]) -> bool:
    return any(rule.when.overlaps(other.when) for other in others)
