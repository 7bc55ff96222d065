"""The corridor: the only module that knows the order of the rooms, and the story of one run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from minimise.errors import Exit, LeakFound, SubjectMissing, UsageProblem
from minimise.formats import Format, StrictFormat, locked_again
from minimise.model import Decision, Document, Edit, Field, Kind, Mention, Passage, Reading, Status, Verdict
from minimise.policies import Policy, load_policy
from minimise.stages.detect import MODEL, MODEL_VERSION, Asked, find_mentions, read, read_by
from minimise.stages.detect import identifiers_in as identifiers_in  # doors scan free text with it
from minimise.stages.identify import Identified, identify, label_word
from minimise.stages.intake import Intake, Readable, find_fields, take_in
from minimise.stages.judge import Case, find_passages, judge, topics_of
from minimise.stages.record import (
    CaseKey,
    JustificationLog,
    ModelStamp,
    PolicyStamp,
    Run,
    SealSigner,
    SharingRecord,
    entries,
    header_of,
    log_html,
    loggable,
    release,
    safe_stem,
    statement_html,
)
from minimise.stages.redact import Disguise, Replacement, by_part, expected_text, expected_words, plan_edits, stem_after
from minimise.stages.review import (
    Change,
    ReviewFile,
    apply_verdicts,
    check_second_person,
    read_review,
    reread,
    review_file,
)
from minimise.stages.verify import Recoverable, Unit, compare, forbidden_terms, verify


@dataclass(frozen=True, slots=True)
class Order:
    """What the sender asked for: for whom, about whom, what must not leave, and where to write."""

    recipient: str
    output_dir: Path = field(repr=False)
    review_dir: Path | None = field(default=None, repr=False)
    """Where an earlier run's review file may be, if that is not the output folder."""
    subjects: tuple[str, ...] = field(default=(), repr=False)
    protect: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    case_id: str = "case"
    case_secret: bytes | None = field(default=None, repr=False)
    """What moves the dates of all documents of a case alike in a copy to learn from."""
    policy_file: Path | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    strict: bool = False
    emergency: bool = False
    draft: bool = False  # a copy to look at, which nobody sends: a second person agrees only to what they saw
    force: bool = False
    record: SharingRecord = field(default_factory=SharingRecord)
    """What a person says about this decision to share; silence if left out."""
    previous_decision_id: str | None = None
    signer: SealSigner | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """A document read and understood, before any recipient is thought of."""

    taken: Intake
    reading: Reading
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    passages: tuple[Passage, ...]
    identified: Identified

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.taken.document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run gave."""

    written: tuple[Path, ...]
    exit_code: Exit
    needs_review: int
    withheld: int
    subject_certain: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Decisions with what they were made from."""

    understanding: Understanding
    policy: Policy
    purpose: str | None
    decisions: tuple[Decision, ...]


def understand(source: Readable, asked: Asked, case_id: str = "case", password: str | None = None) -> Understanding:
    """Read a file and find out what and who is in it."""
    taken = take_in(source, case_id, password)
    reading = Reading.of(taken.document)
    fields = find_fields(reading)
    insight = read(reading.text)
    mentions = find_mentions(reading, fields, asked, insight)
    passages = find_passages(reading, insight)
    identified = identify(reading, fields, mentions, asked.subjects, topics_of, insight)
    _check_subjects(identified, asked.subjects)
    return Understanding(taken, reading, fields, identified.mentions, passages, identified)


def decide(understood: Understanding, recipient: str, policy_file: Path | None, *, emergency: bool = False) -> Judged:
    """Judge everything in a document for one recipient."""
    policy, purpose = load_policy(recipient, policy_file)
    case = Case(
        understood.document,
        understood.mentions,
        understood.identified.who,
        understood.passages,
        policy,
        purpose,
        emergency,
    )
    return Judged(understood, policy, purpose, judge(case))


def minimise_file(source: Path, order: Order) -> Outcome:
    """Write the minimised copy of one file with its log, statement and review file.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    check_order(order)
    return minimise_read(understand_for(source, order), order)


def check_order(order: Order) -> Policy:
    """Give the policy of an order, or refuse what cannot be done before a document is read for it.

    Raises:
        PolicyInvalid: there is no such policy, or it has a mistake in it.
        UsageProblem: the order contradicts itself.
    """
    policy, _ = load_policy(order.recipient, order.policy_file)
    if order.emergency and policy.id in ("family", "learning"):
        raise UsageProblem("--emergency is for agencies that protect the child", "Leave it out for this copy.")
    order.record.completed(order.recipient, emergency=order.emergency)  # refuses consent where it cannot be the basis
    return policy


def minimise_read(understood: Understanding, order: Order) -> Outcome:
    """Write the minimised copy of a document that has been read; several recipients can share one reading.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    review = earlier_review(order.review_dir or order.output_dir, understood.taken.data)
    return finish(judge_for(understood, order, review), order, review)


