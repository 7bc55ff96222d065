"""What the process beside the page does with a document: read, judge, show a page, write a draft, read it again."""

import base64
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from minimise.errors import LockedDocument, UsageProblem
from minimise.formats import is_locked, unlocked
from minimise.model import Action, Decision, Lock, Surface
from minimise.pipeline import (
    Judged,
    Order,
    Understanding,
    corrected,
    decide,
    earlier_review,
    finish,
    recoverable,
    understand,
)
from minimise.stages.detect import Asked, identifiers_in
from minimise.stages.intake import take_in
from minimise.stages.record import CaseKey, question, sharing_record
from minimise.stages.review import (
    Change,
    PersonVerdict,
    ReviewFile,
    apply_verdicts,
    change_of,
    change_row,
    unconfirmed,
)
from minimise.web.keys import key_of
from minimise.web.sheet import document_sheet, pages_of, sheet_of
from minimise.web.warming import FIRST_WORDS, smallest_word

Row = dict[str, Any]
_MOST_READ = 8
"""Documents whose reading is remembered; the oldest is read again when it is wanted."""


@dataclass(slots=True)
class Desk:
    """Documents that have been read, by the id the session gave them."""

    _read: dict[str, tuple[Row, Understanding]] = field(default_factory=dict, repr=False)

    def warm(self, _: Row) -> Row:
        """Load the models before anybody waits for them."""
        from minimise.formats import named

        named("pdf")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "warming-up.docx"
            path.write_bytes(smallest_word(FIRST_WORDS))
            decide(understand(path, Asked()), "social-care", None)
        return {}

    def judge(self, asked: Row) -> Row:
        """Give the whole sheet of a document: words, people, decisions, and what no longer fits."""
        judged, changes_unfit = self._judged(asked)
        verdicts, verdicts_unfit = fitting(judged.decisions, asked["verdicts"])
        decided = replace(judged, decisions=apply_verdicts(judged.decisions, verdicts))
        alone = unconfirmed(judged.decisions, verdicts, _for_two(judged, asked))
        return sheet_of(decided, judged.decisions, alone) | {"unfit": [*verdicts_unfit, *changes_unfit]}

    def look(self, asked: Row) -> Row:
        """Look only whether a document opens.

        Raises:
            LockedDocument: it needs a password, or another one.
        """
        data = Path(asked["path"]).read_bytes()
        if is_locked(data):
            if asked["password"] is None:
                raise LockedDocument
            unlocked(data, asked["password"])
        return {}

    def check(self, asked: Row) -> Row:
        """Say whether one more verdict could be applied, and whether it is given in the knowledge of a lock.

        Raises:
            UsageProblem: it breaks a lock without a reason, or is about something that is not there.
        """
        judged, _ = self._judged(asked)
        verdicts = _verdicts(judged.decisions, [asked["verdict"]])
        for verdict in verdicts:
            apply_verdicts(judged.decisions, [verdict])
        targets = {verdict.target for verdict in verdicts}
        return {"of_locked": any(_is_locked(d) for d in judged.decisions if d.target in targets)}

    def earlier(self, asked: Row) -> Row:
        """Give what a person decided about this document in an earlier run that wrote into the output folder."""
        understood = self._understood(asked)
        review = earlier_review(Path(asked["output_dir"]), understood.taken.data)
        if review is None:
            return {"verdicts": [], "changes": []}
        judged = decide(corrected(understood, review.changes)[0], asked["recipient"], _own_rules(asked))
        keys = {d.target: key_of(d) for d in judged.decisions}
        rows = [
            {"keys": [keys[v.target]], "action": v.action.value, "by": v.by, "reason": v.reason, "at": v.at,
             "second": v.second, "reason_code": v.reason_code, "of_locked": True}
            for v in review.verdicts if v.target in keys
        ]  # fmt: skip
        return {"verdicts": rows, "changes": [change_row(change) for change in review.changes]}

    def record(self, asked: Row) -> Row:
        """Check the answers of the sharing record, and say what this recipient still needs to be told.

        Raises:
            UsageProblem: an answer is none, or says in free text who somebody is.
        """
        said = sharing_record(asked["record"], identifiers_in)
        full = said.completed(asked["recipient"], emergency=asked["emergency"])
        return {"missing": [question(key).ask for key in full.missing(asked["recipient"])]}

    def page(self, asked: Row) -> Row:
        """Give the picture of one page of a PDF."""
        from minimise.formats.pdf import preview_of

        preview = preview_of(pages_of(self._understood(asked).taken), asked["page"])
        return {"png": base64.b64encode(preview.png).decode("ascii")}

    def finish(self, asked: Row) -> Row:
        """Write the five files into the draft folder, verified; and read the finished document back."""
        judged, _ = self._judged(asked)
        verdicts, unfit = fitting(judged.decisions, asked["verdicts"])
        if unfit:
            raise UsageProblem("a decision of yours no longer fits this document", "Look at it on the review page.")
        key = CaseKey.from_hex(asked["case_key"])
        data = judged.understanding.taken.data
        review = ReviewFile(key.hex(), key.digest(data), verdicts, _changes(asked))
        order = Order(
            recipient=asked["recipient"],
            policy_file=_own_rules(asked),
            password=asked["password"],
            draft=True,
            output_dir=Path(asked["draft"]),
            protect=tuple(asked["protect"]),
            strict=asked["strict"],
            emergency=asked["emergency"],
            force=True,
            record=sharing_record(asked["record"], identifiers_in),
        )
        outcome = finish(judged, order, review)
        output = next(path for path in outcome.written if ".minimised." in path.name)
        return {
            "names": [path.name for path in outcome.written],
            "withheld": outcome.withheld,
            "needs_review": outcome.needs_review,
            "alone": len(unconfirmed(judged.decisions, verdicts, _for_two(judged, asked))),
            "scan": _scanned(Path(asked["path"]), output, asked["password"]),
            "finished": _read_back(output, asked["password"]),
        }

    def _judged(self, asked: Row) -> tuple[Judged, list[Row]]:
        changes = _changes(asked)
        understood, unfit = corrected(self._understood(asked), changes)
        judged = decide(understood, asked["recipient"], _own_rules(asked), emergency=asked["emergency"])
        return judged, [{"change": at, "why": "the person or words it was about are read differently"} for at in unfit]

    def _understood(self, asked: Row) -> Understanding:
        question = {name: asked[name] for name in ("path", "subjects", "protect", "keep", "password")}
        known = self._read.get(asked["id"])
        if known is not None and known[0] == question:
            return known[1]
        self.look(asked)
        words = Asked(tuple(asked["subjects"]), tuple(asked["protect"]), tuple(asked["keep"]))
        understood = understand(Path(asked["path"]), words, password=asked["password"])
        self._read.pop(asked["id"], None)
        self._read[asked["id"]] = (question, understood)
        while len(self._read) > _MOST_READ:
            del self._read[next(iter(self._read))]
        return understood


