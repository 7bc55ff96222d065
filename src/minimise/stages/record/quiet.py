"""Decisions as the log may show them: what a family copy withholds quietly stands in it without what would tell."""

from collections.abc import Sequence
from dataclasses import replace

from minimise.model import Decision

_QUIET = {
    "person_id": None,
    "found_by": (),
    "harm_if_kept": "",
    "harm_if_removed": "",
    "topics": (),
    "locked": False,
}


def loggable(decisions: Sequence[Decision], policy_id: str) -> tuple[Decision, ...]:
    """Give the decisions of a copy as its log may show them.

    In a family copy what was withheld quietly is logged without what would tell that a source or a safe place
    exists: no label, no category, no detector, no grade of harm (domain.md G.5).
    """
    if policy_id != "family":
        return tuple(decisions)
    return tuple(
        replace(d, category="C53", **_QUIET) if d.rule.startswith("family.others") else d  # type: ignore[arg-type]
        for d in decisions
    )
