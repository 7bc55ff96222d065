"""A person's verdicts as data: read from a review file, checked, and set over the machine's decisions."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from minimise.errors import UsageProblem
from minimise.model import Action, Author, Decision, Lock, Span, Status
from minimise.policies import reason_codes

HUMAN_OVERRIDE = "OVR-HUMAN"
SHORTEST_REASON = 20
"""Characters a reason needs where a lock is broken (domain.md A, R1)."""
_STAFF_ID = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._-]{1,31}")
"""A code with a digit in it: `SW12345`, never a name or a mail address."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ADVICE = "Open the document in `minimise review` and decide again."


_SECOND_ADVICE = "Somebody else has to look, and give a staff id with a digit in it, such as SW12345."


def is_second(staff_id: str, first: str) -> bool:
    """Say whether this is the staff id of somebody else than the first person."""
    return _STAFF_ID.fullmatch(staff_id) is not None and staff_id.casefold() != first.casefold()


@dataclass(frozen=True, slots=True)
class PersonVerdict:
    """What a person decided about one target, as the review page wrote it down.

    `reason` is the person's own sentence. It may hold words of the document, so it stays in the review file;
    the log gets a fixed sentence for `reason_code`.

    Raises:
        UsageProblem: a staff id, code, action or time is not one of those allowed.
    """

    target: str
    action: Action
    by: str
    reason: str = field(default="", repr=False)
    reason_code: str = HUMAN_OVERRIDE
    at: str = ""
    """When it was given (ISO 8601, UTC); empty until it is first applied."""
    spans: tuple[Span, ...] = ()
    """Where the target stood when the person looked at it."""
    second: str = ""
    """Staff id of another person who looked at it and agreed."""

    def __post_init__(self) -> None:
        """Refuse what may not stand in a log."""
        if self.action is Action.FLAG:
            raise UsageProblem("a verdict decides; it cannot put the question again", _ADVICE)
        if not _STAFF_ID.fullmatch(self.by):
            raise UsageProblem(
                "a verdict needs a staff id with a digit in it, not a name", "Give an id such as SW12345."
            )
        if self.second and not is_second(self.second, self.by):
            raise UsageProblem("the second person is the first, or no staff id", _SECOND_ADVICE)
        if self.reason_code not in reason_codes():
            raise UsageProblem(
                "a verdict has a reason code that is not in use", "Choose one of the codes of the review page."
            )
        if self.at and not _MOMENT.fullmatch(self.at):
            raise UsageProblem("a verdict has a time that cannot be read", _ADVICE)

    def dated(self, at: datetime) -> "PersonVerdict":
        """Give the verdict with its time; one that has a time keeps it, however often it is applied."""
        return self if self.at else replace(self, at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    @property
    def explained(self) -> bool:
        """Whether the person wrote a reason long enough to break a lock."""
        return len(" ".join(self.reason.split())) >= SHORTEST_REASON


def apply_verdicts(
    decisions: Sequence[Decision], verdicts: Sequence[PersonVerdict], at: datetime | None = None
) -> tuple[Decision, ...]:
    """Give the decisions with every verdict set over the machine's; the last of several about one target counts.

    Applied to the fresh decisions of a re-run, earlier verdicts win again: a machine never overwrites a person.
    `at` dates verdicts that have no time yet; left out, they are dated now.

    Raises:
        UsageProblem: a verdict is about something that is no longer there, or breaks a lock without a reason.
    """
    now = datetime.now(UTC) if at is None else at
    latest = {verdict.target: verdict.dated(now) for verdict in verdicts}
    if not latest.keys() <= {decision.target for decision in decisions}:
        raise UsageProblem("a verdict is about something that is not in this document", _ADVICE)
    return tuple(_decided(decision, latest) for decision in decisions)


def unconfirmed(
    decisions: Sequence[Decision], verdicts: Sequence[PersonVerdict], wanted: Collection[Lock]
) -> tuple[str, ...]:
    """Give the targets where one person alone turned round what a second one has to agree to.

    `decisions` are the machine's, before the verdicts.
    """
    latest = {verdict.target: verdict for verdict in verdicts}
    return tuple(
        dict.fromkeys(
            d.target
            for d in decisions
            if (verdict := latest.get(d.target)) and not verdict.second and d.turned_by(verdict.action) in wanted
        )
    )


def check_second_person(
    decisions: Sequence[Decision], verdicts: Sequence[PersonVerdict], wanted: Collection[Lock]
) -> None:
    """Let nobody turn round alone what the policy wants two people for.

    Raises:
        UsageProblem: it is so, and nobody else agreed yet.
    """
    if alone := unconfirmed(decisions, verdicts, wanted):
        raise UsageProblem(
            "a second person must agree to what this policy locks",
            "Open the document in `minimise review`; a colleague agrees there, under Finish.",
            decisions=len(alone),
        )


def _decided(decision: Decision, verdicts: Mapping[str, PersonVerdict]) -> Decision:
    verdict = verdicts.get(decision.target)
    if verdict is None:
        return decision
    _check(decision, verdict)
    return replace(
        decision,
        action=verdict.action,
        status=Status.DECIDED,
        rule=f"person@{verdict.at}",
        reason=because(verdict.reason_code),
        reason_code=verdict.reason_code,
        locked=decision.locked and not _turns(decision, verdict),
        confidence=1.0,
        by=Author.PERSON,
        author=verdict.by,
        confirmed_by=verdict.second,
        supersedes=f"{decision.action}:{decision.rule}",
    )


def because(code: str) -> str:
    """Give the sentence that stands in the log for a person's reason."""
    if code == HUMAN_OVERRIDE:
        return "A person looked at this and decided otherwise than the rules."
    return f"A person decided: {reason_codes()[code]}."


def _turns(decision: Decision, verdict: PersonVerdict) -> bool:
    """Say whether words that stayed now go, or the other way round."""
    return decision.withholds != verdict.action.hides


def _labels_anew(decision: Decision, verdict: PersonVerdict) -> bool:
    return verdict.action is Action.PSEUDONYMISE and decision.action is not Action.PSEUDONYMISE


def _check(decision: Decision, verdict: PersonVerdict) -> None:
    if decision.spans != verdict.spans:
        raise UsageProblem("the document or its reading changed after a person decided", _ADVICE)
    hides_safety = decision.risk_critical and verdict.action.hides
    breaks_lock = decision.locked and _turns(decision, verdict)
    if (hides_safety or breaks_lock) and not verdict.explained:
        raise UsageProblem(
            "hiding a safety fact or releasing a protected one needs a reason of at least 20 characters",
            "Write down why, so that another person can follow it.",
        )
    if _labels_anew(decision, verdict) and decision.person_id is None:
        raise UsageProblem("a role label needs a person it stands for", "Remove the words, or choose the person first.")
