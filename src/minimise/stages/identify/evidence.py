"""Evidence for roles, rule by rule; each gives a role, the rule's id, the place and how much it weighs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from minimise.lexicons import professional_titles
from minimise.model import Role
from minimise.stages.identify.kin import (
    job_pattern,
    kin_pattern,
    noun_alternatives,
    possessor_of,
    role_of_job,
    role_of_kin,
    role_of_noun,
)
from minimise.stages.identify.surroundings import Sight


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence about one person."""

    role: Role
    rule: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Family:
    """Casefolded name words of the people already settled, to tell whose kin somebody is."""

    own: frozenset[str] = field(repr=False, default=frozenset())
    others: frozenset[str] = field(repr=False, default=frozenset())
    elders: frozenset[str] = field(repr=False, default=frozenset())
    child_writes: bool = False
    """Whether the child speaks in the first person, as in a one-page profile."""
    pronouns: Mapping[tuple[int, str], str] = field(repr=False, default_factory=dict)
    """By where a name stands and a pronoun beside it: whose kin `his` or `her` makes them."""


_POSSESSOR = (
    r"(?P<whose>(?:[\w'-]+(?:'s|s')|his|her|their|the child's|the|my|our|a|an|another|"
    r"other|one of (?:his|her|the))\s+)?"
)
_ADJECTIVE = (
    r"(?:(?:own|new|older|younger|little|big|half|step|late|eldest|youngest|twin|"
    r"biological|birth|bio|paternal|maternal|ex|other|fellow|close|best|family|fellow|"
    r"named|year \d+|y\d+)[\s-]+)*"
)


