"""Turns overlapping hits into mentions that never overlap: the better-evidenced and longer find wins."""

from collections.abc import Iterable, Sequence

from minimise.model import Hit, Kind, Mention, Reading

# Finds that swallow what stands inside them: an address holds a postcode, an e-mail address holds a name.
_HOLDERS = frozenset({Kind.EMAIL, Kind.URL, Kind.HANDLE, Kind.ADDRESS, Kind.ORG_PLACE, Kind.OPERATION})
_NAMES = frozenset({Kind.PERSON, Kind.INITIALS})
_WEAK = frozenset({Kind.LOCATION, Kind.AGE})


def resolve(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give the hits that stand, sorted; names of one stretch become one, and only protected words overlap others."""
    protected = [hit for hit in hits if hit.kind is Kind.PROTECTED]
    hits = [hit for hit in hits if hit.kind is not Kind.PROTECTED]
    merged = _merge_names([hit for hit in hits if hit.kind in _NAMES])
    others = [hit for hit in hits if hit.kind not in _NAMES]
    ranked = sorted([*merged, *others], key=_rank)
    taken: list[Hit] = []
    for hit in ranked:
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return tuple(sorted([*taken, *_widest(protected)], key=lambda h: (h.start, h.kind)))


def _rank(hit: Hit) -> tuple[int, float, int, int]:
    """Order of precedence: the named child, holders and numbers, names, then weak finds; longer or surer first."""
    if "asked.subject" in hit.found_by:
        tier = 0
    elif hit.kind in _WEAK:
        tier = 4
    elif hit.kind in _NAMES:
        tier = 2
    elif hit.kind in _HOLDERS or hit.score >= 0.5:
        tier = 1
    else:
        tier = 3
    return tier, -(hit.end - hit.start) if tier == 1 else -hit.score, -(hit.end - hit.start), hit.start


def _merge_names(names: Sequence[Hit]) -> list[Hit]:
    """Join overlapping name hits into the widest stretch with the best score."""
    merged: list[Hit] = []
    for hit in sorted(names, key=lambda h: (h.start, -h.end)):
        last = merged[-1] if merged else None
        if last is None or hit.start >= last.end:
            merged.append(hit)
            continue
        best = max(last, hit, key=lambda h: (h.score, h.end - h.start))
        end = max(last.end, hit.end) if _trusted(hit) else last.end
        same = (last.start, last.end) == (hit.start, hit.end)
        kind = (
            Kind.INITIALS if Kind.INITIALS in (last.kind, hit.kind) and (same or last.kind == hit.kind) else Kind.PERSON
        )
        merged[-1] = Hit(last.start, end, kind, best.score, _both(last.found_by, hit.found_by))
    return merged


def _trusted(hit: Hit) -> bool:
    """Whether a hit may widen another: the statistical finder alone takes in words beside the name."""
    return not hit.found_by.startswith("spacy")


def _widest(protected: Sequence[Hit]) -> list[Hit]:
    """Join overlapping finds of the Protected List."""
    joined: list[Hit] = []
    for hit in sorted(protected, key=lambda h: h.start):
        if joined and hit.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Hit(last.start, max(last.end, hit.end), hit.kind, hit.score, hit.found_by)
        else:
            joined.append(hit)
    return joined


def _both(left: str, right: str) -> str:
    return "+".join(sorted({*left.split("+"), *right.split("+")}))


def mentions_of(reading: Reading, hits: Iterable[Hit]) -> tuple[Mention, ...]:
    """Give mentions with ids in reading order; a find that crosses parts becomes one mention in each."""
    spans = [(span, hit) for hit in hits for span in reading.spans(hit.start, hit.end)]
    return tuple(
        Mention(f"m{n:04}", span, hit.kind, round(hit.score, 2), tuple(hit.found_by.split("+")))
        for n, (span, hit) in enumerate(spans, start=1)
    )
