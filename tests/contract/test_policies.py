"""Every shipped policy gives the answers of the contract's table and of the matrix, and answers everything."""

import tomllib
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from minimise.model import Action, DetailKind, Kind, Mark, Nature, Relevance, Role
from minimise.policies import (
    Facts,
    Policy,
    Rule,
    banners,
    check_policy,
    legal_codes,
    load_policy,
    policy_names,
    reason_codes,
)

_SHORT = {
    Action.KEEP: "keep",
    Action.FLAG: "keep",
    Action.PSEUDONYMISE: "label",
    Action.REDACT: "gone",
}
_SWITCHES = ("at_risk", "ambiguous", "danger", "risk_critical", "confident", "owner_known")


def _cells(file: str) -> Iterator[Any]:
    table = tomllib.loads((Path(__file__).parent / file).read_text("utf-8"))
    for cell in table["cell"]:
        for at, policy in enumerate(table["order"]):
            banner = cell["banner"][at] if "banner" in cell else None
            yield pytest.param(policy, cell["facts"], cell["want"][at], banner, id=f"{policy}: {cell['what']}")


def _facts(raw: dict[str, Any]) -> Facts:
    return Facts(
        target=raw.get("target", "find"),
        kind=Kind(raw["kind"]) if "kind" in raw else None,
        roles=frozenset(Role(role) for role in raw.get("roles", [])),
        nature=Nature(raw.get("nature", "ordinary")),
        marks=frozenset(Mark(mark) for mark in raw.get("marks", [])),
        relevance=Relevance(raw["relevance"]) if "relevance" in raw else None,
        **{name: raw[name] for name in _SWITCHES if name in raw},
    )


def _short(rule: Rule, kind: Kind | None) -> str:
    exact = "age" if kind is Kind.DOB else "area"
    word = exact if rule.action is Action.GENERALISE else _SHORT[rule.action]
    return f"{word}{'!' * rule.locked}{'+flag' * rule.asks}"


@pytest.mark.parametrize(
    ("name", "raw", "want", "banner"), [*_cells("policy_table.toml"), *_cells("policy_matrix.toml")]
)
def test_a_policy_gives_the_answer_of_the_table(name: str, raw: dict[str, Any], want: str, banner: str | None) -> None:
    facts = _facts(raw)

    rule = load_policy(name)[0].first_fit(facts, None)

    assert _short(rule, facts.kind) == want
    if banner is not None:
        assert rule.banner == (banner or None)


@pytest.mark.parametrize(
    ("raw", "purpose", "want"),
    [
        ({"target": "passage", "marks": ["safe-contact"], "risk_critical": True}, "concern", "gone"),
        ({"target": "passage", "marks": ["safe-contact"], "danger": True}, None, "gone+flag"),
        ({"target": "passage", "marks": ["child-words"], "risk_critical": True}, "concern", "gone"),
        ({"target": "passage", "marks": ["child-words"], "danger": True}, "child", "keep+flag"),
        ({"target": "passage", "risk_critical": True}, "concern", "keep"),
        ({"kind": "PERSON", "roles": ["person_of_concern"], "danger": True}, "concern", "keep"),
        ({"kind": "VEHICLE", "roles": ["person_of_concern"]}, "concern", "keep"),
        ({"kind": "DOB", "roles": ["person_of_concern", "parent"]}, "concern", "keep"),
        ({"kind": "DOB", "roles": ["parent"]}, "concern", "gone+flag"),
        ({"kind": "PASSPORT", "roles": ["subject"]}, "child", "keep"),
        ({"kind": "PASSPORT", "roles": ["subject"]}, "concern", "gone+flag"),
        ({"kind": "PASSPORT", "roles": ["parent"]}, "child", "gone+flag"),
        ({"kind": "ADDRESS", "roles": ["subject"], "danger": True}, "concern", "gone+flag"),
        ({"kind": "ADDRESS", "roles": ["subject"], "danger": True}, "child", "keep+flag"),
        ({"kind": "ADDRESS", "roles": ["parent"], "danger": True}, None, "gone+flag"),
        ({"kind": "LOCATION", "danger": True}, "concern", "gone+flag"),
        ({"kind": "PHONE", "roles": ["subject"]}, "concern", "gone+flag"),
        ({"kind": "PHONE", "roles": ["professional"], "danger": True}, "child", "keep"),
        ({"kind": "SOURCE_CLUE"}, "concern", "gone!"),
        ({"kind": "PHONE", "roles": ["parent"], "nature": "safe"}, "concern", "gone!"),
    ],
)  # fmt: skip
def test_a_family_copy_depends_on_who_reads_it(raw: dict[str, Any], purpose: str | None, want: str) -> None:
    facts = _facts(raw)

    assert _short(load_policy("family")[0].first_fit(facts, purpose), facts.kind) == want


_NOBODY: frozenset[Role] = frozenset()
_ALONE = [_NOBODY, *(frozenset({role}) for role in Role)]
_PAIRS = [frozenset(pair) for pair in combinations(Role, 2)]
_NAMES = (Kind.PERSON, Kind.INITIALS)
_PLACES = (Kind.ADDRESS, Kind.POSTCODE, Kind.LOCATION, Kind.ORG_PLACE)


