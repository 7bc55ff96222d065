"""The three questions the model answers of every word, and the labels of each."""

ENTITIES = ("O", "PERSON", "ADDRESS", "LOC", "ORG", "ID", "DATE", "DEM", "QTY", "MISC")
"""What a word belongs to."""

ROLES = (
    "subject", "sibling", "other_child", "parent", "household_adult", "extended_family", "person_of_concern",
    "referrer", "lead_practitioner", "professional", "carer", "neighbour", "source", "witness", "deceased",
    "adult_victim", "child_suspect", "staff_subject", "interpreter", "third_party",
)  # fmt: skip
"""Who a named person, or one called by a kin word, is in the case (domain.md C)."""

STRETCHES = ("none", "clue", "private", "trivia", "place", "contact", "tactics", "safety")
"""What a stretch of text would give away, or is kept for."""

UNSURE = -2
"""Nobody looked for safety facts here: the word is in such a one or in nothing."""
UNKNOWN = -1
"""Nobody labelled this word for this question; it takes no part in the loss."""


def allowed(*names: str) -> int:
    """Give a set of entity labels as bits: the word is one of these, and nobody knows which."""
    return sum(1 << ENTITIES.index(name) for name in names)


ANY = (1 << len(ENTITIES)) - 1
NO_PERSON = ANY & ~allowed("PERSON")
