"""Settles who is who in one document: links names, weighs roles, finds sources and owners, gives labels."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from minimise.model import (
    Belonging,
    Field,
    Identification,
    Insight,
    Kind,
    Mention,
    Nature,
    Person,
    Reading,
    Role,
    RoleFinding,
    Span,
)
from minimise.stages.identify.belongings import Owners
from minimise.stages.identify.clues import Stretch
from minimise.stages.identify.insights import (
    model_sources,
    named_by_model,
    private_stretches,
    tactics_stretches,
    without_facts,
)
from minimise.stages.identify.labels import number_labels
from minimise.stages.identify.linking import Cluster, Linker
from minimise.stages.identify.risk import at_risk, danger_at_home
from minimise.stages.identify.roles import settle_roles
from minimise.stages.identify.safeplaces import read_as_safe, spread
from minimise.stages.identify.sources import SourcePassage, find_sources
from minimise.stages.identify.subject import infer_subject
from minimise.stages.identify.surroundings import Surroundings

# Who speaks for the child asks for safe contact, not for being kept out: their names stay.
_NO_SOURCE = frozenset({Role.SUBJECT, Role.PERSON_OF_CONCERN, Role.PARENT, Role.HOUSEHOLD_ADULT, Role.ADULT_VICTIM})


_OF_HOME = _NO_SOURCE | {Role.SIBLING, Role.CARER, Role.PARENT_WITHOUT_PR, Role.CHILD_SUSPECT, Role.STAFF_SUBJECT}
_STRETCHES = frozenset({Kind.SOURCE_CLUE, Kind.PRIVATE_DETAIL})
_NOTHING_READ = Insight()
_CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.HANDLE, Kind.URL})
_WHOLE = 6
"""Characters from which a value is the same value wherever it stands."""
_WORKING = frozenset({Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER})


@dataclass(frozen=True, slots=True)
class Identified:
    """The people, and the mentions with the source's give-aways added."""

    who: Identification
    mentions: tuple[Mention, ...]


def identify(
    reading: Reading,
    fields: Sequence[Field],
    mentions: Sequence[Mention],
    subjects: Sequence[str],
    risk_in: Callable[[str], Sequence[str]],
    insight: Insight = _NOTHING_READ,
) -> Identified:
    """Give everybody in the document, once each.

    Args:
        reading: the document as one string.
        fields: its form pairs.
        mentions: every find.
        subjects: names the sender gave for the child (or adult at risk); empty to infer from the form.
        risk_in: gives the safety topics of some words; sources' clues never take such a clause away.
        insight: what the trained model says of each word.
    """
    around = Surroundings(reading)
    clusters = Linker(reading, mentions, subjects).run()
    roles = settle_roles(reading, fields, mentions, clusters, around, risk_in, insight)
    certain = bool(subjects) and any(c.subject for c in clusters)
    if not subjects:
        roles, certain = infer_subject(reading, clusters, roles)
    passages = tuple(_sources(reading, around, clusters, roles, risk_in))
    passages = (*passages, *_sources_read(reading, around, insight, clusters, roles))
    found_at = [at for passage in passages for at in passage.sentences]
    passages = tuple(without_facts(reading, passage, insight) for passage in passages)
    passages = (*passages, *model_sources(reading, around, insight, risk_in, found_at))
    clusters, roles = _with_sources(reading, clusters, roles, passages)
    people = _people(reading, around, clusters, roles, risk_in)
    passages = tuple(_with_contacts(reading, passage, mentions) for passage in passages)
    clues = _clue_mentions(reading, passages, len(mentions))
    private = private_stretches(reading, around, insight, risk_in, _family_at(reading, clusters, roles))
    tactics = tactics_stretches(reading, around, insight, risk_in)
    told = [(stretch, Kind.PRIVATE_DETAIL) for stretch in private] + [(stretch, Kind.OPERATION) for stretch in tactics]
    everything = (*mentions, *clues, *_read_mentions(reading, told, len(mentions) + len(clues)))
    safe, places = read_as_safe(reading, insight, everything, people)
    everything = (*everything, *places)
    owners = _owners(reading, fields, around, people, everything)
    owners |= {i: Belonging(None, Nature.SAFE) for i in (*safe, *(m.id for m in places)) if i in owners}
    hidden = spread(reading, everything, owners, people)
    owners |= {m.id: Belonging(None, Nature.SAFE) for m in hidden if m.id in owners}
    added = tuple(m for m in hidden if m.id not in owners)
    owners |= {m.id: Belonging(None, Nature.SAFE) for m in added}
    everything = (*everything, *added)
    belongings = owners | _clue_owners(clues, passages, people, mentions, reading)
    who = Identification(people, belongings, certain, danger_at_home(people, reading))
    return Identified(who, everything)


