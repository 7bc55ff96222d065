"""A log as a file: read, verified, added to and put back in one step, its page for people made anew beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from minimise.errors import UsageProblem
from minimise.stages.record.appendix import append
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, Signer
from minimise.stages.record.readable import log_html
from minimise.stages.record.release import Output, release
from minimise.stages.record.sharing import Scan
from minimise.stages.record.verifying import read_log

_LOG = ".log.json"
_MODE = 0o644


@dataclass(frozen=True, slots=True)
class LogFile:
    """A verified log and where it is."""

    path: Path = field(repr=False)
    data: bytes = field(repr=False)
    log: JustificationLog

    @classmethod
    def read(cls, path: Path, key: CaseKey | None = None, head: str | None = None) -> "LogFile":
        """Read and verify a log.

        Raises:
            UsageProblem: there is no such file.
            LogBroken: it does not verify.
        """
        data = _bytes_of(path)
        return cls(path, data, read_log(data, key, head))

    @property
    def review_path(self) -> Path:
        """Where the review file of the same run stands, unless somebody moved it."""
        return self.beside(".review.json")

    def beside(self, ending: str) -> Path:
        """Give the path of a companion of this log, such as `<stem>.log.html`."""
        return self.path.with_name(self.path.name.removesuffix(_LOG) + ending)

    def add(
        self,
        kind: str,
        body: Mapping[str, object],
        *,
        by: str,
        key: CaseKey,
        scan: Scan,
        signer: Signer | None = None,
        at: datetime | None = None,
    ) -> "LogFile":
        """Add to the log and put it back; its page for people is made anew where there is one.

        Raises:
            UsageProblem: the addition cannot stand, or somebody changed the file meanwhile.
        """
        moment = at or datetime.now(UTC)
        log = append(self.log, kind, body, by=by, at=moment, key=key, scan=scan, signer=signer)
        outputs: list[Output] = [(self.path, log.to_bytes(), _MODE)]
        page = self.beside(".log.html")
        if page.exists():
            outputs.append((page, log_html(log), _MODE))
        if _bytes_of(self.path) != self.data:
            raise UsageProblem("the log changed while it was being added to", "Try again.")
        release(outputs, force=True)
        return LogFile(self.path, outputs[0][1], log)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        pass
    raise UsageProblem("there is no such log", "Name the .log.json file.")
