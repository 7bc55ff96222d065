"""What the trained model adds to who is who: roles as evidence, give-aways of sources, private matters of others."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from minimise.lexicons import kinship
from minimise.lexicons.sources import give_away, source_cue
from minimise.model import Insight, Reading, Role, RoleFinding
from minimise.stages.identify.clues import Stretch, clauses, is_speech
from minimise.stages.identify.linking import Cluster
from minimise.stages.identify.sources import SourcePassage
from minimise.stages.identify.surroundings import Surroundings

_SHOWN, _AT_WORK, _FEARED, _HIDDEN = 0.85, 0.9, 0.95, 0.5
"""The share from which the model settles a role that no rule has settled: whom it may show needs more than others."""
_TOLD, _TOLD_OPENLY = 0.8, 0.4
"""The share from which one mention is a confidential source, and from which somebody is whom no rule knows."""
_OUTSIDE = frozenset({Role.THIRD_PARTY, Role.NEIGHBOUR, Role.OTHER_CHILD, Role.WITNESS})
_WORKING = (Role.REFERRER, Role.LEAD_PRACTITIONER, Role.PROFESSIONAL, Role.INTERPRETER)
_LEAST = 0.5
_ANCHOR = 0.85
"""A share from which a stretch speaks for itself; weaker ones count only beside such a one or a rule's find."""
_FEWEST = 3
"""Words; less is mostly a slip of the model."""
_CERTAIN = 0.9
"""The share from which a short stretch counts, and one whose clause tells of fear or of speaking."""
_FACT = 0.5
"""The mean share of a clause's words from which it is a safety fact: it stays whatever else it gives away."""
_NO_FACT = 0.12
"""The same mean below which words are no safety fact, though the lexicon knows one of them: `her own son's EHCP`."""
_A_CLAUSE = 6
"""Words from which a give-away is a clause that may tell a fact, and no phrase of place or time."""
_FACT_BY_RULE = 0.7
"""The same for what rules took for a give-away: the model has to be surer."""
_MANNER = frozenset({"S10", "S23", "S25", "S32"})
"""Topics of the manner of telling, of which the words of a source are full: fear, a disclosure, a wish, a plea."""
_HARDEST = frozenset("S01 S02 S06 S07 S08 S12 S13 S16 S20 S26 S32".split())
"""Topics that no certainty of the model outweighs: violence, injury, exploitation, weapons, mutilation, made-up
illness, grooming, who may not learn a place, threats."""
_SENSED = re.compile(
    r"\b(?:heard?|hears|saw|sees?|seen|watch(?:es|ed)|notice[sd]|witnessed|smel[lt]s?)\b", re.IGNORECASE
)
_MINE = re.compile(r"\b(?:I|my|our|we)\b", re.IGNORECASE)
_OF_MINE = 12
"""Characters from `my` to the kin word that it makes the author's own."""
_PRONOUN = re.compile(r"\W*(?:she|he|they|her|his|their)\b", re.IGNORECASE)
_BACK = 250
"""Characters back to whoever a pronoun may mean."""
_COVERED = 0.6
"""A run that covers this share of a clause takes it whole."""
_HOME = frozenset({"mother", "father", "step_parent", "sibling", "half_sibling", "step_sibling", "parents_partner"})

Risk = Callable[[str], Sequence[str]]


def role_read(reading: Reading, insight: Insight, cluster: Cluster) -> Iterator[RoleFinding]:
    """Yield the role that the model sees in all that is written about one person, if it is sure enough of one.

    Who the subject is, it never settles; for confidential sources see `named_by_model`.
    """
    places = [reading.offset(m.span) for m in cluster.mentions]
    shares = insight.role_shares(places)
    role = max(shares, key=lambda r: shares[r], default=Role.UNSETTLED)
    share = shares.get(role, 0.0)
    needed = _needed(role)
    if role in _WORKING:  # who rang and who leads are workers both: together they are surer than each
        share = sum(shares[worker] for worker in _WORKING)
    if share >= needed and role not in (Role.SUBJECT, Role.SOURCE):
        yield RoleFinding(role, "roles.model", reading.spans(*places[0]), round(share, 2))


