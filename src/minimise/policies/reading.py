"""Reads conditions and rules out of TOML tables and notes every mistake as a code, never as the text it saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, get_args

from minimise.model import Action, DetailKind, Kind, Lock, Mark, Nature, Relevance, Role
from minimise.policies.facts import Target
from minimise.policies.rule import Do, Rule
from minimise.policies.vocabulary import HARMS, banners, group, legal_codes, reason_codes
from minimise.policies.when import SWITCHES, When

E = TypeVar("E", bound=StrEnum)

_SETS: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "detail": DetailKind,
    "nature": Nature,
    "mark": Mark,
    "relevance": Relevance,
}
_ROLES = ("role", "also_role", "not_role")
_MEANWHILE = (Action.KEEP, Action.PSEUDONYMISE, Action.GENERALISE, Action.REDACT)


@dataclass(slots=True)
class Problems:
    """Mistakes found so far: `code:where`, where `where` is a place we named ourselves."""

    found: list[str] = field(default_factory=list)

    def note(self, code: str, where: str) -> None:
        """Add one mistake, once."""
        if f"{code}:{where}" not in self.found:
            self.found.append(f"{code}:{where}")

    def unknown_keys(self, table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        """Note keys that mean nothing: a misspelt condition would silently apply to everything."""
        if any(key not in known for key in table):
            self.note("unknown-key", where)


def read_when(raw: object, where: str, purposes: tuple[str, ...] | None, problems: Problems) -> When:
    """Read a condition; `purposes` are those of the policy, None in a row that all policies share."""
    if not isinstance(raw, dict):
        problems.note("missing-when", where)
        return When()
    problems.unknown_keys(raw, ("target", *_SETS, *_ROLES, "purpose", *SWITCHES), where)
    target = raw.get("target", "find")
    if target not in get_args(Target):
        problems.note("unknown-target", where)
        target = "find"
    roles = {name: _names(raw, name, where, problems) for name in _ROLES}
    given: dict[str, Any] = {name: _members(raw, name, cls, where, problems) for name, cls in _SETS.items()}
    given |= {name: _enums(Role, [r for r in roles[name] if r != "nobody"], name, where, problems) for name in _ROLES}
    given |= {name: _switch(raw, name, where, problems) for name in SWITCHES}
    purpose = frozenset(_names(raw, "purpose", where, problems))
    if not purpose <= set(purposes or ()):
        problems.note("unknown-purpose", where)
    if "nobody" in roles["also_role"] or "nobody" in roles["not_role"]:
        problems.note("unknown-role", where)
    return When(target=target, purpose=purpose, nobody="nobody" in roles["role"], **given)


def read_rule(raw: Mapping[str, Any], when: When, where: str, problems: Problems) -> Rule:
    """Read what a rule orders and why; everything a practitioner has to sign must be there."""
    do = _one(Do, raw.get("do"), "unknown-action", where, problems) or Do.FLAG
    golden_rule = _number(raw, "golden_rule", range(1, 8), where, problems)
    refs = _names(raw, "legal_refs", where, problems)
    _known(refs, legal_codes(), "unknown-legal-code", where, problems)
    _known([raw.get("reason_code")], reason_codes(), "unknown-reason-code", where, problems)
    _known([raw.get("harm_if_kept"), raw.get("harm_if_removed")], HARMS, "unknown-harm", where, problems)
    _known([raw["banner"]] if "banner" in raw else [], banners(), "unknown-banner", where, problems)
    rule_of_the_advice = f"ISA24-R{golden_rule}"
    return Rule(
        id=str(raw.get("id", "")),
        version=_number({"version": 1, **raw}, "version", range(1, 1000), where, problems),
        group=_sentence(raw, "group", where, problems),
        about=_sentence(raw, "about", where, problems),
        when=when,
        do=do,
        meanwhile=_meanwhile(raw, do, where, problems),
        reason_code=str(raw.get("reason_code", "")),
        because=_sentence(raw, "because", where, problems),
        golden_rule=golden_rule,
        legal_refs=(rule_of_the_advice, *(ref for ref in refs if ref != rule_of_the_advice)),
        harm_if_kept=str(raw.get("harm_if_kept", "")),
        harm_if_removed=str(raw.get("harm_if_removed", "")),
        banner=raw.get("banner"),
        protects=raw.get("protects", False) is True,
    )


def read_second_person(raw: Mapping[str, Any], where: str, problems: Problems) -> frozenset[Lock]:
    """Read for what a policy wants a second person; left out, for nothing."""
    names = _names(raw, "second_person", where, problems)
    return frozenset(m for n in names if (m := _one(Lock, n, "unknown-second-person", where, problems)) is not None)


def _meanwhile(raw: Mapping[str, Any], do: Do, where: str, problems: Problems) -> Action | None:
    """Read what happens until a person decides; only a flag needs it, and it always does."""
    if (do is Do.FLAG) is not ("meanwhile" in raw):
        problems.note("meanwhile-goes-with-flag", where)
    if do is not Do.FLAG or "meanwhile" not in raw:
        return None
    action = _one(Action, raw["meanwhile"], "unknown-meanwhile", where, problems)
    if action is not None and action not in _MEANWHILE:
        problems.note("unknown-meanwhile", where)
    return action


def _number(raw: Mapping[str, Any], name: str, allowed: range, where: str, problems: Problems) -> int:
    value = raw.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return value
    problems.note(f"unknown-{name.replace('_', '-')}", where)
    return allowed[0]


def _sentence(raw: Mapping[str, Any], name: str, where: str, problems: Problems) -> str:
    text = raw.get(name)
    if isinstance(text, str) and text.strip():
        return text.strip()
    problems.note(f"missing-{name}", where)
    return ""


def _names(raw: Mapping[str, Any], name: str, where: str, problems: Problems) -> list[str]:
    """Read a list of words, with every `@group` spelt out; an empty list would ask nothing and is refused."""
    listed = raw.get(name, [])
    if (
        not isinstance(listed, list)
        or not all(isinstance(item, str) for item in listed)
        or (name in raw and not listed)
    ):
        problems.note(f"bad-list-{name.replace('_', '-')}", where)
        return []
    spelt: list[str] = []
    for item in listed:
        dimension = "role" if name in _ROLES else name
        members = group(dimension, item[1:]) if item.startswith("@") else (item,)
        if members is None:
            problems.note("unknown-group", where)
        spelt += members or ()
    return spelt


def _members(raw: Mapping[str, Any], name: str, cls: type[E], where: str, problems: Problems) -> frozenset[E]:
    return _enums(cls, _names(raw, name, where, problems), name, where, problems)


def _enums(cls: type[E], names: list[str], what: str, where: str, problems: Problems) -> frozenset[E]:
    code = f"unknown-{'role' if what in _ROLES else what}"
    return frozenset(m for n in names if (m := _one(cls, n, code, where, problems)) is not None)


def _one(cls: type[E], name: object, code: str, where: str, problems: Problems) -> E | None:
    found = next((member for member in cls if member.value == name), None)
    if found is None:
        problems.note(code, where)
    return found


def _switch(raw: Mapping[str, Any], name: str, where: str, problems: Problems) -> bool | None:
    value = raw.get(name)
    if value is None or isinstance(value, bool):
        return value
    problems.note("switch-is-true-or-false", where)
    return None


def _known(
    given: list[Any], known: Mapping[str, str] | tuple[str, ...], code: str, where: str, problems: Problems
) -> None:
    if any(not isinstance(item, str) or item not in known for item in given):
        problems.note(code, where)
