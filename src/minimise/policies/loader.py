"""Loads a policy by its profile, such as `social-care:s47`, alone or with an organisation's own rules before it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from minimise.errors import PolicyInvalid
from minimise.policies.answers import Answers
from minimise.policies.checks import rule_problems
from minimise.policies.policy import Policy
from minimise.policies.reading import Problems, read_rule, read_second_person, read_when
from minimise.policies.rows import row_problems
from minimise.policies.rule import Rule
from minimise.policies.shelf import added, policy_names, shipped
from minimise.safe import Id

_RULE_KEYS = (
    "id", "version", "about", "when", "do", "meanwhile", "banner", "because", "reason_code", "golden_rule",
    "legal_refs", "harm_if_kept", "harm_if_removed",
)  # fmt: skip
_HEAD_KEYS = ("id", "title", "version", "jurisdiction", "edition", "unmatched", "second_person")


def load_policy(profile: str, extend: Path | None = None) -> tuple[Policy, str | None]:
    """Give the policy and the purpose that a profile names.

    Raises:
        PolicyInvalid: there is no such policy or purpose, or a file has a mistake in it.
    """
    name, colon, purpose = profile.partition(":")
    policy = _base(name)
    if colon and purpose not in policy.purposes:
        raise PolicyInvalid("this policy has no such purpose", _purposes_advice(policy), policy=Id(policy.id))
    if extend is not None:
        policy = _extended(policy, extend)
    return policy, purpose or None


def load_own(path: Path) -> Policy:
    """Give the shipped policy that an organisation's file extends, with the file's rules before it.

    Raises:
        PolicyInvalid: the file cannot be read, extends no shipped policy or has a mistake in it.
    """
    name = added(path).get("extends")
    if name not in policy_names():
        raise PolicyInvalid(
            "the policy file extends no shipped policy", 'Begin it with a line such as extends = "school".'
        )
    return _extended(_base(name), path)


def check_policy(which: str | Path) -> list[str]:
    """Give every problem of a shipped policy or of a policy file as `code:where`; empty if all is well.

    Raises:
        PolicyInvalid: there is nothing to check: no such policy, or a file that is not TOML.
    """
    if isinstance(which, str) and which in policy_names():
        policy, problems = _assembled(which)
        return [*row_problems(), *problems, *rule_problems(policy.rules, ())]
    path = Path(which)
    if isinstance(which, str) and not path.suffix:
        raise _unknown_policy()
    content = added(path)
    base, codes = _base_of(content)
    return codes if base is None else [*codes, *_added_rules(base, content)[1]]


@cache
def _base(name: str) -> Policy:
    if name not in policy_names():
        raise _unknown_policy()
    policy, problems = _assembled(name)
    if problems:
        raise PolicyInvalid(policy=Id(name), problems=len(problems), first=Id(problems[0]))
    return policy


def _unknown_policy() -> PolicyInvalid:
    known = f"Policies: {', '.join(policy_names())}."
    return PolicyInvalid("there is no policy of that name", known)


def _purposes_advice(policy: Policy) -> str:
    if policy.purposes:
        return f"Purposes of {policy.id}: {', '.join(policy.purposes)}."
    return f"{policy.id} has no purposes: leave out the colon and what stands after it."


@cache
def _assembled(name: str) -> tuple[Policy, tuple[str, ...]]:
    """Put a shipped policy together from the shared rows and its cells."""
    content = shipped(name)
    problems = Problems()
    problems.unknown_keys(content, ("policy", "purposes", "quiet", "cells"), "file")
    head, purposes = content["policy"], content.get("purposes", {})
    problems.unknown_keys(head, _HEAD_KEYS, "policy")
    if head.get("id") != name or head.get("unmatched") != "ask":
        problems.note("bad-head", "policy")
    answers = Answers(name, tuple(purposes), content["cells"], content.get("quiet", {}), problems)
    policy = Policy(
        id=name,
        title=head["title"],
        version=str(head["version"]),
        edition=dict(head["edition"]),
        jurisdiction=head["jurisdiction"],
        purposes=dict(purposes),
        rules=tuple(answers.rules()),
        second_person=read_second_person(head, "policy", problems),
    )
    return policy, tuple(problems.found)


def _base_of(content: Mapping[str, Any]) -> tuple[Policy | None, list[str]]:
    """Give the policy that a file extends; an added file always stands on a shipped one."""
    problems = Problems()
    problems.unknown_keys(content, ("extends", "second_person", "rule"), "file")
    read_second_person(content, "file", problems)
    name = content.get("extends")
    if name not in policy_names():
        problems.note("extends-no-shipped-policy", "file")
        return None, problems.found
    return _base(name), problems.found


def _extended(policy: Policy, path: Path) -> Policy:
    """Put an organisation's own rules before the shipped ones."""
    content = added(path)
    base, problems = _base_of(content)
    if base is not None and base.id != policy.id:
        raise PolicyInvalid("the policy file extends another policy", policy=Id(policy.id))
    rules, more = _added_rules(policy, content)
    problems = [*problems, *more]
    if problems:
        raise PolicyInvalid(
            "the policy file has a mistake in it",
            "Run `minimise policy check` on the file to see every problem.",
            problems=len(problems),
            first=Id(problems[0]),
        )
    return replace(
        policy,
        version=f"{policy.version}+own",
        rules=(*rules, *policy.rules),
        second_person=policy.second_person | read_second_person(content, "file", Problems()),
    )


def _added_rules(base: Policy, content: Mapping[str, Any]) -> tuple[list[Rule], list[str]]:
    problems = Problems()
    listed = content.get("rule", [])
    empty = not listed and "second_person" not in content
    if not isinstance(listed, list) or empty or not all(isinstance(raw, dict) for raw in listed):
        return [], ["no-rules:file"]
    rules = []
    for number, raw in enumerate(listed, start=1):
        where = f"rule-{number}"
        problems.unknown_keys(raw, _RULE_KEYS, where)
        _check_id(raw.get("id"), where, problems)
        when = read_when(raw.get("when"), where, tuple(base.purposes), problems)
        rules.append(read_rule({**raw, "group": "Rules of this organisation"}, when, where, problems))
    return rules, [*problems.found, *rule_problems(tuple(rules), base.rules)]


def _check_id(given: object, where: str, problems: Problems) -> None:
    """Ask for an id that can stand in a log: it must look like `own.` and a few plain words."""
    plain = isinstance(given, str) and given.startswith("own.") and len(given) <= 40
    if not plain or not all(c.isalnum() or c in ".-" for c in str(given)) or not str(given).isascii():
        problems.note("bad-id", where)
