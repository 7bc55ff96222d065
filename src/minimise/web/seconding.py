"""The second person: what one person alone may not turn round, and whether somebody else has agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from minimise.errors import UsageProblem
from minimise.stages.review import is_second
from minimise.web.session import Item

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """One decision that turned a lock round, as the second person sees it."""

    decision: Row = field(repr=False)
    reason: str = field(repr=False)


def waiting(item: Item, sheet: Row) -> tuple[Turned, ...]:
    """Give what a second person still has to look at, each key once."""
    reasons = {key: row["reason"] for row in item.state.verdicts for key in row["keys"]}
    alone = {d["key"]: d for d in sheet["decisions"] if d["alone"]}
    return tuple(Turned(decision, reasons.get(key, "")) for key, decision in alone.items())


def check_agreement(turned: Sequence[Turned], second: str, keys: Sequence[str], *, agreed: bool) -> None:
    """Refuse what is no agreement.

    Raises:
        UsageProblem: it is the first person's, nobody's, or about something else than what stands there now.
    """
    if set(keys) != {one.decision["key"] for one in turned}:
        raise UsageProblem("something was decided after this page was drawn", "Look at the list again.")
    if not agreed:
        raise UsageProblem("nobody has agreed yet", "Tick the line once you have looked at each of them.")
    if not all(is_second(second, one.decision["author"]) for one in turned):
        raise UsageProblem(
            "this has to be the staff id of somebody else", "Ask a colleague to look, and to give their own staff id."
        )
