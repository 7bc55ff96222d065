"""`minimise log append`, `reconsider` and `ask-advice`: the chain of a log grows; and keys that sign logs."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from minimise.cli.recording import key_for, signer_from, table_of
from minimise.errors import Exit, UsageProblem
from minimise.stages.record import LogFile, Output, additions, advice_html, new_key, release

_OWN = 0o600
_ANY = 0o644


def add_to_log(
    path: Path, kind: str, said: Sequence[str], record: Path | None, *, by: str, review: Path | None, sign: Path | None
) -> int:
    """Add what `--set KEY=VALUE` says, or the answers of a record file."""
    body = _body(kind, said) | ({"answers": table_of(record)} if record is not None else {})
    added = _added(path, kind, body, by=by, review=review, sign=sign)
    return _tell(added)


def add_reconsideration(
    path: Path, said: Mapping[str, object], next_log: Path | None, *, by: str, review: Path | None, sign: Path | None
) -> int:
    """Add that a decision was considered again; a new decision is linked by the id in its log."""
    body = {key: value for key, value in said.items() if value}
    if next_log is not None:
        body["next_decision_id"] = LogFile.read(next_log).log.header["decision_id"]
    return _tell(_added(path, "reconsideration", body, by=by, review=review, sign=sign))


def add_advice_request(
    path: Path,
    said: Mapping[str, object],
    output: Path | None,
    extract: Path | None,
    *,
    by: str,
    review: Path | None,
    sign: Path | None,
    force: bool,
) -> int:
    """Add a request for advice and write the sheet for the adviser, with the document's words if they are wanted."""
    body = {key: value for key, value in said.items() if value}
    before = LogFile.read(path)
    sheet = output or before.beside(f".advice-{len(before.log.appended) + 1}.html")
    if sheet.exists() and not force:
        raise UsageProblem("an output file already exists", "Use --force to replace it, or name another with --output.")
    copied = _without_identities(extract, sheet.with_suffix(""), force=force) if extract is not None else ()
    added = _added(path, "advice_request", body, by=by, review=review, sign=sign)
    outputs: list[Output] = [(sheet, advice_html(added.log, added.log.appended[-1]), _ANY)]
    release(outputs, force=force)
    sys.stdout.writelines(f"{written}\n" for written in (sheet, *copied))
    return _tell(added)


def _without_identities(document: Path, folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write the copy to learn from: an adviser needs the facts and nobody's name (domain.md A, rule 4)."""
    from minimise.pipeline import Order, minimise_file

    return minimise_file(document, Order("learning", folder, force=force)).written


def write_key_pair(path: Path) -> int:
    """Write a private key, readable by its owner only, and the public key beside it."""
    private, public = new_key()
    outputs: list[Output] = [(path, private, _OWN), (path.with_name(path.name + ".pub"), public, _ANY)]
    release(outputs, force=False)
    sys.stdout.writelines(f"{written}\n" for written, _, _ in outputs)
    return Exit.DONE


def _added(
    path: Path, kind: str, body: Mapping[str, object], *, by: str, review: Path | None, sign: Path | None
) -> LogFile:
    from minimise.pipeline import identifiers_in

    found = LogFile.read(path)
    key = key_for(found, review)
    return found.add(kind, body, by=by, key=key, scan=identifiers_in, signer=signer_from(sign))


def _tell(added: LogFile) -> int:
    sys.stdout.write(f"{added.log.appended[-1]['id']} added, status {added.log.status()}\nhead {added.log.head}\n")
    return Exit.DONE


def _body(kind: str, said: Sequence[str]) -> dict[str, object]:
    """Give what `KEY=VALUE` words say; lists are separated by commas."""
    if kind not in additions():
        raise UsageProblem("there is no such kind of addition to a log", f"It is one of: {', '.join(additions())}.")
    body: dict[str, object] = {}
    for word in said:
        key, equals, value = word.partition("=")
        detail = additions()[kind].detail(key.strip())
        if detail is None or not equals:
            raise UsageProblem("--set takes KEY=VALUE with a key of this kind", "`minimise log kinds` lists them.")
        body[detail.key] = _value(detail.kind, value.strip())
    return body


def _value(kind: str, value: str) -> object:
    if kind in ("codes", "entries"):
        return [item.strip() for item in value.split(",") if item.strip()]
    return int(value) if kind == "minutes" and value.isascii() and value.isdigit() else value
