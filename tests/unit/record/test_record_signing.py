"""Signatures: whoever has the public key can tell who sealed a log."""

import json

import pytest
from tests.unit.record.record_samples import AT, DECISIONS, DOCUMENT, KEY, PEOPLE, VERDICT, log_of, run_of

from minimise.errors import LogBroken, UsageProblem
from minimise.stages.record import (
    JustificationLog,
    SealSigner,
    append,
    check_signature,
    entries,
    header_of,
    new_key,
    read_log,
)
from minimise.stages.record.canon import canonical, sha256

PRIVATE, PUBLIC = new_key()


def signed() -> JustificationLog:
    header = header_of(run_of(), DOCUMENT, DECISIONS, PEOPLE, VERDICT)
    return JustificationLog.of(header, entries(DOCUMENT, DECISIONS, PEOPLE, at=AT), KEY, SealSigner.of_pem(PRIVATE))


def test_signed_log_verifies_with_the_public_key_and_no_other() -> None:
    log = read_log(signed().to_bytes(), KEY)

    check_signature(log, PUBLIC)
    with pytest.raises(LogBroken):
        check_signature(log, new_key()[1])


def test_unsigned_log_is_not_taken_for_a_signed_one() -> None:
    with pytest.raises(LogBroken):
        check_signature(log_of(), PUBLIC)


def test_addition_without_a_signature_is_seen() -> None:
    log = append(signed(), "sent", {"channel": "portal"}, by="SW12345", at=AT, key=KEY)

    with pytest.raises(LogBroken):
        check_signature(log, PUBLIC)


def test_log_rebuilt_by_hand_keeps_no_signature() -> None:
    made = json.loads(signed().to_bytes())
    made["entries"][-1]["reason"] = "Somebody wrote this later."
    seal = made["seal"] | {"head": sha256(canonical(made["entries"][-1]))}
    made["seal"] = seal | {"hash": sha256(canonical({k: v for k, v in seal.items() if k != "hash"}))}
    log = read_log(canonical(made))

    with pytest.raises(LogBroken):
        check_signature(log, PUBLIC)


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(UsageProblem):
        SealSigner.of_pem(PUBLIC)
    with pytest.raises(UsageProblem):
        check_signature(signed(), PRIVATE)


def test_private_key_never_shows() -> None:
    assert "BEGIN" not in repr(SealSigner.of_pem(PRIVATE))
    assert "private" not in repr(SealSigner.of_pem(PRIVATE))
