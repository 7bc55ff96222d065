"""Weighs the evidence for each person and settles their roles; what stays open is a person's question."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from minimise.model import Field, Insight, Mention, Reading, Role, RoleFinding
from minimise.stages.identify.antecedents import Antecedents, Known, genders
from minimise.stages.identify.concern import does_harm, of_concern, under_order
from minimise.stages.identify.evidence import Evidence, Family, beside, by_cue, by_post, by_title
from minimise.stages.identify.formroles import form_evidence
from minimise.stages.identify.insights import role_read
from minimise.stages.identify.linking import Cluster
from minimise.stages.identify.mailheaders import RULE
from minimise.stages.identify.posts import by_written_post
from minimise.stages.identify.signatures import signature_evidence
from minimise.stages.identify.surroundings import Sight, Surroundings

SETTLED = 0.55
"""Evidence below this leaves a role open."""

_SURELY, _SUSPECTED = 0.9, 0.7
"""Whom a form names as a brother or pupil is a suspect only by more than one word of doing."""

# Which role counts first where several are true: the weightier decision for the person's safety stands first.
_ORDER = (
    Role.SUBJECT, Role.SOURCE, Role.CARER, Role.PERSON_OF_CONCERN, Role.CHILD_SUSPECT, Role.STAFF_SUBJECT,
    Role.DECEASED, Role.REFERRER, Role.LEAD_PRACTITIONER, Role.PROFESSIONAL, Role.INTERPRETER, Role.PARENT,
    Role.PARENT_WITHOUT_PR, Role.SIBLING, Role.HOUSEHOLD_ADULT, Role.ADULT_VICTIM, Role.EXTENDED_FAMILY,
    Role.WITNESS, Role.OTHER_CHILD, Role.NEIGHBOUR, Role.QUOTED_AUTHOR, Role.THIRD_PARTY, Role.UNSETTLED,
)  # fmt: skip

_WORKING = frozenset({Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER, Role.INTERPRETER})
_FAMILY = frozenset(
    {Role.PARENT, Role.PARENT_WITHOUT_PR, Role.SIBLING, Role.HOUSEHOLD_ADULT, Role.EXTENDED_FAMILY, Role.CARER}
)
_AT_HOME = _FAMILY | {Role.SUBJECT, Role.PERSON_OF_CONCERN, Role.NEIGHBOUR, Role.OTHER_CHILD}
_CHILDREN = frozenset({Role.OTHER_CHILD, Role.SIBLING})


def settle_roles(
    reading: Reading,
    fields: Sequence[Field],
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster],
    around: Surroundings,
    risk_in: Callable[[str], Sequence[str]],
    insight: Insight,
) -> list[tuple[RoleFinding, ...]]:
    """Give each cluster's roles, weightiest first; `UNSETTLED` alone where nothing is known."""
    owner = {m.id: n for n, cluster in enumerate(clusters) for m in cluster.mentions}
    sights = {m.id: around.sight(m) for cluster in clusters for m in cluster.mentions}
    family = Family()
    found: list[tuple[RoleFinding, ...]] = []
    for _ in range(2):
        pieces: dict[int, list[Evidence]] = defaultdict(list)
        for mention_id, evidence in _all_evidence(reading, fields, mentions, sights, family, risk_in):
            if mention_id in owner:
                pieces[owner[mention_id]].append(evidence)
        named = any(cluster.subject for cluster in clusters)
        found = [_roles_of(reading, cluster, pieces[n], named) for n, cluster in enumerate(clusters)]
        found = [_read(reading, insight, *pair) for pair in zip(clusters, found, strict=True)]
        family = _family(clusters, found, _antecedents(reading, around, clusters, found, sights), sights, reading.text)
    return found


def _read(
    reading: Reading, insight: Insight, cluster: Cluster, roles: tuple[RoleFinding, ...]
) -> tuple[RoleFinding, ...]:
    """Fill in what the trained model sees where no rule settled a role."""
    return roles if roles[0].role is not Role.UNSETTLED else tuple(role_read(reading, insight, cluster)) or roles


