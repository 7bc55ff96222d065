"""What many logs say together, in counts: nothing about any one case, person or member of staff."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import cast

from minimise.stages.record.appendix import overdue
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class LogStats:
    """Counts over many logs."""

    logs: int
    by_recipient: Counter[str] = field(default_factory=Counter)
    by_decision: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)
    withheld: int = 0
    kept: int = 0
    withheld_by_reason: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    overrides: Counter[str] = field(default_factory=Counter)
    """What people turned into what, such as `redact>keep`."""
    emergencies: int = 0
    reconsidered: int = 0
    released_later: int = 0
    breaches: int = 0
    advice_open: int = 0
    advice_overdue: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    minutes_on_review: int | None = None
    """Median of the minutes that people wrote down; None where nobody did."""
    hours_to_review: int | None = None
    """Median of the hours between sealing and the first check."""

    def to_json(self) -> JsonObject:
        """Give the counts, the commonest first."""
        return {
            "logs": self.logs,
            "by_recipient": dict(self.by_recipient.most_common()),
            "by_decision": dict(self.by_decision.most_common()),
            "by_status": dict(self.by_status.most_common()),
            "withheld": self.withheld,
            "kept": self.kept,
            "withheld_by_reason": dict(self.withheld_by_reason.most_common()),
            "waiting": self.waiting,
            "overrides": dict(self.overrides.most_common()),
            "emergencies": self.emergencies,
            "reconsidered": self.reconsidered,
            "released_later": self.released_later,
            "breaches": self.breaches,
            "advice_open": self.advice_open,
            "advice_overdue": self.advice_overdue,
            "unanswered": dict(self.unanswered.most_common()),
            "minutes_on_review": self.minutes_on_review,
            "hours_to_review": self.hours_to_review,
        }


def count_logs(logs: Iterable[JustificationLog], today: date) -> LogStats:
    """Count what verified logs say."""
    found = list(logs)
    entries = [entry for log in found for entry in log.entries]
    gone = [entry for entry in entries if entry["effect"] == "withheld"]
    added = Counter(str(record["kind"]) for log in found for record in log.appended)
    late = sum(len(overdue(log, today)) for log in found)
    return LogStats(
        logs=len(found),
        by_recipient=Counter(str(log.header["recipient"]) for log in found),
        by_decision=Counter(str(log.header["decision"]) for log in found),
        by_status=Counter(log.status() for log in found),
        withheld=len(gone),
        kept=len(entries) - len(gone),
        withheld_by_reason=Counter(str(entry["reason_code"]) for entry in gone),
        waiting=sum(entry["status"] == "needs-review" for entry in entries),
        overrides=_overrides(found),
        emergencies=sum(bool(log.header["emergency"]) for log in found),
        reconsidered=added["reconsideration"],
        released_later=added["later_release"],
        breaches=added["breach"],
        advice_open=sum(len(overdue(log, date.max)) for log in found),
        advice_overdue=late,
        unanswered=Counter(key for log in found for key in log.unanswered),
        minutes_on_review=_middle(minutes for log in found for minutes in _minutes(log)),
        hours_to_review=_middle(hours for log in found for hours in _hours(log)),
    )


def _overrides(logs: Iterable[JustificationLog]) -> Counter[str]:
    total: Counter[str] = Counter()
    for log in logs:
        total.update(cast(dict[str, int], log.header["overrides"]))
    return total


def _middle(numbers: Iterable[int]) -> int | None:
    found = list(numbers)
    return round(median(found)) if found else None


def _minutes(log: JustificationLog) -> Iterable[int]:
    said = log.sharing().answer("time_on_review")
    reviews = (cast(JsonObject, record["body"]) for record in log.appended if record["kind"] == "review")
    return [value for value in (said, *(body.get("minutes") for body in reviews)) if isinstance(value, int)]


def _hours(log: JustificationLog) -> Iterable[int]:
    """Give the hours from sealing to the first check, if there was one."""
    sealed = datetime.fromisoformat(str(log.header["created_at"]))
    checks = [str(record["at"]) for record in log.appended if record["kind"] == "review"]
    return [int((datetime.fromisoformat(at) - sealed).total_seconds() // (_MINUTE * _MINUTE)) for at in checks[:1]]