@cache
def _before() -> re.Pattern[str]:
    kin, nouns, jobs = kin_pattern(), noun_alternatives(), job_pattern()
    return re.compile(
        rf"(?<![\w'-]){_POSSESSOR}{_ADJECTIVE}(?:(?P<kin>{kin})|(?P<noun>{nouns})|(?P<job>{jobs}))"
        r"(?P<quoted>['\"])?(?:\s+(?:is|was|are|were|called|named|known as))?\s*(?:[,:(–-]\s*|'s name is\s+)?"
        r"(?P<listed>(?-i:[A-ZÀ-Þ])[\w'-]+(?:\s(?-i:[A-ZÀ-Þ])[\w'-]+)?(?:,| and| &)\s+)?['\"]?\s*$",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    kin, nouns, jobs = kin_pattern(), noun_alternatives(), job_pattern()
    return re.compile(
        r"^(?:'s)?\s*(?:[,(–/-]\s*|\s(?:is|was|who is|who was)\s+(?:also\s+)?)(?:who is |who was |is |aged? \d+,? )?"
        rf"{_POSSESSOR}{_ADJECTIVE}(?:(?P<kin>{kin})|(?P<noun>{nouns})|(?P<job>{jobs}))\b(?!'s|s'|\s+(?-i:(?!Y\d|Yr|Year)[A-ZÀ-Þ][\w'-]+))",
        re.IGNORECASE,
    )


def beside(sight: Sight, family: Family) -> Iterator[Evidence]:
    """Yield what a kin word, noun or job title in apposition says: `Mum (Kelly)`, `Priya, a neighbour`."""
    for pattern, text, weight in ((_before(), sight.before, 0.8), (_after(), sight.after, 0.82)):
        match = pattern.search(text)
        if match is None or (pattern is _before() and _FURTHER_CHILD.search(text)):
            continue
        if match.groupdict().get("listed") and not (match["kin"] or match["noun"] or "").casefold().endswith("s"):
            continue  # `Dr Shah, Carys`: one word cannot speak for two people
        role = _role_in(match, family, sight.start)
        if (
            match.groupdict().get("quoted")
            and match["kin"]
            and text[: match.start("kin")].rstrip().endswith(match["quoted"])
        ):
            # `his "uncle" Marvin`: somebody who is called kin and is not (domain.md F, S15).
            role = Role.PERSON_OF_CONCERN
        if role is not None:
            yield Evidence(role, "roles.beside", weight, sight.start, sight.end)


def _role_in(match: re.Match[str], family: Family, at: int) -> Role | None:
    whose = (match["whose"] or "").strip()
    possessor = family.pronouns.get((at, whose.casefold())) or possessor_of(
        whose, family.own, family.others, family.elders, child_writes=family.child_writes
    )
    if re.match(r"(?:another|other)\b", whose, re.IGNORECASE):
        possessor = "other"
    if match["kin"]:
        return role_of_kin(match["kin"], possessor)
    if match["noun"]:
        return role_of_noun(match["noun"], possessor)
    return role_of_job(match["job"])


# Short forms of posts that stand right behind a name, in capitals: `Kolade Fashola SW`, `Gosia (BSO)`.
_POST = re.compile(
    r"^\s*[,(\[/–-]?\s*(?:[Dd]eputy |[Aa]ssistant |[Ss]enior |[Ll]ead |[Aa]cting |[Ss]chool )?"
    r"(?:S?SW|ASW|CSW|SSSW|AMHP|S?HV|DDSL|DSL|IRO|CPC|LADO|SEND?CO|SENDCo|SENCo|TA|HLTA|GP|BSO|IDVA|ISVA|CPN|EWO|EWA|"
    r"FSW|YOT|YJS|YOS|PO|ATM|TM|SALT|OT|EP|MHP|PCSO|PC|DC|DS|DI|DCI|HT|DHT|AHT|SLT|ELSA|MARAC|PSW|SPOC|NHO|HO|ASM|RM|CSE|"
    r"ESA|CAFCASS|QARO|IO|OIC|SIO|SN|SCPHN|FNP|CNS|SHO|FY[12]|ST\d|Cons)(?:\b|(?=[,);]))(?!['’])"
)


def by_post(sight: Sight) -> Iterator[Evidence]:
    """Yield what the short form of a post right behind a name says."""
    if _POST.match(sight.after):
        yield Evidence(Role.PROFESSIONAL, "roles.post", 0.8, sight.start, sight.end)


def by_title(sight: Sight) -> Iterator[Evidence]:
    """Yield what a professional title says: `PC`, `Dr`, `Sgt`."""
    head = sight.text.split()[0].rstrip(".").casefold() if sight.text.split() else ""
    if head in professional_titles() and " " in sight.text:
        yield Evidence(Role.PROFESSIONAL, "roles.title", 0.85, sight.start, sight.end)
    elif " " in sight.text and (role := role_of_job(sight.text.rsplit(" ", 2)[0])) is not None:
        yield Evidence(role, "roles.title", 0.8, sight.start, sight.end)  # `Dietitian Folasade Lewis`


_DECEASED = re.compile(
    r"^\s*(?:\((?:deceased|RIP|dec'd)|,? (?:who )?(?:died|passed away|has died|is deceased))", re.IGNORECASE
)
_LATE = re.compile(r"\b(?:the late|his late|her late|their late)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_SAW = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?,?\s*(?:is |was )?(?:a |an |the )?(?:eye-?)?witness\b(?! to the (?:will|signature))",
    re.IGNORECASE,
)
_WITNESS = re.compile(r"\b(?:eye-?)?witness(?:ed by|,|:| is| was| named)?\s*[(:-]?\s*$", re.IGNORECASE)
_NEAR_HOME = re.compile(
    r"^\s*,?\s*(?:at|from|in|of) (?:no\.?|number|flat)? ?\d+[a-z]?\b(?! years)|^\s*,?\s*(?:next "
    r"door|over the road|across the road|opposite|upstairs|downstairs)",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:is|was|has been)\s+(?:off|on|away)?\s*(?:on |off )?(?:capability|"
    r"sick|long[- ]term sick|suspended|maternity|under investigation|a grievance|"
    r"disciplinary)",
    re.IGNORECASE,
)
_CLASSMATE = re.compile(
    r"\b(?:in|from|on|at) (?:his|her|their|the same|another|[\w-]+'s) (?:class|year|"
    r"form|tutor group|set|team|patrol|group|course|bus|nursery|boat)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_FURTHER_CHILD = re.compile(
    r"\b(?:second|third|other|another|different) (?:child|young person|yp|pupil|boy|girl|student)"
    r"\s*(?:\([^)]*\)\s*)?[–:,-]\s*$",
    re.IGNORECASE,
)
_PUPIL = re.compile(
    r"^\s*[,(]?\s*(?:(?:in |from )?(?:year|yr|y)\s?(?:[1-9]|1[0-3])\b|\((?:[1-9]|"
    r"1[0-3])[A-Z]{1,2}\)|aged? (?:[1-9]|1[0-7])\b|\((?:[1-9]|1[0-7])\))",
    re.IGNORECASE,
)
_INTERPRETED = re.compile(
    r"\b(?:interpreter|interpreted by|translated by|chaperone)[,:]?\s*(?:was\s+)?$", re.IGNORECASE
)
_SIDE = re.compile(
    r"^\s*[,(]?\s*(?:on |from )?(?:the |his |her )?(?:mum|dad|mother|father|maternal|paternal)(?:'s)? side\b",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"\b(?:school|nursery|surgery|gp|practice|health visiting|social care|police|housing|camhs|clinic|hospital|ward|"
    r"college|pre-?school|office|hub)\s*\(\s*$",
    re.IGNORECASE,
)
_LIVES_WITH = re.compile(
    r"\b(?:placed|placement|(?:supported )?lodgings?|respite|foster(?:ed|ing)?|residence order|SGO|"
    r"special guardianship order) (?:\w+ ){0,2}?(?:with|to)\s*$",
    re.IGNORECASE,
)
_WORKS_WITH = re.compile(
    r"\b(?:allocated to|referred by|completed by|form completed by|spoken to|discussed with|advice from|seen by|"
    r"reviewed by|chaired by|chair(?:person)?|minutes(?: taken)? by|minute[- ]?taker|note[- ]?taker|notes by|"
    r"taken by|recorded by|written by|prepared by|line manager|supervisor|cc|copied to|copy to|signed off by|author|"
    r"kind regards|regards|yours sincerely|many thanks)[,:]?\s*$",
    re.IGNORECASE,
)


def by_cue(sight: Sight) -> Iterator[Evidence]:
    """Yield what single phrases say: the late, saw it happen, lives next door, interpreted by."""
    checks = (
        (_CLASSMATE.search(sight.before), Role.OTHER_CHILD, 0.75),
        (_FURTHER_CHILD.search(sight.before), Role.OTHER_CHILD, 0.8),
        (_PUPIL.match(sight.after), Role.OTHER_CHILD, 0.7),
        (_DECEASED.match(sight.after) or _LATE.search(sight.before), Role.DECEASED, 0.8),
        (_SAW.match(sight.after) or _WITNESS.search(sight.before), Role.WITNESS, 0.75),
        (_NEAR_HOME.match(sight.after), Role.NEIGHBOUR, 0.75),
        (_STAFF.match(sight.after), Role.PROFESSIONAL, 0.7),
        (_SIDE.match(sight.after), Role.EXTENDED_FAMILY, 0.75),
        (_AT_WORK.search(sight.before), Role.PROFESSIONAL, 0.6),
        (_LIVES_WITH.search(sight.before), Role.CARER, 0.65),
        (_INTERPRETED.search(sight.before), Role.INTERPRETER, 0.8),
        (_WORKS_WITH.search(sight.before), Role.PROFESSIONAL, 0.7),
    )
    for hit, role, weight in checks:
        if hit:
            yield Evidence(role, "roles.cue", weight, sight.start, sight.end)
