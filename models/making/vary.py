"""Writes a marked passage anew: other people, other cases, slips; the marks move along."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.making.marked import Passage
from models.making.namepools import Pool, draw

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_KEPT = frozenset(
    "mr mrs ms miss dr pc dc ds di sgt insp cllr rev fr sr sister auntie aunty aunt uncle nan nana gran granny mum dad "
    "ap ferch ní mac o née nee de da van der al el bin bint ibn jr junior senior snr jnr the baby".split()
)
_SLIPS = {"o": "0", "l": "1", "i": "l", "m": "rn", "e": "c", "s": "5", "b": "6", "h": "b"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Text with everything that is known of its stretches, code points `[start, end)`."""

    text: str = field(repr=False)
    entities: tuple[tuple[int, int, str], ...]
    roles: tuple[tuple[int, int, str], ...]
    stretches: tuple[tuple[int, int, str], ...]
    safety_marked: bool = True


def vary(passage: Passage, rng: random.Random) -> Labelled:
    """Give a passage with other names, in another case now and then, and sometimes with slips of the pen."""
    renamed = _renamed(passage, rng)
    entities = tuple((p.start, p.end, "PERSON") for p in renamed.people if p.named)
    roles = tuple((p.start, p.end, p.role) for p in renamed.people)
    labelled = Labelled(renamed.text, entities, roles, renamed.stretches, renamed.safety_marked)
    return recased(labelled, rng)


def recased(labelled: Labelled, rng: random.Random) -> Labelled:
    """Write all in small letters or capitals, or with a few misread letters, in the shares of real notes."""
    chance = rng.random()
    text = labelled.text
    if chance < 0.17:
        text = _same_length(text, str.lower)
    elif chance < 0.26:
        text = _same_length(text, str.upper)
    elif chance < 0.33:
        text = _same_length(text, lambda word: _slipped(word, rng))
    elif chance < 0.40:
        text = text.replace("'", "\u2019")
    return replace(labelled, text=text)


def _same_length(text: str, change: Callable[[str], str]) -> str:
    """Change letter by letter, where that keeps every place."""
    return "".join(new if len(new := change(char)) == len(char) else char for char in text)


def _slipped(char: str, rng: random.Random) -> str:
    slip = _SLIPS.get(char, char)
    return slip if rng.random() < 0.04 and len(slip) == 1 else char


def _renamed(passage: Passage, rng: random.Random) -> Passage:
    """Put other names in the place of the marked ones; one word is always replaced by the same other word."""
    if rng.random() < 0.12:
        return passage
    chosen: dict[str, str] = {}
    home = draw(rng)
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    at = shift = 0
    for person in sorted((p for p in passage.people if p.named), key=lambda p: p.start):
        if person.start < at:
            continue
        pool = home if rng.random() < 0.6 else draw(rng)
        old = passage.text[person.start : person.end]
        new = _new_name(old, chosen, pool, rng)
        pieces += [passage.text[at : person.start], new]
        at = person.end
        shift += len(new) - len(old)
        moved.append((person.end, shift))
    text = "".join([*pieces, passage.text[at:]])

    def place(old: int) -> int:
        return old + next((by for end, by in reversed(moved) if end <= old), 0)

    people = tuple(type(p)(place(p.start), place(p.end), p.role, p.named) for p in passage.people)
    stretches = tuple((place(s), place(e), name) for s, e, name in passage.stretches)
    return Passage(text, people, stretches, passage.safety_marked)


def _new_name(old: str, chosen: dict[str, str], pool: Pool, rng: random.Random) -> str:
    """Give another name of the same make: titles, initials and one-letter words stay what they are."""
    words = list(_WORD.finditer(old))
    names = [w for w in words if w.group().casefold() not in _KEPT and len(w.group()) > 2]
    titled = bool(words) and words[0].group().casefold() in _KEPT and len(names) == 1 and len(words) > 1
    new = old
    for n, word in reversed(list(enumerate(names))):
        key = word.group().casefold()
        if key not in chosen:
            last = (len(names) > 1 and n == len(names) - 1) or titled
            chosen[key] = _one_word(rng.choice(pool.family if last else pool.given))
        other = chosen[key]
        if word.group().isupper():
            other = other.upper()
        elif word.group().islower():
            other = other.lower()
        new = new[: word.start()] + other + new[word.end() :]
    return new


def _one_word(name: str) -> str:
    return name.split()[-1] if name.split() else name
