"""A message after reading, whatever container it came in: who wrote to whom, what it says, what hangs on it."""

from dataclasses import dataclass, field

from minimise.formats.html.page import Line, Page, Withdrawn
from minimise.formats.plain import lines_of
from minimise.model import Surface

HEADERS, BODY = "headers", "body"
"""Names of the parts in a `location`."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A sender or recipient: their name, their address, or both."""

    name: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One header that may leave; `value` is shown, `mailboxes` are its people, if it names some."""

    label: str
    value: str = field(repr=False)
    mailboxes: tuple[Mailbox, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the message's own words: typed lines, or the lines of a page."""

    lines: tuple[Line, ...] = field(repr=False)
    page: Page | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Something that hangs on the message, as it came."""

    data: bytes = field(repr=False)
    kind: str
    """Its media type, as the message states it."""
    name: str = field(repr=False, default="")
    reason: str = ""
    """A sentence of ours that says why it cannot be read, where that is known already."""
    pictured: bool = False
    """Whether it is a picture that the message shows among its words."""
    letter: "Letter | None" = None
    """Where it is a message that has no bytes of its own, as in Outlook's files."""


@dataclass(frozen=True, slots=True)
class Letter:
    """All of a message."""

    headers: tuple[HeaderLine, ...] = field(repr=False)
    segments: tuple[Segment, ...] = field(repr=False)
    enclosed: tuple[Enclosed, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = field(repr=False, default=())


def typed(text: str) -> Segment:
    """Give typed text as a segment; trailing blank lines say nothing."""
    return Segment(tuple(Line(line) for line in lines_of(text.rstrip())))


def aside(surface: Surface, place: str, text: str) -> Withdrawn:
    """Give words that stand in the message and are not shown, in one line."""
    return Withdrawn(surface, place, " ".join(text.split()))