def _own_rules(asked: Row) -> Path | None:
    """Give the organisation's own rules for this recipient, where there are any."""
    return Path(asked["policy"]) if asked["policy"] else None


def _for_two(judged: Judged, asked: Row) -> frozenset[Lock]:
    """Give what one person alone may not turn round here."""
    return frozenset(Lock) if asked["second_person"] else judged.policy.second_person


def fitting(decisions: Sequence[Decision], rows: Iterable[Row]) -> tuple[tuple[PersonVerdict, ...], list[Row]]:
    """Give the verdicts that fit the document as it is read now, and those that do not with why.

    A person's verdict is never dropped in silence, and never applied to something else.
    """
    fit: dict[str, PersonVerdict] = {}
    unfit: list[Row] = []
    last = {key: row for row in rows for key in row["keys"]}
    for key, row in last.items():
        try:
            for verdict in _verdicts(decisions, [row | {"keys": [key]}]):
                _check_lock(decisions, verdict, row)
                apply_verdicts(decisions, [verdict])
                fit[verdict.target] = verdict
        except UsageProblem as problem:
            unfit.append({"key": key, "why": problem.summary})
    return tuple(fit.values()), unfit


def _check_lock(decisions: Sequence[Decision], verdict: PersonVerdict, row: Row) -> None:
    """Refuse an earlier verdict where a lock came later: whoever gave it did not know of it.

    Raises:
        UsageProblem: it would turn what was locked since.
    """
    now = [d for d in decisions if d.target == verdict.target]
    turned = any(_is_locked(d) and d.withholds != verdict.action.hides for d in now)
    if turned and not row.get("of_locked"):
        raise UsageProblem("a rule or your Protected List locks it now", "Look at it again.")


def _is_locked(decision: Decision) -> bool:
    return decision.locked or decision.risk_critical


def _verdicts(decisions: Sequence[Decision], rows: Iterable[Row]) -> list[PersonVerdict]:
    places: dict[str, list[Decision]] = {}
    for decision in decisions:
        places.setdefault(key_of(decision), []).append(decision)
    found = []
    for row in rows:
        for key in row["keys"]:
            if key not in places:
                raise UsageProblem("it is read differently now, or no longer needs a decision", "Look at it again.")
            # The same words can be decided on several counts, a number and a clue: whoever decides means the words.
            several = len({decision.target for decision in places[key]}) > 1
            found += [_verdict(decision, row, several=several) for decision in places[key]]
    return found


def _verdict(decision: Decision, row: Row, *, several: bool) -> PersonVerdict:
    action = Action(row["action"])
    if several and action is Action.PSEUDONYMISE and decision.person_id is None:
        action = Action.REDACT  # what is nobody's name has no label, and goes along
    return PersonVerdict(
        target=decision.target,
        action=action,
        by=row["by"],
        reason=row["reason"],
        reason_code=row["reason_code"],
        at=row["at"],
        second=row.get("second", ""),
        spans=decision.spans,
    )


def _changes(asked: Mapping[str, Any]) -> tuple[Change, ...]:
    return tuple(change_of(row) for row in asked["changes"])


def _scanned(original: Path, output: Path, password: str | None) -> Row:
    """Look once more, with every reader there is, for words that went."""
    found = recoverable(original, output, password)
    return {"removed": found.removed, "readers": found.readers, "places": list(found.places)}


def _read_back(output: Path, password: str | None) -> list[Row]:
    """Give the finished file as it reads, part by part; its own name is no part of it."""
    document = take_in(output, "check", password).document
    parts = tuple(part for part in document.parts if part.surface is not Surface.FILE_NAME)
    return document_sheet(replace(document, parts=parts))["parts"]  # type: ignore[no-any-return]
