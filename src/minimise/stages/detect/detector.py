"""Finds everything once over the whole reading, then every further form of what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from minimise.model import Field, Hit, Insight, Kind, Mention, Reading
from minimise.model.matching import occurrences
from minimise.stages.detect.doubts import doubted
from minimise.stages.detect.engine import Finder, analyse
from minimise.stages.detect.identifiers import find_identifiers
from minimise.stages.detect.identifiers import resolve as resolve_identifiers
from minimise.stages.detect.names import find_names
from minimise.stages.detect.names.letters import initials_alone
from minimise.stages.detect.names.tokens import Words
from minimise.stages.detect.places import find_places
from minimise.stages.detect.propagate import in_file_name, propagate
from minimise.stages.detect.reader import hits_of
from minimise.stages.detect.resolve import mentions_of, resolve
from minimise.stages.detect.sift import sift, without_neighbours

_NOTHING_READ = Insight()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sender said about words: who the subject is, what must never leave, what is no name."""

    subjects: tuple[str, ...] = field(default=(), repr=False)
    protect: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)


def find_mentions(
    reading: Reading, fields: Sequence[Field], asked: Asked | None = None, insight: Insight = _NOTHING_READ
) -> tuple[Mention, ...]:
    """Give every mention of the document, in reading order and free of overlap.

    Raises:
        SetupIncomplete: the language model is missing.
    """
    asked = asked or Asked()
    words = Words(reading.text)
    ours = {
        "uk.identifiers": resolve_identifiers(find_identifiers(reading.text)),
        "uk.places": find_places(reading.text),
        "model.context": tuple(hits_of(reading.text, insight)),
        "names.rules": (
            *find_names(reading, fields),
            *initials_alone(reading.text),
            *_said_names(reading.text, asked.subjects),
        ),
    }
    hits = analyse(reading.text, [(name, _within(found)) for name, found in ours.items()])
    hits = sift(words, hits)
    hits = without_neighbours(words, doubted(reading.text, insight, hits))
    hits = tuple(_without_glued(hits, in_file_name(reading, hits)))
    hits = doubted(reading.text, insight, (*hits, *propagate(reading, words, hits)))
    hits = without_neighbours(words, hits)
    hits = _without_kept(reading.text, hits, asked.keep)
    return mentions_of(reading, resolve((*hits, *_protected(reading.text, asked.protect))))


def _without_glued(hits: Sequence[Hit], named: Sequence[Hit]) -> Iterable[Hit]:
    """Leave out what the model reads over a known name in the file's own name: `TWard` is the Ward of the text."""
    glued = [(hit.start, hit.end) for hit in named]
    for hit in hits:
        if hit.found_by != "model.context" or not any(s < hit.end and hit.start < e for s, e in glued):
            yield hit


def _within(hits: Sequence[Hit]) -> Finder:
    return lambda start, end: [hit for hit in hits if start <= hit.start and hit.end <= end]


def _said_names(text: str, names: Sequence[str]) -> Iterable[Hit]:
    """Yield the names that the sender gave with `--subject`."""
    for name in names:
        for start, end in occurrences(text, name):
            yield Hit(start, end, Kind.PERSON, 1.0, "asked.subject")


def _protected(text: str, terms: Sequence[str]) -> Iterable[Hit]:
    """Yield every occurrence of the case's Protected List."""
    for term in terms:
        for start, end in occurrences(text, term):
            yield Hit(start, end, Kind.PROTECTED, 1.0, "asked.protect")


def _without_kept(text: str, hits: Sequence[Hit], keep: Sequence[str]) -> tuple[Hit, ...]:
    """Drop finds that are wholly words the sender says are no name."""
    kept = {stretch for word in keep for stretch in occurrences(text, word)}
    return tuple(hit for hit in hits if not any(s <= hit.start and hit.end <= e for s, e in kept))
