"""A small synthetic case for the tests of this folder."""

from datetime import UTC, datetime

from minimise.model import (
    Action,
    Author,
    Decision,
    Document,
    Part,
    Person,
    Place,
    Role,
    RoleFinding,
    Span,
    Status,
    Unit,
    Unread,
    Verdict,
)
from minimise.stages.record import (
    CaseKey,
    JustificationLog,
    PolicyStamp,
    Run,
    entries,
    header_of,
    sharing_record,
)
from minimise.stages.record.header import ModelStamp

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # a Friday
KEY = CaseKey(bytes(range(32)))
SOURCE = b"the bytes of an input"
WORDS = ("Ffion", "Quibble", "Larkspur", "07700", "900461", "bruise")
DOCUMENT = Document(
    "case-1",
    "docx",
    (
        Part(Place("document", Unit.PARAGRAPH, 0), "Ffion Quibble of Larkspur Row rang on 07700 900461."),
        Part(Place("document", Unit.PARAGRAPH, 4), "There is a bruise on the left ear."),
        Part(Place("header1", Unit.PARAGRAPH, 0), "Seen by the neighbour."),
    ),
    (Unread(Place("document", Unit.PARAGRAPH, 2), "image"),),
)
NEIGHBOUR = Person("p1", (RoleFinding(Role.NEIGHBOUR, "r@1", (), 0.9),), ("m1",), "Neighbour 1", 0.9)
PEOPLE = (NEIGHBOUR,)
VERDICT = Verdict(("reader-a", "reader-b"), 3, 0, (), 1, 1)

ANSWERS: dict[str, object] = {
    "organisation": "Northshire Council",
    "org_type": "local_authority",
    "author_id": "SW12345",
    "contact": "MASH duty desk, 01632 960123",
    "recipient_org": "Northshire Constabulary",
    "recipient_identity_checked": "rang_back",
    "channel": "secure_email",
    "article_9_reason": "c",
    "child_informed": "yes",
    "pr_holders_informed": [{"role": "mother", "state": "yes"}],
    "decision_reason_codes": ["protect_child"],
    "review_type": "peer",
    "retention_class": "child_in_need",
}
COMPLETE = sharing_record(ANSWERS, lambda _: ())


def decision(target: str = "m1", action: Action = Action.PSEUDONYMISE, **changes: object) -> Decision:
    """Give a decision about the neighbour's name, with changes."""
    fields: dict[str, object] = {
        "status": Status.DECIDED,
        "rule": "third-party@1",
        "reason": "Naming them is not needed to act.",
        "reason_code": "3P-ADULT",
        "category": "C01",
        "golden_rule": 5,
        "legal_refs": ("UKGDPR-5.1.c",),
        "person_id": "p1",
        "confidence": 0.9,
        "found_by": ("spacy", "uk.names"),
        "spans": (Span(0, 0, 13),),
    }
    return Decision(target, action, **(fields | changes))  # type: ignore[arg-type]


SAFETY = decision(
    "s1",
    Action.KEEP,
    category="safety",
    reason_code="SAF-LOCK",
    reason="A safety fact stays.",
    locked=True,
    risk_critical=True,
    topics=("S02",),
    person_id=None,
    golden_rule=1,
    spans=(Span(1, 0, 34),),
    harm_if_kept="S1",
    harm_if_removed="S4",
)
PHONE = decision(
    "m2",
    Action.REDACT,
    category="C18",
    reason_code="SRC-CONF",
    status=Status.NEEDS_REVIEW,
    locked=True,
    confidence=0.7,
    banner="confidential-source",
    spans=(Span(0, 38, 50),),
)
PICTURE = decision(
    "u1", Action.REDACT, category="C55", reason_code="ERR-UNREAD", person_id=None, spans=(), confidence=0.1
)
VERDICT_OF_PERSON = decision(
    "m3",
    Action.KEEP,
    by=Author.PERSON,
    author="SW12345",
    rule="person@2026-11-19T09:00:00Z",
    supersedes="redact:third-party@1",
    reason_code="OVR-HUMAN",
    spans=(Span(2, 12, 21),),
)
DECISIONS = (PICTURE, SAFETY, PHONE, decision(), VERDICT_OF_PERSON)


def run_of(recipient: str = "social-care:s47", **changes: object) -> Run:
    """Give the facts of a run, with changes."""
    fields: dict[str, object] = {
        "purpose": "s47",
        "policy": PolicyStamp("social-care", "1", "0" * 64, "ISA24", "EN"),
        "models": (ModelStamp("small-model", "3.8.0"),),
        "created_at": AT,
        "finds": 3,
        "passages": 1,
        "input_digest": KEY.digest(SOURCE),
        "output_digest": KEY.digest(b"the bytes of an output"),
    }
    return Run(recipient, **(fields | changes))  # type: ignore[arg-type]


def log_of(
    *decisions: Decision, recipient: str = "social-care:s47", people: tuple[Person, ...] = PEOPLE, **changes: object
) -> JustificationLog:
    """Give a sealed log of these decisions, or of all of the samples."""
    used = decisions or DECISIONS
    header = header_of(run_of(recipient, **changes), DOCUMENT, used, people, VERDICT)
    return JustificationLog.of(header, entries(DOCUMENT, used, people, at=AT, passage_ids={"s1"}), KEY)
