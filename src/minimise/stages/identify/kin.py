"""Kin words beside names: what they say about somebody, relative to whose kin it is."""

import re
from functools import cache

from minimise.lexicons import job_titles, kinship
from minimise.model import Role

# Relation to the subject child -> role. Parental responsibility is never assumed from it.
_OF_CHILD = {
    "mother": Role.PARENT,
    "father": Role.PARENT,
    "step_parent": Role.PARENT,
    "adopter": Role.CARER,
    "foster_carer": Role.CARER,
    "parents_partner": Role.HOUSEHOLD_ADULT,
    "partner": Role.HOUSEHOLD_ADULT,
    "spouse": Role.HOUSEHOLD_ADULT,
    "ex_partner": Role.EXTENDED_FAMILY,
    "sibling": Role.SIBLING,
    "half_sibling": Role.SIBLING,
    "step_sibling": Role.SIBLING,
    "child_of": Role.SIBLING,
    "friend_of_family": Role.THIRD_PARTY,
}
_OF_PARENT = {
    "mother": Role.EXTENDED_FAMILY,
    "father": Role.EXTENDED_FAMILY,
    "partner": Role.HOUSEHOLD_ADULT,
    "parents_partner": Role.HOUSEHOLD_ADULT,
    "spouse": Role.HOUSEHOLD_ADULT,
    "child_of": Role.SIBLING,
    "friend_of_family": Role.THIRD_PARTY,
    "ex_partner": Role.EXTENDED_FAMILY,
}
_CHILD_WORDS = r"pupil|student|classmate|schoolfriend|best friend|peer|team ?mate|boy|girl|child|teenager|youth"
_OUTSIDER_WORDS = (
    r"neighbour|neighbor|next[- ]door neighbour|member of the public|landlord|landlady|"
    r"shopkeeper|shop owner|passer-?by|"
    r"caretaker|parishioner|dog walker|mum at the gate|other parent|another parent|parent of another child|childminder"
)


@cache
def kin_pattern() -> str:
    """All kin words as one alternative, longest first.

    `older brother` and `mum's partner` are left to the adjective and the possessor before the plain word.
    """
    terms = kinship()
    plain = [
        word
        for word, term in terms.items()
        if "'" not in word and (" " not in word or _says_more(term.relation, word.split()[-1]))
    ]
    return "|".join(re.escape(word) for word in sorted(plain, key=len, reverse=True))


def _says_more(relation: str, last: str) -> bool:
    """Whether a phrase names another relation than its last word: `foster mum` is no `mum`."""
    term = kinship().get(last)
    return term is None or term.relation != relation


@cache
def job_pattern() -> str:
    """All job titles as one alternative."""
    return "|".join(f"(?:{job.pattern})" for job in job_titles())


def role_of_kin(word: str, possessor: str) -> Role | None:
    """Give the role that a kin word gives its bearer; `possessor` is child, parent, other or mine."""
    term = kinship().get(word.casefold())
    if term is None:
        return None
    if word.casefold() in ("lodger", "tenant", "housemate", "flatmate", "sub-tenant"):
        return Role.HOUSEHOLD_ADULT
    if term.relation == "friend_of_family":
        return role_of_noun(word, possessor) or Role.THIRD_PARTY
    if possessor == "relative":
        return Role.EXTENDED_FAMILY
    if possessor in ("other", "mine"):
        return Role.OTHER_CHILD if term.relation == "child_of" else Role.THIRD_PARTY
    table = _OF_PARENT if possessor == "parent" else _OF_CHILD
    return table.get(term.relation, Role.EXTENDED_FAMILY)


@cache
def role_of_job(words: str) -> Role | None:
    """Give the role of a job title, or None if the words are none."""
    for job in job_titles():
        if re.search(rf"\b(?:{job.pattern})\b", words, re.IGNORECASE):
            return Role(job.role)
    return None


@cache
def _noun_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<child>{_CHILD_WORDS})s?|(?P<friend>friend|mate|pal)|(?P<outsider>{_OUTSIDER_WORDS})|"
        r"(?P<parent>parents?)|(?P<household>lodger|housemate|flatmate|tenant)|(?P<interpreter>interpreter|translator|chaperone)",
        re.IGNORECASE,
    )