def _sources(
    reading: Reading,
    around: Surroundings,
    clusters: Sequence[Cluster],
    roles: Sequence[tuple[RoleFinding, ...]],
    risk_in: Callable[[str], Sequence[str]],
) -> Sequence[SourcePassage]:
    people_at = {reading.offset(m.span): n for n, cluster in enumerate(clusters) for m in cluster.mentions}
    return tuple(
        find_sources(
            reading,
            around,
            people_at,
            lambda n: not any(f.role in _NO_SOURCE for f in roles[n]),
            lambda n: any(f.role in _WORKING for f in roles[n]),
            risk_in,
        )
    )


def _sources_read(
    reading: Reading,
    around: Surroundings,
    insight: Insight,
    clusters: Sequence[Cluster],
    roles: Sequence[tuple[RoleFinding, ...]],
) -> Iterable[SourcePassage]:
    unsettled = [found[0].role is Role.UNSETTLED for found in roles]
    return named_by_model(
        reading, around, insight, clusters, unsettled, lambda n: not any(f.role in _NO_SOURCE for f in roles[n])
    )


def _with_sources(
    reading: Reading,
    clusters: Sequence[Cluster],
    roles: Sequence[tuple[RoleFinding, ...]],
    passages: Sequence[SourcePassage],
) -> tuple[list[Cluster], list[tuple[RoleFinding, ...]]]:
    """Give the source role to everybody whom a source passage names.

    Somebody who is also of the family (the aunt who rang) becomes two entries: the source inside the passages,
    a third party everywhere else. One label for both would tell who the source is, and so would one log role.
    """
    people, settled = list(clusters), list(roles)
    for n in sorted({p.cluster for p in passages if p.cluster is not None}):
        inside = [at for p in passages if p.cluster == n for at in p.sentences]
        spans = tuple(span for at in inside[:2] for span in reading.spans(*at))
        source = (_as_source(spans, [p.share for p in passages if p.cluster == n]),)
        outside = [m for m in people[n].mentions if not _within(reading, m, inside)]
        known = [f for f in settled[n] if f.role not in (Role.UNSETTLED, Role.NEIGHBOUR, Role.THIRD_PARTY)]
        if outside and known:
            people.append(Cluster(outside, people[n].forms))
            settled.append((RoleFinding(Role.THIRD_PARTY, "roles.protected", (outside[0].span,), 0.9),))
            people[n] = Cluster([m for m in people[n].mentions if m not in outside], people[n].forms)
        settled[n] = source
    filled = [(c, r) for c, r in zip(people, settled, strict=True) if c.mentions]
    return [c for c, _ in filled], [r for _, r in filled]


def _as_source(spans: tuple[Span, ...], shares: Sequence[float | None]) -> RoleFinding:
    """Say by what somebody is a source: a wording, or the trained model alone and how sure it is."""
    read = [share for share in shares if share is not None]
    if len(read) < len(shares):
        return RoleFinding(Role.SOURCE, "roles.source", spans, 0.9)
    return RoleFinding(Role.SOURCE, "roles.model", spans, round(max(read), 2))


def _within(reading: Reading, mention: Mention, stretches: Sequence[tuple[int, int]]) -> bool:
    start, end = reading.offset(mention.span)
    return any(low <= start and end <= high for low, high in stretches)


def _people(
    reading: Reading,
    around: Surroundings,
    clusters: Sequence[Cluster],
    roles: Sequence[tuple[RoleFinding, ...]],
    risk_in: Callable[[str], Sequence[str]],
) -> tuple[Person, ...]:
    labels = number_labels([found[0].role for found in roles], reading.text)
    people = tuple(
        Person(
            id=f"who{n:03}",
            roles=found,
            mention_ids=tuple(m.id for m in sorted(cluster.mentions, key=lambda m: m.span)),
            label=label,
            confidence=found[0].confidence,
            ambiguous=cluster.ambiguous,
        )
        for n, (cluster, found, label) in enumerate(zip(clusters, roles, labels, strict=True), start=1)
    )
    mentions = {m.id: m for cluster in clusters for m in cluster.mentions}
    endangered = at_risk(people, mentions, around, risk_in)
    return tuple(replace(person, at_risk=person.id in endangered) for person in people)


