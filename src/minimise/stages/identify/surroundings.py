"""What stands around a mention: the sentence it is in, and the words just before and after it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from minimise.model import Mention, Reading, Span


@dataclass(frozen=True, slots=True)
class Sight:
    """One name mention with its surroundings, all as stretches of the reading."""

    mention: Mention
    start: int
    end: int
    sentence: tuple[int, int]
    before: str = field(repr=False)
    """Up to 80 characters of the same sentence, line ends as spaces."""
    after: str = field(repr=False)
    text: str = field(repr=False)
    """The mention's own words."""
    onward: str = field(repr=False)
    """Up to 160 characters that follow in the same paragraph or cell, over the ends of sentences."""


class Surroundings:
    """Looks up sentences and neighbours in one reading."""

    def __init__(self, reading: Reading) -> None:
        """Split the reading once."""
        self.reading = reading
        self.sentences = tuple(reading.sentences())
        self._starts = [start for start, _ in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """Give the index of the sentence that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Give the sentence that holds an offset; the reading's ends where there is none."""
        return self.sentences[self.sentence_index(offset)] if self.sentences else (0, len(self.reading.text))

    def sight(self, mention: Mention) -> Sight:
        """Give a mention with what stands around it."""
        start, end = self.reading.offset(mention.span)
        low, high = self.sentence_of(start)
        text = self.reading.text
        before = text[max(low, start - 80) : start].replace("\n", " ")
        after = re.sub(r"\bwkr\b", "worker", text[end : min(max(high, end), end + 80)].replace("\n", " "))
        onward = re.split(r"\n\n| \| ", text[end : end + 160], maxsplit=1)[0].replace("\n", " ")
        return Sight(mention, start, end, (low, high), before, after, text[start:end], onward)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the parts' spans of a stretch, as evidence."""
        return self.reading.spans(start, end)
