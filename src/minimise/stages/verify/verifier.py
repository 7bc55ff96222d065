"""Searches what independent readers see in the finished file; any doubt is a leak, and a leak stops the release."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minimise.errors import UnreadableDocument
from minimise.formats import Format, Witness
from minimise.model import Verdict
from minimise.model.matching import Searched, occurrences, plain_view
from minimise.stages.verify.terms import Forbidden

# Values of drawing and layout attributes: a short name that is also one of these proves nothing there.
_SCHEMA_WORDS = frozenset(
    "auto black white red green blue yellow brown gray grey left right center both single double page text field "
    "table long short line block rose amber normal title header footer none default start end top bottom solid "
    "nil clear accent major minor heading body list light dark medium strong emphasis quote".split()
)


_LONG_NUMBER = 8
"""Digits; six can be a colour."""


_AGAIN = re.compile(r"(\[[^\[\]\n]{2,60}\])(?:[\s,;]*\1)*(?:'s?(?!\w))?")
"""A mark, however often it is said over: strict writing says it once, and gives `'s` one form."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One safety unit as it must read in the finished file."""

    id: str
    words: str = field(repr=False)


def verify(data: bytes, fmt: Format, expected: str, forbidden: Sequence[Forbidden], units: Sequence[Unit]) -> Verdict:
    """Re-read finished bytes and give the verdict.

    Args:
        data: the finished file.
        fmt: its adapter, for the witnesses.
        forbidden: every withheld value.
        expected: what the file must say. A withheld word may stand as often as it stands here (a surname that
            the child shares with somebody withheld), and not once more.
        units: safety units that must all be there, word for word apart from names.
    """
    try:
        witnesses = fmt.witnesses(data)
    except UnreadableDocument:
        return Verdict((), len(forbidden), 1, ("unreadable",), len(units), 0)
    leaks: list[str] = []
    wanted, seen = Searched(expected), [_Seen(witness) for witness in witnesses]
    for term in forbidden:
        allowed = 0 if term.absolute else _count(wanted, term.words)
        for witness in seen:
            leaks += witness.leaks(term, allowed)
    present = sum(any(witness.says(unit) for witness in seen) for unit in units)
    places = tuple(sorted(set(leaks)))
    return Verdict(tuple(w.reader for w in witnesses), len(forbidden), len(leaks), places, len(units), present)


class _Seen:
    """What one reader saw, prepared once for all terms and units."""

    __slots__ = ("below", "joined", "reader", "squeezed", "surfaces", "visible")

    def __init__(self, witness: Witness) -> None:
        self.reader = witness.reader
        self.visible = None if witness.visible is None else Searched(witness.visible)
        self.squeezed = None if self.visible is None else _squeezed(self.visible.view.plain)
        self.surfaces = witness.surfaces
        # All surfaces as one text: what is nowhere in it, as nearly everything is, is on none of them.
        self.joined = "\n".join(text for _, text in witness.surfaces)
        self.below = Searched(self.joined)

    def leaks(self, term: Forbidden, allowed: int) -> list[str]:
        """Name the places where a withheld value stands more often than it may."""
        found = []
        if self.visible is not None and _count(self.visible, term.words) > allowed:
            found.append(f"{self.reader}:text")
        if (term.absolute or not _may_be_schema(term.words)) and self.below.may_hold(term.words):
            found += [f"{self.reader}:{place}" for place in self._places(term.words, allowed)]
        return found

    def _places(self, words: str, allowed: int) -> Iterator[str]:
        """Name the surfaces, none where not even all of them together hold the value more often than allowed."""
        count, together = _count_in, _count(self.below, words)
        if _is_short_number(words):
            count, together = _count_as_written, _count_as_written(self.joined, words)
        if together > allowed:
            yield from (place for place, text in self.surfaces if count(text, words) > allowed)

    def says(self, unit: Unit) -> bool:
        """Whether the reader finds the unit, whatever its line breaks and spacing."""
        return self.squeezed is not None and _squeezed(plain_view(unit.words).plain) in self.squeezed


def _is_short_number(words: str) -> bool:
    """Whether a value is a number so short that a colour or size in the markup may hold its digits by chance."""
    return not any(char.isalpha() for char in words) and sum(char.isdigit() for char in words) < _LONG_NUMBER


def _count_as_written(text: str, words: str) -> int:
    value = words.strip()
    return len(re.findall(rf"(?<!\d){re.escape(value)}(?!\d)", text)) if value in text else 0


def _may_be_schema(words: str) -> bool:
    """Whether a short single word can stand in markup by itself."""
    plain = plain_view(words).plain.strip()
    return len(re.sub(r"\W", "", plain)) < 4 or plain in _SCHEMA_WORDS


def _count(searched: Searched, words: str) -> int:
    return sum(1 for _ in searched.occurrences(words))


def _count_in(text: str, words: str) -> int:
    return sum(1 for _ in occurrences(text, words))


def _squeezed(plain: str) -> str:
    return re.sub(r"[\W_]+", "", _AGAIN.sub(r"\1", plain))
