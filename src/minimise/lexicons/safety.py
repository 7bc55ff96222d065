"""The cues of the safety topics S01 to S34, read from data and compiled when first asked for."""

import re
import tomllib
from collections.abc import Mapping
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
    unwanted: tuple[re.Pattern[str], ...]

    def fits(self, sentence: str) -> bool:
        """Say whether the clue holds for a sentence in lower case with single spaces."""
        return all(p.search(sentence) for p in self.wanted) and not any(p.search(sentence) for p in self.unwanted)


@dataclass(frozen=True, slots=True)
class Cues:
    """How something shows: words that suffice alone, clues of several parts, short forms in capitals."""

    alone: re.Pattern[str]
    clues: tuple[Clue, ...]
    codes: re.Pattern[str]

    def fit(self, sentence: str, written: str) -> bool:
        """Say whether any cue fits; `written` is the sentence as the author typed it."""
        return bool(
            self.alone.search(sentence)
            or self.codes.search(written)
            or any(clue.fits(sentence) for clue in self.clues)
        )


@dataclass(frozen=True, slots=True)
class Topic:
    """One safety topic and how it shows."""

    id: str
    shows: Cues


@dataclass(frozen=True, slots=True)
class WeakWord:
    """A word that looks innocent; it is a cue only beside another one."""

    pattern: re.Pattern[str]
    topics: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Give every topic with its compiled cues, in the order of their ids."""
    known = words()
    return tuple(Topic(row["id"], cues_of(row["cues"], known, row.get("codes", ""))) for row in _table()["topic"])


@cache
def weak_words() -> tuple[WeakWord, ...]:
    """Give the words of the warning band."""
    known = words()
    return tuple(WeakWord(_pattern(row["words"], known), tuple(row["topics"])) for row in _table()["weak"])


@cache
def words() -> Mapping[str, str]:
    """Give the named groups of words; other tables of cues use them too."""
    table: dict[str, str] = _table()["words"]
    return table


def cues_of(block: str, known: Mapping[str, str], codes: str = "") -> Cues:
    """Compile a block of cues, one a line: whole words, `{name}`, `~` for a gap, ` & ` to join, `!` for not.

    `codes` are short forms that count only as capitals, such as `DA`, which small letters make a word.
    """
    lines = [line for line in map(str.strip, block.splitlines()) if line and not line.startswith("#")]
    alone = "|".join(_expanded(line, known) for line in lines if " & " not in line)
    return Cues(
        _compiled(alone) if alone else _NEVER,
        tuple(_clue(line, known) for line in lines if " & " in line),
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, codes.split()))})(?![A-Za-rt-z])") if codes else _NEVER,
    )


def _clue(line: str, known: Mapping[str, str]) -> Clue:
    parts = line.split(" & ")
    return Clue(
        tuple(_pattern(part, known) for part in parts if not part.startswith("!")),
        tuple(_pattern(part[1:], known) for part in parts if part.startswith("!")),
    )


def _pattern(expression: str, known: Mapping[str, str]) -> re.Pattern[str]:
    return _compiled(_expanded(expression, known))


def _expanded(expression: str, known: Mapping[str, str]) -> str:
    """Put the groups of words in place; a group may itself name groups."""
    while match := _NAME.search(expression):
        expression = f"{expression[: match.start()]}(?:{known[match[1]]}){expression[match.end() :]}"
    return expression.replace(" ~ ", _GAP)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("safety.toml").read_text("utf-8"))
