"""Which headers may leave, how they read, and how their edited words are written."""

from collections.abc import Iterable, Iterator, Sequence
from email.utils import format_datetime, parsedate_to_datetime

from minimise.formats.html.page import Withdrawn
from minimise.formats.mail.letter import HeaderLine, Mailbox, aside
from minimise.formats.mail.phrases import folded, mailboxes, phrase, spoken, unfolded, unstructured
from minimise.formats.plain import piece, seen
from minimise.model import Edit, Surface

KEPT = ("From", "To", "Cc", "Date", "Subject")
_PEOPLE = ("From", "To", "Cc")
NOBODY = "withheld@withheld.invalid"
"""Stands where an address was withheld: a mail program wants one, and this one can never be delivered to."""
# Written by machines for machines: checks, routes and keys, no words of people.
_MACHINE = (
    "arc-", "authentication", "content-", "dkim-", "domainkey-", "list-", "mime-version", "received-spf",
    "x-forefront", "x-google", "x-microsoft", "x-ms-", "x-spam", "x-proofpoint", "x-mimecast",
)  # fmt: skip
_LONGEST = 400
"""Characters of a header that the reviewer sees."""
_WIDEST = 60_000
"""Characters; a header that is longer was not written for people."""


def heading(pairs: Iterable[tuple[str, object]]) -> tuple[tuple[HeaderLine, ...], tuple[Withdrawn, ...]]:
    """Tell apart the headers that may leave, in a fixed order, and those that only the reviewer sees."""
    kept: dict[str, list[HeaderLine]] = {name: [] for name in KEPT}
    others: list[Withdrawn] = []
    for name, raw in pairs:
        label = name.strip().capitalize()
        fits = label in kept and len(str(raw)) <= _WIDEST
        line = _kept(label, unfolded(raw)) if fits else None
        if line is not None:
            kept[label].append(line)
        elif not label.lower().startswith(_MACHINE):
            words = seen(spoken(unfolded(str(raw)[: _LONGEST * 4])))[:_LONGEST]
            if words:
                others.append(aside(Surface.PROPERTY, "other-headers", f"{label}: {words}"))
    return tuple(line for name in KEPT for line in kept[name]), tuple(others)


def _kept(label: str, value: str) -> HeaderLine | None:
    if label in _PEOPLE:
        people = tuple(_seen_mailbox(box) for box in mailboxes(value))
        return HeaderLine(label, shown(people), people) if people else None
    words = dated(value) if label == "Date" else seen(spoken(value))
    return HeaderLine(label, words) if words else None


def _seen_mailbox(box: Mailbox) -> Mailbox:
    return Mailbox(seen(box.name), "" if box.address.lower() == NOBODY else seen(box.address))


def dated(value: str) -> str | None:
    """Give a date as mails write it; None for what is no date, which could be any words."""
    try:
        return format_datetime(parsedate_to_datetime(value))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def shown(people: Iterable[Mailbox]) -> str:
    """Give senders or recipients as one line of words."""
    return "; ".join(
        f"{box.name} <{box.address}>" if box.name and box.address else box.name or box.address for box in people
    )


def text_of(line: HeaderLine) -> str:
    """Give the words of a header as one line."""
    return f"{line.label}: {line.value}"


def written(line: HeaderLine, edits: Sequence[Edit]) -> str:
    """Write a header with its edits; a date that was touched is left out."""
    words = text_of(line)
    at = len(line.label) + 2
    if line.label == "Date":
        return "" if edits else folded(line.label, line.value)
    if not line.mailboxes:
        return folded(line.label, unstructured(piece(words, at, len(words), edits)))
    return folded(line.label, ", ".join(_boxes(line, words, at, edits)))


def _boxes(line: HeaderLine, words: str, at: int, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield the mailboxes, each name and address with what became of it."""
    for box in line.mailboxes:
        after_name = at + len(box.name)
        start = after_name + 2 if box.name and box.address else after_name
        name = piece(words, at, after_name, edits)
        address = piece(words, start, start + len(box.address), edits) if box.address else ""
        at = words.find("; ", start + len(box.address)) + 2
        if address != box.address or not address or not _deliverable(address):
            shown = " ".join(filter(None, (name, address)))
            yield f"{phrase(shown)} <{NOBODY}>".strip()
        else:
            yield f"{phrase(name)} <{address}>" if name else address


def _deliverable(address: str) -> bool:
    """Whether an address can stand in a header as it is."""
    return address.isascii() and address.isprintable() and not set(address) & set(' <>(),;:"[]\\')
