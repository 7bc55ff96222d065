"""Evidence for roles, rule by rule; each gives a role, the rule's id, the place and how much it weighs."""

import re
from collections.abc import Callable, Iterator, Sequence
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
        rf"{_POSSESSOR}{_ADJECTIVE}(?:(?P<kin>{kin})|(?P<noun>{nouns})|(?P<job>{jobs}))\b(?!'s|s'|\s+(?-i:[A-ZÀ-Þ][\w'-]+))",
        re.IGNORECASE,
    )


def beside(sight: Sight, family: Family) -> Iterator[Evidence]:
    """Yield what a kin word, noun or job title in apposition says: `Mum (Kelly)`, `Priya, a neighbour`."""
    for pattern, text, weight in ((_before(), sight.before, 0.8), (_after(), sight.after, 0.82)):
        match = pattern.search(text)
        if match is None:
            continue
        if match.groupdict().get("listed") and not (match["kin"] or match["noun"] or "").casefold().endswith("s"):
            continue  # `Dr Shah, Carys`: one word cannot speak for two people
        role = _role_in(match, family)
        if (
            match.groupdict().get("quoted")
            and match["kin"]
            and text[: match.start("kin")].rstrip().endswith(match["quoted"])
        ):
            # `his "uncle" Marvin`: somebody who is called kin and is not (domain.md F, S15).
            role = Role.PERSON_OF_CONCERN
        if role is not None:
            yield Evidence(role, "roles.beside", weight, sight.start, sight.end)


def _role_in(match: re.Match[str], family: Family) -> Role | None:
    whose = (match["whose"] or "").strip()
    possessor = possessor_of(whose, family.own, family.others)
    if match["kin"]:
        if re.match(r"(?:another|other)\b", whose, re.IGNORECASE):
            possessor = "other"
        return role_of_kin(match["kin"], possessor)
    if match["noun"]:
        return role_of_noun(match["noun"], possessor)
    return role_of_job(match["job"])


def by_title(sight: Sight) -> Iterator[Evidence]:
    """Yield what a professional title says: `PC`, `Dr`, `Sgt`."""
    head = sight.text.split()[0].rstrip(".").casefold() if sight.text.split() else ""
    if head in professional_titles() and " " in sight.text:
        yield Evidence(Role.PROFESSIONAL, "roles.title", 0.85, sight.start, sight.end)


_HARM = (
    r"hit|hits|hitting|punch(?:ed|es)?|slap(?:ped|s)?|kick(?:ed|s)?|strangled?|chok(?:ed|es)|threaten(?:ed|s)?|grabbed|"
    r"pushed|threw|burn(?:ed|t)|hurts?|raped?|assault(?:ed|s)?|touch(?:ed|es)|abus(?:ed|es)|shook|bit|beat|dragged|"
    r"attacked|stamped|whipped|locked|smacked|belted|done it|did it|groomed|exploited|"
    r"controls|stalk(?:ed|s)|headbutted|"
    r"pinned|throttled|harmed|groped|molested|filmed|sent (?:her|him) (?:photos|pictures|nudes|explicit)"
)
_CONCERN_AFTER = re.compile(
    rf"^\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:who|has|had|was|is|then|also|allegedly|reportedly|apparently|often|always|sometimes|just|"
    rf"regularly|repeatedly|previously|once)\s+)*(?:(?P<harm>{_HARM})\b|(?:must|is|"
    rf"was) not (?:to )?(?:be (?:given|told|allowed)|"
    rf"allowed|have (?:any )?contact|contact|collect|attend|approach|permitted)|(?:has "
    rf"been |was |is |been )?(?:arrested|bailed|on bail|"
    rf"charged|convicted|remanded|on licence|subject to a (?:NMO|non-molestation|restraining|"
    rf"SHPO))|has (?:a )?(?:previous )?"
    rf"convictions?|is (?:a )?(?:registered sex offender|known to police|schedule "
    rf"1|the (?:alleged )?perpetrator|the suspect))",
    re.IGNORECASE,
)
_CONCERN_BEFORE = re.compile(
    rf"(?:\b(?:{_HARM}|injured|killed) by|(?:scared|afraid|frightened|terrified|fearful|wary|petrified) of|"
    r"(?:allegations?|disclosures?|complaints?|injunction|order|NMO|bail conditions|charges?) (?:made )?against|"
    r"(?:alleged )?(?:perpetrator|abuser|suspect|offender|person of concern|POC|AP)(?: "
    r"is| was)?(?:,|:| named| called| -)?|"
    r"violence (?:from|by)|abuse (?:from|by)|threats (?:from|by)|groomed by|exploited by|assaulted by)\s*[:(-]?\s*$",
    re.IGNORECASE,
)


