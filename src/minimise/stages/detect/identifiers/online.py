"""E-mail addresses and links."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    Labelled,
    Shape,
    lowered,
)
from minimise.stages.detect.identifiers.words import words


class EmailAddress:
    """An address at any domain, also spelt out as `name at example dot org`."""

    id: ClassVar[str] = "email"
    _at: ClassVar[Shape] = Shape(r"[@©(\[{](?:(?<=@)|(?<=\w©)(?=\w)|[ ]?(?i:at)[ ]?[)\]}])")
    _name: ClassVar[Shape] = Shape(r"[^\W_][\w.+'%&-]{0,63}\Z|[\w+]\Z")
    _host: ClassVar[Shape] = Shape(
        r"\n?(?:[^\W_][\w-]{0,62}(?:-\n[\w-]{1,30})?[ ]?(?:[.,](?=\w)|\.[ ](?=(?:org|com|net|uk|co|gov|info)\b)"
        r"|[(\[{][ ]?dot[ ]?[)\]}][ ]?|[ ]dot[ ])){1,6}[^\W_][\w-]{0,62}(?<![-_])",
        any_case=True,
    )
    _local_host: ClassVar[Shape] = Shape(r"(?:[\w-]{1,62}\.){0,6}[\w-]{2,62}")
    _ending: ClassVar[Shape] = Shape(r"\.(?:com|org|net|uk|info|co|eu|ie|local|internal|me|io)\Z", any_case=True)
    _dot: ClassVar[Shape] = Shape(r"[ ]at[ ](?:[\w-]{1,40}[ ]dot[ ]){1,4}[\w-]{2,10}(?!\w)", any_case=True)
    _spelt: ClassVar[Shape] = Shape(r"(?<![\w.])(?:[\w+-]{1,30}[ ]dot[ ]){0,3}[\w.+-]{1,40}\Z", any_case=True)
    _at_domain: ClassVar[Shape] = Shape(
        r"at(?<=\w[ ]..)[ ](?:[\w-]{1,40}\.){1,4}(?:com|net|org|co\.uk|org\.uk|sch\.uk|ac\.uk|gov\.uk"
        r"|nhs\.uk|police\.uk|uk|info|me|io|live)\b(?![\w/])",
        any_case=True,
        openings=("at ",),
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what stands on both sides of an `@`, then addresses that are spelt out in words."""
        for match in self._at.finditer(text):
            start, end = match.span()
            start -= text[start - 1 : start] == " "
            end += text[end : end + 1] == " "
            yield from self._around(text, start, end)
        if " dot " in lowered(text):
            for match in self._dot.finditer(text):
                if name := self._spelt.before(text, match.start(), 70):
                    yield Hit(name.start(), match.end(), Kind.EMAIL, CLEAR_SHAPE, self.id)
        for match in self._at_domain.finditer(text):
            name = self._spelt.before(text, match.start() - 1, 41)
            if name is not None and name.group().lower() not in words("no_mailboxes"):
                yield Hit(name.start(), match.end(), Kind.EMAIL, CLEAR_SHAPE, self.id)

    def _around(self, text: str, start: int, end: int) -> Iterator[Hit]:
        name = self._name.before(text, start, 64)
        host = self._host.after(text, end, 255)
        if host is None and text[start:end] == "@":
            host = self._local_host.after(text, end, 255)
        if host is not None and text[start:end] == " @" and not self._ending.regex.search(host.group()):
            return  # "adds girls as @kay.x": a handle
        if name is not None and host is not None:
            yield Hit(name.start(), host.end(), Kind.EMAIL, CLEAR_SHAPE, self.id)


class WebAddress:
    """A link with or without `http`, a shortened link, or the code that lets somebody into a chat or call."""

    id: ClassVar[str] = "url"
    _link: ClassVar[Shape] = Shape(
        r"(?:(?:https?|hxxps?|ftp)://|www\.)[^\s<>\"|»]+", any_case=True, openings=("http", "hxxp", "ftp:", "www.")
    )
    _ending: ClassVar[Shape] = Shape(
        r"\.(?:[A-Za-z]{2,24}/[^\s<>\"|»]{1,300}|(?i:com|net|org|co\.uk|org\.uk|sch\.uk|ac\.uk|gov\.uk|nhs\.uk"
        r"|police\.uk|gg)(?![\w@/.-]\w|\w))"
    )
    _domain: ClassVar[Shape] = Shape(r"(?<![\w@./-])(?:[\w-]{1,63}\.){0,5}[\w-]{1,63}\Z")
    _code: ClassVar[Labelled] = Labelled(
        r"invite[ ]code|invitation[ ]code|joining[ ]code|join[ ]code|server[ ]invite|meeting[ ]id"
        r"|zoom[ ](?:meeting[ ])?id|teams[ ](?:meeting[ ])?id|passcode|server[ ]code|room[ ]code|party[ ]code"
        r"|friend[ ]code",
        r"[\w-]{3,24}(?:[ ]\d{3,4}){0,3}",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield links without the stop or bracket that ends the sentence, then labelled codes."""
        for match in self._link.finditer(text):
            yield self._trimmed(text, match.start(), match.end())
        for match in self._ending.finditer(text):
            if domain := self._domain.before(text, match.start(), 140):
                yield self._trimmed(text, domain.start(), match.end())
        for match in self._code.finditer(text):
            if any(c.isdigit() for c in match["value"]) or (
                not match["value"].istitle() and not match["value"].islower()
            ):
                yield Hit(*match.span("value"), Kind.URL, LABELLED, self.id)

    def _trimmed(self, text: str, start: int, end: int) -> Hit:
        words = text[start:end].rstrip(".,;:!?'\"")
        words = words.rstrip(")]") if not set("([") & set(words) else words
        return Hit(start, start + len(words), Kind.URL, CLEAR_SHAPE, self.id)
