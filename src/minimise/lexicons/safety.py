"""The cues of the safety topics S01 to S34, read from data and compiled when first asked for."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_NAME = re.compile(r"\{([a-z_]+)\}")
# A tilde in a cue stands for up to five words between; sentences come with single spaces.
_GAP = r"[^ ]*(?: [^ ]+){0,5}? [\"'(]?"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Clue:
    """Several patterns that must all be found in a sentence, and some that must not."""

    wanted: tuple[re.Pattern[str], ...]
    unwanted: tuple[re.Pattern[str], ...] = ()

    def fits(self, sentence: str) -> bool:
        """Say whether the clue holds for a sentence in lower case with single spaces."""
        return all(p.search(sentence) for p in self.wanted) and not any(p.search(sentence) for p in self.unwanted)


@dataclass(frozen=True, slots=True)
class Topic:
    """How one safety topic shows: in words of any kind, or in short forms written as capitals."""

    id: str
    strong: re.Pattern[str]
    clues: tuple[Clue, ...]
    codes: re.Pattern[str]

    def shows_in(self, sentence: str, written: str) -> bool:
        """Say whether the topic shows; `written` is the sentence as the author typed it."""
        return bool(
            self.strong.search(sentence)
            or self.codes.search(written)
            or any(clue.fits(sentence) for clue in self.clues)
        )


@dataclass(frozen=True, slots=True)
class WeakWord:
    """A word that looks innocent; it is a cue only beside another one."""

    pattern: re.Pattern[str]
    topics: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Give every topic with its compiled cues, in the order of their ids."""
    data = _table()
    return tuple(_topic(row, data["words"]) for row in data["topic"])


@cache
def weak_words() -> tuple[WeakWord, ...]:
    """Give the words of the warning band."""
    data = _table()
    return tuple(WeakWord(pattern(row["words"], data["words"]), tuple(row["topics"])) for row in data["weak"])


def pattern(expression: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Compile one cue: whole words, `{name}` for a group of words, `~` for a few words between."""
    return _compiled(_expanded(expression, words))


def any_of(cues: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    """Compile cues that each suffice into one pattern; none at all gives a pattern that never fits."""
    return _compiled("|".join(_expanded(cue, words) for cue in cues)) if cues else _NEVER


def clue(line: str, words: Mapping[str, str]) -> Clue:
    """Compile a line of parts joined by ` & `; a part that opens with `!` must be absent."""
    parts = line.split(" & ")
    return Clue(
        tuple(pattern(part, words) for part in parts if not part.startswith("!")),
        tuple(pattern(part[1:], words) for part in parts if part.startswith("!")),
    )


def split_cues(block: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a block of lines into cues that suffice alone and lines that join several."""
    lines = [line for line in map(str.strip, block.splitlines()) if line and not line.startswith("#")]
    return tuple(x for x in lines if " & " not in x), tuple(x for x in lines if " & " in x)


def codes(text: str) -> re.Pattern[str]:
    """Compile short forms that count only as capitals, such as `DA`, which small letters make a word."""
    found = "|".join(text.split())
    return re.compile(rf"(?<![A-Za-z])(?:{found})(?![A-Za-rt-z])") if found else _NEVER


def _topic(row: Mapping[str, Any], words: Mapping[str, str]) -> Topic:
    alone, joined = split_cues(row["cues"])
    return Topic(row["id"], any_of(alone, words), tuple(_clues(joined, words)), codes(row.get("codes", "")))


def _clues(lines: Sequence[str], words: Mapping[str, str]) -> Iterator[Clue]:
    for line in lines:
        yield clue(line, words)


def _expanded(expression: str, words: Mapping[str, str]) -> str:
    """Put the groups of words in place; a group may itself name groups."""
    while match := _NAME.search(expression):
        expression = f"{expression[: match.start()]}(?:{words[match[1]]}){expression[match.end() :]}"
    return expression.replace(" ~ ", _GAP)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("safety.toml").read_text("utf-8"))