def _walk() -> Iterator[Facts]:
    """Every kind of find, for nobody, for every role with every nature and switch, and for every pair of roles."""
    for kind, roles, nature in product(Kind, _ALONE, Nature):
        yield Facts("find", kind, roles, nature, owner_known=bool(roles))
    for kind, roles, switches in product(Kind, _ALONE, product((False, True), repeat=3)):
        at_risk, ambiguous, danger = switches
        yield Facts("find", kind, roles, at_risk=at_risk, ambiguous=ambiguous, danger=danger)
    for kind, roles in product(Kind, _PAIRS):
        yield Facts("find", kind, roles)


def _passages() -> Iterator[Facts]:
    marks = [frozenset[Mark](), *(frozenset({mark}) for mark in Mark), frozenset(Mark)]
    for mark, relevance, risk, danger in product(marks, Relevance, (False, True), (False, True)):
        yield Facts("passage", marks=mark, relevance=relevance, risk_critical=risk, danger=danger)


def _details() -> Iterator[Facts]:
    for kind, roles, danger in product(DetailKind, _ALONE, (False, True)):
        yield Facts("detail", roles=roles, danger=danger, detail=kind)


@pytest.fixture(params=policy_names())
def policy(request: pytest.FixtureRequest) -> Policy:
    return load_policy(str(request.param))[0]


def test_nothing_is_left_unforeseen(policy: Policy) -> None:
    unforeseen = {
        f
        for f in [*_walk(), *_passages(), *_details(), Facts("object")]
        if policy.first_fit(f).id.endswith("unmatched")
    }

    assert not unforeseen


def test_no_source_or_protected_word_stays_whatever_else_its_owner_is(policy: Policy) -> None:
    hidden = [Facts("find", kind, r) for kind in (Kind.SOURCE_CLUE, Kind.PROTECTED) for r in (*_ALONE, *_PAIRS)]
    sources = [roles for roles in (*_ALONE, *_PAIRS) if Role.SOURCE in roles and Role.SUBJECT not in roles]
    hidden += [Facts("find", kind, roles, nature) for kind, roles, nature in product(Kind, sources, Nature)]

    kept = {(f.kind, f.roles) for f in hidden if not policy.first_fit(f).action.hides}

    assert not kept


@pytest.mark.parametrize(
    "name", ["school", "voluntary", "housing", "family-help", "youth-justice", "court", "lado", "learning", "family"]
)
def test_no_safe_address_stays_outside_the_agencies_that_may_have_to_go_there(name: str) -> None:
    policy = load_policy(name)[0]
    safe = [Facts("find", kind, roles, Nature.SAFE) for kind, roles in product(_PLACES, (*_ALONE, *_PAIRS))]

    kept = {(f.kind, f.roles) for f in safe if policy.first_fit(f).action is not Action.REDACT}

    assert not kept


def test_the_subjects_name_always_stays_except_in_a_copy_to_learn_from(policy: Policy) -> None:
    names = [Facts("find", kind, roles) for kind in _NAMES for roles in (*_ALONE, *_PAIRS) if Role.SUBJECT in roles]

    wanted = Action.PSEUDONYMISE if policy.id == "learning" else Action.KEEP
    assert {policy.first_fit(f).action for f in names} == {wanted}


@pytest.mark.parametrize("name", [name for name in policy_names() if name != "family"])
def test_an_agency_never_loses_a_safety_fact_to_a_rule(name: str) -> None:
    policy = load_policy(name)[0]

    lost = {f.marks for f in _passages() if f.risk_critical and policy.first_fit(f).action.hides}

    assert not lost


@pytest.mark.parametrize("name", policy_names())
def test_a_shipped_policy_has_no_problem(name: str) -> None:
    assert check_policy(name) == []


def test_every_rule_can_be_the_first_that_fits(policy: Policy) -> None:
    facts = [*_walk(), *_passages(), *_details(), *_risky(), Facts("object")]

    # By identity: several rules of a family copy share one id on purpose.
    reached = {id(policy.first_fit(f, purpose)) for f in facts for purpose in (None, *policy.purposes)}

    assert [rule.id for rule in policy.rules if id(rule) not in reached] == []


def _risky() -> Iterator[Facts]:
    for kind, role, nature in product(Kind, Role, Nature):
        yield Facts("find", kind, frozenset({role}), nature, at_risk=True)
        yield Facts("find", kind, frozenset({role, Role.EXTENDED_FAMILY}), nature, danger=True)
        yield Facts("find", kind, frozenset({role}), nature, marks=frozenset({Mark.INTELLIGENCE}), danger=True)


def test_every_rule_says_why_in_known_codes(policy: Policy) -> None:
    for rule in policy.rules:
        assert rule.because.endswith(".")
        assert rule.reason_code in reason_codes()
        assert set(rule.legal_refs) <= set(legal_codes())
        assert rule.banner is None or rule.banner in banners()
        assert len(rule.reference) <= 64


def test_a_rule_id_names_one_rule_except_where_a_family_must_not_see_the_reason(policy: Policy) -> None:
    ids = [rule.id for rule in policy.rules if rule.id != "family.others"]

    assert len(ids) == len(set(ids))


def test_a_family_copy_never_says_that_a_source_or_safe_place_exists() -> None:
    policy = load_policy("family")[0]

    told = [r for r in policy.rules if r.action.hides and r.reason_code.startswith(("SRC", "LOC", "ORIG", "HARM"))]

    assert not told


def test_policies_state_the_guidance_they_were_written_to(policy: Policy) -> None:
    assert policy.edition == {"isa": "2024", "wt": "2026", "kcsie": "2026"}
    assert (policy.jurisdiction, policy.unmatched) == ("EN", "ask")
