"""Copies of one document for several recipients at once: read once, compared with one another, released one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from minimise.errors import CopiesUndone, MinimiseError
from minimise.model import Comparison, Person
from minimise.pipeline import (
    Judged,
    Order,
    Outcome,
    Understanding,
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


@dataclass(frozen=True, slots=True)
class Compared:
    """The decisions for every copy of a document, with what a person corrected, and how the copies differ."""

    judged: tuple[Judged, ...]
    reviews: tuple[ReviewFile | None, ...]
    copies: tuple[Copy, ...] = field(repr=False)
    comparison: Comparison

    def table(self) -> bytes:
        """Give the page that says what differs; it is for the sender only."""
        return copies_html(self.comparison, self._people)

    def told(self) -> JsonObject:
        """Give the comparison for machines."""
        return copies_json(self.comparison, self._people)

    @property
    def _people(self) -> tuple[Person, ...]:
        return self.judged[0].understanding.identified.who.people


def judge_together(understood: Understanding, orders: Sequence[Order]) -> Compared:
    """Judge one document for several recipients and make sure that no two of the copies undo one of them.

    Raises:
        CopiesUndone: what all of them withhold could be put together from two of them; none may be written.
    """
    reviews = tuple(earlier_review(each.review_dir or each.output_dir, understood.taken.data) for each in orders)
    judged = tuple(judge_for(understood, *each) for each in zip(orders, reviews, strict=True))
    copies = tuple(
        Copy(each.recipient, apply_verdicts(one.decisions, review.verdicts) if review else one.decisions)
        for each, one, review in zip(orders, judged, reviews, strict=True)
    )
    undone = undone_together(copies)
    if undone:
        raise CopiesUndone(leaks=len(undone))
    return Compared(judged, reviews, copies, compare_copies(copies))


def minimise_copies(source: Path, order: Order, recipients: Sequence[str]) -> Copies:
    """Write a copy of one file for each recipient, in a folder of its own, after reading and understanding it once.

    One copy that fails does not stop the others.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    orders = tuple(replace(order, recipient=r, output_dir=order.output_dir / folder_of(r)) for r in recipients)
    for each in orders:
        check_order(each)
    compared = judge_together(understand_for(source, order), orders)
    withheld = [d for copy in compared.copies for d in copy.decisions if d.withholds]
    table = order.output_dir / f"{safe_stem(stem_after(withheld, wording_of(compared.judged[0])))}.copies.html"
    release([(table, compared.table(), 0o600)], force=order.force)
    outcomes = tuple(_outcome_or_problem(*each) for each in zip(compared.judged, orders, compared.reviews, strict=True))
    return Copies(outcomes, compared.comparison, compared.told(), table)


def folder_of(recipient: str) -> str:
    """Give the name of the folder in which a recipient's copies stand where there are several recipients."""
    return recipient.replace(":", "-")


def _outcome_or_problem(judged: Judged, order: Order, review: ReviewFile | None) -> Outcome | MinimiseError:
    try:
        return finish(judged, order, review)
    except MinimiseError as problem:
        return problem
