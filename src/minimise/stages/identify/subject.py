"""Who the document is about, when the sender did not say: the form, the heading, or the opening line."""

import re
from collections.abc import Sequence

from minimise.model import Reading, Role, RoleFinding
from minimise.stages.identify.linking import Cluster

_HEADING = re.compile(
    r"(?:^|\n)[ \t>]*(?:re|subject|concerning|regarding|patient|name of child|client)[ \t]*[:.-][^\n]{0,60}$",
    re.IGNORECASE,
)
_BORN = re.compile(r"^[\s,(|-]*(?:\([^)]*\)[\s,|-]*)?(?:DOB|D\.O\.B|date of birth|born|b\.)", re.IGNORECASE)
_CERTAIN = 0.8


def infer_subject(
    reading: Reading, clusters: Sequence[Cluster], roles: Sequence[tuple[RoleFinding, ...]]
) -> tuple[list[tuple[RoleFinding, ...]], bool]:
    """Give the roles with a subject if one can be told for certain, and whether it can.

    Where two people have equal claim, or nobody has, nobody is treated as the subject: a wrong subject would
    keep a stranger's name and hide the child's.
    """
    claims = [_claim(reading, cluster, found) for cluster, found in zip(clusters, roles, strict=True)]
    best = max(claims, default=0.0)
    holders = [n for n, claim in enumerate(claims) if claim == best]
    settled = list(roles)
    if best < _CERTAIN or (len(holders) > 1 and best < 0.95):
        return [_without(found) for found in settled], False
    for n in holders:
        spans = tuple(m.span for m in clusters[n].mentions[:3])
        settled[n] = (RoleFinding(Role.SUBJECT, "roles.subject", spans, best),)
    return [found if n in holders else _without(found) for n, found in enumerate(settled)], True


def _claim(reading: Reading, cluster: Cluster, found: tuple[RoleFinding, ...]) -> float:
    """Weigh one person's claim to be the subject, in 0..1."""
    stated = next((f.confidence for f in found if f.role is Role.SUBJECT), 0.0)
    adult = any(
        f.role in (Role.PARENT, Role.PROFESSIONAL, Role.REFERRER, Role.PERSON_OF_CONCERN, Role.LEAD_PRACTITIONER)
        for f in found
    )
    if adult and not stated:
        return 0.0
    claim = stated
    for n, mention in enumerate(sorted(cluster.mentions, key=lambda m: m.span)[:3]):
        start, end = reading.offset(mention.span)
        if _HEADING.search(reading.text[max(0, start - 80) : start]):
            claim = max(claim, 0.9)
        if n == 0 and start < 400 and _BORN.match(reading.text[end : end + 40]):
            claim = max(claim, 0.82)
    return claim


def _without(found: tuple[RoleFinding, ...]) -> tuple[RoleFinding, ...]:
    rest = tuple(f for f in found if f.role is not Role.SUBJECT)
    return rest or (RoleFinding(Role.UNSETTLED, "roles.none", found[0].evidence, 0.3),)
