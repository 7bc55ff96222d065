"""What a log says about the whole document: who it is for, by which rules, how much, and what nobody asked yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from minimise import __version__
from minimise.model import Author, Decision, Document, Person, Status, Unit, Verdict
from minimise.stages.record.canon import Json, JsonObject, texts
from minimise.stages.record.moment import next_working_day, stamp, uuid7
from minimise.stages.record.schema import LOG_SCHEMA_VERSION
from minimise.stages.record.sharing import SharingRecord


@dataclass(frozen=True, slots=True)
class PolicyStamp:
    """Which rules decided, exactly."""

    id: str
    version: str
    fingerprint: str
    edition: str
    """Which edition of each piece of guidance the policy was written to."""
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class ModelStamp:
    """Which language model took part, exactly."""

    id: str
    version: str


MADE_FROM = ", made from "
"""Parts the form of the copy from that of the source, where they differ."""


@dataclass(frozen=True, slots=True)
class Run:
    """What only the corridor knows about this run."""

    recipient: str
    purpose: str
    """A code, or a sentence of ours from the policy; never free text about the case."""
    policy: PolicyStamp
    models: tuple[ModelStamp, ...]
    created_at: datetime
    finds: int
    passages: int
    input_digest: str
    """HMAC with the case key, as `CaseKey.digest` gives it."""
    output_digest: str | None
    """None where no document is written, as after a decision not to share."""
    emergency: bool = False
    subject_certain: bool = True
    decision: str = "share_minimised"
    previous_decision_id: str | None = None
    record: SharingRecord = field(default_factory=SharingRecord)
    came_as: str = ""
    """The form of the source where the copy has another one, such as `.doc`."""
    leaves_as: str = ""
    """The ending of the copy, such as `.docx`."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read and looked at, and what no reader could turn into words, by kind."""

    parts: int
    people: int
    finds: int
    passages: int
    read: tuple[tuple[str, int], ...] = ()
    """Paragraphs, pages or lines that were read."""
    unread: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NotShared:
    """How many things were withheld, by category id and by reason code: numbers, no text."""

    total: int
    by_category: tuple[tuple[str, int], ...] = ()
    by_reason: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LogHeader:
    """The document-level record of contract.md section 5 and domain.md G.1.

    What a machine knows stands beside what a person said (`record`); `JustificationLog.of` adds which case key it is.
    """

    decision_id: str
    created_at: str
    recipient: str
    purpose: str
    policy: PolicyStamp
    models: tuple[ModelStamp, ...]
    format: str
    counts: Counts
    not_shared: NotShared
    needs_review: int
    decided_by_people: int
    overrides: tuple[tuple[str, int], ...]
    """What people turned round, such as `redact>keep`, and how often."""
    verdict: Verdict
    input_digest: str
    output_digest: str | None
    emergency: bool
    review_due: date | None
    subject_certain: bool
    decision: str
    previous_decision_id: str | None
    record: SharingRecord

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions that this recipient needs answered and nobody answered."""
        return self.record.missing(self.recipient, self.decision)

    @property
    def status(self) -> str:
        """`held` while any entry needs a person, `incomplete` while a question is open, else `complete`."""
        return status_of(self.needs_review, self.unanswered)

    def to_json(self) -> JsonObject:
        """Give the header as the log holds it."""
        asked = {"unanswered": texts(self.unanswered), **self.record.to_json()}
        return self._identity() | self._contents() | self._checks() | asked

    def _identity(self) -> JsonObject:
        return {
            "log_schema_version": LOG_SCHEMA_VERSION,
            "decision_id": self.decision_id,
            "created_at": self.created_at,
            "tool": {"name": "minimise", "version": __version__},
            "models": [{"id": model.id, "version": model.version} for model in self.models],
            "recipient": self.recipient,
            "purpose": self.purpose,
            "policy": _policy(self.policy),
            "decision": self.decision,
            "status": self.status,
            "previous_decision_id": self.previous_decision_id,
        }

    def _contents(self) -> JsonObject:
        return {
            "format": self.format,
            "counts": {
                "parts_read": self.counts.parts,
                "people": self.counts.people,
                "finds": self.counts.finds,
                "passages": self.counts.passages,
                "read": _table(self.counts.read),
                "unread": _table(self.counts.unread),
            },
            "not_shared_summary": {
                "total": self.not_shared.total,
                "by_category": _table(self.not_shared.by_category),
                "by_reason": _table(self.not_shared.by_reason),
            },
            "needs_review": self.needs_review,
            "decided_by_people": self.decided_by_people,
            "overrides": _table(self.overrides),
            "subject_certain": self.subject_certain,
        }

    def _checks(self) -> JsonObject:
        return {
            "safety_units_in": self.verdict.safety_units_in,
            "safety_units_out": self.verdict.safety_units_out,
            "protected_values_checked": self.verdict.protected_values_checked,
            "leaks_found_on_verify": self.verdict.leaks,
            "readers": texts(self.verdict.readers),
            "input_digest": self.input_digest,
            "output_digest": self.output_digest,
            "emergency": self.emergency,
            "review_due": None if self.review_due is None else self.review_due.isoformat(),
        }


def status_of(needs_review: int, unanswered: Sequence[object]) -> str:
    """Give the state of a decision: what is not asked keeps it from being complete (golden rule 2)."""
    if needs_review:
        return "held"
    return "incomplete" if unanswered else "complete"


def header_of(
    run: Run, document: Document, decisions: Sequence[Decision], people: Sequence[Person], verdict: Verdict
) -> LogHeader:
    """Give the header of a finished run."""
    return LogHeader(
        decision_id=str(uuid7(run.created_at)),
        created_at=stamp(run.created_at),
        recipient=run.recipient,
        purpose=run.purpose,
        policy=run.policy,
        models=run.models,
        format=f"{run.leaves_as}{MADE_FROM}{run.came_as}" if run.came_as else document.format,
        counts=Counts(
            parts=len(document.parts),
            people=len(people),
            finds=run.finds,
            passages=run.passages,
            read=_read(document),
            unread=_counted(u.what for u in document.unread),
        ),
        not_shared=_not_shared(decisions),
        needs_review=sum(decision.status is Status.NEEDS_REVIEW for decision in decisions),
        decided_by_people=sum(decision.by is Author.PERSON for decision in decisions),
        overrides=_counted(filter(None, map(_override, decisions))),
        verdict=verdict,
        input_digest=run.input_digest,
        output_digest=run.output_digest,
        emergency=run.emergency,
        review_due=next_working_day(run.created_at.date()) if run.emergency else None,
        subject_certain=run.subject_certain,
        decision=run.decision,
        previous_decision_id=run.previous_decision_id,
        record=run.record.completed(run.recipient, emergency=run.emergency),
    )


def _not_shared(decisions: Sequence[Decision]) -> NotShared:
    gone = [decision for decision in decisions if decision.withholds]
    return NotShared(len(gone), _counted(d.category for d in gone), _counted(d.reason_code for d in gone))


def _override(decision: Decision) -> str | None:
    """Give what a person turned into what; None where they agreed, or no person decided."""
    before = (decision.supersedes or "").partition(":")[0]
    turned = decision.by is Author.PERSON and before not in ("", decision.action)
    return f"{before}>{decision.action}" if turned else None


def _read(document: Document) -> tuple[tuple[str, int], ...]:
    places = {replace(part.place, column=0) for part in document.parts if part.place.unit is not Unit.NONE}
    return _counted(place.unit.value for place in places)


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items()))


def _table(rows: tuple[tuple[str, int], ...]) -> JsonObject:
    return dict(rows)


def _policy(policy: PolicyStamp) -> Json:
    return {
        "id": policy.id,
        "version": policy.version,
        "fingerprint": policy.fingerprint,
        "edition": policy.edition,
        "jurisdiction": policy.jurisdiction,
    }
