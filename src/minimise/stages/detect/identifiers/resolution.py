"""Where several recognisers claim the same words, keeps the kind that is evidenced best and loses no character."""

from collections.abc import Iterable, Iterator, Sequence

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CHECK_BAND, LABEL_BAND

# Kinds whose finds hold others: an address its postcode, an e-mail address a number, a link a handle.
_HOLDERS = (Kind.EMAIL, Kind.URL, Kind.ADDRESS)
_CRUMB = 3
"""Up to this many left-over characters join the find beside them: a comma or one digit makes no find of its own."""


def resolve(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Give hits free of overlap that cover every letter and digit that was covered before.

    A label beats a check digit, a check digit beats a shape; within one kind the longer find wins. What a weaker
    find covered beyond a better one stays found as what it was.
    """
    distinct = sorted(set(hits), key=lambda h: (h.start, -h.end, -h.score, h.kind, h.found_by))
    return tuple(hit for cluster in _clusters(distinct) for hit in _settled(cluster))


def _clusters(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Yield runs of hits that touch each other through overlaps; between runs nothing has to be settled."""
    cluster: list[Hit] = []
    end = 0
    for hit in hits:
        if cluster and hit.start >= end:
            yield cluster
            cluster = []
        cluster.append(hit)
        end = max(end, hit.end)
    if cluster:
        yield cluster


def _settled(cluster: Sequence[Hit]) -> list[Hit]:
    """Let hits take their words in order of rank; what is left of a weaker one stays, or joins its neighbour."""
    taken: list[Hit] = []
    for hit in sorted(_unheld(cluster), key=_rank):
        for start, end in _left_over(hit, taken):
            touching = next((i for i, other in enumerate(taken) if other.end == start or other.start == end), None)
            if touching is None or end - start > _CRUMB:
                taken.append(Hit(start, end, hit.kind, hit.score, hit.found_by))
            else:
                other = taken[touching]
                low, high = min(start, other.start), max(end, other.end)
                taken[touching] = Hit(low, high, other.kind, other.score, other.found_by)
    return sorted(taken, key=lambda h: h.start)


def _unheld(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out what lies inside a holder, or inside a longer find of its own kind; pass its evidence on."""
    kept: list[Hit] = []
    for hit in hits:
        outer = next((o for o in hits if o is not hit and _holds(o, hit)), None)
        if outer is None:
            best = max(h.score for h in hits if h.kind is hit.kind and hit.start <= h.start and h.end <= hit.end)
            kept.append(Hit(hit.start, hit.end, hit.kind, best, hit.found_by))
    return kept


def _holds(outer: Hit, inner: Hit) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    if not (longer and outer.start <= inner.start and inner.end <= outer.end):
        return False
    return outer.kind is inner.kind or (outer.kind in _HOLDERS and inner.kind is not Kind.EMAIL)


def _rank(hit: Hit) -> tuple[int, int, float, int, str, str]:
    band = 0 if hit.score >= LABEL_BAND else 1 if hit.score >= CHECK_BAND else 2
    return band, hit.start - hit.end, -hit.score, hit.start, hit.kind, hit.found_by


def _left_over(hit: Hit, taken: Sequence[Hit]) -> list[tuple[int, int]]:
    """Give the stretches of a hit that no better one has taken."""
    pieces = [(hit.start, hit.end)]
    for other in taken:
        sides = [((start, min(end, other.start)), (max(start, other.end), end)) for start, end in pieces]
        pieces = [(low, high) for pair in sides for low, high in pair if low < high]
    return pieces
