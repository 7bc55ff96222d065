"""`minimise redact`: every file in turn, results on stdout, one line about each on stderr."""

import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minimise.cli.entry import say_problem
from minimise.errors import MinimiseError, UsageProblem, worst_of
from minimise.safe import Id

if TYPE_CHECKING:
    from minimise.pipeline import Order, Outcome

_SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `redact` as typed."""

    recipients: tuple[str, ...]
    subjects: tuple[str, ...] = field(repr=False)
    output_dir: Path = field(repr=False)
    case: str = field(repr=False)
    case_secret: Path | None = field(repr=False)
    policy: Path | None = field(repr=False)
    protect: tuple[str, ...] = field(repr=False)
    protect_file: Path | None = field(repr=False)
    keep: tuple[str, ...] = field(repr=False)
    strict: bool
    emergency: bool
    password_file: Path | None = field(repr=False)
    force: bool
    record: Path | None = field(default=None, repr=False)
    reconsiders: Path | None = field(default=None, repr=False)
    sign: Path | None = field(default=None, repr=False)


def redact_files(files: Sequence[Path], wanted: Wanted, *, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Minimise each file; one that fails does not stop the others."""
    # Nothing that loading makes is garbage; collecting it over and over costs a tenth of a cold start.
    gc.disable()
    codes = [_one(source, wanted, as_json=as_json, quiet=quiet, verbose=verbose) for source in files]
    return worst(codes)


def worst(codes: Sequence[int]) -> int:
    """Give the worst of some exit codes."""
    return worst_of(codes)


def _one(source: Path, wanted: Wanted, *, as_json: bool, quiet: bool, verbose: bool) -> int:
    from minimise.cli.copies import write_copies
    from minimise.pipeline import minimise_file

    how = Telling(as_json=as_json, quiet=quiet, verbose=verbose)
    try:
        order = _order(wanted)
        if len(wanted.recipients) > 1:
            return worst(write_copies(source, order, wanted.recipients, how))
        outcome = minimise_file(source, order)
    except MinimiseError as problem:
        return say_problem(problem.summary, problem.advice, problem.exit_code)
    if as_json:
        sys.stdout.write(json.dumps(outcome_json(outcome)) + "\n")
    else:
        sys.stdout.writelines(f"{path}\n" for path in outcome.written)
    how.say(f"minimise {order.case_id}" if wanted.case else "minimise", outcome)
    return outcome.exit_code


def _order(wanted: Wanted) -> "Order":
    from minimise.cli.recording import earlier_decision, sharing_record_from, signer_from
    from minimise.formats import read_password
    from minimise.pipeline import Order

    return Order(
        recipient=wanted.recipients[0],
        output_dir=wanted.output_dir,
        subjects=wanted.subjects,
        protect=(*wanted.protect, *protected_words(wanted.protect_file)),
        keep=wanted.keep,
        case_id=case_code(wanted.case),
        case_secret=case_secret_from(wanted.case_secret),
        policy_file=wanted.policy,
        password=read_password(wanted.password_file) if wanted.password_file else None,
        strict=wanted.strict,
        emergency=wanted.emergency,
        force=wanted.force,
        record=sharing_record_from(wanted.record),
        previous_decision_id=earlier_decision(wanted.reconsiders),
        signer=signer_from(wanted.sign),
    )


def outcome_json(outcome: "Outcome") -> dict[str, Any]:
    """Give what one copy's run gave, for machines."""
    return {
        "written": [str(path) for path in outcome.written],
        "exit_code": int(outcome.exit_code),
        "withheld": outcome.withheld,
        "needs_review": outcome.needs_review,
        "subject_certain": outcome.subject_certain,
    }


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is said, and to whom."""

    as_json: bool
    quiet: bool
    verbose: bool

    def say(self, who: str, outcome: "Outcome") -> None:
        """Say on stderr what was done, unless nobody wants to hear it."""
        if not self.quiet:
            certain = outcome.subject_certain
            _say(who, outcome.withheld, outcome.needs_review, certain=certain, verbose=self.verbose)


def _say(who: str, withheld: int, waiting: int, *, certain: bool, verbose: bool) -> None:
    """Tell in one line what was done, and what a person still has to do."""
    line = f"{who}: written and verified; {withheld} withheld, {waiting} need a person"
    sys.stderr.write(line + (" (open the .log.html first).\n" if waiting else ".\n"))
    if not certain:
        sys.stderr.write("minimise: nobody is treated as the subject; name the child with --subject.\n")
    if verbose:
        sys.stderr.write("minimise: the .review.json holds words of the document; keep it with the case file.\n")


def case_code(case: str) -> str:
    """Give the case code, which stands on stderr, after checking that it can be no name with a space in it."""
    try:
        return Id(case or "case")
    except ValueError:
        pass
    raise UsageProblem(
        "the --case code may hold only letters, digits and - . _ : /", "Use the case number, not a name."
    )


def case_secret_from(path: Path | None) -> bytes | None:
    """Give what the file with the secret of the case holds."""
    if path is None:
        return None
    try:
        secret = path.read_bytes().strip()
    except OSError:
        secret = b""
    if len(secret) < _SHORTEST_SECRET:
        raise UsageProblem(
            "the --case-secret file cannot be read or is too short", "Give a file with at least 16 letters or digits."
        )
    return secret


def protected_words(path: Path | None) -> tuple[str, ...]:
    """Give the words of a Protected List, one a line; `#` begins a remark."""
    if path is None:
        return ()
    try:
        lines: list[str] | None = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = None
    if lines is None:
        raise UsageProblem("the --protect-file cannot be read", "Give a UTF-8 text file with one entry a line.")
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