_STANDING = {
    Role.SUBJECT: "child", Role.SIBLING: "child", Role.PARENT: "parent", Role.PARENT_WITHOUT_PR: "parent",
    Role.HOUSEHOLD_ADULT: "parent", Role.PERSON_OF_CONCERN: "parent", Role.ADULT_VICTIM: "parent",
    Role.EXTENDED_FAMILY: "relative", Role.CARER: "relative", Role.OTHER_CHILD: "other", Role.NEIGHBOUR: "other",
    Role.THIRD_PARTY: "other", Role.PROFESSIONAL: "other", Role.REFERRER: "other", Role.LEAD_PRACTITIONER: "other",
}  # fmt: skip


def _antecedents(
    reading: Reading,
    around: Surroundings,
    clusters: Sequence[Cluster],
    found: Sequence[tuple[RoleFinding, ...]],
    sights: Mapping[str, Sight],
) -> Antecedents:
    """Give what looks up whose `his` and `her` mean, from the roles known by now."""
    beside_names = {n: [_told(sights[m.id]) for m in cluster.mentions] for n, cluster in enumerate(clusters)}
    known = genders(beside_names)
    named = sorted((s.start, s.end, n) for n, c in enumerate(clusters) for m in c.mentions for s in (sights[m.id],))
    return Antecedents(reading, around, named, lambda n: Known(_STANDING.get(found[n][0].role, ""), known.get(n, "")))


_CHILD_WRITES = re.compile(
    r"\b(?:my name is|i am called|everyone calls me|people call me|i am (?:\d|[a-z]+) years old|i live with (?:my )?"
    r"(?:mum|mam|mummy|dad|daddy|nan|grand|foster)|about me|i was born (?:on|in)|my mum and dad)\b",
    re.IGNORECASE,
)


def _told(sight: Sight) -> tuple[str, str, str]:
    return sight.before, sight.text, sight.after


def _all_evidence(
    reading: Reading,
    fields: Sequence[Field],
    mentions: Sequence[Mention],
    sights: Mapping[str, Sight],
    family: Family,
    risk_in: Callable[[str], Sequence[str]],
) -> Iterator[tuple[str, Evidence]]:
    yield from form_evidence(reading, fields, mentions, family)
    yield from signature_evidence(reading, mentions)
    starts = sorted(sight.start for sight in sights.values())
    for mention_id, sight in sights.items():
        quoted = _in_quotes(reading.text, sight)
        for rule in (
            beside(sight, family),
            by_title(sight),
            by_post(sight),
            by_written_post(sight),
            of_concern(sight, quoted=quoted),
            does_harm(sight, risk_in),
            by_cue(sight),
            under_order(sight, starts[bisect_right(starts, sight.start) :]),
        ):
            for evidence in rule:
                yield mention_id, evidence


def _in_quotes(text: str, sight: Sight) -> bool:
    """Whether the mention stands inside quotation marks, as in a child's own words."""
    before = text[sight.sentence[0] : sight.start]
    return before.count('"') % 2 == 1 or bool(re.search(r"(?:^|\s)'[^']*$", before))


