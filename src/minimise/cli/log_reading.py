"""`minimise log verify|show|export|questions|kinds`, `family-sheet`: a log is verified before a word is read."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from minimise.errors import Exit, LogBroken, UsageProblem
from minimise.stages.record import (
    JustificationLog,
    LogFile,
    Output,
    Selection,
    additions,
    check_signature,
    family_sheet_html,
    log_csv,
    log_html,
    log_markdown,
    log_sections,
    named_head,
    overdue,
    questions,
    release,
    statement_html,
    told,
)

_ANY = 0o644


def verify_log_file(
    path: Path,
    *,
    head: str | None = None,
    statement: Path | None = None,
    public_key: Path | None = None,
    review: Path | None = None,
) -> int:
    """Prove a log whole, and where more is given, that it is the very log that was sent.

    Raises:
        LogBroken: any byte was changed, or it is not the log that was sent.
        UsageProblem: a file is not there.
    """
    from minimise.cli.recording import bytes_of, key_for

    found = LogFile.read(path, head=_head(head))
    log = found.log
    said = ["the log is whole"]
    if review is not None:
        found = LogFile.read(path, key_for(found, review))
        said.append("the case key vouches for it")
    if head is not None:
        said.append("it is the log of that head")
    if statement is not None:
        _check_statement(log, bytes_of(statement, "there is no such statement"))
        said.append("the statement was made from it")
    if public_key is not None:
        check_signature(log, bytes_of(public_key, "there is no such public key"))
        said.append("its seal is signed with that key")
    summary = log.summary(authenticated=review is not None)
    added = f", {summary.appended} added later" if summary.appended else ""
    sys.stdout.write(
        f"{', '.join(said)}: {summary.entries} entries, {summary.withheld} withheld, "
        f"{summary.needs_review} need a person, status {summary.status}{added}\nhead {summary.head}\n"
    )
    return Exit.DONE


def _head(text: str | None) -> str | None:
    """Take a head as people type it: in groups, in capitals."""
    return None if text is None else "".join(text.split()).casefold()


def _check_statement(log: JustificationLog, statement: bytes) -> None:
    """Refuse a statement that names another log, or that is not what this version makes of the log."""
    named = named_head(statement)
    if named != (log.header["decision_id"], log.seal["head"]):
        raise LogBroken("the statement was not made from this log, or one of the two was changed")
    made = statement_html(log.sealed_part)
    if statement.replace(b"\r\n", b"\n") != made and _same_version(log):
        raise LogBroken("the statement names this log but its words were changed")


def _same_version(log: JustificationLog) -> bool:
    from minimise import __version__

    tool = log.header["tool"]
    return isinstance(tool, dict) and tool["version"] == __version__


def show_log(path: Path, selection: Selection, *, as_json: bool) -> int:
    """Print a log for people."""
    log = LogFile.read(path).log
    chosen = [entry for entry in log.entries if selection.fits(entry)]
    if as_json:
        sys.stdout.write(json.dumps({"header": log.header, "entries": chosen, "appended": list(log.appended)}) + "\n")
        return Exit.DONE
    for section in log_sections(log, selection):
        if section.columns:
            continue
        sys.stdout.write(f"\n{section.heading}\n")
        sys.stdout.writelines(f"  {text}\n" for text in section.paragraphs)
        sys.stdout.writelines(f"  {name:<42} {value}\n" for name, value in section.rows)
    sys.stdout.write(f"\nDecisions ({len(chosen)} of {len(log.entries)})\n")
    for entry in chosen:
        words = told(entry)
        sys.stdout.write(f"\n{words.id}  {words.what[0]}: {words.happened[0]}  ({'; '.join(words.where)})\n")
        sys.stdout.writelines(f"       {line}\n" for line in (*words.what[1:], *words.happened[1:], *words.why[:2]))
    late = overdue(log, _today())
    if late:
        sys.stderr.write(f"minimise: advice is overdue ({', '.join(late)}): decide now and record why.\n")
    return Exit.DONE


def _today() -> date:
    return datetime.now(UTC).date()


def export_log(path: Path, form: str, output: Path | None, selection: Selection, *, force: bool) -> int:
    """Give a log in another form, on stdout or in a file."""
    log = LogFile.read(path).log
    data = _exported(log, form, selection)
    if output is not None:
        release([(output, data, _ANY)], force=force)
        sys.stdout.write(f"{output}\n")
    elif form == "docx":
        raise UsageProblem("a Word file cannot go to the terminal", "Name a file with --output.")
    else:
        sys.stdout.write(data.decode())
    return Exit.DONE


def _exported(log: JustificationLog, form: str, selection: Selection) -> bytes:
    if form == "csv":
        return log_csv(log, selection).encode("utf-8-sig")
    if form == "md":
        return log_markdown(log, selection).encode()
    if form == "html":
        return log_html(log)
    if form == "docx":
        from minimise.formats.report import ReportSection, word_report

        sections = [ReportSection(s.heading, s.paragraphs, s.columns, s.rows) for s in log_sections(log, selection)]
        return word_report("Justification log", sections)
    raise UsageProblem("there is no such form", "It is one of: csv, md, html, docx.")


def write_family_sheet(path: Path, output: Path | None, *, force: bool) -> int:
    """Write the sheet for the family beside the log."""
    found = LogFile.read(path)
    outputs: list[Output] = [(output or found.beside(".family-sheet.html"), family_sheet_html(found.log), _ANY)]
    release(outputs, force=force)
    sys.stdout.write(f"{outputs[0][0]}\n")
    if any("banner" in entry for entry in found.log.entries):
        sys.stderr.write("minimise: this case has handling instructions; ask whom it is safe to give the sheet to.\n")
    return Exit.DONE


def print_questions() -> int:
    """Print the questions of the sharing record with their codes."""
    for asked in questions():
        need = {"always": " (needed)", "sharing": " (needed to share)", "agency": " (needed to share with a service)"}
        sys.stdout.write(f"{asked.key}: {asked.ask}{need.get(asked.needed, '')}\n")
        sys.stdout.write(f"  {asked.hint}\n" if asked.hint else "")
        sys.stdout.writelines(_codes(asked.values.items()))
        for part, codes in asked.parts.items():
            sys.stdout.write(f"  {part}:\n")
            sys.stdout.writelines(_codes(codes.items(), 4))
    return Exit.DONE


def print_kinds() -> int:
    """Print what can be added to a log."""
    for kind in additions().values():
        sys.stdout.write(f"{kind.kind}: {kind.name}\n")
        for detail in kind.details:
            need = " (needed)" if detail.key in kind.must else ""
            sys.stdout.write(f"  {detail.key}: {detail.ask}{need}\n")
            sys.stdout.writelines(_codes(detail.values.items(), 4))
    return Exit.DONE


def _codes(codes: Iterable[tuple[str, str]], indent: int = 2) -> list[str]:
    return [f"{' ' * indent}{code:<26} {words}\n" for code, words in codes]
