"""The justification log: entries chained by hash under a seal, and what is added later chained to the seal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from minimise.model import Action
from minimise.stages.record.canon import JsonObject, canonical, sha256
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.header import LogHeader, status_of
from minimise.stages.record.rules import holds
from minimise.stages.record.sharing import SharingRecord


class Signer(Protocol):
    """Somebody's private key."""

    def sign(self, seal: JsonObject) -> JsonObject:
        """Give the signature of a seal as a seal holds it."""
        ...


@dataclass(frozen=True, slots=True)
class LogSummary:
    """What a verified log says, in counts."""

    decision_id: str
    recipient: str
    decision: str
    status: str
    entries: int
    withheld: int
    needs_review: int
    appended: int
    head: str
    """Write it into the share record: who holds the head can tell a log that was rebuilt as a whole."""
    authenticated: bool
    """Whether the case key vouched for it; without the key only changes after sealing are ruled out."""


@dataclass(frozen=True, slots=True)
class JustificationLog:
    """A header, entries that each hold the hash of the one before, the seal, and what was added after sealing.

    Header, entries and seal never change again; additions are chained to the seal and closed by a seal of their own.
    """

    header: JsonObject
    entries: tuple[JsonObject, ...]
    seal: JsonObject
    appended: tuple[JsonObject, ...] = ()
    closing: JsonObject | None = None
    """The seal over what was added; None where nothing was."""

    @classmethod
    def of(
        cls, header: LogHeader, entries: Sequence[JsonObject], key: CaseKey, signer: Signer | None = None
    ) -> "JustificationLog":
        """Chain and seal the entries of one run.

        Raises:
            ValueError: if an entry or the header breaks the rules of a log; such a log would never verify.
        """
        top = header.to_json() | {"case_key_hash": key.mark}
        chained: list[JsonObject] = []
        head = sha256(canonical(top))
        for entry in entries:
            chained.append(entry | {"prev": head})
            head = sha256(canonical(chained[-1]))
        digests: JsonObject = {"input_digest": header.input_digest, "output_digest": header.output_digest}
        log = cls(top, tuple(chained), sealed(head, len(chained), key, signer, digests))
        if not log.sound:
            raise ValueError("the log breaks its own rules")
        return log

    def with_record(self, record: JsonObject, key: CaseKey, signer: Signer | None = None) -> "JustificationLog":
        """Give the log with one more addition, chained to what stands; nothing that stands is touched.

        Raises:
            ValueError: if the addition breaks the rules of a log.
        """
        before = self.appended[-1] if self.appended else self.seal
        added = {**record, "id": f"a{len(self.appended) + 1:04}", "prev": sha256(canonical(before))}
        records = (*self.appended, added)
        closing = sealed(sha256(canonical(added)), len(records), key, signer)
        log = replace(self, appended=records, closing=closing)
        if not log.sound:
            raise ValueError("the addition breaks the rules of a log")
        return log

    @property
    def sealed_part(self) -> "JustificationLog":
        """The log as it was sealed, without what was added later."""
        return replace(self, appended=(), closing=None)

    @property
    def head(self) -> str:
        """The hash of the last thing in the chain."""
        return str((self.closing or self.seal)["head"])

    @property
    def heads(self) -> tuple[str, ...]:
        """Every head this log ever had, the first at sealing, then one for each addition."""
        return (str(self.seal["head"]), *(sha256(canonical(record)) for record in self.appended))

    @property
    def sound(self) -> bool:
        """Whether the log holds what its schema says and tells one story."""
        return holds(self.to_json()) and self.agrees

    def to_json(self) -> JsonObject:
        """Give the whole log as one object."""
        log: JsonObject = {"header": self.header, "entries": list(self.entries), "seal": self.seal}
        if self.closing is not None:
            log["appended"] = {"records": list(self.appended), "seal": self.closing}
        return log

    def to_bytes(self) -> bytes:
        """Give the file: RFC 8785 bytes, no line end."""
        return canonical(self.to_json())

    @property
    def agrees(self) -> bool:
        """Whether header, entries, seal and additions tell the same story; it holds against a log rebuilt by hand."""
        withheld = [entry for entry in self.entries if entry["effect"] == "withheld"]
        waiting = sum(entry["status"] == "needs-review" for entry in self.entries)
        summary = cast(JsonObject, self.header["not_shared_summary"])
        return (
            self.seal["count"] == len(self.entries)
            and all(self.seal[name] == self.header[name] for name in ("input_digest", "output_digest"))
            and [entry["id"] for entry in self.entries] == [f"e{n:04}" for n in range(1, len(self.entries) + 1)]
            and all((entry["effect"] == "withheld") == Action(str(entry["action"])).hides for entry in self.entries)
            and summary["total"] == len(withheld)
            and self.header["needs_review"] == waiting
            and self.header["status"] == status_of(waiting, cast(list[str], self.header["unanswered"]))
            and self._additions_agree
        )

    @property
    def _additions_agree(self) -> bool:
        """Whether additions are numbered, counted, and speak only of entries and requests that are there."""
        if self.closing is None:
            return not self.appended
        known = {str(entry["id"]) for entry in self.entries}
        asked: set[str] = set()
        for number, record in enumerate(self.appended, start=1):
            body = cast(JsonObject, record["body"])
            if record["id"] != f"a{number:04}" or not known.issuperset(cast(list[str], body.get("entries", []))):
                return False
            if "request" in body and body["request"] not in asked:
                return False
            asked |= {str(record["id"])} if record["kind"] == "advice_request" else set()
        return self.closing["count"] == len(self.appended)

    def sharing(self) -> SharingRecord:
        """Give the sharing record as it stands now, later answers set over earlier ones."""
        record = SharingRecord.of_header(self.header)
        for added in self.appended:
            if added["kind"] == "sharing_record":
                record = record.with_answers(cast(JsonObject, cast(JsonObject, added["body"])["answers"]))
        return record

    def status(self) -> str:
        """Give the state as it stands now: a later answer can complete the record, a later check settle an entry."""
        waiting = [str(entry["id"]) for entry in self.entries if entry["status"] == "needs-review"]
        left = set(waiting) - self._settled(waiting)
        return status_of(len(left), self.unanswered)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions that still have no answer as the log stands now."""
        return self.sharing().missing(str(self.header["recipient"]), str(self.header["decision"]))

    def _settled(self, waiting: Sequence[str]) -> set[str]:
        """Give the entries that a person looked at after sealing and left as they are."""
        settled: set[str] = set()
        for record in self.appended:
            body = cast(JsonObject, record["body"])
            if record["kind"] == "review" and body["outcome"] == "agreed":
                settled |= set(cast(list[str], body.get("entries", list(waiting))))
        return settled

    def summary(self, *, authenticated: bool) -> LogSummary:
        """Give the counts a person asks for first."""
        return LogSummary(
            decision_id=str(self.header["decision_id"]),
            recipient=str(self.header["recipient"]),
            decision=str(self.header["decision"]),
            status=self.status(),
            entries=len(self.entries),
            withheld=sum(entry["effect"] == "withheld" for entry in self.entries),
            needs_review=sum(entry["status"] == "needs-review" for entry in self.entries),
            appended=len(self.appended),
            head=self.head,
            authenticated=authenticated,
        )


def sealed(
    head: str, count: int, key: CaseKey, signer: Signer | None = None, more: JsonObject | None = None
) -> JsonObject:
    """Give the seal over a chain: keyed, signed where there is a signer, and hashed last."""
    seal: JsonObject = {"count": count, "head": head, "mac": key.digest(head.encode()), **(more or {})}
    if signer is not None:
        seal["signature"] = signer.sign(seal)
    return seal | {"hash": sha256(canonical(seal))}
