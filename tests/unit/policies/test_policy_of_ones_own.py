"""Rules that an organisation puts before the shipped ones: what they can do, and what is refused."""

from pathlib import Path

import pytest

from minimise.errors import PolicyInvalid
from minimise.model import Action, Kind, Role
from minimise.policies import Facts, check_policy, load_policy

WHY = """
about = "pupil numbers"
reason_code = "EXCESS-ID"
because = "Our schools find pupils by name and date of birth."
golden_rule = 6
legal_refs = ["UKGDPR-5.1.c"]
harm_if_kept = "S2"
harm_if_removed = "S1"
"""
UPN_OF_SUBJECT = Facts("find", Kind.UPN, frozenset({Role.SUBJECT}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def _rule(when: str, do: str, why: str = WHY, id_: str = "own.rule") -> str:
    return f'[[rule]]\nid = "{id_}"\nwhen = {when}\n{do}\n{why}'


def _write(file: Path, *rules: str, extends: str = "school") -> Path:
    file.write_text(f'extends = "{extends}"\n' + "\n".join(rules), "utf-8")
    return file


def test_a_rule_of_ones_own_comes_before_the_shipped_ones(file: Path) -> None:
    _write(file, _rule('{ kind = ["UPN"] }', 'do = "redact"'))

    policy, _ = load_policy("school", file)

    assert check_policy(file) == []
    assert policy.first_fit(UPN_OF_SUBJECT).id == "own.rule"
    assert (policy.id, policy.version) == ("school", "1+own")
    assert policy.fingerprint != load_policy("school")[0].fingerprint
    assert load_policy("school")[0].first_fit(UPN_OF_SUBJECT).action is Action.KEEP


def test_the_same_file_gives_the_same_fingerprint(file: Path) -> None:
    _write(file, _rule('{ kind = ["UPN", "ULN", "NHS"] }', 'do = "redact"'))

    assert load_policy("school", file)[0].fingerprint == load_policy("school", file)[0].fingerprint


def test_a_file_for_another_recipient_is_refused(file: Path) -> None:
    _write(file, _rule('{ kind = ["UPN"] }', 'do = "redact"'))

    with pytest.raises(PolicyInvalid, match="extends another policy"):
        load_policy("police", file)


@pytest.mark.parametrize(
    "when",
    [
        '{ kind = ["@names"], role = ["source"] }',
        '{ kind = ["PERSON"], role = ["parent"] }',
        '{ kind = ["SOURCE_CLUE"] }',
        '{ kind = ["PROTECTED"] }',
        '{ kind = ["ADDRESS"], role = ["parent"] , not_role = ["source", "carer"] }',
        '{ kind = ["ADDRESS"], role = ["carer"], nature = ["ordinary"], not_role = ["source"] }',
        "{ }",
    ],
)
@pytest.mark.parametrize("do", ['do = "keep"', 'do = "keep!"', 'do = "generalise"', 'do = "flag"\nmeanwhile = "keep"'])
def test_a_rule_that_could_keep_what_is_protected_is_refused(file: Path, when: str, do: str) -> None:
    _write(file, _rule(when, do))

    assert "loosens-protection:rule-1" in check_policy(file)
    with pytest.raises(PolicyInvalid, match="mistake"):
        load_policy("school", file)


@pytest.mark.parametrize("policy", ["social-care", "police"])
def test_not_even_an_agency_may_keep_a_source_unasked(file: Path, policy: str) -> None:
    _write(file, _rule('{ kind = ["PERSON"], role = ["source"] }', 'do = "keep"'), extends=policy)

    assert check_policy(file) == ["loosens-protection:rule-1"]


@pytest.mark.parametrize(
    ("when", "do"),
    [
        ('{ kind = ["PERSON"], role = ["source"] }', 'do = "flag"\nmeanwhile = "pseudonymise"'),
        ('{ kind = ["PERSON"], role = ["neighbour"], not_role = ["source", "carer"] }', 'do = "keep"'),
        (
            '{ kind = ["ADDRESS"], role = ["parent"], nature = ["ordinary"], not_role = ["source", "carer"] }',
            'do = "keep"',
        ),
    ],
)
def test_a_rule_that_spares_the_protected_or_withholds_meanwhile_is_allowed(file: Path, when: str, do: str) -> None:
    _write(file, _rule(when, do))

    assert check_policy(file) == []


@pytest.mark.parametrize(
    "when",
    [
        '{ target = "passage", risk_critical = true }',
        '{ target = "passage", relevance = ["irrelevant"] }',
        '{ target = "passage", mark = ["child-words"], risk_critical = false }',
    ],
)
def test_a_rule_that_could_hide_a_safety_fact_is_refused(file: Path, when: str) -> None:
    _write(file, _rule(when, 'do = "redact"'))

    assert check_policy(file) == ["hides-what-is-locked:rule-1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_rule('{ kind = ["PERSON"], colour = "red" }', 'do = "redact"'), "unknown-key:rule-1"),
        (_rule('{ kind = ["FACE"] }', 'do = "redact"'), "unknown-kind:rule-1"),
        (_rule('{ kind = ["@faces"] }', 'do = "redact"'), "unknown-group:rule-1"),
        (_rule('{ role = ["uncle"] }', 'do = "redact"'), "unknown-role:rule-1"),
        (_rule('{ not_role = ["nobody"] }', 'do = "redact"'), "unknown-role:rule-1"),
        (_rule('{ kind = "UPN" }', 'do = "redact"'), "bad-list-kind:rule-1"),
        (_rule("{ kind = [] }", 'do = "redact"'), "bad-list-kind:rule-1"),
        (_rule('{ nature = ["odd"] }', 'do = "redact"'), "unknown-nature:rule-1"),
        (_rule('{ target = "page" }', 'do = "redact"'), "unknown-target:rule-1"),
        (_rule('{ target = "passage", mark = ["odd"] }', 'do = "keep"'), "unknown-mark:rule-1"),
        (_rule('{ purpose = ["s47"] }', 'do = "redact"'), "unknown-purpose:rule-1"),
        (_rule('{ at_risk = "yes" }', 'do = "redact"'), "switch-is-true-or-false:rule-1"),
        (_rule('"always"', 'do = "redact"'), "missing-when:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "burn"'), "unknown-action:rule-1"),
        (_rule('{ kind = ["UPN"] }', ""), "unknown-action:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "flag"'), "meanwhile-goes-with-flag:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"\nmeanwhile = "keep"'), "meanwhile-goes-with-flag:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "flag"\nmeanwhile = "flag"'), "unknown-meanwhile:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"\nbanner = "odd"'), "unknown-banner:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"\nversion = 0'), "unknown-version:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace("EXCESS-ID", "GDPR")), "unknown-reason-code:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace("UKGDPR-5.1.c", "X")), "unknown-legal-code:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace('"S2"', '"S9"')), "unknown-harm:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace("= 6", "= 8")), "unknown-golden-rule:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace("because", "#")), "missing-because:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', WHY.replace("about", "#")), "missing-about:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', id_="Tyler Ward"), "bad-id:rule-1"),
        (_rule('{ kind = ["UPN"] }', 'do = "redact"', id_="own.É"), "bad-id:rule-1"),
        ("", "no-rules:file"),
        ("rule = 3", "no-rules:file"),
        ('title = "Ours"\n' + _rule('{ kind = ["UPN"] }', 'do = "redact"'), "unknown-key:file"),
    ],
)
def test_a_mistake_is_named_by_code_and_place_and_the_file_is_not_used(file: Path, text: str, code: str) -> None:
    _write(file, text)

    assert code in check_policy(file)
    with pytest.raises(PolicyInvalid) as caught:
        load_policy("school", file)
    assert "Tyler" not in f"{caught.value} {caught.value.advice} {caught.value.facts}"


def test_rules_that_never_apply_or_share_an_id_are_named(file: Path) -> None:
    wide = _rule('{ kind = ["UPN", "ULN"] }', 'do = "redact"', id_="own.a")
    narrow = _rule('{ kind = ["ULN"], role = ["subject"] }', 'do = "keep"', id_="own.a")
    _write(file, wide, narrow)

    assert check_policy(file) == ["unreachable:rule-2", "id-used-twice:rule-2"]


@pytest.mark.parametrize("line", ['extends = "odd"', "extends = 3", "extends = []", ""])
def test_a_file_has_to_stand_on_a_shipped_policy(file: Path, line: str) -> None:
    file.write_text(line, "utf-8")

    assert check_policy(file) == ["extends-no-shipped-policy:file"]
    with pytest.raises(PolicyInvalid):
        load_policy("school", file)


@pytest.mark.parametrize(
    ("data", "summary"),
    [
        (b'extends = "school"\nTyler Ward lives at\n', "not valid TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"#" * 1_000_001, "too large"),
        (None, "could not be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_without_its_words(file: Path, data: bytes | None, summary: str) -> None:
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(PolicyInvalid, match=summary) as caught:
        load_policy("school", file)

    assert caught.value.__context__ is None
    assert "Tyler" not in f"{caught.value!r} {caught.value.facts}"


def test_a_slip_in_the_toml_is_placed_by_its_line(file: Path) -> None:
    file.write_text('extends = "school"\n\nrule = = 3\n', "utf-8")

    with pytest.raises(PolicyInvalid) as caught:
        check_policy(file)

    assert caught.value.facts == {"line": 3}
