"""Which of several versions of a message's words is the message, and what only the others say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minimise.formats.html.page import Withdrawn
from minimise.formats.mail.letter import Enclosed, Segment, aside
from minimise.model import Surface

_RICH_ENOUGH = 0.6
"""A page with fewer letters than this share of the typed version is a stub that points to it."""
_LINK = re.compile(r"<?(?:https?|mailto|cid):[^\s>]*>?|\[(?:cid|image)[^\]]*\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a part of a message brings: words that people see, things enclosed, words that nobody sees."""

    segments: tuple[Segment, ...] = field(repr=False, default=())
    enclosed: tuple[Enclosed, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = field(repr=False, default=())
    calendar: bool = False
    packet: bool = False
    """Whether it came out of Outlook's packet, which repeats the message it hangs on."""

    def __add__(self, other: "Offer") -> "Offer":
        """Give what both bring, one after the other."""
        return Offer(
            (*self.segments, *other.segments),
            (*self.enclosed, *other.enclosed),
            (*self.withdrawn, *other.withdrawn),
            self.calendar and other.calendar,
            self.packet or other.packet,
        )


def together(offers: Sequence[Offer], beside: Offer) -> Offer:
    """Put the parts of a message one after the other; a packet only brings what the others do not say."""
    plain = sum((offer for offer in offers if not offer.packet), beside)
    for offer in offers:
        if offer.packet:
            said = any(line.text.strip() for segment in plain.segments for line in segment.lines)
            only = _only_in(offer, plain) if said else []
            plain += Offer(() if said else offer.segments, offer.enclosed, (*only, *offer.withdrawn))
    return plain


def chosen(offers: Sequence[Offer]) -> Offer:
    """Choose the version that a mail program shows, which is the page if it says as much as the typed one.

    A line that stands only in another version is withdrawn, not lost: the reviewer sees it, and a safety concern
    in it goes to a person. A calendar entry is no other version; it comes after the message.
    """
    versions = [offer for offer in offers if offer.segments and not offer.calendar]
    shown = _shown(versions)
    result = sum((o for o in offers if o is shown), Offer())
    for other in offers:
        if other is shown:
            continue
        only = () if other.calendar or shown is None else tuple(_only_in(other, shown))
        result += Offer(other.segments if other.calendar else (), other.enclosed, (*only, *other.withdrawn))
    return result


def _shown(versions: Sequence[Offer]) -> Offer | None:
    pages = [version for version in versions if any(segment.page for segment in version.segments)]
    typed = [version for version in versions if version not in pages]
    if not pages or not typed:
        return next(reversed(pages or typed), None)
    rich = len(_letters(pages[-1])) >= _RICH_ENOUGH * len(_letters(typed[-1]))
    return pages[-1] if rich else typed[-1]


def _only_in(other: Offer, shown: Offer) -> list[Withdrawn]:
    """Give the lines of another version with words that the shown one does not have."""
    letters = _letters(shown)
    known = set(_WORD.findall(_text(shown).casefold()))
    missing = []
    for line in _text(other).split("\n"):
        words = _WORD.findall(_LINK.sub(" ", line).casefold())
        if "".join(words) not in letters and not known.issuperset(words):
            missing.append(aside(Surface.HIDDEN, "other-version", line))
    return missing


def _text(offer: Offer) -> str:
    return "\n".join(line.text for segment in offer.segments for line in segment.lines)


def _letters(offer: Offer) -> str:
    return "".join(_WORD.findall(_LINK.sub(" ", _text(offer)).casefold()))
