"""`minimise decide-not-to-share`: a log with its reasons, and no document."""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from minimise.cli.recording import earlier_decision, sharing_record_from, signer_from
from minimise.errors import Exit, UsageProblem
from minimise.model import Verdict
from minimise.policies import load_policy
from minimise.stages.intake import Intake, take_in
from minimise.stages.record import (
    NOT_SHARING,
    CaseKey,
    JustificationLog,
    Output,
    PolicyStamp,
    Run,
    SharingRecord,
    header_of,
    log_html,
    release,
    sharing_record,
)
from minimise.stages.review import review_file

_NOTHING_WRITTEN = Verdict((), 0, 0, (), 0, 0)
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a person decided not to do, as typed."""

    recipient: str
    decision: str
    because: tuple[str, ...]
    by: str = field(repr=False)
    record: Path | None = field(repr=False)
    output_dir: Path = field(repr=False)
    reconsiders: Path | None = field(repr=False)
    sign: Path | None = field(repr=False)


def record_refusal(source: Path, refusal: Refusal) -> int:
    """Write the log of a decision not to share; the document is read for its digest and left alone."""
    if refusal.decision not in NOT_SHARING:
        raise UsageProblem("there is no such decision not to share", f"It is one of: {', '.join(NOT_SHARING)}.")
    record = _record(refusal)
    taken = take_in(source, "case")
    key = CaseKey.fresh()
    log = _log(taken, refusal, record, key)
    # The name of the file may be somebody's name; the decision's own id never is.
    stem = refusal.output_dir / f"decision-{str(log.header['decision_id'])[-_SHORT:]}"
    private = review_file(taken.document, (), (), key, source=taken.data)
    outputs: list[Output] = [
        (stem.with_name(f"{stem.name}.log.json"), log.to_bytes(), 0o644),
        (stem.with_name(f"{stem.name}.log.html"), log_html(log), 0o644),
        (stem.with_name(f"{stem.name}.review.json"), private, 0o600),
    ]
    release(outputs, force=False)
    sys.stdout.writelines(f"{path}\n" for path, _, _ in outputs)
    if log.unanswered:
        sys.stderr.write(f"minimise: recorded; nobody has answered yet: {', '.join(log.unanswered)}.\n")
    return Exit.DONE


def _record(refusal: Refusal) -> SharingRecord:
    """Give the record with the reasons and the staff id from the command line set over the file's."""
    typed = {"decision_reason_codes": list(refusal.because), "author_id": refusal.by}
    checked = sharing_record(typed, lambda _: ())
    return sharing_record_from(refusal.record).with_answers(checked.answers)


def _log(taken: Intake, refusal: Refusal, record: SharingRecord, key: CaseKey) -> JustificationLog:
    policy, purpose = load_policy(refusal.recipient)
    edition = ";".join(f"{name}={year}" for name, year in sorted(policy.edition.items()))
    run = Run(
        recipient=refusal.recipient,
        purpose=purpose or "general",
        policy=PolicyStamp(policy.id, str(policy.version), policy.fingerprint, edition, policy.jurisdiction),
        models=(),
        created_at=datetime.now(UTC),
        finds=0,
        passages=0,
        input_digest=key.digest(taken.data),
        output_digest=None,
        subject_certain=False,
        decision=refusal.decision,
        previous_decision_id=earlier_decision(refusal.reconsiders),
        record=record,
    )
    return JustificationLog.of(
        header_of(run, taken.document, (), (), _NOTHING_WRITTEN), (), key, signer_from(refusal.sign)
    )
