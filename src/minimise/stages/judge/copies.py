"""What several copies of one document give and withhold, and which of them must never meet."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from minimise.model import Action, Comparison, Crossing, Decision, Difference, Span

_GRAVE = "S4"
_FATES = {
    Action.KEEP: "stays",
    Action.FLAG: "stays",
    Action.PSEUDONYMISE: "label",
    Action.GENERALISE: "less exact",
    Action.REDACT: "gone",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """One recipient's copy: the decisions it was made from."""

    recipient: str
    decisions: tuple[Decision, ...]


def compare_copies(copies: Sequence[Copy]) -> Comparison:
    """Compare the copies of one document, analysed once, so that a target has one name in all of them."""
    return Comparison(
        recipients=tuple(copy.recipient for copy in copies),
        differences=tuple(_differences(copies)),
        crossings=tuple(crossing for pair in permutations(copies, 2) for crossing in _crossings(*pair)),
    )


def _differences(copies: Sequence[Copy]) -> Iterator[Difference]:
    fates: dict[tuple[str, str | None], list[Counter[str]]] = defaultdict(lambda: [Counter() for _ in copies])
    for at, copy in enumerate(copies):
        for decision in copy.decisions:
            if decision.spans:
                fates[decision.category, decision.person_id][at][_FATES[decision.action]] += 1
    for (category, person_id), counts in sorted(fates.items(), key=lambda item: (item[0][1] or "~", item[0][0])):
        told = tuple(_told(count) for count in counts)
        if len(set(told)) > 1:
            yield Difference(category, person_id, told)


def _told(count: Counter[str]) -> str:
    """Say what happens: one word where all is treated alike, or how many of each."""
    if len(count) == 1:
        return next(iter(count))
    return ", ".join(f"{number} {fate}" for fate, number in sorted(count.items()))


def _crossings(strict: Copy, open_: Copy) -> Iterator[Crossing]:
    """Give what the first copy withholds for somebody's safety and the second one gives."""
    given = {d.target for d in open_.decisions if not d.withholds}
    hidden = {d.target for d in open_.decisions if d.withholds}
    if strict.recipient == "learning":
        yield Crossing(strict.recipient, open_.recipient, "C57", None, (), by_dates=True)
        return
    seen: set[tuple[str, str | None]] = set()
    for decision in strict.decisions:
        key = (decision.category, decision.person_id)
        grave = decision.withholds and decision.harm_if_kept == _GRAVE and decision.target in given - hidden
        if grave and key not in seen:
            seen.add(key)
            yield Crossing(strict.recipient, open_.recipient, *key, decision.spans)


def undone_together(copies: Sequence[Copy]) -> tuple[Span, ...]:
    """Give what every copy withholds and some copies still show in part, so that together they show it whole.

    One analysis names every target alike, so nothing should ever be found; a bug that let it happen must not pass.
    """
    held = [_by_part(copy) for copy in copies]
    targets = [{d.target for d in copy.decisions if d.withholds} for copy in copies]
    everywhere = set.intersection(*targets) if targets else set()
    return tuple(
        span
        for decision in copies[0].decisions
        if decision.target in everywhere
        for span in decision.spans
        if not all(_covered(span, parts[span.part]) for parts in held)
    )


def _by_part(copy: Copy) -> dict[int, list[Span]]:
    parts: dict[int, list[Span]] = defaultdict(list)
    for decision in copy.decisions:
        if decision.withholds:
            for span in decision.spans:
                parts[span.part].append(span)
    return parts


def _covered(span: Span, held: Sequence[Span]) -> bool:
    at = span.start
    for piece in sorted(held):
        if piece.start > at:
            break
        at = max(at, piece.end)
    return at >= span.end
