"""Evidence that somebody is the person of concern: harm reported of them, orders, fear of them, doing and threats."""

import re
from collections.abc import Callable, Iterator, Sequence

from minimise.model import Role
from minimise.stages.identify.evidence import Evidence
from minimise.stages.identify.surroundings import Sight

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


# An order or a sentence against somebody, told of in the words that follow the name up to the next one.
_ORDERED = re.compile(
    r"\b(?:NMO|SHPO|SOPO|SRO|DVP[NO]|DAPO|RSO|HMP|(?i:non-?mol\w*|restraining order|occupation order|"
    r"exclusion (?:zone|order)|on licence|on tag|registered sex offender|served \d+|serving|imprisoned|recalled|"
    r"wanted (?:by|for)|bail(?:ed)? (?:to|with|conditions?|until|not)|not allowed (?:near|at|in|on)|barred from|"
    r"banned from|no contact (?:with|order)|must not (?:collect|approach|attend|contact)|in prison|previous for))\b"
)
_FOR_HIM = re.compile(
    r"\b(?:against (?:him|her|them)|to protect|protects|protecting|in her favour|for her protection)\b"
)
# As police and exploitation workers write of somebody of whom only a street name is known.
_MALE = re.compile(
    r"\b(?:male|man|adult|individual|nominal|subject|associate)s?\s*(?:only )?(?:known as|called|named|using the name|"
    r"who goes by|by the name of)?\s*:?\s*[\"']$|"
    r"\b(?:male|man|individual) (?:only )?(?:known as|called|named|who goes by)\s+$",
    re.IGNORECASE,
)
_KEPT_AWAY = re.compile(
    r"(?:\b(?:not|never)\s+(?:to\s+)?(?:be\s+)?"
    r"(?:(?:collected|picked up|released|handed over|left alone|left|go|sent home) )?(?:by|with|to)|"
    r"\bnot (?:to be )?(?:repeated|disclosed|shared|passed on|copied) to|"
    r"\b(?:keep|kept|stay|hide|hiding|fled|fleeing|escap\w+) (?:\w+ ){0,2}?from|"
    r"\bunsafe (?:with|around)|\bnot safe (?:with|around))\s+(?:(?:his|her|their|the)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


def under_order(sight: Sight, others: Sequence[int]) -> Iterator[Evidence]:
    """Yield evidence that somebody is under an order or kept away from the child.

    `others` are the places of all other people's names, ascending: what follows the next one is about them.
    """
    stop = next((at - sight.end for at in others if at >= sight.end), len(sight.onward))
    order = _ORDERED.search(sight.onward[:stop])
    if order is not None and not _FOR_HIM.search(sight.onward[:stop]):
        yield Evidence(Role.PERSON_OF_CONCERN, "roles.order", 0.6, sight.start, sight.end)
    if _MALE.search(sight.before):
        yield Evidence(Role.PERSON_OF_CONCERN, "roles.male", 0.6, sight.start, sight.end)
    if _KEPT_AWAY.search(sight.before):
        yield Evidence(Role.PERSON_OF_CONCERN, "roles.kept_away", 0.6, sight.start, sight.end)


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
