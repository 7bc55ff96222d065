"""What a picture of a page is made of: grey dots, upright areas, and lines of words with their places."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Greys:
    """A picture as grey dots, row by row from the top."""

    width: int
    height: int
    dots: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """Columns `[left, right)` of the rows `[top, bottom)` of a picture."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.bottom - self.top

    def meets(self, other: "Area") -> bool:
        """Say whether the areas share a dot."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def around(self, other: "Area") -> "Area":
        """Give the smallest area that holds both."""
        return Area(
            min(self.top, other.top), min(self.left, other.left),
            max(self.bottom, other.bottom), max(self.right, other.right),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line and the columns it takes up."""

    text: str = field(repr=False)
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Line:
    """Words that the reader saw as one stretch of writing, from left to right."""

    words: tuple[Word, ...] = field(repr=False)
    area: Area
    score: float
    """How sure the reader is, 0 to 1."""

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)