# `was hit`, `who was raped`: the one it was done to.
_PASSIVE = re.compile(r"\b(?:was|is|were|been|being|got|gets)\s*$", re.IGNORECASE)
_DOES = re.compile(
    r"^(?:'?s)?\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:who|then|also|allegedly|reportedly|often|always|just|once|had|has|would|will|still|keeps?|"
    r"started|kept)\s+)*(?:makes?|made|holds?|held|holding|puts?|broke|breaks|smash(?:ed|es)|grabs?|took|takes|keeps|kept|locks|gave|gives|giving|"
    r"sends?|sent|messages?|messaged|films?|filmed|waits?|waited|sits outside|follows?|"
    r"followed|tracks?|tracked|drown(?:ed|s)|forces?|"
    r"forced|sells?|deals?|drove|drives|tells? (?:her|him|them|me) (?:to|not)|told "
    r"(?:her|him|them|me) (?:to|not)|said (?:he|she|they)(?:'d|'ll| would| will)|"
    r"says (?:he|she|they)(?:'d|'ll| would| will)|has (?:said|looked|threatened|asked)|"
    r"comes? (?:in|into|round)|came (?:in|into|round)|"
    r"goes through|reads? (?:her|his)|looks?|calls? (?:her|him|me)|wakes?|shouts?|"
    r"shouted|screams?|swears?|pulls?|pulled|lifts?|shakes?|"
    r"squeezes?|drags?|answers? for|answered (?:for|every))\b",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:owes?|owed|works? for|working for|runs? for|holding (?:it )?for|money "
    r"to|debt to|paid by|picked up by|line holder)\s*$",
    re.IGNORECASE,
)
_DANGEROUS = frozenset({"S01", "S04", "S05", "S06", "S07", "S08", "S10", "S11", "S15", "S20", "S22", "S32"})


def does_harm(sight: Sight, risk_in: Callable[[str], Sequence[str]]) -> Iterator[Evidence]:
    """Yield evidence that somebody is the doer in a clause about violence, exploitation, control or threats."""
    clause = re.split(r"[.;!?\n]|\s[-–—]\s", sight.after)[0]
    owed = _OWED.search(sight.before)
    if not (owed or _DOES.match(sight.after)):
        return
    words = f"{sight.before[-40:] if owed else ''} he{clause}"
    if owed or _DANGEROUS.intersection(risk_in(words)):
        yield Evidence(Role.PERSON_OF_CONCERN, "roles.doer", 0.6, sight.start, sight.end)


def of_concern(sight: Sight, *, quoted: bool) -> Iterator[Evidence]:
    """Yield what makes somebody the person of concern: the doer of a reported harm, bail, orders, fear of them."""
    after = _CONCERN_AFTER.match(sight.after)
    if after is not None and not (after["harm"] and _PASSIVE.search(sight.after[: after.start("harm")])):
        mild = after["harm"] is not None and after["harm"].casefold() in (
            "touch",
            "touched",
            "touches",
            "hurt",
            "hurts",
        )
        yield Evidence(
            Role.PERSON_OF_CONCERN, "roles.harm", 0.62 if mild and not quoted else 0.75, sight.start, sight.end
        )
    if _CONCERN_BEFORE.search(sight.before):
        yield Evidence(Role.PERSON_OF_CONCERN, "roles.feared", 0.8, sight.start, sight.end)


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
_PUPIL = re.compile(
    r"^\s*[,(]?\s*(?:(?:in |from )?(?:year|yr|y)\s?(?:[1-9]|1[0-3])\b|\((?:[1-9]|"
    r"1[0-3])[A-Z]{1,2}\)|aged? (?:[1-9]|1[0-7])\b|\((?:[1-9]|1[0-7])\))",
    re.IGNORECASE,
)
_INTERPRETED = re.compile(
    r"\b(?:interpreter|interpreted by|translated by|chaperone)[,:]?\s*(?:was\s+)?$", re.IGNORECASE
)
_WORKS_WITH = re.compile(
    r"\b(?:allocated to|referred by|completed by|form completed by|spoken to|discussed "
    r"with|advice from|seen by|reviewed by|"
    r"chaired by|author|kind regards|regards|yours sincerely|many thanks)[,:]?\s*$",
    re.IGNORECASE,
)


def by_cue(sight: Sight) -> Iterator[Evidence]:
    """Yield what single phrases say: the late, saw it happen, lives next door, interpreted by."""
    checks = (
        (_CLASSMATE.search(sight.before), Role.OTHER_CHILD, 0.75),
        (_PUPIL.match(sight.after), Role.OTHER_CHILD, 0.7),
        (_DECEASED.match(sight.after) or _LATE.search(sight.before), Role.DECEASED, 0.8),
        (_SAW.match(sight.after) or _WITNESS.search(sight.before), Role.WITNESS, 0.75),
        (_NEAR_HOME.match(sight.after), Role.NEIGHBOUR, 0.75),
        (_STAFF.match(sight.after), Role.PROFESSIONAL, 0.7),
        (_INTERPRETED.search(sight.before), Role.INTERPRETER, 0.8),
        (_WORKS_WITH.search(sight.before), Role.PROFESSIONAL, 0.7),
    )
    for hit, role, weight in checks:
        if hit:
            yield Evidence(role, "roles.cue", weight, sight.start, sight.end)
