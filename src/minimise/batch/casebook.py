"""The labels of a case: who has been `Neighbour 1` in one of its documents is that in all, and nobody else is."""

import hmac
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from minimise.lexicons import titles
from minimise.model import Document, Kind, Mention, Person
from minimise.model.matching import plain_view

_LABEL = re.compile(r"(.+) (\d+)")
_WORD = re.compile(r"[^\W\d_]+")
_FULL = 2
"""Words: a first name or a surname alone never says that two people are one."""


@dataclass(slots=True)
class CaseBook:
    """Labels by keyed digest of a full name and role word; it holds no names and can be kept beside the results."""

    key: bytes = field(repr=False)
    labels: dict[str, str] = field(default_factory=dict, repr=False)
    counts: Counter[str] = field(default_factory=Counter)
    added: dict[str, str] = field(default_factory=dict, repr=False)
    """What the last document brought, to be kept by whoever keeps the book."""

    @classmethod
    def of(cls, key: bytes, labels: Mapping[str, str]) -> "CaseBook":
        """Open a book on what earlier documents brought."""
        book = cls(key, dict(labels))
        for label in labels.values():
            book._counted(label)
        return book

    def relabelled(
        self, document: Document, mentions: Iterable[Mention], people: Iterable[Person]
    ) -> tuple[Person, ...]:
        """Give the people of a further document with the labels of the case.

        Somebody without a full name gets a number that nobody else of the case has: two people under one label would be
        worse than one person under two.
        """
        self.added = {}
        by_id = {mention.id: mention for mention in mentions}
        text = "\n".join(part.text for part in document.parts).casefold()
        return tuple(self._relabelled(document, by_id, person, text) for person in people)

    def _relabelled(self, document: Document, by_id: Mapping[str, Mention], person: Person, text: str) -> Person:
        match = _LABEL.fullmatch(person.label)
        if match is None:
            return person
        word = match[1]
        found = [self._digest(word, name) for name in self._full_names(document, by_id, person)]
        label = next((self.labels[digest] for digest in found if digest in self.labels), None)
        if label is None:
            label = self._next(word, text)
            # A name that nobody can look up again still takes its number, under a digest of its own.
            found = found or [self._digest(word, label)]
        for digest in found:
            if digest not in self.labels:
                self.labels[digest] = self.added[digest] = label
        return replace(person, label=label)

    def _next(self, word: str, text: str) -> str:
        self.counts[word] += 1
        while f"[{word} {self.counts[word]}]".casefold() in text:
            self.counts[word] += 1
        return f"{word} {self.counts[word]}"

    def _counted(self, label: str) -> None:
        match = _LABEL.fullmatch(label)
        if match is not None:
            self.counts[match[1]] = max(self.counts[match[1]], int(match[2]))

    def _digest(self, word: str, name: str) -> str:
        return hmac.new(self.key, f"{word}\0{name}".encode(), "sha256").hexdigest()

    @staticmethod
    def _full_names(document: Document, by_id: Mapping[str, Mention], person: Person) -> list[str]:
        names = set()
        for id_ in person.mention_ids:
            mention = by_id.get(id_)
            if mention is None or mention.kind is not Kind.PERSON:
                continue
            words = _WORD.findall(plain_view(document.words(mention.span)).plain)
            kept = [word for word in words if word not in titles()]
            if len(kept) >= _FULL and all(len(word) > 1 for word in kept):
                names.add(" ".join(kept))
        return sorted(names)
