"""The justification log: entries chained by hash under a seal, so that no byte can change unseen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from minimise.errors import LogBroken
from minimise.model import Action
from minimise.stages.record.canon import Json, JsonObject, canonical, sha256
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.header import LogHeader
from minimise.stages.record.rules import holds


@dataclass(frozen=True, slots=True)
class LogSummary:
    """What a verified log says, in counts."""

    decision_id: str
    recipient: str
    status: str
    entries: int
    withheld: int
    needs_review: int
    head: str
    """Write it into the share record: who holds the head can tell a log that was rebuilt as a whole."""
    authenticated: bool
    """Whether the case key vouched for it; without the key only changes after sealing are ruled out."""


@dataclass(frozen=True, slots=True)
class JustificationLog:
    """A header, entries that each hold the hash of the one before, and the seal."""

    header: JsonObject
    entries: tuple[JsonObject, ...]
    seal: JsonObject

    @classmethod
    def of(cls, header: LogHeader, entries: Sequence[JsonObject], key: CaseKey) -> "JustificationLog":
        """Chain and seal the entries of one run.

        Raises:
            ValueError: if an entry or the header breaks the rules of a log; such a log would never verify.
        """
        top = header.to_json()
        chained: list[JsonObject] = []
        head = sha256(canonical(top))
        for entry in entries:
            chained.append(entry | {"prev": head})
            head = sha256(canonical(chained[-1]))
        seal: JsonObject = {
            "count": len(chained),
            "head": head,
            "input_digest": header.input_digest,
            "output_digest": header.output_digest,
            "mac": key.digest(head.encode()),
        }
        log = cls(top, tuple(chained), seal | {"hash": sha256(canonical(seal))})
        if not (holds(log.to_json()) and log.agrees):
            raise ValueError("the log breaks its own rules")
        return log

    def to_json(self) -> JsonObject:
        """Give the whole log as one object."""
        return {"header": self.header, "entries": list(self.entries), "seal": self.seal}

    def to_bytes(self) -> bytes:
        """Give the file: RFC 8785 bytes, no line end."""
        return canonical(self.to_json())

    def written_as(self, data: bytes) -> bool:
        """Say whether these are exactly the log's bytes and chain and seal fit them, in one pass over the entries."""
        header = canonical(self.header)
        entries = [canonical(entry) for entry in self.entries]
        heads = [sha256(piece) for piece in (header, *entries)]
        open_seal = {name: value for name, value in self.seal.items() if name != "hash"}
        return (
            data == b'{"entries":[%b],"header":%b,"seal":%b}' % (b",".join(entries), header, canonical(self.seal))
            and [entry["prev"] for entry in self.entries] == heads[:-1]
            and self.seal["head"] == heads[-1]
            and self.seal["hash"] == sha256(canonical(open_seal))
        )

    @property
    def agrees(self) -> bool:
        """Whether header, entries and seal tell the same story; it holds against a log rebuilt by hand."""
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
            and self.header["status"] == ("held" if waiting else "complete")
        )

    def summary(self, *, authenticated: bool) -> LogSummary:
        """Give the counts a person asks for first."""
        return LogSummary(
            decision_id=str(self.header["decision_id"]),
            recipient=str(self.header["recipient"]),
            status=str(self.header["status"]),
            entries=len(self.entries),
            withheld=sum(entry["effect"] == "withheld" for entry in self.entries),
            needs_review=sum(entry["status"] == "needs-review" for entry in self.entries),
            head=str(self.seal["head"]),
            authenticated=authenticated,
        )


def read_log(data: bytes, key: CaseKey | None = None) -> JustificationLog:
    """Give a log back from its bytes, verified.

    Raises:
        LogBroken: if any byte is not the one that was written, or the case key does not vouch for the seal.
    """
    log = _understood(data)
    if log is None or not log.agrees:
        raise LogBroken
    if key is not None and not key.confirms(str(log.seal["head"]).encode(), str(log.seal["mac"])):
        raise LogBroken
    return log


def verify_log(data: bytes, key: CaseKey | None = None) -> LogSummary:
    """Check a log and give its counts.

    Raises:
        LogBroken: if any byte is not the one that was written, or the case key does not vouch for the seal.
    """
    return read_log(data, key).summary(authenticated=key is not None)


def _understood(data: bytes) -> JustificationLog | None:
    """Give the log that was written as these very bytes; None if there is none such."""
    try:
        found = cast(Json, json.loads(data))
        log = _log_from(found) if holds(found) else None
        exact = log is not None and log.written_as(data)
    except (ValueError, RecursionError):
        return None
    return log if exact else None


def _log_from(found: Json) -> JustificationLog:
    parts = cast(dict[str, JsonObject], found)
    return JustificationLog(parts["header"], tuple(cast(list[JsonObject], parts["entries"])), parts["seal"])
