"""Says which marked stretches were found, and which finds of persons name nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

from tests.bench.detector import Find, merged
from tests.bench.probe.passages import Gold, Probe

KIN = frozenset(
    """mum mums mam mams mom mummy mother mothers mo dad dads da daddy father fathers fa parent parents stepdad stepmum
    stepfather stepmother step birth bio foster in law half twin nan nana nanna nanny nain gran granny grandma
    grandmother grandmothers grandad grandpa grandfather granda grandparents grandparent taid tad pops auntie aunty
    aunt uncle cousin sister brother sis bro sib sibs sibling siblings son daughter daughters husband wife partner
    boyfriend girlfriend bf gf ex mgm mgf pgm pgf mggm mgps pgps ma mu carer carers paternal maternal baby child
    children mat faither avo guardian""".split()
)
# Words before a name that give nobody away; short kin words are left out, they are names too (`Mo`, `Ma`).
_BEFORE_A_NAME = frozenset(k for k in KIN if len(k) > 2) | frozenset(
    "mr mrs ms miss dr sir madam sgt pc dc di ds ps hhj sister fr pastor rev cllr reb coach nurse".split()
)
# Words of an address that tell nothing.
_IN_AN_ADDRESS = frozenset("the of and by at in on to no nos nr near off over above behind under number".split())
_FOLD = str.maketrans("1l05", "iios")
PERSONS = frozenset({"PERSON", "INITIALS"})
ADDRESSES = frozenset({"ADDRESS", "POSTCODE", "LOCATION", "LOC", "ORG_PLACE", "PROTECTED"})
_NO_IDENTIFIER = PERSONS | ADDRESSES | {"AGE", "SOURCE_CLUE", "ORG", "MISC", "DEM", "QTY"}


def family(label: str) -> str:
    """Put a find's label into the family of marks that it may answer."""
    if label in PERSONS:
        return "PERSON"
    if label in ADDRESSES:
        return "ADDRESS"
    return "OTHER" if label in _NO_IDENTIFIER else "ID"


def covered(
    text: str, start: int, end: int, stretches: Sequence[tuple[int, int]], family_of_mark: str = "PERSON"
) -> bool:
    """Say whether every character that says something lies in one of the stretches.

    Spaces and punctuation say nothing, nor do titles and kin words before a name, or `c/o`, articles and
    prepositions in an address; a stretch made of such words alone has to be covered as it stands.
    """
    tokens = list(re.finditer(r"[^\W_]+", text[start:end]))
    telling = tokens
    if family_of_mark == "PERSON":
        telling = list(dropwhile(lambda t: _folded(t[0]) in _TITLES, tokens))
    elif family_of_mark == "ADDRESS":
        begins = 3 if text[start:end].lower().startswith("c/o") else 0
        telling = [t for t in tokens if t[0].lower() not in _IN_AN_ADDRESS and t.start() >= begins]
    return all(
        any(low <= at < high for low, high in stretches)
        for token in telling or tokens
        for at in range(start + token.start(), start + token.end())
    )


def _folded(word: str) -> str:
    """Fold what poor scanning confuses, so that `Mlss` and `Miss` are one title."""
    return word.lower().replace("rn", "m").translate(_FOLD)


_TITLES = frozenset(map(_folded, _BEFORE_A_NAME))


def is_kin(words: str) -> bool:
    """Say whether only kin words stand there."""
    tokens = re.findall(r"[^\W\d_]+", words.lower())
    return bool(tokens) and all(t in KIN or t == "s" for t in tokens)


@dataclass(frozen=True, slots=True)
class Seen:
    """A marked stretch: covered by any find, by finds of its family, and what touched it."""

    probe: Probe
    gold: Gold
    leak_free: bool
    right: bool
    labels: frozenset[str]


@dataclass(slots=True)
class Score:
    """Everything that the tables are made of."""

    seen: list[Seen] = field(default_factory=list)
    persons_right: int = 0
    persons_false: list[tuple[Probe, int, int]] = field(default_factory=list)
    false_in_marks: int = 0
    persons_kin: int = 0
    traps: int = 0
    traps_hit: int = 0
    kin_traps: int = 0
    kin_traps_hit: int = 0

    def add(self, probe: Probe, finds: list[Find]) -> None:
        """Score one passage."""
        everything = merged(finds)
        by_family = {
            name: merged([f for f in finds if family(f.label) == name]) for name in ("PERSON", "ADDRESS", "ID")
        }
        for gold in probe.gold:
            touching = frozenset(f.label for f in finds if f.start < gold.end and gold.start < f.end)
            right = covered(probe.text, gold.start, gold.end, by_family[gold.family], gold.family)
            leak_free = covered(probe.text, gold.start, gold.end, everything, gold.family)
            self.seen.append(Seen(probe, gold, leak_free, right, touching))
        self._add_persons(probe, by_family["PERSON"])

    def _add_persons(self, probe: Probe, persons: list[tuple[int, int]]) -> None:
        for low, high in persons:
            marks = {g.family for g in probe.gold if g.start < high and low < g.end}
            if "PERSON" in marks:
                self.persons_right += 1
            elif is_kin(probe.text[low:high]):
                self.persons_kin += 1
            else:
                self.persons_false.append((probe, low, high))
                self.false_in_marks += bool(marks)
        for start, end in probe.traps:
            hit = any(low < end and start < high for low, high in persons)
            if is_kin(probe.text[start:end]):
                self.kin_traps += 1
                self.kin_traps_hit += hit
            else:
                self.traps += 1
                self.traps_hit += hit
