"""Reading a log back: every byte as it was written, or the name of the place where it is not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from minimise.errors import LogBroken
from minimise.safe import Id
from minimise.stages.record.canon import Json, JsonObject, canonical, sha256
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, LogSummary
from minimise.stages.record.rules import piece
from minimise.stages.record.schema import LOG_SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, in a sentence of ours, and where: `e0012`, `a0001`, `header`, `seal` or `file`."""

    says: str
    where: str

    def error(self) -> LogBroken:
        """Give the error that says so."""
        return LogBroken(f"the log does not verify: {self.says}", place=Id(self.where))


def read_log(data: bytes, key: CaseKey | None = None, head: str | None = None) -> JustificationLog:
    """Give a log back from its bytes, verified.

    `head` is one that was written down when the document was sent, as the covering statement shows it: the log must
    have had it, however much was added since.

    Raises:
        LogBroken: any byte is not the one that was written, the case key does not vouch for the seals, or the log
            never had this head.
    """
    found = _understood(data)
    fault = found if isinstance(found, Fault) else _distrust(found, key, head)
    if isinstance(found, Fault) or fault is not None:
        raise cast(Fault, fault).error()
    return found


def verify_log(data: bytes, key: CaseKey | None = None, head: str | None = None) -> LogSummary:
    """Check a log and give its counts.

    Raises:
        LogBroken: see `read_log`.
    """
    return read_log(data, key, head).summary(authenticated=key is not None)


def _distrust(log: JustificationLog, key: CaseKey | None, head: str | None) -> Fault | None:
    seals = [log.seal] if log.closing is None else [log.seal, log.closing]
    if key is not None and not all(key.confirms(str(seal["head"]).encode(), str(seal["mac"])) for seal in seals):
        return Fault("the case key does not vouch for its seal", "seal")
    if head is not None and head not in log.heads:
        return Fault("it is not the log this head was written down for, or an older state of it", "seal")
    return None


def _understood(data: bytes) -> JustificationLog | Fault:
    """Give the log that was written as these very bytes, or what is wrong."""
    try:
        found = cast(Json, json.loads(data))
        fault = _shape_fault(found)
        if fault is not None:
            return fault
        log = _log_from(cast(JsonObject, found))
        written = _Written.of(log)
        fault = _chain_fault(log, written)
    except (ValueError, RecursionError):
        return Fault("the file is cut off or is not a log", "file")
    if fault is not None:
        return fault
    if data != written.whole:
        return Fault("its content fits but its bytes were written by another program", "file")
    return log if log.agrees else Fault("its parts tell different stories", "header")


def _shape_fault(found: Json) -> Fault | None:
    """Say which piece does not hold what it must, from the top."""
    if not isinstance(found, dict) or not {"header", "entries", "seal"} <= found.keys():
        return Fault("the file is cut off or is not a log", "file")
    header, entries = found["header"], found["entries"]
    if isinstance(header, dict) and header.get("log_schema_version") not in (None, LOG_SCHEMA_VERSION):
        return Fault("another version of minimise wrote it, or the header was changed", "header")
    if not piece("header")(header):
        return Fault("the header was changed", "header")
    if not isinstance(entries, list):
        return Fault("the entries are gone", "file")
    for number, entry in enumerate(entries, start=1):
        if not piece("entry")(entry):
            return Fault(f"entry e{number:04} was changed", f"e{number:04}")
    if not piece("seal")(found["seal"]):
        return Fault("the seal was changed", "seal")
    return _added_shape_fault(found)


def _added_shape_fault(found: JsonObject) -> Fault | None:
    if not found.keys() <= {"header", "entries", "seal", "appended"}:
        return Fault("something was put into the file", "file")
    if "appended" in found and not piece("appended")(found["appended"]):
        return Fault("what was added after sealing was changed", "appended")
    return None


@dataclass(frozen=True, slots=True)
class _Written:
    """Every piece of a log in its canonical bytes, made once."""

    header: bytes
    entries: tuple[bytes, ...]
    seal: bytes
    records: tuple[bytes, ...]
    closing: bytes

    @classmethod
    def of(cls, log: JustificationLog) -> "_Written":
        return cls(
            canonical(log.header),
            tuple(canonical(entry) for entry in log.entries),
            canonical(log.seal),
            tuple(canonical(record) for record in log.appended),
            b"" if log.closing is None else canonical(log.closing),
        )

    @property
    def whole(self) -> bytes:
        """The bytes of the file."""
        added = b'"appended":{"records":[%b],"seal":%b},' % (b",".join(self.records), self.closing)
        return b'{%b"entries":[%b],"header":%b,"seal":%b}' % (
            added if self.closing else b"",
            b",".join(self.entries),
            self.header,
            self.seal,
        )


def _chain_fault(log: JustificationLog, written: _Written) -> Fault | None:
    """Say where the chain breaks: the piece that changed, or beside which one is missing or in another order."""
    names = ["header", *(f"e{number:04}" for number in range(1, len(log.entries) + 1))]
    broken = _first_break((written.header, *written.entries), log.entries, log.seal)
    if broken is not None:
        return _broken_at(names[broken])
    if not _seal_fits(log.seal):
        return Fault("the seal was changed", "seal")
    if log.closing is None:
        return None
    names = ["seal", *(f"a{number:04}" for number in range(1, len(log.appended) + 1))]
    broken = _first_break((written.seal, *written.records), log.appended, log.closing)
    if broken is not None:
        return _broken_at(names[broken])
    return None if _seal_fits(log.closing) else Fault("the seal over what was added was changed", "appended")


def _first_break(pieces: Sequence[bytes], links: Sequence[JsonObject], seal: JsonObject) -> int | None:
    """Give the index of the piece that was changed; None if every hash fits.

    A changed piece breaks the link behind it; a changed `prev` breaks the links on both sides of its piece.
    """
    claims = [*(link["prev"] for link in links), seal["head"]]
    fits = [sha256(piece) == claim for piece, claim in zip(pieces, claims, strict=True)]
    if all(fits):
        return None
    first = fits.index(False)
    return first + 1 if fits[first + 1 : first + 2] == [False] else first


def _broken_at(name: str) -> Fault:
    if name in ("header", "seal"):
        return Fault(f"the {name} was changed", name)
    return Fault(f"{name} was changed, or what stood beside it is gone", name)


def _seal_fits(seal: JsonObject) -> bool:
    return seal["hash"] == sha256(canonical({name: value for name, value in seal.items() if name != "hash"}))


def _log_from(found: JsonObject) -> JustificationLog:
    appended = cast(JsonObject, found.get("appended") or {})
    return JustificationLog(
        header=cast(JsonObject, found["header"]),
        entries=tuple(cast(list[JsonObject], found["entries"])),
        seal=cast(JsonObject, found["seal"]),
        appended=tuple(cast(list[JsonObject], appended.get("records", []))),
        closing=cast(JsonObject | None, appended.get("seal")),
    )
