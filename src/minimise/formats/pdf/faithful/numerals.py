"""Numbers of a content stream: read strictly, written with all their digits."""

from collections.abc import Sequence

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.geometry import IDENTITY, Box, Matrix
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.painting import plain

DIGITS = 9
"""After the point: a colour written shorter than it was may round to another one."""


def matrix_of(form: Thing) -> Matrix:
    """Give the matrix of a form."""
    a, b, c, d, e, f = objects.numbers(objects.entry(form, "/Matrix"), 6) or IDENTITY
    return (a, b, c, d, e, f)


def corner(box: Box) -> tuple[float, float, float, float]:
    """Give a box as a path instruction takes it."""
    return (box.left, box.low, box.width, box.height)


def written(values: Sequence[float], operator: str) -> str:
    """Write an instruction of numbers."""
    return " ".join([*(plain(value, DIGITS) for value in values), operator])


def number_of(thing: Thing) -> float:
    """Give an operand that must be a number.

    Raises:
        PageInDoubt: it is none.
    """
    value = objects.number(thing, float("nan"))
    if value != value:
        raise PageInDoubt
    return value
