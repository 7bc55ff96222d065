"""A sentence-sized stretch of the document and what it means for safety and relevance."""

from dataclasses import dataclass
from enum import StrEnum

from minimise.model.span import Span


class Relevance(StrEnum):
    """What a passage is to the recipient's function (`domain.md` E)."""

    SAFETY = "safety"
    RELEVANT = "relevant"
    CONTEXT = "context"
    UNSURE = "unsure"
    IRRELEVANT = "irrelevant"


class Mark(StrEnum):
    """Kinds of content that some recipients must not get, or must get whatever happens."""

    SAFE_CONTACT = "safe-contact"
    CHILD_WORDS = "child-words"
    INTELLIGENCE = "intelligence"
    CONVICTIONS = "convictions"
    LEGAL_ADVICE = "legal-advice"
    STAFF_MATTER = "staff-matter"
    HANDLING = "handling"
    COURT = "court"
    COMPLAINANT = "complainant"
    GENDER_HISTORY = "gender-history"
    CHILD_WISH = "child-wish"
    NOTIFICATION = "notification"
    UNIQUE = "unique"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, cell or line; `spans` are its pieces in order (a wrapped line makes two)."""

    id: str
    spans: tuple[Span, ...]
    topics: tuple[str, ...]
    """Safety topics of `domain.md` F, such as `S02`, sorted."""
    relevance: Relevance
    reason_code: str
    """Of `domain.md` G.3: `SAF-LOCK`, `IRR-HEALTH` and the like; empty for plain context."""
    marks: tuple[Mark, ...] = ()
    found_by: tuple[str, ...] = ()

    @property
    def risk_critical(self) -> bool:
        """Whether a safety topic locks this passage."""
        return bool(self.topics)
