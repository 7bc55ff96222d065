"""Cues written one a line, and a book of them that finds every cue of a sentence in one walk over its words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

_SPACE = re.compile(r"\s+")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_NAME = re.compile(r"\{([a-z_]+)\}")
# A tilde in a cue stands for up to five words between.
_GAP = r"[^ ]*(?: [^ ]+){0,5}? [\"'(]?"
_STARTS = re.compile(r"(?<!\w)\S")
_CAPITALS = re.compile(r"[A-Z]\w*[A-Z]|[Ss]\.?\d")
_HEAD = 8
_ROOT = 4
"""Letters of a head by which most words are known to begin no cue."""
_MOST_HEADS = 3000
_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789£\"'[(#"


def plain(words: str) -> str:
    """Give a sentence as the cues expect it: small letters, single spaces, straight quotes."""
    return _SPACE.sub(" ", words.translate(_STRAIGHT)).strip().lower()


@dataclass(frozen=True, slots=True)
class _Rule:
    """A name that holds where all wanted atoms, and no unwanted one, stand in the sentence."""

    name: str
    wanted: frozenset[int]
    unwanted: frozenset[int]


_Entry = Sequence[int]
"""An atom, how many letters of it the index has matched already, and the number of the tail that must follow them."""


@dataclass(frozen=True, slots=True)
class CueBook:
    """Named blocks of cues, indexed by the first letters of each cue so that only likely ones are tried.

    Many cues end alike, so each tail, an expression, stands once.
    """

    _heads: Mapping[str, Sequence[_Entry]]
    _tails: Sequence[str]
    _rules: Sequence[_Rule]
    _codes: Mapping[str, str]
    _roots: frozenset[str]

    @classmethod
    def of(cls, blocks: Mapping[str, str], words: Mapping[str, str], codes: Mapping[str, str]) -> "CueBook":
        """Index blocks of lines: whole words, `{name}` for a group of `words`, `~` for a gap, ` & `, `!`.

        `codes` are short forms that count only as capitals, such as `DA`, which small letters make a word.
        """
        atoms: dict[str, int] = {}
        rules = [rule for name, block in blocks.items() for rule in _rules(name, block, atoms)]
        tails: dict[str, int] = {}
        heads: dict[str, list[_Entry]] = {"": []}
        for text, atom in atoms.items():
            for head, matched, tail in _by_head(_expanded(text, words)):
                heads.setdefault(head, []).append((atom, matched, tails.setdefault(tail, len(tails))))
        return cls(heads, list(tails), rules, {name: text for name, text in codes.items() if text}, _roots(heads))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "CueBook":
        """Give the book that `to_data` wrote down."""
        rules = [_Rule(name, frozenset(wanted), frozenset(unwanted)) for name, wanted, unwanted in data["rules"]]
        return cls(data["heads"], data["tails"], rules, data["codes"], _roots(data["heads"]))

    def to_data(self) -> dict[str, Any]:
        """Give the book as plain lists and strings."""
        rules = [(r.name, sorted(r.wanted), sorted(r.unwanted)) for r in self._rules]
        return {"heads": self._heads, "tails": self._tails, "rules": rules, "codes": self._codes}

    def found(self, words: str) -> frozenset[str]:
        """Give the names of all blocks that show in a sentence, written as its author typed it."""
        atoms = self._atoms(plain(words))
        names = {r.name for r in self._rules if r.wanted <= atoms and r.unwanted.isdisjoint(atoms)}
        if _CAPITALS.search(words):
            names.update(name for name, text in self._codes.items() if _code_pattern(text).search(words))
        return frozenset(names)

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """Yield every cue as a whole pattern; in use a tail is compiled when its head stands in a text."""
        for head, entries in self._heads.items():
            for _, n, tail in entries:
                yield re.compile(rf"(?:{re.escape(head[:n])})(?:{self._tails[tail]})(?!\w)")

    def _atoms(self, sentence: str) -> set[int]:
        """Walk over the starts of words and try what may begin there."""
        found: set[int] = set()
        for start in _STARTS.finditer(sentence):
            at = start.start()
            most = _HEAD if sentence[at : at + _ROOT] in self._roots else _ROOT - 1
            for n in range(most + 1):
                for atom, matched, tail in self._heads.get(sentence[at : at + n], ()):
                    if atom not in found and _ends_so(self._tails[tail], sentence, at + matched):
                        found.add(atom)
        return found


def _roots(heads: Iterable[str]) -> frozenset[str]:
    """Give how the long heads begin."""
    return frozenset(head[:_ROOT] for head in heads if len(head) >= _ROOT)


def _ends_so(tail: str, sentence: str, at: int) -> bool:
    """Say whether the rest of a cue stands at a place, up to the end of a word."""
    if not tail:
        return not (sentence[at : at + 1].isalnum() or sentence[at : at + 1] == "_")
    return _compiled(tail).match(sentence, at) is not None


def _rules(name: str, block: str, atoms: dict[str, int]) -> Iterator[_Rule]:
    """Yield a rule for each line that joins parts, and one for all lines that suffice alone."""
    lines = [line for line in map(str.strip, block.splitlines()) if line and not line.startswith("#")]
    alone = "|".join(line for line in lines if " & " not in line)
    for line in [alone, *(line for line in lines if " & " in line)]:
        parts = [part for part in line.split(" & ") if part]
        wanted = frozenset(atoms.setdefault(part, len(atoms)) for part in parts if part[0] != "!")
        unwanted = frozenset(atoms.setdefault(part[1:], len(atoms)) for part in parts if part[0] == "!")
        if wanted:
            yield _Rule(name, wanted, unwanted)


def _expanded(expression: str, words: Mapping[str, str]) -> str:
    """Put the groups of words in place; a group may itself name groups."""
    while match := _NAME.search(expression):
        expression = f"{expression[: match.start()]}(?:{words[match[1]]}){expression[match.end() :]}"
    return expression.replace(" ~ ", _GAP)


@cache
def _code_pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, text.split()))})(?![A-Za-rt-z])")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)")


def _by_head(expression: str) -> Iterator[tuple[str, int, str]]:
    """Group the alternatives of an expression by the letters with which each must begin.

    Gives those letters, how many of them need no second look, and the expression of what follows.
    """
    groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for alternative in alternatives(expression):
        unfolded = list(_unfolded("", alternative, ""))
        for head, matched, tail in unfolded if len(unfolded) <= _MOST_HEADS else [("", 0, alternative)]:
            groups[head, matched].append(tail)
    for (head, matched), tails in groups.items():
        if "" in tails:
            yield head, matched, ""
        if rest := "|".join(dict.fromkeys(filter(None, tails))):
            yield head, matched, rest


def _unfolded(head: str, rest: str, guard: str) -> Iterator[tuple[str, int, str]]:
    """Open leading groups until the first letters are plain; `guard` is a look-round that stands before them."""
    while len(head) < _HEAD and rest and _is_plain(rest):
        head, rest = head + rest[0], rest[1:]
    inside, after = leading_group(rest)
    if len(head) < _HEAD and inside is not None and not head and inside.startswith(("?!", "?=", "?<")):
        yield from _unfolded(head, after, f"{guard}({inside})")
    elif len(head) < _HEAD and inside is not None and inside.startswith("?:") and not after.startswith(("*", "+", "{")):
        optional = after.startswith("?")
        after = after[1:] if optional else after
        for alternative in [*alternatives(inside[2:]), *([""] if optional else [])]:
            yield from _unfolded(head, alternative + after, guard)
    elif not head and (first := _first_characters(rest)):
        for character in first:
            yield character, 0, guard + rest
    elif guard:
        yield head, 0, guard + re.escape(head) + rest
    else:
        yield head, len(head), rest


def _is_plain(rest: str) -> bool:
    """Say whether an expression begins with a letter that must be there."""
    return (rest[0].isalnum() or rest[0] in " £\"'-") and rest[1:2] not in ("?", "*", "+", "{")


def _first_characters(rest: str) -> str:
    """Give the characters that may stand first where an expression begins with a class of characters."""
    match = re.match(r"\\d(?![?*{])|\[[^\]^]+\](?![?*{])", rest)
    return "".join(c for c in _CHARACTERS if re.fullmatch(match.group(), c)) if match else ""


# Escapes and classes are passed over whole; brackets and bars are what counts.
_MARKS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)


def leading_group(rest: str) -> tuple[str | None, str]:
    """Part a group at the start of an expression from what follows it."""
    if not rest.startswith("("):
        return None, rest
    depth = 0
    for mark in _MARKS.finditer(rest):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if depth == 0 and mark.group() == ")":
            return rest[1 : mark.start()], rest[mark.end() :]
    raise ValueError("a cue opens a group and does not close it")


def alternatives(expression: str) -> list[str]:
    """Split an expression at the bars that stand in no group."""
    if "|" not in expression:
        return [expression]
    depth, cuts = 0, [-1]
    for mark in _MARKS.finditer(expression):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if depth == 0 and mark.group() == "|":
            cuts.append(mark.start())
    return [expression[low + 1 : high] for low, high in pairwise([*cuts, len(expression)])]
