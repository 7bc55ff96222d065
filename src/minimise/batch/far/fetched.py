"""An object that was fetched once, to be read as a file is."""

from dataclasses import dataclass, field

from minimise.batch.far.path import FarPath


@dataclass(frozen=True, slots=True)
class Size:
    """The part of a file's state that a reader asks for."""

    st_size: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an object and what it looked like at the time."""

    source: FarPath = field(repr=False)
    looks: str
    data: bytes = field(repr=False)

    @classmethod
    def of(cls, source: FarPath) -> "Fetched":
        """Fetch an object; one that is too large to be read is not fetched, and intake refuses it by its size.

        Raises:
            OSError: it is not there, or the store does not answer.
        """
        from minimise.stages.intake import LARGEST

        looks = source.looks()
        small = int(looks.partition(":")[0]) <= LARGEST
        return cls(source, looks, source.read_bytes() if small else b"")

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.source.stem

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return self.source.suffix

    def is_file(self) -> bool:
        """Say that it is one; a folder cannot be fetched."""
        return True

    def stat(self) -> Size:
        """Give its size in the store."""
        return Size(int(self.looks.partition(":")[0]))

    def read_bytes(self) -> bytes:
        """Give the bytes."""
        return self.data

    def still_there(self) -> bool:
        """Say whether the object is still the one that was fetched.

        Raises:
            OSError: it is gone, or the store does not answer.
        """
        return self.source.looks() == self.looks
