"""Plane geometry of PDF: affine matrices and boxes, both plain tuples of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Give the image of a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def stretch(matrix: Matrix) -> float:
    """Give the mean length that a unit line gets, for line widths."""
    a, b, c, d, _, _ = matrix
    return (hypot(a, b) + hypot(c, d)) / 2


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, left ≤ right and low ≤ high."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Box":
        """Give the smallest box that holds all points; there must be one."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        """The horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The vertical extent."""
        return self.high - self.low

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Say whether a point lies inside."""
        return self.left - slack <= x <= self.right + slack and self.low - slack <= y <= self.high + slack

    def meets(self, other: "Box") -> bool:
        """Say whether both boxes share a point."""
        return (
            self.left <= other.right and other.left <= self.right and self.low <= other.high and other.low <= self.high
        )

    def meet(self, other: "Box") -> "Box":
        """Give the common part; where there is none, an empty box at the border."""
        left, low = max(self.left, other.left), max(self.low, other.low)
        return Box(left, low, max(left, min(self.right, other.right)), max(low, min(self.high, other.high)))

    def image(self, matrix: Matrix) -> "Box":
        """Give the box around this box's image."""
        corners = ((self.left, self.low), (self.right, self.low), (self.left, self.high), (self.right, self.high))
        return Box.around(moved(matrix, x, y) for x, y in corners)
