"""What a log says about the whole document: who it is for, by which rules, how much, and what nobody asked yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from minimise import __version__
from minimise.model import Author, Decision, Document, Person, Status, Verdict
from minimise.stages.record.canon import Json, JsonObject, texts
from minimise.stages.record.moment import next_working_day, stamp, uuid7

LOG_SCHEMA_VERSION = 1
NOT_ASKED = "not_asked"
"""A legal state of its own: silence is written down as silence, never as a yes."""


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


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read and looked at, and what no reader could turn into words, by kind."""

    parts: int
    people: int
    finds: int
    passages: int
    unread: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NotShared:
    """How many things were withheld, by category id and by reason code: numbers, no text."""

    total: int
    by_category: tuple[tuple[str, int], ...] = ()
    by_reason: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions only a person can answer; `not_asked` until somebody does (golden rules 2 to 4)."""

    child_informed: str = NOT_ASKED
    pr_holders_informed: tuple[str, ...] = ()
    advice_sought: tuple[str, ...] = ()
    article_6: str = NOT_ASKED
    article_9: str = NOT_ASKED
    article_10: str = NOT_ASKED
    service_agreement: str = NOT_ASKED
    threshold: str = NOT_ASKED


@dataclass(frozen=True, slots=True)
class LogHeader:
    """The document-level record of contract.md section 5 and domain.md G.1, as far as a machine can know it."""

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
    verdict: Verdict
    input_digest: str
    output_digest: str | None
    emergency: bool
    review_due: date | None
    subject_certain: bool
    decision: str
    previous_decision_id: str | None
    asked: Asked = field(default_factory=Asked)

    @property
    def status(self) -> str:
        """`held` while any entry needs a person, else `complete`."""
        return "held" if self.needs_review else "complete"

    def to_json(self) -> JsonObject:
        """Give the header as the log holds it."""
        return self._identity() | self._contents() | self._checks() | _questions(self.asked)

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
                "unread": _table(self.counts.unread),
            },
            "not_shared_summary": {
                "total": self.not_shared.total,
                "by_category": _table(self.not_shared.by_category),
                "by_reason": _table(self.not_shared.by_reason),
            },
            "needs_review": self.needs_review,
            "decided_by_people": self.decided_by_people,
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
        format=document.format,
        counts=Counts(
            len(document.parts), len(people), run.finds, run.passages, _counted(u.what for u in document.unread)
        ),
        not_shared=_not_shared(decisions),
        needs_review=sum(decision.status is Status.NEEDS_REVIEW for decision in decisions),
        decided_by_people=sum(decision.by is Author.PERSON for decision in decisions),
        verdict=verdict,
        input_digest=run.input_digest,
        output_digest=run.output_digest,
        emergency=run.emergency,
        review_due=next_working_day(run.created_at.date()) if run.emergency else None,
        subject_certain=run.subject_certain,
        decision=run.decision,
        previous_decision_id=run.previous_decision_id,
    )


def _not_shared(decisions: Sequence[Decision]) -> NotShared:
    gone = [decision for decision in decisions if decision.withholds]
    return NotShared(len(gone), _counted(d.category for d in gone), _counted(d.reason_code for d in gone))


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


def _questions(asked: Asked) -> JsonObject:
    return {
        "child_informed": asked.child_informed,
        "pr_holders_informed": texts(asked.pr_holders_informed),
        "advice_sought": texts(asked.advice_sought),
        "lawful_basis": {
            "article_6": asked.article_6,
            "article_9": asked.article_9,
            "article_10": asked.article_10,
        },
        "service_agreement": asked.service_agreement,
        "threshold": asked.threshold,
    }
