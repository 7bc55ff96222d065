"""What a person says about a decision, read from files: the sharing record, keys, and an earlier decision."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from minimise.errors import UsageProblem
from minimise.stages.record import CaseKey, LogFile, SealSigner, SharingRecord, sharing_record

_DEFAULTS = "minimise.toml"
_WHERE = "MINIMISE_DEFAULTS"
_LARGEST = 100_000


def sharing_record_from(path: Path | None) -> SharingRecord:
    """Give the sharing record of a run: the organisation's own answers, and over them those of a record file.

    Raises:
        UsageProblem: a file cannot be read, or an answer cannot stand.
    """
    from minimise.pipeline import identifiers_in

    answers = {**_defaults(), **(table_of(path) if path is not None else {})}
    return sharing_record(answers, identifiers_in)


def table_of(path: Path) -> dict[str, Any]:
    """Read a TOML file that a person wrote.

    Raises:
        UsageProblem: it cannot be read; the old error would quote it.
    """
    import tomllib

    try:
        data = path.read_bytes()
        if len(data) <= _LARGEST:
            return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
        summary = "the record file is too large to be one"
    except OSError:
        summary = "the record file cannot be read"
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        summary = "the record file is not valid TOML"
    raise UsageProblem(summary, "See `docs/how-to/record-why-you-share.md` for an example.")


def _defaults() -> Mapping[str, Any]:
    """Give the `[record]` table of `minimise.toml`: beside the work, or where MINIMISE_DEFAULTS says."""
    named = os.environ.get(_WHERE)
    path = Path(named or _DEFAULTS)
    if not named and not path.is_file():
        return {}
    found = table_of(path).get("record", {})
    if not isinstance(found, dict):
        raise UsageProblem("the [record] of minimise.toml is not a table", "Give one answer a line under [record].")
    return found


def signer_from(path: Path | None) -> SealSigner | None:
    """Give the signer of a private key file; None where no key is named."""
    return None if path is None else SealSigner.of_pem(bytes_of(path, "the signing key cannot be read"))


def key_for(log: LogFile, review: Path | None) -> CaseKey:
    """Give the case key, from the review file of the run that made the log.

    Raises:
        UsageProblem: the review file is not there or is not one.
    """
    from minimise.stages.review import read_review

    data = bytes_of(review or log.review_path, "the review file of this log, which holds its key, is not there")
    return CaseKey.from_hex(read_review(data).case_key)


def earlier_decision(path: Path | None) -> str | None:
    """Give the id of the decision that is considered again; its log must verify."""
    return None if path is None else str(LogFile.read(path).log.header["decision_id"])


def bytes_of(path: Path, problem: str) -> bytes:
    """Read a file, or say in our own words that it is not there."""
    try:
        return path.read_bytes()
    except OSError:
        pass
    raise UsageProblem(problem, "Check the path.")
