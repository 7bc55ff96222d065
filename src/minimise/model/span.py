"""Where some words are, never the words themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one part's text: part index, then code points `[start, end)`.

    Raises:
        ValueError: if the span is empty or turned round; an empty span would decide nothing.
    """

    part: int
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse spans that cannot hold a word."""
        if not 0 <= self.start < self.end:
            raise ValueError("a span is never empty")

    def overlaps(self, other: "Span") -> bool:
        """Say whether both spans share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies inside this span."""
        return self.part == other.part and self.start <= other.start and other.end <= self.end