def role_of_noun(words: str, possessor: str) -> Role | None:
    """Give the role that a plain noun gives its bearer: pupil, neighbour, lodger, friend."""
    match = _noun_pattern().fullmatch(words.strip())
    if match is None:
        return None
    if match["friend"]:
        return Role.THIRD_PARTY if possessor == "parent" else Role.OTHER_CHILD
    if match["child"]:
        return Role.OTHER_CHILD
    if match["parent"]:
        return Role.THIRD_PARTY if possessor in ("other", "mine") else Role.PARENT
    if match["household"]:
        return Role.HOUSEHOLD_ADULT
    return Role.INTERPRETER if match["interpreter"] else Role.NEIGHBOUR


def noun_alternatives() -> str:
    """The plain nouns as one alternative for a larger pattern."""
    return (
        rf"{_CHILD_WORDS}|friend|mate|pal|{_OUTSIDER_WORDS}|parents?|lodger|housemate|"
        r"flatmate|tenant|interpreter|translator"
    )


_WOMEN = re.compile(
    r"(?:step|grand|god)?-?(?:mother|mum|mam|mom|ma)s?|nan(?:a|ny|nie)?|gran(?:ny|nie)?|mgm|pgm|mggm|aunt(?:ie|y)?|sister|niece|"
    r"daughter|wife|girlfriend|nain|mama|ammi|(?:half|step)-?sister",
    re.IGNORECASE,
)
_MEN = re.compile(
    r"(?:step|grand|god)?-?(?:father|dad|da|pa)s?|granddad|gramps|mgf|pgf|uncle|brother|nephew|son|husband|boyfriend|taid|tata|"
    r"papa|abbu|(?:half|step)-?brother",
    re.IGNORECASE,
)


def gender_of_kin(word: str) -> str:
    """Give `f` or `m` for a kin word that tells, and nothing for others."""
    word = re.sub(r"'s$", "", word)
    return "f" if _WOMEN.fullmatch(word) else "m" if _MEN.fullmatch(word) else ""


def standing_of_kin(word: str) -> str:
    """Say whose kin the kin of `Mum`, `Nan` or `her brother` is: a parent's, a relative's, a child's."""
    term = kinship().get(re.sub(r"'s$", "", word.casefold()))
    if term is None:
        return ""
    if term.relation in ("mother", "father", "step_parent", "parents_partner", "partner", "spouse"):
        return "parent"
    return "child" if term.relation in ("sibling", "half_sibling", "step_sibling") else "relative"


def possessor_of(
    words: str, own: frozenset[str], others: frozenset[str], elders: frozenset[str], *, child_writes: bool = False
) -> str:
    """Say whose kin a kin word names: the child's, a parent's, the writer's or somebody else's.

    `own` holds casefolded name words of the subject and siblings, `elders` those of the parents and other adults of
    the home, `others` those of people outside the family. `child_writes` says that `my` is the child's.
    """
    low = words.casefold().strip()
    if re.search(r"\b(?:my|our)\b", low):
        return "child" if child_writes else "mine"
    word = re.sub(r"(?:'s|s')?$", "", low.split()[-1]) if low else ""
    if word in own:
        return "child"
    if word in elders and low.endswith("s"):
        return "parent"
    if word in others or word in ("pupil", "neighbour", "friend"):
        return "other"
    term = kinship().get(word)
    if term is not None and low.endswith("s") and term.relation in ("mother", "father", "step_parent", "grandparent"):
        return "parent"
    return "child"


_TITLE = re.compile(r"^(?:(?P<m>mr|sir|fr|father|imam)|(?P<f>mrs|miss|ms|sister))\b", re.IGNORECASE)
_LAST = re.compile(r"([\w-]+)(?:\s+(?:is|was|called|named))?[\s,:(–-]*$")
_NEXT = re.compile(r"^\s*[,(–-]\s*(?:(?:his|her|their|the)\s+)?([\w-]+)")


def gender_beside(before: str, own: str, after: str) -> str:
    """Give `m` or `f` where a title or a kin word beside a name tells, and nothing elsewhere."""
    title = _TITLE.match(own.strip())
    if title:
        return "m" if title["m"] else "f"
    for match in (_LAST.search(before), _NEXT.match(after)):
        if match and (gender := gender_of_kin(match[1])):
            return gender
    return ""
