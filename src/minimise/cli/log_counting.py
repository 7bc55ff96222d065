"""`minimise log stats`: what all logs of a folder say, in counts, for a service manager."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from minimise.errors import Exit, LogBroken, UsageProblem
from minimise.policies import reason_codes
from minimise.stages.record import JustificationLog, LogFile, LogStats, count_logs, question

_SHOWN = 10


def print_stats(folder: Path, *, as_json: bool) -> int:
    """Count every log under a folder; those that do not verify are counted apart and change the exit code."""
    if not folder.is_dir():
        raise UsageProblem("there is no such folder", "Name the folder that the logs are in.")
    found = [_read(path) for path in sorted(folder.rglob("*.log.json"))]
    logs = [log for log in found if log is not None]
    broken = len(found) - len(logs)
    stats = count_logs(logs, datetime.now(UTC).date())
    if as_json:
        sys.stdout.write(json.dumps({**stats.to_json(), "broken": broken}) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(stats))
    if broken:
        sys.stderr.write(f"minimise: {broken} logs do not verify and were not counted; run `minimise log verify`.\n")
        return Exit.LOG
    return Exit.DONE


def _read(path: Path) -> JustificationLog | None:
    try:
        return LogFile.read(path).log
    except LogBroken:
        return None


def _lines(stats: LogStats) -> Iterator[str]:
    yield f"{stats.logs} logs; {stats.kept} things kept, {stats.withheld} withheld, {stats.waiting} need a person"
    yield from _table("For", stats.by_recipient)
    yield from _table("Decision", stats.by_decision)
    yield from _table("State", stats.by_status)
    reasons = {f"{code} {reason_codes()[code]}": n for code, n in stats.withheld_by_reason.most_common(_SHOWN)}
    yield from _table("Withheld because of", reasons)
    yield from _table("Decided otherwise by people", stats.overrides)
    unanswered = {question(key).ask: n for key, n in stats.unanswered.most_common(_SHOWN)}
    yield from _table("Questions nobody answered", unanswered)
    yield f"Emergencies: {stats.emergencies}; considered again: {stats.reconsidered}"
    yield f"Released later: {stats.released_later}"
    yield f"Breaches: {stats.breaches}; advice open: {stats.advice_open}, of which overdue: {stats.advice_overdue}"
    if stats.minutes_on_review is not None:
        yield f"Time on review: {stats.minutes_on_review} minutes (median)"
    if stats.hours_to_review is not None:
        yield f"Time until the first check: {stats.hours_to_review} hours (median)"


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"{title}:"
        yield from (f"  {number:>6}  {name}" for name, number in sorted(counts.items(), key=lambda row: -row[1]))