def _roles_of(reading: Reading, cluster: Cluster, pieces: Sequence[Evidence], named: bool) -> tuple[RoleFinding, ...]:
    """Weigh the evidence role by role: each further piece takes a share of what doubt is left.

    Where the sender named the subject, a form's further children are siblings, not subjects.
    """
    if cluster.subject:
        spans = tuple(m.span for m in cluster.mentions[:3])
        return (RoleFinding(Role.SUBJECT, "asked.subject", spans, 1.0),)
    if any(piece.role in _AT_HOME and piece.weight >= SETTLED for piece in pieces):
        pieces = [piece for piece in pieces if piece.rule != RULE]  # a mother who writes to the school stays a mother
    weights: dict[Role, float] = {}
    best: dict[Role, list[Evidence]] = defaultdict(list)
    for piece in pieces:
        if named and piece.role is Role.SUBJECT:
            piece = replace(piece, role=Role.SIBLING, weight=piece.weight * 0.8)
        weights[piece.role] = 1 - (1 - weights.get(piece.role, 0.0)) * (1 - piece.weight)
        best[piece.role].append(piece)
    weights = _consistent(weights)
    kept = [role for role in _ORDER if weights.get(role, 0.0) >= SETTLED]
    if not kept:
        return (RoleFinding(Role.UNSETTLED, "roles.none", (cluster.mentions[0].span,), 0.3),)
    return tuple(
        RoleFinding(
            role,
            max(best[role], key=lambda e: e.weight).rule if best[role] else "roles.derived",
            tuple(span for e in best[role][:4] for span in reading.spans(e.start, e.end)),
            round(min(weights[role], 0.99), 2),
        )
        for role in kept
    )


def _consistent(weights: dict[Role, float]) -> dict[Role, float]:
    """Drop what another role rules out: a professional does not turn into a neighbour, a child into an offender."""
    weights = dict(weights)
    working = max((weights.get(role, 0.0) for role in _WORKING), default=0.0)
    kin = max((weights.get(role, 0.0) for role in _FAMILY), default=0.0)
    concern = weights.get(Role.PERSON_OF_CONCERN, 0.0)
    child = max((weights.get(role, 0.0) for role in _CHILDREN), default=0.0)
    if concern and child >= SETTLED:
        if child < _SURELY or concern >= _SUSPECTED:
            weights[Role.CHILD_SUSPECT] = concern
        del weights[Role.PERSON_OF_CONCERN]
    if concern and weights.get(Role.SUBJECT, 0.0) > concern:
        weights.pop(Role.PERSON_OF_CONCERN, None)
    if working >= SETTLED and working > kin and concern < 0.8:
        for role in (*_FAMILY, Role.PERSON_OF_CONCERN, Role.THIRD_PARTY, Role.WITNESS, Role.OTHER_CHILD):
            weights.pop(role, None)
    if kin >= SETTLED:
        for role in (Role.THIRD_PARTY, Role.NEIGHBOUR, Role.WITNESS):
            weights.pop(role, None)
    if weights.get(Role.SUBJECT, 0.0) >= 0.9:
        weights = {Role.SUBJECT: weights[Role.SUBJECT]}
    return weights


def _family(
    clusters: Sequence[Cluster],
    found: Sequence[tuple[RoleFinding, ...]],
    antecedents: Antecedents,
    sights: Mapping[str, Sight],
    reading_text: str,
) -> Family:
    """Collect the name words of the family's children, its adults and outsiders, and whose the pronouns are."""
    own: set[str] = set()
    others: set[str] = set()
    elders: set[str] = set()
    for cluster, roles in zip(clusters, found, strict=True):
        words = {w for form in cluster.forms for w in (*form.given, form.lone) if w}
        first = roles[0].role
        if first in (Role.SUBJECT, Role.SIBLING):
            own |= words
        elif first in (Role.OTHER_CHILD, Role.NEIGHBOUR, Role.THIRD_PARTY):
            others |= words
        elif _STANDING.get(first) == "parent":
            elders |= {w for form in cluster.forms for w in (*form.given[:1], form.lone) if w}
    pronouns = {
        (sight.start, word): antecedents.standing(sight.start, word, n)
        for n, cluster in enumerate(clusters)
        for sight in (sights[m.id] for m in cluster.mentions)
        for word in ("his", "her", "their")
        if re.search(rf"\b{word}\b", f"{sight.before[-50:]} {sight.after[:30]}", re.IGNORECASE)
    }
    writes = _CHILD_WRITES.search(reading_text) is not None
    return Family(frozenset(own), frozenset(others), frozenset(elders - own), writes, pronouns)
