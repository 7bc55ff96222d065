"""Joins what is known about each find and passage, asks the policy, and puts safety above its answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from minimise.model import (
    Action,
    Belonging,
    Decision,
    Detail,
    DetailKind,
    Document,
    Identification,
    Kind,
    Mark,
    Mention,
    Nature,
    Passage,
    Person,
    Relevance,
    Role,
    Span,
    Status,
    Surface,
)
from minimise.policies import Facts, Policy, Rule, banners
from minimise.stages.judge.details import Scene, find_details
from minimise.stages.judge.tasks import tasks

_MARK_CATEGORY = {
    Mark.SAFE_CONTACT: "C19",
    Mark.CHILD_WORDS: "C56",
    Mark.INTELLIGENCE: "C52",
    Mark.CONVICTIONS: "C42",
    Mark.LEGAL_ADVICE: "C48",
    Mark.STAFF_MATTER: "C51",
    Mark.HANDLING: "C58",
    Mark.COURT: "C47",
    Mark.COMPLAINANT: "C45",
    Mark.GENDER_HISTORY: "C40",
    Mark.CHILD_WISH: "C56",
    Mark.NOTIFICATION: "C44",
    Mark.UNIQUE: "C57",
}
_EVERYWHERE = {"family": frozenset({DetailKind.DATE, DetailKind.ORIENTATION})}
"""A child's orientation is not told to a parent, also not beside what the child disclosed."""
_NOBODY = Belonging(None, Nature.ORDINARY)
_WORKING = frozenset({Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER})
_PLACES = frozenset({Kind.ADDRESS, Kind.POSTCODE, Kind.LOCATION, Kind.ORG_PLACE})
_SURE = 0.5
"""A find below this goes to a person (domain.md B: a failed check lowers confidence, it never vetoes)."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything judgement needs about one document for one recipient."""

    document: Document
    mentions: tuple[Mention, ...]
    who: Identification
    passages: tuple[Passage, ...]
    policy: Policy
    purpose: str | None
    emergency: bool = False


def judge(case: Case) -> tuple[Decision, ...]:
    """Decide every find, every passage that matters and everything unread or withdrawn, in that order."""
    people = {i: person for person in case.who.people for i in person.mention_ids}
    owners = {person.id: person for person in case.who.people}
    finds = [_find(case, mention, people, owners) for mention in case.mentions]
    passages = [d for passage in case.passages for d in _passage(case, passage)]
    whole = tasks(case.policy.id, emergency=case.emergency)
    decided = (*finds, *passages, *_details(case), *_withdrawn(case), *_unread(case), *whole)
    return tuple(d for d in decided if d is not None)


def _find(case: Case, mention: Mention, people: dict[str, Person], owners: dict[str, Person]) -> Decision | None:
    """Decide one find; words the author withdrew do not leave and need no decision of their own."""
    part = case.document.parts[mention.span.part]
    if not part.visible and part.surface is not Surface.FILE_NAME:
        return None
    named = people.get(mention.id)
    belonging = case.who.belongings.get(mention.id, _NOBODY)
    person = named or owners.get(belonging.person_id or "")
    facts = Facts(
        target="find",
        kind=mention.kind,
        roles=_roles(case, person, belonging, named is not None),
        nature=belonging.nature,
        at_risk=person is not None and person.at_risk,
        ambiguous=person is not None and person.ambiguous,
        danger=case.who.danger_at_home,
        marks=frozenset(),
        relevance=None,
        risk_critical=False,
        confident=mention.score >= _SURE,
        owner_known=person is not None,
    )
    rule = case.policy.first_fit(facts, case.purpose)
    sure = min(mention.score, person.confidence) if named and person else mention.score
    category = "C12" if belonging.nature is Nature.SAFE and mention.kind in _PLACES else mention.kind.category
    return _decision(
        rule, mention.id, category, (mention.span,), case,
        person_id=person.id if person else None, confidence=sure, found_by=mention.found_by,
    )  # fmt: skip


