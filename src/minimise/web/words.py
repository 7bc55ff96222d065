"""Our own words for codes that people see on the page."""

from collections.abc import Mapping

from minimise.model import Kind, Role

ROLES: Mapping[str, str] = {
    Role.SUBJECT: "Child or adult at risk the referral is about",
    Role.SIBLING: "Brother or sister",
    Role.OTHER_CHILD: "Another child, not of this family",
    Role.PARENT: "Parent or person with parental responsibility",
    Role.PARENT_WITHOUT_PR: "Parent without parental responsibility",
    Role.HOUSEHOLD_ADULT: "Adult who lives in the home",
    Role.EXTENDED_FAMILY: "Other relative",
    Role.PERSON_OF_CONCERN: "Person of concern",
    Role.REFERRER: "Referrer",
    Role.LEAD_PRACTITIONER: "Lead practitioner",
    Role.PROFESSIONAL: "Professional",
    Role.CARER: "Foster, adoptive or kinship carer",
    Role.NEIGHBOUR: "Neighbour, friend or member of the public",
    Role.SOURCE: "Confidential source",
    Role.WITNESS: "Witness",
    Role.DECEASED: "Person who has died",
    Role.ADULT_VICTIM: "Adult at risk of harm",
    Role.CHILD_SUSPECT: "Child said to have caused harm",
    Role.STAFF_SUBJECT: "Member of staff an allegation is about",
    Role.INTERPRETER: "Interpreter",
    Role.QUOTED_AUTHOR: "Author of a quoted document",
    Role.THIRD_PARTY: "Somebody else, not part of this family",
    Role.UNSETTLED: "Not settled",
}

RECIPIENTS: Mapping[str, str] = {
    "social-care": "Children's social care (MASH)",
    "social-care:s17": "Children's social care, section 17",
    "social-care:s47": "Children's social care, section 47",
    "police": "Police",
    "health": "Health",
    "school": "School or college (designated safeguarding lead)",
    "family-help": "Family help (early help)",
    "voluntary": "Voluntary organisation",
    "housing": "Housing",
    "youth-justice": "Youth justice",
    "court": "Court",
    "lado": "Local authority designated officer (LADO)",
    "family": "Family: copy for a parent or carer",
    "family:child": "Family: copy for the child",
    "family:concern": "Family: copy for the person of concern",
    "learning": "Learning: review, audit, training",
}

MISSED: Mapping[str, str] = {
    Kind.PERSON: "a person's name",
    Kind.ADDRESS: "an address or place",
    Kind.PHONE: "a phone number",
    Kind.EMAIL: "an e-mail address",
    Kind.DOB: "a date of birth",
    Kind.CASE_REF: "a reference or number",
    Kind.SOURCE_CLUE: "something that gives a person away",
    Kind.PRIVATE_DETAIL: "another private detail",
}

ACTIONS: Mapping[str, str] = {
    "keep": "kept",
    "flag": "kept for now",
    "redact": "withheld",
    "pseudonymise": "withheld, label in its place",
    "generalise": "made less exact",
}

STEPS: Mapping[str, str] = {"new": "Not started", "in review": "In review", "finished": "Written"}


def recipient_words(name: str) -> str:
    """Give a recipient in words; one of your own policies goes by its name."""
    return RECIPIENTS.get(name, name)
