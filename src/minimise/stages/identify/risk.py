"""Third parties who may themselves be in danger, and whether the family copy could put somebody in danger."""

import re
from collections.abc import Callable, Mapping, Sequence

from minimise.model import Mention, Person, Reading, Role
from minimise.stages.identify.surroundings import Surroundings

_OUTSIDERS = (Role.OTHER_CHILD, Role.THIRD_PARTY, Role.WITNESS, Role.CHILD_SUSPECT)
_SAME_HARM = re.compile(
    r"\b(?:also|too|as well|same|another victim|other victims?|co-victim|at risk|likewise|similarly)\b", re.IGNORECASE
)
_HOME_DANGER = re.compile(
    r"\b(?:do(?:es)? not|don'?t|must not|please don'?t|not to)\b[^.\n]{0,40}\b(?:ring|"
    r"call|phone|text|contact|tell|inform|visit|know|share)\b|"
    r"\b(?:refuge|safe address|fled|non-molestation|NMO|afraid of|scared of|controls?|"
    r"checks (?:her|his|their|my) phone|stalk|"
    r"forced marriage|honour[- ]based|fabricated|FII|not (?:been )?(?:told|informed)|"
    r"without (?:the )?parents?'? knowledge)\b",
    re.IGNORECASE,
)


def at_risk(
    people: Sequence[Person],
    mentions: Mapping[str, Mention],
    around: Surroundings,
    risk_in: Callable[[str], Sequence[str]],
) -> frozenset[str]:
    """Give the ids of outsiders whom the same harm, or the same person of concern, may reach.

    Such a person is never quietly turned into a label: somebody has to ask whether they need a referral.
    """
    concern = {
        around.sentence_index(around.reading.offset(mentions[i].span)[0])
        for person in people
        if person.has(Role.PERSON_OF_CONCERN)
        for i in person.mention_ids
    }
    found = set()
    for person in people:
        if not person.has(*_OUTSIDERS) or person.has(Role.PERSON_OF_CONCERN, Role.SUBJECT):
            continue
        for mention_id in person.mention_ids:
            at = around.sentence_index(around.reading.offset(mentions[mention_id].span)[0])
            words = around.reading.text[slice(*around.sentences[at])]
            risky = bool(risk_in(words))
            if at in concern or (risky and (_SAME_HARM.search(words) or person.has(Role.WITNESS))):
                found.add(person.id)
    return frozenset(found)


def danger_at_home(people: Sequence[Person], reading: Reading) -> bool:
    """Say whether the document shows that telling the family could be dangerous."""
    concern = any(person.has(Role.PERSON_OF_CONCERN) for person in people)
    return concern and _HOME_DANGER.search(reading.text) is not None