def _roles(case: Case, person: Person | None, belonging: Belonging, named: bool) -> frozenset[Role]:
    """Give the roles that count for this recipient.

    Between agencies a professional is a professional, also one who asked that the family should not know
    (domain.md C, R09); a family copy treats them as a source.
    """
    if belonging.nature is Nature.PRIVATE:
        return frozenset({Role.PROFESSIONAL})
    if person is None:
        return frozenset()
    roles = frozenset(f.role for f in person.roles)
    if Role.SOURCE in roles and roles & _WORKING and case.policy.id != "family":
        roles -= {Role.SOURCE}
    return roles or frozenset({Role.UNSETTLED} if named else ())


def _passage(case: Case, passage: Passage) -> Iterator[Decision]:
    """Decide a passage for each thing that makes it matter: a safety topic, a mark, irrelevance."""
    if not case.document.parts[passage.spans[0].part].visible:
        return
    decisions = tuple(_all_of(case, passage))
    hidden = [decision for decision in decisions if decision.withholds]
    yield from hidden or decisions  # what is withheld is not also kept for another reason


def _all_of(case: Case, passage: Passage) -> Iterator[Decision]:
    if passage.risk_critical:
        yield from _passage_as(case, passage, frozenset(), Relevance.SAFETY, "safety")
    for mark in passage.marks:
        yield from _passage_as(case, passage, frozenset({mark}), passage.relevance, _MARK_CATEGORY[mark])
    if passage.relevance is Relevance.IRRELEVANT and not passage.risk_critical and not case.emergency:
        yield from _passage_as(case, passage, frozenset(), Relevance.IRRELEVANT, "irrelevant")


def _passage_as(
    case: Case, passage: Passage, marks: frozenset[Mark], relevance: Relevance, category: str
) -> Iterator[Decision]:
    facts = Facts(
        target="passage",
        kind=None,
        roles=frozenset(),
        nature=Nature.ORDINARY,
        at_risk=False,
        ambiguous=False,
        danger=case.who.danger_at_home,
        marks=marks,
        relevance=relevance,
        risk_critical=passage.risk_critical,
        confident=True,
        owner_known=False,
    )
    rule = case.policy.first_fit(facts, case.purpose)
    code = passage.reason_code if category in ("safety", "irrelevant") and passage.reason_code else None
    yield _decision(
        rule, passage.id, category, passage.spans, case,
        risk_critical=passage.risk_critical and case.policy.id != "family",
        topics=passage.topics, found_by=passage.found_by, reason_code=code,
    )  # fmt: skip


def _details(case: Case) -> Iterator[Decision]:
    """Decide details inside sentences, as far as this recipient's policy does not simply keep them all.

    What is kept unasked gets no entry of its own: the sentence around it has one. In an emergency nobody waits
    for such refinement.
    """
    kinds = frozenset(kind for kind in DetailKind if _matters(case.policy, kind))
    if case.emergency or not kinds:
        return
    role_of = {i: p.roles[0].role for p in case.who.people if p.roles for i in p.mention_ids}
    scene = Scene(case.document, case.mentions, role_of, _EVERYWHERE.get(case.policy.id, frozenset({DetailKind.DATE})))
    for detail in find_details(scene, case.passages, kinds):
        roles = frozenset({detail.owner} if detail.owner else ())
        facts = Facts("detail", roles=roles, danger=case.who.danger_at_home, detail=detail.kind)
        rule = case.policy.first_fit(facts, case.purpose)
        if rule.action is not Action.KEEP:
            found_by = (f"judge.detail.{detail.kind}",)
            yield _decision(rule, detail.id, _detail_category(detail), detail.spans, case, found_by=found_by)


def _matters(policy: Policy, kind: DetailKind) -> bool:
    rules = (rule for rule in policy.rules if rule.when.target == "detail")
    return any(kind in rule.when.detail or not rule.when.detail for rule in rules if rule.action is not Action.KEEP)


def _detail_category(detail: Detail) -> str:
    childs = detail.kind is DetailKind.HEALTH and detail.owner in (Role.SUBJECT, Role.SIBLING)
    return "C35" if childs else detail.kind.category


