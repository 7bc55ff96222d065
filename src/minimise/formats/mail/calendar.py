"""A calendar entry as lines of text: what it is, when, where, who invites whom, and its notes."""

import re
from collections.abc import Iterator

from minimise.formats.html.decoding import decoded
from minimise.formats.html.page import Line
from minimise.formats.mail.letter import Letter, Segment
from minimise.formats.plain import lines_of

_LINE = re.compile(
    r"(?P<name>[A-Za-z-]{1,40})(?P<facts>(?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(?P<value>.*)", re.DOTALL
)
_COMMON_NAME = re.compile(r';CN=(?:"([^"]*)"|([^;:]*))', re.IGNORECASE)
_ZONED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?\Z")
_LABELS = {
    "SUMMARY": "Calendar entry",
    "DTSTART": "Starts",
    "DTEND": "Ends",
    "LOCATION": "Where",
    "ORGANIZER": "Organiser",
    "ATTENDEE": "Invited",
    "DESCRIPTION": "Notes",
    "COMMENT": "Comment",
}
_MOST = 2_000
_START = 4_096
_MONTHS = "January February March April May June July August September October November December".split()


def calendar_segment(text: str) -> Segment | None:
    """Give the lines of a calendar entry; None for what is none."""
    if "BEGIN:VCALENDAR" not in text.upper():
        return None
    lines = [line for entry in _entries(text) for line in entry]
    return Segment(tuple(Line(line) for line in ["", *lines])) if lines else None


def calendar_letter(data: bytes) -> Letter | None:
    """Give a calendar file as the words of a message; None for what is none."""
    text = decoded(data, None)
    segment = calendar_segment(text) if "BEGIN:VCALENDAR" in text[:_START].upper() else None
    return Letter((), (segment,)) if segment is not None else None


def _entries(text: str) -> Iterator[list[str]]:
    """Yield the lines of each appointment or task."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    inside: list[str] = []
    depth = 0
    for raw in unfolded.splitlines()[:_MOST]:
        match = _LINE.match(raw)
        if match is None:
            continue
        name, value = match["name"].upper(), match["value"]
        if name in ("BEGIN", "END"):
            depth += (1 if name == "BEGIN" else -1) * (value.upper().strip() in ("VEVENT", "VTODO", "VJOURNAL"))
        elif depth > 0 and name in _LABELS:
            inside += _shown(_LABELS[name], match["facts"], value)
        if inside and name == "END" and depth == 0:
            yield inside
            inside = []


def _shown(label: str, facts: str, value: str) -> list[str]:
    if label in ("Starts", "Ends"):
        return [f"{label}: {_day(value)}"]
    if label in ("Organiser", "Invited"):
        named = _COMMON_NAME.search(facts)
        address = re.sub(r"(?i)^mailto:", "", value.strip())
        name = (named[1] or named[2] or "").strip() if named else ""
        return lines_of(f"{label}: {name} <{address}>" if name and name != address else f"{label}: {address}")
    plain = re.sub(r"\\([nN,;\\])", lambda m: "\n" if m[1] in "nN" else m[1], value)
    return lines_of(f"{label}: {plain.strip()}")


def _day(value: str) -> str:
    """Give a date and time as people write them; what is no date is given as it stands."""
    match = _ZONED.match(value.strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        return " ".join(value.split())
    day = f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    clock = f" {match[4]}:{match[5]}{' UTC' if match[6] else ''}" if match[4] else ""
    return f"{day}{clock}"
