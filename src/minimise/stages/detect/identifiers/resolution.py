"""Where several recognisers claim the same words, keeps the kind that is evidenced best and loses no character."""

from collections.abc import Iterable, Sequence

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import CHECK_BAND, LABEL_BAND

# Kinds whose finds hold others: an address its postcode, an e-mail address a number, a link a handle.
_HOLDERS = (Kind.EMAIL, Kind.URL, Kind.ADDRESS)


def resolve(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Give hits free of overlap that cover every letter and digit that was covered before.

    A label beats a check digit, a check digit beats a shape; within one kind the longer find wins. What a weaker
    find covered beyond a better one stays found as what it was.
    """
    distinct = sorted(set(hits), key=lambda h: (h.start, -h.end, -h.score, h.kind, h.found_by))
    ranked = sorted(_unheld(distinct), key=_rank)
    taken: list[Hit] = []
    for hit in ranked:
        taken += _remains(hit, taken)
    return tuple(sorted(taken, key=lambda h: (h.start, h.end)))


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


def _remains(hit: Hit, taken: Sequence[Hit]) -> list[Hit]:
    """Give the stretches of a hit that no better one has taken; the rank's order decides who was first."""
    pieces = [(hit.start, hit.end)]
    for other in taken:
        pieces = (
            [
                (low, high)
                for start, end in pieces
                for low, high in ((start, min(end, other.start)), (max(start, other.end), end))
                if low < high
            ]
            if any(start < other.end and other.start < end for start, end in pieces)
            else pieces
        )
    return [Hit(start, end, hit.kind, hit.score, hit.found_by) for start, end in pieces]
