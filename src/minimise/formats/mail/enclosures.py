"""What hangs on a message: each thing through its own adapter, or withheld with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from minimise.errors import MinimiseError, UnreadableDocument
from minimise.formats.adapter import Format
from minimise.formats.lookup import UNKNOWN, format_of
from minimise.formats.mail.budget import DEEPEST, Budget
from minimise.formats.mail.calendar import calendar_letter
from minimise.formats.mail.cards import card_letter
from minimise.formats.mail.letter import Enclosed, Letter
from minimise.formats.mail.opening import letter_of
from minimise.formats.mail.packed import members
from minimise.formats.pictures import read_inlaid
from minimise.formats.recognition import is_plain_folder, looks_like_mail, looks_like_outlook, looks_like_packet
from minimise.model import Document

_TOO_DEEP = "it is packed too deeply"
_LOCKED = "password"
_UNKNOWN = "it is of a kind that cannot be read"
_UNWRITABLE = "a clean copy of it cannot be made"


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that hangs on a message, with the adapter that reads and writes it."""

    format: Format
    data: bytes = field(repr=False)
    document: Document


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One thing that hangs on a message and was read: a document, or a message with its own enclosures."""

    number: int
    content: "Attached | Opened"

    @property
    def name(self) -> str:
        """Its part in a `location`, and the stem of its neutral file name."""
        return f"attachment{self.number}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that hangs on a message and does not go with the copy."""

    number: int
    what: str
    """For the log: `image`, `attachment` or `locked attachment`."""
    reason: str

    @property
    def note(self) -> str:
        """What stands in the copy in its place."""
        return f"[Attachment {self.number} withheld: {self.reason}]"


@dataclass(frozen=True, slots=True)
class Opened:
    """A message with everything that hangs on it."""

    letter: Letter
    enclosures: tuple[Enclosure, ...]
    withheld: tuple[Withheld, ...]


def opened(letter: Letter, budget: Budget, depth: int = 0) -> Opened:
    """Read all that hangs on a message; packed folders are laid out flat.

    Raises:
        UnreadableDocument: there is too much of it; a single thing that cannot be read is withheld instead.
    """
    enclosures: list[Enclosure] = []
    withheld: list[Withheld] = []
    pictured = any(picture.what == "image" for s in letter.segments if s.page for picture in s.page.pictures)
    things = (thing for thing in letter.enclosed if not (thing.pictured and pictured) or _is_read(thing))
    for number, (thing, inside) in enumerate(_laid_out(things, budget, depth), start=1):
        met = _met(number, thing, budget, depth + inside)
        if isinstance(met, Enclosure):
            enclosures.append(met)
        else:
            withheld.append(met)
    return Opened(letter, tuple(enclosures), tuple(withheld))


def _is_read(thing: Enclosed) -> bool:
    """Say whether every word of a picture among the words was read; then it hangs on the copy, and is no ornament."""
    inlaid = read_inlaid(thing.data)
    return inlaid is not None and inlaid.whole


def _laid_out(
    things: Iterator[Enclosed], budget: Budget, depth: int, inside: int = 0
) -> Iterator[tuple[Enclosed, int]]:
    """Yield (thing, how many folders it was packed in), with folders opened."""
    for thing in things:
        budget.take(len(thing.data))
        if thing.reason or not is_plain_folder(thing.data):
            yield thing, inside
        elif depth + inside >= DEEPEST:
            yield replace(thing, reason=_TOO_DEEP), inside
        elif isinstance(unpacked := members(thing.data, budget), str):
            yield replace(thing, reason=unpacked), inside
        else:
            yield from _laid_out(iter(unpacked), budget, depth, inside + 1)


def _met(number: int, thing: Enclosed, budget: Budget, depth: int) -> Enclosure | Withheld:
    """Read one thing."""
    what = "image" if thing.kind.startswith("image/") else "attachment"
    if _LOCKED in thing.reason:
        what = "locked attachment"
    if thing.reason:
        return Withheld(number, what, thing.reason)
    thing = replace(thing, letter=thing.letter or calendar_letter(thing.data) or card_letter(thing.data))
    try:
        if (
            thing.letter is not None
            or thing.kind.startswith("message/")
            or looks_like_mail(thing.data)
            or looks_like_outlook(thing.data)
            or looks_like_packet(thing.data)
        ):
            return _message(number, thing, budget, depth)
        return _document(number, thing)
    except UnreadableDocument as problem:
        reason = _UNKNOWN if problem.summary == UNKNOWN else problem.summary
        what = "locked attachment" if _LOCKED in reason else what
    except MinimiseError:
        reason = _UNWRITABLE
    return Withheld(number, what, reason)


def _message(number: int, thing: Enclosed, budget: Budget, depth: int) -> Enclosure | Withheld:
    if depth >= DEEPEST:
        return Withheld(number, "attachment", _TOO_DEEP)
    letter = thing.letter or letter_of(thing.data)
    return Enclosure(number, opened(letter, budget, depth + 1))


def _document(number: int, thing: Enclosed) -> Enclosure:
    """Read a document, and see that a copy of it can be written: later would be too late to say so."""
    adapter = format_of(thing.data, PurePosixPath(thing.name).suffix)
    document = adapter.read(thing.data, "attachment")
    adapter.write(thing.data, [])
    return Enclosure(number, Attached(adapter, thing.data, document))
