"""Who is who: persons, not mentions, with the roles they have in this case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minimise.model.mention import Nature
from minimise.model.span import Span


class Role(StrEnum):
    """The roles of `domain.md` C; the value is the word policies use."""

    SUBJECT = "subject"
    SIBLING = "sibling"
    OTHER_CHILD = "other_child"
    PARENT = "parent"
    PARENT_WITHOUT_PR = "parent_without_pr"
    HOUSEHOLD_ADULT = "household_adult"
    EXTENDED_FAMILY = "extended_family"
    PERSON_OF_CONCERN = "person_of_concern"
    REFERRER = "referrer"
    LEAD_PRACTITIONER = "lead_practitioner"
    PROFESSIONAL = "professional"
    CARER = "carer"
    NEIGHBOUR = "neighbour"
    SOURCE = "source"
    WITNESS = "witness"
    DECEASED = "deceased"
    ADULT_VICTIM = "adult_victim"
    CHILD_SUSPECT = "child_suspect"
    STAFF_SUBJECT = "staff_subject"
    INTERPRETER = "interpreter"
    QUOTED_AUTHOR = "quoted_author"
    THIRD_PARTY = "third_party"
    """A person the document says is not part of this family, with no nearer role."""
    UNSETTLED = "unsettled"

    @property
    def id(self) -> str:
        """The role id of `domain.md` C (`R01`…`R21`); `R03`/`R13` kin share, unsettled is `R00`."""
        return _ROLE_IDS[self]


_ROLE_IDS = {role: f"R{n:02}" for n, role in enumerate(list(Role)[:21], start=1)}
_ROLE_IDS |= {Role.THIRD_PARTY: "R13", Role.UNSETTLED: "R00"}


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """One role with the evidence for it: rule id, places, confidence in 0..1."""

    role: Role
    rule: str
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Person:
    """One human being of the case, with every mention of them.

    `roles` is ordered, weightiest first; `label` is a role word and an ordinal (`Neighbour 1`), never initials.
    """

    id: str
    roles: tuple[RoleFinding, ...]
    mention_ids: tuple[str, ...]
    label: str
    confidence: float
    at_risk: bool = False
    """A third party who is at risk, a co-victim, or a witness the police must speak to."""
    ambiguous: bool = False

    def has(self, *roles: Role) -> bool:
        """Say whether the person has any of these roles."""
        return any(finding.role in roles for finding in self.roles)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a find is (a phone, an address, a number) and what it is to them."""

    person_id: str | None
    nature: Nature


@dataclass(frozen=True, slots=True)
class Identification:
    """What `identify` found out: the people, whose each find is, and finds it added (initials, clues)."""

    people: tuple[Person, ...]
    belongings: Mapping[str, Belonging] = field(default_factory=dict)
    """Mention id to owner, for finds that are not names."""
    subject_certain: bool = True
    danger_at_home: bool = False
    """The document shows that telling the family could put somebody in danger."""
