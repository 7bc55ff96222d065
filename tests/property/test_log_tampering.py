"""No change to a log's bytes goes unseen, and no decision whatsoever puts words into one."""

import json
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bench.log_bench import mutate

from minimise.errors import LogBroken
from minimise.model import (
    Action,
    Decision,
    Document,
    Part,
    Person,
    Place,
    Role,
    RoleFinding,
    Span,
    Status,
    Unit,
    Verdict,
)
from minimise.stages.record import (
    CaseKey,
    JustificationLog,
    ModelStamp,
    PolicyStamp,
    Run,
    entries,
    header_of,
    log_html,
    statement_html,
    verify_log,
)
from minimise.stages.record.canon import canonical

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
KEY = CaseKey(bytes(range(32)))
CANARY = "Quibblethwaite"
PEOPLE = (Person("p1", (RoleFinding(Role.NEIGHBOUR, "r@1", (), 0.9),), ("m1",), "Neighbour 1", 0.9),)
DOCUMENT = Document("c", "txt", tuple(Part(Place("line", Unit.LINE, n), f"{CANARY} {n:02}") for n in range(1, 13)))
OFTEN = settings(max_examples=500, deadline=None, derandomize=True)


def log_of(decisions: list[Decision], recipient: str = "police") -> JustificationLog:
    policy = PolicyStamp("police", "1", "0" * 64, "ISA24", "EN")
    run = Run(recipient, "", policy, (ModelStamp("m", "1"),), AT, 12, 0, KEY.digest(b"in"), KEY.digest(b"out"))
    header = header_of(run, DOCUMENT, decisions, PEOPLE, Verdict(("a", "b"), 1, 0, (), 0, 0))
    return JustificationLog.of(header, entries(DOCUMENT, decisions, PEOPLE, at=AT), KEY)


def decision(number: int, action: Action = Action.REDACT, status: Status = Status.DECIDED) -> Decision:
    return Decision(
        f"m{number}",
        action,
        status,
        "third-party@1",
        "Naming them is not needed to act, says Siân's rule.",
        "3P-ADULT",
        "C01",
        5,
        ("UKGDPR-5.1.c",),
        person_id="p1",
        spans=(Span(number, 0, len(CANARY)),),
    )


@cache
def sample() -> bytes:
    return log_of([decision(n, list(Action)[n % 5]) for n in range(12)]).to_bytes()


def assert_refused(data: bytes) -> None:
    assert data != sample()
    with pytest.raises(LogBroken):
        verify_log(data)


def test_sample_itself_verifies() -> None:
    assert verify_log(sample(), KEY).entries == 12


@OFTEN
@given(at=st.integers(0, len(sample()) - 1), shift=st.integers(1, 255))
def test_every_changed_byte_is_caught(at: int, shift: int) -> None:
    data = bytearray(sample())
    data[at] = (data[at] + shift) % 256

    assert_refused(bytes(data))


@OFTEN
@given(at=st.integers(0, len(sample()) - 1), length=st.integers(1, 40))
def test_every_deletion_is_caught(at: int, length: int) -> None:
    assert_refused(sample()[:at] + sample()[at + length :])


@OFTEN
@given(at=st.integers(0, len(sample())), more=st.binary(min_size=1, max_size=4) | st.sampled_from([b" ", b"\n", b"0"]))
def test_every_insertion_is_caught(at: int, more: bytes) -> None:
    assert_refused(sample()[:at] + more + sample()[at:])


@OFTEN
@given(order=st.permutations(range(12)), length=st.integers(0, 12), twice=st.booleans())
def test_every_other_selection_of_entries_is_caught(order: list[int], length: int, twice: bool) -> None:
    log = json.loads(sample())
    picked = [log["entries"][n] for n in order[:length]]
    log["entries"] = picked + picked[:1] * twice
    data = canonical(log)
    if data == sample():
        return

    assert_refused(data)


DECISIONS = st.lists(
    st.builds(decision, st.integers(0, 11), st.sampled_from(Action), st.sampled_from(Status)),
    max_size=8,
    unique_by=lambda made: made.target,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(decisions=DECISIONS, recipient=st.sampled_from(["police", "family:child"]))
def test_every_log_verifies_and_none_holds_a_word(decisions: list[Decision], recipient: str) -> None:
    log = log_of(decisions, recipient)

    summary = verify_log(log.to_bytes(), KEY)

    assert summary.withheld == sum(made.withholds for made in decisions)
    written = (log.to_bytes(), log_html(log), statement_html(log))
    assert not [data for data in written if CANARY[:4].encode() in data]


@pytest.mark.parametrize("seed", [2, 3])
def test_random_mutations_of_a_log_with_additions_are_all_caught(seed: int) -> None:
    tried, missed = mutate(200, seed)

    assert missed.total() == 0
    assert len(tried) == 7
