"""Names that people go by online."""

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    SHAPE,
    Shape,
    alternatives,
    by_first_letter,
    opening,
)
from minimise.stages.detect.identifiers.words import words

_ACCOUNT = (
    r"(?:user[ ]?name|user|handle|account|acc|profile|id|tag|gamer[ ]?tag|name|called|channel|page|friend[ ]code)"
)
_LABEL = (
    r"user[ ]?name|gamer[ ]?tag|screen[ ]?name|online[ ](?:name|handle|alias)|profile[ ]name"
    r"|known[ ]online[ ]as|goes[ ]online[ ]as"
)
_TELLING = r"(?=[A-Za-z-]{0,20}[_\d]|[a-z-]{0,20}\.\w|[A-Z]?[a-z]{1,20}[A-Z])"
"""What makes a word a handle rather than a word: a stroke or digit, a dot within, a capital in the middle."""
_VALUE = r"[A-Za-z0-9_][\w.-]{1,29}(?<![.-])"
_MEASURE = Shape(r"\d+(?:am|pm|st|nd|rd|th|yrs?|x|k|s|hrs?|mins?)?\Z", any_case=True)


@cache
def _platforms(*lists: str) -> tuple[str, ...]:
    """Give platforms as expressions; a blank in a name may be left out."""
    return tuple(name.replace(" ", "[ ]?") for kind in lists for name in sorted(words(kind)))


@cache
def _named() -> Shape:
    """Give the shape of a handle behind a platform's account, a sure platform's colon, or a word such as `username`."""
    every = by_first_letter(_platforms("platforms", "doubtful_platforms"))
    sure = by_first_letter(_platforms("platforms"))
    return Shape(
        rf"(?:(?:{every})[ ]{_ACCOUNT}|{_LABEL}|(?:{sure})(?=[ ]?[:=|]))s?\b(?:[ \t]{{0,2}}(?:[:=|–-]|is\b"
        rf"|was\b|as\b|called\b)){{0,2}}"
        rf"[ \t\n]{{1,2}}(?:[\"“'](?P<quoted>[^\"”'\n]{{2,30}})[\"”']|[\"'(@]?(?P<value>{_VALUE})"
        r"(?P<more>(?-i:(?:[ ](?:[A-Z][\w-]*|\d+)){1,2})(?=[ ]*(?:\n|\||\Z)))?)",
        any_case=True,
        openings=_openings("platforms", "doubtful_platforms", labels=_LABEL),
    )


@cache
def _cued() -> Shape:
    """Give the shape of what only a handle looks like, beside a platform."""
    every = by_first_letter(_platforms("platforms", "doubtful_platforms", "short_platforms"))
    return Shape(
        rf"(?i:{every})(?:['’]s)?\b(?:[ \t]{{0,2}}(?:[:=|(,–-]|is\b|as\b|under\b|called\b|name\b|account\b)){{0,3}}"
        rf"[ \t]{{0,2}}[\"'($]?(?P<value>{_TELLING}[A-Za-z0-9_][\w.-]{{2,29}}(?<![.-]))(?![/%:])",
        openings=_openings("platforms", "doubtful_platforms", "short_platforms"),
    )


def _openings(*lists: str, labels: str = "") -> list[str]:
    return [opening(word) for word in (*_platforms(*lists), *alternatives(labels)) if word]


class Handle:
    """A name somebody goes by online: behind an `@`, a platform's name or a word such as `username`."""

    id: ClassVar[str] = "handle"
    _at: ClassVar[Shape] = Shape(r"@(?<![\w.@/]@)[A-Za-z0-9_](?:[\w.-]{0,28}\w)?")
    _numbered: ClassVar[Shape] = Shape(r"\#\d{4}(?!\w)")
    _before_number: ClassVar[Shape] = Shape(r"(?<![\w#])[\w.]{2,32}\Z")
    _alias: ClassVar[Shape] = Shape(
        r"(?i:(?:messages?|messaging|plays?|playing|chats?|posts?|streams?|games?|adds?[ ]\w+|added[ ]\w+|known"
        r"|listed|saved)[ ]as"
        r"|goes[ ]by|going[ ]by|(?:calls?|called)[ ](?:him|her|them)sel(?:f|ves))[ ][\"'(]?"
        rf"(?P<value>{_TELLING}{_VALUE})(?![/%:])",
        openings=(
            *(
                "messag",
                "play",
                "chat",
                "post",
                "stream",
                "game",
                "add",
                "known",
                "listed",
                "saved",
                "goes by",
                "going by",
            ),
            "call",
        ),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield handles behind an `@`, then labelled ones, then what only a handle looks like beside a cue."""
        for match in self._at.finditer(text):
            yield Hit(match.start(), match.end(), Kind.HANDLE, CLEAR_SHAPE, self.id)
        for match in self._numbered.finditer(text):
            if name := self._before_number.before(text, match.start(), 33):
                yield Hit(name.start(), match.end(), Kind.HANDLE, CLEAR_SHAPE, self.id)
        for match in _named().finditer(text):
            if match["quoted"]:
                yield Hit(*match.span("quoted"), Kind.HANDLE, LABELLED, self.id)
            elif not _is_no_handle(match["value"]):
                end = match.end("more") if match["more"] else match.end("value")
                yield Hit(match.start("value"), end, Kind.HANDLE, LABELLED, self.id)
        for shape in (_cued(), self._alias):
            for match in shape.finditer(text):
                if any(c.isalpha() for c in match["value"]) and not (
                    _MEASURE.regex.match(match["value"]) or _is_no_handle(match["value"])
                ):
                    yield Hit(*match.span("value"), Kind.HANDLE, SHAPE, self.id)


def _is_no_handle(value: str) -> bool:
    """Say whether it is a word that people write in place of a handle, or the name of another platform."""
    low = value.lower()
    return low in words("no_handles") or low in {name.replace(" ", "") for name in words("platforms")}