def _needed(role: Role) -> float:
    """Give the share a role needs: naming somebody as feared by the model's word alone must hardly ever be wrong."""
    if role is Role.PERSON_OF_CONCERN:
        return _FEARED
    return _HIDDEN if role in _OUTSIDE else _AT_WORK if role in _WORKING else _SHOWN


def model_sources(
    reading: Reading, around: Surroundings, insight: Insight, risk_in: Risk, told: Sequence[Stretch]
) -> Iterator[SourcePassage]:
    """Yield passages with what the model takes for the give-aways of a confidential source.

    Args:
        reading: the document as one string.
        around: its sentences.
        insight: what the model says of each word.
        risk_in: gives the safety topics of a clause; such a clause stays, whatever the model says of it.
        told: the sentences in which rules found somebody who told something in confidence.
    """
    runs = list(_runs(reading, insight, "clue"))
    anchors = {_paragraph(reading, start) for start, _ in told}
    anchors |= {_paragraph(reading, start) for start, _, share in runs if share >= _ANCHOR}
    for start, end, _ in runs:
        if _paragraph(reading, start) in anchors:
            clues = tuple(_without_risk(reading, around, insight, (start, end), "clue", risk_in))
            if clues:
                yield SourcePassage((around.sentence_of(start),), None, clues)


def named_by_model(
    reading: Reading,
    around: Surroundings,
    insight: Insight,
    clusters: Sequence[Cluster],
    open_roles: Sequence[bool],
    possible: Callable[[int], bool],
) -> Iterator[SourcePassage]:
    """Yield the sentences in which the model sees somebody as the one who told in confidence.

    Args:
        reading: the document as one string.
        around: its sentences.
        insight: what the model says of each word.
        clusters: the people.
        open_roles: for each of them, whether no rule settled a role; those need less.
        possible: whether a cluster can be a source at all.
    """
    for n, cluster in enumerate(clusters):
        if not possible(n):
            continue
        places = [reading.offset(m.span) for m in cluster.mentions]
        shares = [insight.role_shares([at]).get(Role.SOURCE, 0.0) for at in places]
        whole = insight.role_shares(places).get(Role.SOURCE, 0.0)
        told = [at for at, share in zip(places, shares, strict=True) if share >= _TOLD]
        if open_roles[n] and whole >= _TOLD_OPENLY:
            told = places
        if told:
            yield SourcePassage(
                tuple(dict.fromkeys(around.sentence_of(start) for start, _ in told)), n, (), max(whole, *shares)
            )


def without_facts(reading: Reading, passage: SourcePassage, insight: Insight) -> SourcePassage:
    """Give a passage without clauses that the model takes for safety facts; phrases in them such as `next door` go."""
    kept: list[Stretch] = []
    for clue in passage.clues:
        if sum(1 for _ in insight.between(*clue)) < _A_CLAUSE or safety_in(insight, *clue) < _FACT_BY_RULE:
            kept.append(clue)
        else:
            kept += [m.span() for p in (source_cue(), give_away()) for m in p.finditer(reading.text, *clue)]
    return replace(passage, clues=tuple(kept))


def private_stretches(
    reading: Reading,
    around: Surroundings,
    insight: Insight,
    risk_in: Risk,
    family_at: Sequence[tuple[int, bool]],
) -> Iterator[Stretch]:
    """Yield private matters of workers, outsiders and other families, without clauses that carry a safety topic.

    Args:
        reading: the document as one string.
        around: its sentences.
        insight: what the model says of each word.
        risk_in: gives the safety topics of a clause.
        family_at: where each named person stands and whether they are of the child's home, ascending; what is said
            of them is for relevance to judge, and not an outsider's matter.
    """
    for start, end, share in _runs(reading, insight, "private"):
        sentence = around.sentence_of(start)
        home = _about_home(reading, sentence, min(end, sentence[1]), family_at)
        if home is None and _PRONOUN.match(reading.text, *sentence):
            home = _last_named_is_home(sentence[0], family_at)
        if home or (home is None and share < _ANCHOR):
            continue
        yield from _without_risk(reading, around, insight, (start, end), "private", risk_in)


def tactics_stretches(reading: Reading, around: Surroundings, insight: Insight, risk_in: Risk) -> Iterator[Stretch]:
    """Yield what the police mean to do and nobody else may know, where the model is sure of it and sees no fact."""
    for start, end, share in _runs(reading, insight, "tactics"):
        if share >= _CERTAIN:
            yield from _without_risk(reading, around, insight, (start, end), "tactics", risk_in)


