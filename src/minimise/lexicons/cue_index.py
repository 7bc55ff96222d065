"""The index of every book of cues, kept beside the tables it was made from, so that no run has to make it.

Rewrite it after an edit of a table: `python -m minimise.lexicons.cue_index`. Until then the books are made from the
tables themselves, which costs a run about half a second and changes nothing else.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from minimise.lexicons.cue_book import CueBook

NAME = "cues.json"
_MADE_FROM = ("safety.toml", "relevance.toml", "marks.toml")


def book(name: str, make: Callable[[], CueBook]) -> CueBook:
    """Give a book from the index, or make it where the index is older than the tables.

    Args:
        name: the book's name in the index.
        make: makes the book from its table.
    """
    books = _books()
    return CueBook.from_data(books[name]) if name in books else make()


def written() -> str:
    """Give the index of all books as it should stand in its file."""
    from minimise.lexicons import marks, relevance, safety

    made = {
        "topics": safety.made_topic_cues(),
        "removable": relevance.made_removable_cues(),
        "keeping": relevance.made_keeping_cues(),
        "marks": marks.made_mark_cues(),
        "counter": marks.made_counter_cues(),
    }
    index = {"made_from": _digest(), "books": {name: book.to_data() for name, book in made.items()}}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def _books() -> dict[str, Any]:
    """Read the index once; an index of other tables than the present ones counts as none."""
    file = resources.files(__package__).joinpath(NAME)
    index: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    books: dict[str, Any] = index.get("books", {})
    return books if index.get("made_from") == _digest() else {}


def _digest() -> str:
    """Give the digest of all tables that hold cues, whatever the line ends of the checkout."""
    digest = hashlib.sha256()
    for name in _MADE_FROM:
        digest.update(resources.files(__package__).joinpath(name).read_text("utf-8").encode())
    return digest.hexdigest()


if __name__ == "__main__":
    Path(__file__).with_name(NAME).write_text(written(), "utf-8", newline="\n")
    sys.stdout.write(f"{NAME} written\n")
