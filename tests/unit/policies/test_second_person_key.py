"""The word of a policy for two people: read, checked, told; and never less than what was shipped."""

from pathlib import Path

import pytest

from minimise.errors import PolicyInvalid
from minimise.model import Lock
from minimise.policies import check_policy, describe, describe_difference, load_own, load_policy, policy_names


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "two.toml"


def test_a_file_may_ask_for_a_second_person_and_nothing_else(file: Path) -> None:
    file.write_text('extends = "family"\nsecond_person = ["protection"]\n', "utf-8")

    policy, _ = load_policy("family", file)

    assert check_policy(file) == []
    assert policy.second_person == {Lock.PROTECTION}
    assert policy.fingerprint != load_policy("family")[0].fingerprint


def test_no_shipped_policy_asks_for_one() -> None:
    assert {name for name in policy_names() if load_policy(name)[0].second_person} == set()


@pytest.mark.parametrize("value", ['["both"]', '"safety"', "[]", "true", "[1]"])
def test_what_is_no_such_word_is_found(file: Path, value: str) -> None:
    file.write_text(f'extends = "family"\nsecond_person = {value}\n', "utf-8")

    assert len(check_policy(file)) == 1
    with pytest.raises(PolicyInvalid):
        load_policy("family", file)


def test_people_read_what_needs_a_second_person(file: Path) -> None:
    file.write_text('extends = "family"\nsecond_person = ["safety"]\n', "utf-8")
    own = load_own(file)

    assert "A second person has to agree to leaving out" in " ".join(describe(own).split())
    assert "Only family with own rules wants a second person" in describe_difference(load_policy("family"), (own, None))
    assert "second person" not in describe(load_policy("family")[0])