def _runs(reading: Reading, insight: Insight, wanted: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, share) of runs of one kind that are long enough and are nobody's words in quotation marks."""
    for start, end, kind, share in insight.stretches(_LEAST):
        few = len(reading.text[start:end].split()) < _FEWEST
        if kind != wanted or (few and share < _CERTAIN):
            continue
        if not is_speech(reading.text, reading.text.rfind("\n", 0, start) + 1, start, end):
            yield start, end, share


def _about_home(reading: Reading, sentence: Stretch, end: int, family_at: Sequence[tuple[int, bool]]) -> bool | None:
    """Say whether the last one named up to a place of a sentence is of the child's home; None if nobody is."""
    last = [(at, home) for at, home in family_at if sentence[0] <= at < end]
    words = [w for w in re.finditer(r"[\w-]+", reading.text[sentence[0] : end]) if w.group().casefold() in kinship()]
    mine = [(sentence[0] + m.start(), m.end() + sentence[0]) for m in _MINE.finditer(reading.text[sentence[0] : end])]
    kin = [(sentence[0] + w.start(), kinship()[w.group().casefold()].relation in _HOME) for w in words]
    kin = [(at, home and not any(0 <= at - stop <= _OF_MINE for _, stop in mine)) for at, home in kin]
    found = max([*last, *kin, *((at, False) for at, _ in mine)], default=None)
    return None if found is None else found[1]


def _last_named_is_home(at: int, family_at: Sequence[tuple[int, bool]]) -> bool | None:
    """Say whether `she` at the head of a sentence, who was named in a sentence before, is of the child's home."""
    low = at - _BACK
    last = [home for named, home in family_at if low <= named < at]
    return last[-1] if last else None


def _paragraph(reading: Reading, at: int) -> int:
    """Give where the paragraph of a place begins."""
    return max(reading.text.rfind("\n\n", 0, at), reading.text.rfind(" | ", 0, at))


def _without_risk(
    reading: Reading, around: Surroundings, insight: Insight, at: Stretch, kind: str, risk_in: Risk
) -> Iterator[Stretch]:
    """Fit a run to the clauses it covers; a clause with a safety topic stays.

    Topics that only say that somebody spoke or was afraid are no fact of their own where the model is sure.
    """
    for n in range(around.sentence_index(at[0]), len(around.sentences)):
        low, high = around.sentences[n]
        if low >= at[1]:
            return
        for start, end in clauses(reading.text, low, high):
            inside = (max(start, at[0]), min(end, at[1]))
            covered = len(reading.text[slice(*inside)].split()) if inside[0] < inside[1] else 0
            if not covered or (covered < _FEWEST and _mean(insight, inside, kind) < _CERTAIN):
                continue
            if safety_in(insight, start, end) >= _FACT:
                continue
            if _tells_a_fact(insight, inside, kind, reading.text[start:end], risk_in):
                continue
            whole = covered >= _COVERED * len(reading.text[start:end].split())
            yield (start, end) if whole else inside


def _tells_a_fact(insight: Insight, inside: Stretch, kind: str, clause: str, risk_in: Risk) -> bool:
    """Say whether the lexicon's topics keep a clause, though the model sees something else in the words inside it."""
    topics = set(risk_in(clause))
    sure = _mean(insight, inside, kind) >= _CERTAIN
    sensed = kind == "clue" and _SENSED.search(clause) is not None
    if sure and not sensed and not topics & _HARDEST and safety_in(insight, *inside) < _NO_FACT:
        return False
    return bool(topics) and (bool(topics - _MANNER) or not sure)


def safety_in(insight: Insight, start: int, end: int) -> float:
    """Give how far a stretch is a safety fact to the model, as the mean over its words."""
    shares = [word.safety_share for word in insight.between(start, end)]
    return sum(shares) / len(shares) if shares else 0.0


def _mean(insight: Insight, at: Stretch, kind: str) -> float:
    """Give how sure the model is, over all words of a stretch, that they are of one kind."""
    shares = [word.stretch_share if word.stretch == kind else 0.0 for word in insight.between(*at)]
    return sum(shares) / len(shares) if shares else 0.0
