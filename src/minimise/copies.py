"""Copies of one document for several recipients at once: read once, compared with one another, released one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from minimise.errors import LeakFound, MinimiseError
from minimise.model import Comparison
from minimise.pipeline import (
    Judged,
    Order,
    Outcome,
    check_order,
    earlier_review,
    finish,
    judge_for,
    understand_for,
    wording_of,
)
from minimise.stages.judge import Copy, compare_copies, undone_together
from minimise.stages.record import JsonObject, copies_html, copies_json, release, safe_stem
from minimise.stages.redact import stem_after
from minimise.stages.review import ReviewFile, apply_verdicts


@dataclass(frozen=True, slots=True)
class Copies:
    """What a run for several recipients gave: an outcome or a problem for each, and how the copies differ."""

    outcomes: tuple[Outcome | MinimiseError, ...]
    comparison: Comparison
    told: JsonObject
    """The comparison for machines."""
    table: Path = field(repr=False)


def minimise_copies(source: Path, order: Order, recipients: Sequence[str]) -> Copies:
    """Write a copy of one file for each recipient, in a folder of its own, after reading and understanding it once.

    One copy that fails does not stop the others.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    orders = tuple(replace(order, recipient=r, output_dir=order.output_dir / r.replace(":", "-")) for r in recipients)
    for each in orders:
        check_order(each)
    understood = understand_for(source, order)
    reviews = tuple(earlier_review(each.review_dir or each.output_dir, understood.taken.data) for each in orders)
    judged = tuple(judge_for(understood, *each) for each in zip(orders, reviews, strict=True))
    compared = tuple(
        Copy(each.recipient, apply_verdicts(one.decisions, review.verdicts) if review else one.decisions)
        for each, one, review in zip(orders, judged, reviews, strict=True)
    )
    undone = undone_together(compared)
    if undone:
        raise LeakFound("the copies together would show what each of them withholds", leaks=len(undone))
    comparison = compare_copies(compared)
    people = understood.identified.who.people
    withheld = [d for copy in compared for d in copy.decisions if d.withholds]
    table = order.output_dir / f"{safe_stem(stem_after(withheld, wording_of(judged[0])))}.copies.html"
    release([(table, copies_html(comparison, people), 0o600)], force=order.force)
    outcomes = tuple(_outcome_or_problem(*each) for each in zip(judged, orders, reviews, strict=True))
    return Copies(outcomes, comparison, copies_json(comparison, people), table)


def _outcome_or_problem(judged: Judged, order: Order, review: ReviewFile | None) -> Outcome | MinimiseError:
    try:
        return finish(judged, order, review)
    except MinimiseError as problem:
        return problem
