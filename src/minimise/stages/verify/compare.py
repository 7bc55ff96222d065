"""Compares any original with any finished file: what was taken out, and is it still somewhere inside?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minimise.formats import Witness
from minimise.model import Document
from minimise.model.matching import plain_view

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SHORT = 4
"""Letters: shorter words stand by chance in markup and prove nothing."""
_BY_CHANCE = re.compile(r"\d{1,3}|[a-z]{2}-[a-z]{2}")
"""Under the surface short numbers count styles and columns, and a pair of twice two letters is a language."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """What a comparison found: counts and place codes, never words."""

    removed: int
    readers: int
    places: tuple[str, ...]


def compare(original: Document, output: Document, witnesses: Sequence[Witness]) -> Recoverable:
    """Look in a finished file for words of the original that a reader of it no longer sees.

    What a person sees of the output was not removed. Every other word of the original, and every word the
    author had withdrawn, must not stand on any surface, nor in text that is merely covered (a black bar).
    """
    shown = {word for part in output.parts if part.visible for word in _words(part.text)}
    removed = {word for part in original.parts for word in _words(part.text) if word not in shown}
    places: set[str] = set()
    for witness in witnesses:
        if removed.intersection(_words(witness.visible or "")):
            places.add(f"{witness.reader}:text")
        for place, text in witness.surfaces:
            if any(word in removed and not _BY_CHANCE.fullmatch(word) for word in _words(text)):
                places.add(f"{witness.reader}:{place}")
    return Recoverable(len(removed), len(witnesses), tuple(sorted(places)))


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(plain_view(text).plain):
        if len(match.group()) >= _SHORT or match.group().isdigit():
            yield match.group()