def understand_for(source: Readable, order: Order) -> Understanding:
    """Read and understand a file with what an order says of it."""
    asked = Asked(order.subjects, order.protect, order.keep)
    return understand(source, asked, order.case_id, order.password)


def judge_for(understood: Understanding, order: Order, review: ReviewFile | None) -> Judged:
    """Judge a document for one order, as a person corrected it if anybody did."""
    if review is not None:
        understood, _ = corrected(understood, review.changes)
    return decide(understood, order.recipient, order.policy_file, emergency=order.emergency)


def corrected(understood: Understanding, changes: Sequence[Change]) -> tuple[Understanding, tuple[int, ...]]:
    """Give the understanding as a person corrected it, and which of the changes no longer fit the document."""
    if not changes:
        return understood, ()
    new = reread(understood.mentions, understood.identified.who, changes, label_word, understood.reading.text)
    return replace(understood, mentions=new.mentions, identified=Identified(new.who, new.mentions)), new.unfit


def finish(judged: Judged, order: Order, review: ReviewFile | None = None) -> Outcome:
    """Write what was decided, a person's verdicts over the machine's, and release it once it is verified.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    if review is not None:
        if not order.draft:
            check_second_person(judged.decisions, review.verdicts, judged.policy.second_person)
        judged = replace(judged, decisions=apply_verdicts(judged.decisions, review.verdicts))
    _check_record(order.record, judged)
    taken = judged.understanding.taken
    wording = wording_of(judged, order.case_secret)
    stem = safe_stem(stem_after(judged.decisions, wording))
    edits = plan_edits(judged.decisions, wording)
    data = _writer(taken.format, strict=order.strict)(taken.data, edits, _banners(judged))
    verdict = _verified(judged, edits, data, order.protect)
    if taken.locked and order.password is not None:
        data = locked_again(data, order.password)
    return _release(judged, data, verdict, stem, review, order)


def wording_of(judged: Judged, secret: bytes | None = None) -> Replacement:
    """Choose the words of marks; without a secret of the case the document itself is one, for it is not given away."""
    understood = judged.understanding
    disguise = Disguise.of(secret or understood.taken.data) if judged.policy.id == "learning" else None
    return Replacement(
        document=understood.document,
        mentions={m.id: m for m in understood.mentions},
        people={p.id: p for p in understood.identified.who.people},
        neutral=judged.policy.id == "family",
        dates=understood.reading.text,
        disguise=disguise,
    )


def _writer(fmt: Format, *, strict: bool) -> Callable[[bytes, Sequence[Edit], Sequence[str]], bytes]:
    """Choose how to write; a format without a strict way of its own writes as ever."""
    return fmt.write_strictly if strict and isinstance(fmt, StrictFormat) else fmt.write


def _banners(judged: Judged) -> tuple[str, ...]:
    """Give the handling banners of the copy; a family copy has none, a banner would say what it protects."""
    if judged.policy.id == "family":
        return ()
    return tuple(dict.fromkeys(d.banner for d in judged.decisions if d.banner is not None))


def _verified(judged: Judged, edits: Sequence[Edit], data: bytes, protect: Sequence[str]) -> Verdict:
    """Let other readers look for everything that should be gone and everything that must be there.

    Raises:
        LeakFound: something is left, a safety unit is missing, or a reader failed; nothing may be written.
    """
    understood = judged.understanding
    banner = "\n".join(_banners(judged))
    verdict = verify(
        data,
        understood.taken.format,
        f"{banner}\n{expected_text(understood.document, edits)}",
        forbidden_terms(understood.document, judged.decisions, {m.id: m for m in understood.mentions}, protect),
        _safety_units(judged, edits),
    )
    if not verdict.passed:
        raise LeakFound(
            leaks=verdict.leaks,
            missing=verdict.safety_units_in - verdict.safety_units_out,
            readers=len(verdict.readers),
        )
    return verdict


def _safety_units(judged: Judged, edits: Sequence[Edit]) -> tuple[Unit, ...]:
    """Give every safety-critical passage that is to stay, as it must read in the finished file."""
    document, grouped = judged.understanding.document, by_part(edits)
    hidden = {d.target for d in judged.decisions if d.withholds}
    return tuple(
        Unit(passage.id, " ".join(expected_words(document, grouped, span) for span in passage.spans))
        for passage in judged.understanding.passages
        if passage.risk_critical and passage.id not in hidden and document.parts[passage.spans[0].part].visible
    )


def earlier_review(folder: Path, source: bytes) -> ReviewFile | None:
    """Give the review file of an earlier run on the same document: a person's decisions outlive a new run.

    It is known by what it says of its input, not by its name: a changed label changes the name.
    """
    for path in sorted(folder.glob("*.review.json")) if folder.is_dir() else ():
        try:
            if not _is_about(path, source):
                continue
            review = read_review(path.read_bytes())
            review.check_source(source, CaseKey.from_hex(review.case_key))
        except (OSError, ValueError, UsageProblem):
            continue  # another document's, or not one of ours
        now = datetime.now(UTC)
        return replace(review, verdicts=tuple(verdict.dated(now) for verdict in review.verdicts))
    return None


def _is_about(path: Path, source: bytes) -> bool:
    """Say whether a review file can be about a document; a folder may hold hundreds of others, each read once."""
    found = path.stat()
    key, digest = _read_about(path, found.st_mtime_ns, found.st_size)
    return CaseKey.from_hex(key).digest(source) == digest


@cache
def _read_about(path: Path, changed: int, size: int) -> tuple[str, str]:
    del changed, size  # with them, a file that was written anew is read anew
    review = read_review(path.read_bytes())
    return review.case_key, review.input_digest


def _release(
    judged: Judged, data: bytes, verdict: Verdict, stem: str, review: ReviewFile | None, order: Order
) -> Outcome:
    """Write log, statement and review file, and release all of them together with the copy."""
    understood = judged.understanding
    document, people = understood.document, understood.identified.who.people
    key = CaseKey.from_hex(review.case_key) if review is not None else CaseKey.fresh()
    now = datetime.now(UTC)
    run = _run(judged, data, key, now, order)
    header = header_of(run, document, judged.decisions, people, verdict)
    passages = {p.id for p in understood.passages}
    made = entries(document, loggable(judged.decisions, judged.policy.id), people, at=now, passage_ids=passages)
    log = JustificationLog.of(header, made, key, order.signer)
    private = review_file(
        document,
        judged.decisions,
        people,
        key,
        source=understood.taken.data,
        verdicts=review.verdicts if review is not None else (),
        changes=review.changes if review is not None else (),
    )
    suffix = understood.taken.format.suffix
    outputs = [
        (order.output_dir / f"{stem}.minimised{suffix}", data, 0o644),
        (order.output_dir / f"{stem}.log.json", log.to_bytes(), 0o644),
        (order.output_dir / f"{stem}.log.html", log_html(log), 0o644),
        (order.output_dir / f"{stem}.statement.html", statement_html(log), 0o644),
        (order.output_dir / f"{stem}.review.json", private, 0o600),
    ]
    release(outputs, force=order.force)
    waiting = sum(d.status is Status.NEEDS_REVIEW for d in judged.decisions)
    certain = understood.identified.who.subject_certain
    return Outcome(
        written=tuple(path for path, _, _ in outputs),
        exit_code=Exit.REVIEW if waiting or not certain else Exit.DONE,
        needs_review=waiting,
        withheld=sum(d.withholds for d in judged.decisions),
        subject_certain=certain,
    )


def _run(judged: Judged, data: bytes, key: CaseKey, now: datetime, order: Order) -> Run:
    policy, understood = judged.policy, judged.understanding
    edition = ";".join(f"{name}={year}" for name, year in sorted(policy.edition.items()))
    return Run(
        recipient=order.recipient,
        purpose=judged.purpose or "general",
        policy=PolicyStamp(policy.id, str(policy.version), policy.fingerprint, edition, policy.jurisdiction),
        models=(ModelStamp(*read_by()), ModelStamp(MODEL, MODEL_VERSION)),
        created_at=now,
        finds=len(understood.mentions),
        passages=len(understood.passages),
        input_digest=key.digest(understood.taken.data),
        output_digest=key.digest(data),
        emergency=order.emergency,
        subject_certain=understood.identified.who.subject_certain,
        previous_decision_id=order.previous_decision_id,
        record=order.record,
    )


def _check_record(record: SharingRecord, judged: Judged) -> None:
    """Refuse free text in the sharing record that repeats what this document withholds, or anybody's name in it.

    Raises:
        UsageProblem: it does; the log would hold words of the document.
    """
    hidden = {decision.target for decision in judged.decisions if decision.withholds}
    telling = (m for m in judged.understanding.mentions if m.id in hidden or m.kind is Kind.PERSON)
    if record.repeats(judged.understanding.document.words(mention.span) for mention in telling):
        raise UsageProblem(
            "a sentence of the sharing record repeats words of the document",
            "Write it without names, numbers and places.",
        )


def _check_subjects(identified: Identified, subjects: Sequence[str]) -> None:
    """Refuse a subject who is not in the document: the wrong file, or a slip in the name.

    Raises:
        SubjectMissing: no mention answers to the name the sender gave.
    """
    named = any(f.rule == "asked.subject" for p in identified.who.people for f in p.roles)
    if subjects and not named:
        raise SubjectMissing


def recoverable(original: Path, output: Path, password: str | None = None) -> Recoverable:
    """Say what of an original can still be found in a finished file, whichever tool made it."""
    before, after = take_in(original, "check", password), take_in(output, "check", password, finished=True)
    return compare(before.document, after.document, after.format.witnesses(after.data))
