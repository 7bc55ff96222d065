"""`minimise redact` for several recipients: a copy each, and a table of what differs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from minimise.cli.entry import say_problem
from minimise.cli.redacting import Telling, outcome_json
from minimise.copies import Copies, minimise_copies
from minimise.errors import Exit, MinimiseError, UsageProblem
from minimise.pipeline import Order, Outcome


def write_copies(source: Path, order: Order, recipients: Sequence[str], how: Telling) -> list[int]:
    """Write a copy for each recipient and say what came of it; give the exit code of each.

    Raises:
        MinimiseError: nothing was written; the class says why and what to do.
    """
    if len(set(recipients)) < len(recipients):
        raise UsageProblem("the same --recipient is given twice", "Name each recipient once.")
    copies = minimise_copies(source, order, recipients)
    if how.as_json:
        sys.stdout.write(json.dumps(_told(copies, recipients), ensure_ascii=False) + "\n")
    codes = [_say_one(outcome, recipient, how) for outcome, recipient in zip(copies.outcomes, recipients, strict=True)]
    apart = len(copies.comparison.crossings)
    if not how.as_json:
        sys.stdout.write(f"{copies.table}\n")
    if apart and not how.quiet:
        sys.stderr.write(f"minimise: {apart} ways in which two copies would undo each other (open the .copies.html).\n")
    return [*codes, Exit.REVIEW] if apart else codes


def _say_one(outcome: Outcome | MinimiseError, recipient: str, how: Telling) -> int:
    if isinstance(outcome, MinimiseError):
        return say_problem(outcome.summary, outcome.advice, outcome.exit_code)
    if not how.as_json:
        sys.stdout.writelines(f"{path}\n" for path in outcome.written)
    how.say(f"minimise {recipient}", outcome)
    return outcome.exit_code


def _told(copies: Copies, recipients: Sequence[str]) -> dict[str, object]:
    each = [
        {"recipient": recipient}
        | ({"exit_code": int(one.exit_code)} if isinstance(one, MinimiseError) else outcome_json(one))
        for recipient, one in zip(recipients, copies.outcomes, strict=True)
    ]
    return {"copies": each, "table": str(copies.table), **copies.told}
