"""The chain and the seal: a log verifies as written and in no other form."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.record.record_samples import (
    AT,
    DECISIONS,
    DOCUMENT,
    KEY,
    PEOPLE,
    VERDICT,
    WORDS,
    decision,
    log_of,
    run_of,
)

from minimise.errors import LogBroken
from minimise.model import Action
from minimise.stages.record import CaseKey, JustificationLog, entries, header_of, read_log, verify_log
from minimise.stages.record.canon import canonical, sha256


def resealed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Give the bytes of a log that somebody changed and chained anew without the case key."""
    log = json.loads(log_of().to_bytes())
    change(log)
    head = sha256(canonical(log["header"]))
    for entry in log["entries"]:
        if isinstance(entry, dict):
            entry["prev"] = head
        head = sha256(canonical(entry))
    if isinstance(log.get("seal"), dict):
        log["seal"] |= {"head": head}
        log["seal"]["hash"] = sha256(canonical({k: v for k, v in log["seal"].items() if k != "hash"}))
    return canonical(log)


def test_log_verifies_as_written() -> None:
    log = log_of()

    summary = verify_log(log.to_bytes(), KEY)

    assert (summary.entries, summary.withheld, summary.needs_review) == (5, 3, 1)
    assert (summary.status, summary.recipient) == ("held", "social-care:s47")
    assert summary.head == log.seal["head"]
    assert summary.authenticated


def test_log_verifies_without_the_key_but_says_so() -> None:
    assert not verify_log(log_of().to_bytes()).authenticated


def test_log_comes_back_as_it_was() -> None:
    log = log_of()

    assert read_log(log.to_bytes()) == log


def test_log_without_decisions_still_has_a_head() -> None:
    header = header_of(run_of(), DOCUMENT, (), (), VERDICT)

    log = JustificationLog.of(header, (), KEY)

    assert log.seal["head"] == sha256(canonical(log.header))
    assert verify_log(log.to_bytes(), KEY).status == "incomplete"


def test_first_entry_is_chained_to_the_header_and_each_next_to_the_one_before() -> None:
    log = log_of()

    assert log.entries[0]["prev"] == sha256(canonical(log.header))
    assert log.entries[1]["prev"] == sha256(canonical(log.entries[0]))
    assert log.seal["head"] == sha256(canonical(log.entries[-1]))


def test_seal_is_keyed() -> None:
    log = log_of()

    assert log.seal["mac"] == KEY.digest(str(log.seal["head"]).encode())


def test_another_case_key_is_refused() -> None:
    with pytest.raises(LogBroken):
        verify_log(log_of().to_bytes(), CaseKey(bytes(32)))


def test_same_run_gives_the_same_chain_but_for_the_decision_id() -> None:
    one, two = (log_of().header for _ in range(2))

    assert {**one, "decision_id": ""} == {**two, "decision_id": ""}
    assert one["decision_id"] != two["decision_id"]


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log.update(extra=1),
        lambda log: log.pop("seal"),
        lambda log: log.update(entries={}),
        lambda log: log["entries"].append("words"),
        lambda log: log["header"].pop("safety_units_in"),
        lambda log: log["header"].update(status="complete"),
        lambda log: log["header"].update(needs_review=0),
        lambda log: log["header"].update(log_schema_version=True),
        lambda log: log["header"]["not_shared_summary"].update(total=1),
        lambda log: log["header"]["counts"].update(unread={"image": -1}),
        lambda log: log["header"].update(input_digest="0" * 64),
        lambda log: log["header"].update(decision="share_everything"),
        lambda log: log["header"].update(readers="reader"),
        lambda log: log["entries"].pop(),
        lambda log: log["entries"].reverse(),
        lambda log: log["entries"][0].pop("reason"),
        lambda log: log["entries"][0].update(note="words"),
        lambda log: log["entries"][0].update(effect="kept"),
        lambda log: log["entries"][0].update(action="keep!"),
        lambda log: log["entries"][0].update(reason_code="GDPR"),
        lambda log: log["entries"][0].update(reason=" "),
        lambda log: log["entries"][0].update(golden_rule=True),
        lambda log: log["entries"][0].update(golden_rule=8),
        lambda log: log["entries"][0].update(locked=1),
        lambda log: log["entries"][0].update(location={}),
        lambda log: log["entries"][0].update(location={"part": "document", "text": "words"}),
        lambda log: log["entries"][0].update(safety_topics=["bruise"]),
        lambda log: log["seal"].update(count=True),
    ],
)
def test_log_rebuilt_by_hand_is_refused_when_it_breaks_the_rules(change: Callable[[dict[str, Any]], object]) -> None:
    data = resealed(change)

    with pytest.raises(LogBroken):
        verify_log(data)


def test_changed_entry_is_found_by_the_one_after_it() -> None:
    log = json.loads(log_of().to_bytes())
    log["entries"][0]["reason"] = "Somebody wrote this later."

    with pytest.raises(LogBroken):
        verify_log(canonical(log))


def test_seal_over_another_head_is_refused() -> None:
    log = json.loads(log_of().to_bytes())
    log["seal"]["head"] = "0" * 64
    log["seal"]["hash"] = sha256(canonical({name: log["seal"][name] for name in log["seal"] if name != "hash"}))

    with pytest.raises(LogBroken):
        verify_log(canonical(log))


@pytest.mark.parametrize("name", ["mac", "hash"])
def test_changed_seal_is_refused_even_without_the_key(name: str) -> None:
    log = json.loads(log_of().to_bytes())
    log["seal"][name] = "0" * 64

    with pytest.raises(LogBroken):
        verify_log(canonical(log))


def test_log_rebuilt_by_hand_within_the_rules_is_refused_by_the_key_only() -> None:
    data = resealed(lambda log: log["entries"][0].update(reason="Somebody wrote this later."))

    assert not verify_log(data).authenticated
    with pytest.raises(LogBroken):
        verify_log(data, KEY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"NaN",
        b"1e999",
        b"[" * 100_000,
        b'{"header":' + b"9" * 400 + b"}",
        b'"\\ud800"',
        b"\xff\xfe",
        log_of().to_bytes() + b"\n",
        b"\xef\xbb\xbf" + log_of().to_bytes(),
        log_of().to_bytes().decode().encode("utf-16"),
        log_of().to_bytes().replace(b'"entries":', b'"entries": '),
        json.dumps(json.loads(log_of().to_bytes())).encode(),
    ],
)
def test_bytes_that_are_not_the_canonical_log_are_refused(data: bytes) -> None:
    with pytest.raises(LogBroken) as caught:
        verify_log(data)

    assert caught.value.__context__ is None


def test_entry_that_would_never_verify_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="its own rules"):
        log_of(decision(reason_code="OTHER"))


def test_header_that_does_not_fit_the_entries_is_not_sealed() -> None:
    header = header_of(run_of(), DOCUMENT, DECISIONS, PEOPLE, VERDICT)

    with pytest.raises(ValueError, match="its own rules"):
        JustificationLog.of(header, entries(DOCUMENT, [decision()], PEOPLE, at=AT), KEY)


def test_decision_not_to_share_has_a_log_without_an_output() -> None:
    log = log_of(decision("m1", Action.KEEP), decision="do_not_share", output_digest=None)

    assert verify_log(log.to_bytes(), KEY).withheld == 0
    assert log.seal["output_digest"] is None


def test_log_holds_no_word_of_the_document_and_no_line_end() -> None:
    data = log_of().to_bytes()

    assert not [word for word in WORDS if word.encode() in data]
    assert b"\n" not in data
