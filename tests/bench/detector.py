"""The detector as the benches see it: a text goes in, stretches of it with a label come out."""

from collections.abc import Callable
from itertools import accumulate, groupby
from typing import NamedTuple

from minimise.model import Document, Part, Place, Reading, Unit
from minimise.stages.detect import Asked, find_mentions, read
from minimise.stages.identify import identify
from minimise.stages.intake import find_fields
from minimise.stages.judge import topics_of


class Find(NamedTuple):
    """A stretch `[start, end)` of the text and what it was taken for."""

    start: int
    end: int
    label: str


Finder = Callable[[str], list[Find]]


def product(text: str) -> list[Find]:
    """Find what a run of the product would find in a text file of these words, before any recipient."""
    lines = text.split("\n")
    parts = tuple(Part(Place("line", Unit.LINE, n), line) for n, line in enumerate(lines, start=1))
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    reading = Reading.of(Document("bench", "txt", parts))
    fields = find_fields(reading)
    insight = read(reading.text)
    known = identify(reading, fields, find_mentions(reading, fields, Asked(), insight), (), topics_of, insight)
    return sorted(
        Find(starts[m.span.part] + m.span.start, starts[m.span.part] + m.span.end, m.kind.value) for m in known.mentions
    )


def model(text: str) -> list[Find]:
    """Find what the trained model alone finds, without rules and without the rest of the document."""
    finds = []
    for label, run in groupby(read(text).sights, key=lambda sight: sight.entity):
        words = list(run)
        if label != "O":
            finds.append(Find(words[0].start, words[-1].end, label))
    return finds


def merged(finds: list[Find]) -> list[tuple[int, int]]:
    """Unite stretches that overlap or touch, so that every covered character counts once."""
    united: list[tuple[int, int]] = []
    for start, end, _ in sorted(f for f in finds if f.start < f.end):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united