def _withdrawn(case: Case) -> Iterator[Decision]:
    """What the author withdrew never leaves; a safety topic in it goes to a person (contract.md section 3)."""
    risky = {s.part for p in case.passages if p.risk_critical for s in p.spans}
    seen: set[str] = set()
    for index, part in enumerate(case.document.parts):
        once = f"{part.surface}:{part.place.name}"
        single = part.surface in (Surface.PROPERTY, Surface.LINK, Surface.ALT_TEXT)
        flagged = index in risky
        told = single and once in seen and not flagged
        if part.visible or part.surface is Surface.FILE_NAME or not part.text.strip() or told:
            continue
        seen.add(once)
        yield Decision(
            target=f"w{index:04}",
            action=Action.REDACT,
            status=Status.NEEDS_REVIEW if flagged else Status.DECIDED,
            rule="core.withdrawn@1",
            reason="A safety concern stands in text the author withdrew; a person must say whether it should be shared."
            if flagged
            else "Hidden text, comments, tracked deletions and file properties never leave with the document.",
            reason_code="META",
            category="C54",
            golden_rule=6,
            legal_refs=("ICO-DDS", "UKGDPR-5.1.f"),
            spans=(Span(index, 0, len(part.text)),),
            found_by=("intake.surface",),
            harm_if_kept="S3",
            harm_if_removed="S2",
        )


_UNREAD = {
    "image": "This picture or object could not be read, so it is withheld until a person has looked at it.",
    "attachment": "This attachment could not be read, so it is withheld until a person has looked at it.",
    "locked attachment": (
        "This attachment is locked, so it was not read and is withheld: open it, save a copy without the password, and "
        "minimise that copy by itself."
    ),
}
"""Why something was withheld unread, by what it is."""


def _unread(case: Case) -> Iterator[Decision]:
    """A picture or object that could not be read is withheld, and a person looks at it."""
    for n, thing in enumerate(case.document.unread, start=1):
        at = next((i for i, p in enumerate(case.document.parts) if p.place == thing.place and p.visible), None)
        length = len(case.document.parts[at].text) if at is not None else 0
        yield Decision(
            target=f"u{n:04}",
            action=Action.REDACT,
            status=Status.NEEDS_REVIEW,
            rule="core.unread@1",
            reason=_UNREAD.get(thing.what, _UNREAD["image"]),
            reason_code="ERR-UNREAD",
            category="C55",
            golden_rule=5,
            legal_refs=("ICO-DDS",),
            spans=(Span(at, 0, length),) if at is not None and length else (),
            found_by=("intake.unread",),
            harm_if_kept="S3",
            harm_if_removed="S3",
        )


def _decision(
    rule: Rule,
    target: str,
    category: str,
    spans: tuple[Span, ...],
    case: Case,
    *,
    person_id: str | None = None,
    confidence: float = 1.0,
    found_by: tuple[str, ...] = (),
    risk_critical: bool = False,
    topics: tuple[str, ...] = (),
    reason_code: str | None = None,
) -> Decision:
    """Turn the rule's answer into a decision; safety and the emergency path come before it."""
    action, status = rule.action, Status.NEEDS_REVIEW if rule.asks else Status.DECIDED
    deferred = case.emergency and action.hides and rule.harm_if_kept != "S4" and not rule.locked
    if (risk_critical and action.hides) or deferred:
        action, status = Action.FLAG, Status.NEEDS_REVIEW
    return Decision(
        target=target,
        action=action,
        status=status,
        rule=f"{rule.id}@{rule.version}",
        reason=rule.because,
        reason_code=reason_code or rule.reason_code,
        category=category,
        golden_rule=rule.golden_rule,
        legal_refs=tuple(rule.legal_refs),
        locked=rule.locked and not (risk_critical and rule.action.hides),
        person_id=person_id,
        confidence=round(confidence, 2),
        risk_critical=risk_critical,
        banner=banners()[rule.banner] if rule.banner else None,
        topics=topics,
        harm_if_kept=rule.harm_if_kept,
        harm_if_removed=rule.harm_if_removed,
        found_by=found_by,
        spans=spans,
    )
