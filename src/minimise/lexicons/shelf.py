"""Reads the data files of this shelf: TOML, opened when first asked for and kept."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Give the contents of one data file, `name` without its suffix."""
    # Imported here because the two cost more than the whole shelf otherwise does at import time.
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def words(name: str) -> Iterator[str]:
    """Yield every word of a file whose tables are blocks of words parted by spaces."""
    for block in table(name).values():
        yield from block.split()


def folded(name: str) -> frozenset[str]:
    """Give a file's words casefolded."""
    return frozenset(word.casefold() for word in words(name))


# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


def bare(word: str) -> str:
    """Give a word casefolded, without accents and with straight apostrophes: the way most people type it."""
    from unicodedata import combining, normalize

    apart = normalize("NFD", word.casefold()).translate(_WHOLE_LETTERS)
    return "".join(letter for letter in apart if not combining(letter))


def with_bare(found: Iterable[str]) -> frozenset[str]:
    """Add to each word its spelling without accents and without apostrophes."""
    every = set(found)
    every |= {bare(word) for word in every}
    every |= {word.replace("'", "") for word in every}
    return frozenset(every)
