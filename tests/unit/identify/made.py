"""Small documents with their finds marked in the text, so that who is who can be tested without a detector."""

import re
from dataclasses import dataclass, field

from minimise.model import Belonging, Document, Kind, Mention, Part, Person, Place, Reading, Role, Span, Unit
from minimise.stages.identify import Identified, identify
from minimise.stages.intake import find_fields
from minimise.stages.judge import topics_of

_MARK = re.compile(r"<(?:(?P<kind>[A-Z_]+):)?(?P<words>[^<>]+)>")


@dataclass(frozen=True)
class Case:
    """A document of which everything is known that `identify` gives."""

    reading: Reading = field(repr=False)
    mentions: tuple[Mention, ...]
    identified: Identified

    @property
    def people(self) -> tuple[Person, ...]:
        return self.identified.who.people

    def words(self, mention_id: str) -> str:
        span = next(m.span for m in self.identified.mentions if m.id == mention_id)
        return self.reading.document.words(span)

    def names(self, person: Person) -> list[str]:
        return [self.words(i) for i in person.mention_ids]

    def person(self, name: str, which: int = 0) -> Person:
        """Give whoever the nth mention of exactly these words stands for."""
        ids = [m.id for m in self.mentions if self.words(m.id) == name]
        return next(p for p in self.people if ids[which] in p.mention_ids)

    def roles(self, name: str, which: int = 0) -> list[Role]:
        return [finding.role for finding in self.person(name, which).roles]

    def groups(self) -> list[list[str]]:
        """Give the names of each person, in order of first appearance."""
        return [self.names(person) for person in self.people]

    def belonging(self, words: str) -> Belonging:
        return self.identified.who.belongings[self._id(words)]

    def owner(self, words: str) -> str | None:
        """Give the first name of whoever these words belong to."""
        owner = self.belonging(words).person_id
        return next((self.names(p)[0] for p in self.people if p.id == owner), None)

    def clues(self) -> list[str]:
        """Give what was found to give a source away."""
        found = [m for m in self.identified.mentions if m.kind is Kind.SOURCE_CLUE]
        return [self.reading.document.words(m.span) for m in sorted(found, key=lambda m: m.span)]

    def without_clues(self) -> str:
        """Give the text with every clue, and every name of a source, taken out."""
        gone = {m.span for m in self.identified.mentions if m.kind is Kind.SOURCE_CLUE}
        spans = {m.id: m.span for m in self.identified.mentions}
        gone |= {spans[i] for p in self.people if p.has(Role.SOURCE) for i in p.mention_ids}
        lines = [part.text for part in self.reading.document.parts]
        for span in sorted(gone, reverse=True):
            lines[span.part] = lines[span.part][: span.start] + "#" + lines[span.part][span.end :]
        return "\n".join(lines)

    def _id(self, words: str) -> str:
        return next(m.id for m in self.identified.mentions if self.words(m.id) == words and m.id in self._owned)

    @property
    def _owned(self) -> set[str]:
        return set(self.identified.who.belongings)


def case(*lines: str, subjects: tuple[str, ...] = ()) -> Case:
    """Make a text document; `<Kelly>` marks a name, `<PHONE:07700 900461>` a find of another kind."""
    reading, mentions = marked(*lines)
    found = identify(reading, find_fields(reading), mentions, subjects, topics_of)
    return Case(reading, mentions, found)


def marked(*lines: str) -> tuple[Reading, tuple[Mention, ...]]:
    """Give the reading of marked lines, and the mentions that the marks stand for."""
    parts: list[Part] = []
    mentions: list[Mention] = []
    for index, line in enumerate(lines):
        pieces, at = [], 0
        for match in _MARK.finditer(line):
            pieces.append(line[at : match.start()])
            start = sum(map(len, pieces))
            kind = Kind(match["kind"] or "PERSON")
            span = Span(index, start, start + len(match["words"]))
            mentions.append(Mention(f"m{len(mentions) + 1:04}", span, kind, 0.9, ("test",)))
            pieces.append(match["words"])
            at = match.end()
        pieces.append(line[at:])
        parts.append(Part(Place("line", Unit.LINE, index + 1), "".join(pieces)))
    return Reading.of(Document("case", "txt", tuple(parts))), tuple(mentions)