def _with_contacts(reading: Reading, passage: SourcePassage, mentions: Sequence[Mention]) -> SourcePassage:
    """Add phones, mail and handles that stand in the passage to what gives the source away."""
    found = [
        at
        for m in mentions
        if m.kind in _CONTACTS
        for at in (reading.offset(m.span),)
        if any(low <= at[0] and at[1] <= high for low, high in passage.sentences)
    ]
    return replace(passage, clues=(*passage.clues, *found))


def _clue_mentions(reading: Reading, passages: Sequence[SourcePassage], taken: int) -> tuple[Mention, ...]:
    """Turn the give-aways into mentions of their own kind."""
    stretches = sorted({clue for passage in passages for clue in passage.clues})
    spans = [span for stretch in stretches for span in reading.spans(*stretch)]
    return tuple(
        Mention(f"m{n:04}", span, Kind.SOURCE_CLUE, 0.8, ("sources.clue",))
        for n, span in enumerate(spans, start=taken + 1)
    )


def _family_at(
    reading: Reading, clusters: Sequence[Cluster], roles: Sequence[tuple[RoleFinding, ...]]
) -> Sequence[tuple[int, bool]]:
    """Give where each name stands and whether its bearer belongs to the child's home."""
    return sorted(
        (reading.offset(m.span)[0], found[0].role in _OF_HOME)
        for cluster, found in zip(clusters, roles, strict=True)
        for m in cluster.mentions
    )


def _read_mentions(reading: Reading, stretches: Iterable[tuple[Stretch, Kind]], taken: int) -> tuple[Mention, ...]:
    """Turn private matters of others and police tactics into mentions of their own kind."""
    spans = [(span, kind) for stretch, kind in stretches for span in reading.spans(*stretch)]
    return tuple(
        Mention(f"m{n:04}", span, kind, 0.6, ("model.context",))
        for n, (span, kind) in enumerate(spans, start=taken + 1)
    )


def _owners(
    reading: Reading,
    fields: Sequence[Field],
    around: Surroundings,
    people: Sequence[Person],
    mentions: Sequence[Mention],
) -> dict[str, Belonging]:
    """Find the owner of everything that is not itself a name."""
    by_id = {m.id: m for m in mentions}
    people_at = {reading.offset(by_id[i].span): person.id for person in people for i in person.mention_ids}
    roles = {person.id: frozenset(f.role for f in person.roles) for person in people}
    subject = next((p.id for p in people if p.has(Role.SUBJECT)), None)
    owners = Owners(reading, fields, around, people_at, roles, subject)
    named = {i for person in people for i in person.mention_ids}
    found = {m.id: owners.of(m) for m in mentions if m.id not in named and m.kind not in _STRETCHES}
    return found | _shared(reading, [m for m in mentions if m.id in found], found)


def _shared(reading: Reading, mentions: Sequence[Mention], found: dict[str, Belonging]) -> dict[str, Belonging]:
    """Let every place of one number be what its most telling place says: safe or private once is so everywhere."""
    places: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        start, end = reading.offset(mention.span)
        value = re.sub(r"\W", "", reading.text[start:end]).casefold()
        if len(value) >= _WHOLE:
            places[value].append(mention.id)
    shared: dict[str, Belonging] = {}
    for ids in places.values():
        telling = [found[i] for i in ids if found[i].nature in (Nature.SAFE, Nature.PRIVATE)]
        telling += [found[i] for i in ids if found[i].person_id is not None]
        shared |= dict.fromkeys(ids, telling[0]) if len(ids) > 1 and telling else {}
    return shared


def _clue_owners(
    clues: Sequence[Mention],
    passages: Sequence[SourcePassage],
    people: Sequence[Person],
    mentions: Sequence[Mention],
    reading: Reading,
) -> dict[str, Belonging]:
    """Give each clue to its source, where the source is somebody named in the same passage."""
    at = {m.id: reading.offset(m.span) for m in mentions}
    sources = {i: p.id for p in people if p.has(Role.SOURCE) for i in p.mention_ids}
    found = {}
    for clue in clues:
        start, _ = reading.offset(clue.span)
        passage = next(p for p in passages if any(low <= start < high for low, high in p.clues))
        named = (sources[i] for i in sources if any(low <= at[i][0] < high for low, high in passage.sentences))
        found[clue.id] = Belonging(next(named, None), Nature.ORDINARY)
    return found
