"""Reads a finished table of values letter by letter, without the library that wrote it, and looks at its bare text."""

import re
from collections.abc import Iterator

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.safe import Id

_STATED = re.compile(r"sep=(.)\r?\n")
_SIGNS = frozenset(",;\t|")


def values_witnesses(data: bytes) -> tuple[Witness, ...]:
    """Give what a walk through the letters sees, and the bare text.

    Raises:
        UnreadableDocument: it is not UTF-8, holds what is no text, or a quote in it does not close.
    """
    try:
        text: str | None = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    values = None if text is None or "\0" in text else _walked(text)
    if text is None or values is None:
        raise UnreadableDocument("the written table could not be read back", format=Id("csv"))
    return Witness("values", " | ".join(values)), Witness("source", text.replace('""', '"').replace("\r\n", "\n"))


def _walked(text: str) -> list[str] | None:
    """Give every value; None where a quote does not close.

    Any of the signs ends a value outside quotes, for a name in a value is found all the same.
    """
    stated = _STATED.match(text)
    letters = iter(text[stated.end() :] if stated else text)
    values: list[str] = []
    value: list[str] = []
    for letter in letters:
        if letter == '"' and not value:
            inside, after = _quoted(letters)
            if inside is None:
                return None
            value.append(inside)
            letter = after
        if letter in _SIGNS or letter in "\r\n" or not letter:
            values.append("".join(value))
            value = []
        else:
            value.append(letter)
    return [*values, "".join(value)]


def _quoted(letters: Iterator[str]) -> tuple[str | None, str]:
    """Give the words up to the closing quote, and the letter after it; None where there is none."""
    words: list[str] = []
    for letter in letters:
        if letter != '"':
            words.append(letter)
            continue
        after = next(letters, "")
        if after != '"':
            return "".join(words), after
        words.append('"')
    return None, ""
