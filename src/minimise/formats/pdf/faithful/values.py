"""Values of the new file before there is one: plain, comparable, and holding nothing of the old file but numbers."""

from dataclasses import dataclass, field
from typing import Any, Union

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Plain = Union[float, int, bool, str, bytes, tuple["Plain", ...], "Entries", "Flow"]
"""A text that begins with a slash is a name; bytes are a string."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A dictionary: its keys, without a slash, with their values."""

    pairs: tuple[tuple[str, Plain], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """A stream: the entries of its dictionary, and its bytes."""

    entries: Entries
    data: bytes = field(repr=False)


def entries(**pairs: Plain | None) -> Entries:
    """Make a dictionary; what is None is left out."""
    return Entries(tuple((key, value) for key, value in pairs.items() if value is not None))


@dataclass(slots=True)
class Builder:
    """Makes objects of a new file; equal streams and dictionaries are made once."""

    pdf: pikepdf.Pdf = field(repr=False)
    made: dict[Entries | Flow, pikepdf.Object] = field(default_factory=dict, repr=False)

    def build(self, value: Plain) -> Any:
        """Give a value as an object."""
        if isinstance(value, (Entries, Flow)):
            if value not in self.made:
                self.made[value] = self._made(value)
            return self.made[value]
        if isinstance(value, tuple):
            return Array([self.build(each) for each in value])
        if isinstance(value, str):
            return Name(value)
        if isinstance(value, bytes):
            return String(value)
        return value if isinstance(value, (bool, int)) else _number(value)

    def _made(self, value: Entries | Flow) -> pikepdf.Object:
        inside = value if isinstance(value, Entries) else value.entries
        found = {f"/{key}": self.build(each) for key, each in inside.pairs}
        if isinstance(value, Flow):
            return self.pdf.make_stream(value.data, found)
        return self.pdf.make_indirect(Dictionary(found))


def _number(value: float) -> float:
    short = round(value, 9)
    return int(short) if short == int(short) else short
