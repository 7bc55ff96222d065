"""Gives each person a label: a role word and a number in order of first appearance, telling neither sex nor age."""

from collections import Counter
from collections.abc import Sequence

from minimise.model import Role

WORDS = {
    Role.SUBJECT: "Child",
    Role.SIBLING: "Sibling",
    Role.OTHER_CHILD: "Other child",
    Role.PARENT: "Parent",
    Role.PARENT_WITHOUT_PR: "Parent",
    Role.HOUSEHOLD_ADULT: "Household adult",
    Role.EXTENDED_FAMILY: "Relative",
    Role.PERSON_OF_CONCERN: "Person of concern",
    Role.REFERRER: "Referring professional",
    Role.LEAD_PRACTITIONER: "Lead practitioner",
    Role.PROFESSIONAL: "Professional",
    Role.CARER: "Carer",
    Role.NEIGHBOUR: "Neighbour",
    Role.SOURCE: "Confidential source",
    Role.WITNESS: "Witness",
    Role.DECEASED: "Deceased person",
    Role.ADULT_VICTIM: "Adult at risk",
    Role.CHILD_SUSPECT: "Other child",
    Role.STAFF_SUBJECT: "Member of staff",
    Role.INTERPRETER: "Interpreter",
    Role.QUOTED_AUTHOR: "Author",
    Role.THIRD_PARTY: "Third party",
    Role.UNSETTLED: "Person",
}


def label_word(role: Role) -> str:
    """Give the word a role's label begins with."""
    return WORDS[role]


def number_labels(roles: Sequence[Role], text: str) -> list[str]:
    """Give a label for each role, in order; a number is skipped if the source already has that label."""
    count: Counter[str] = Counter()
    labels = []
    low = text.casefold()
    for role in roles:
        word = WORDS[role]
        count[word] += 1
        while f"[{word} {count[word]}]".casefold() in low:
            count[word] += 1
        labels.append(f"{word} {count[word]}")
    return labels
