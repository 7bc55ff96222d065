"""`minimise redact`: every file in turn, results on stdout, one line about each on stderr."""

import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minimise.cli.entry import say_problem
from minimise.errors import Exit, MinimiseError, UsageProblem
from minimise.safe import Id

# From harmless to bad: a run leaves with the worst code of its files.
_BY_WEIGHT = (
    Exit.DONE,
    Exit.REVIEW,
    Exit.USAGE,
    Exit.UNREADABLE,
    Exit.POLICY,
    Exit.SETUP,
    Exit.LEAK,
    Exit.LOG,
    Exit.BUG,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `redact` as typed."""

    recipient: str
    subjects: tuple[str, ...] = field(repr=False)
    output_dir: Path = field(repr=False)
    case: str = field(repr=False)
    policy: Path | None = field(repr=False)
    protect: tuple[str, ...] = field(repr=False)
    protect_file: Path | None = field(repr=False)
    keep: tuple[str, ...] = field(repr=False)
    strict: bool
    emergency: bool
    password_file: Path | None = field(repr=False)
    force: bool


def redact_files(files: Sequence[Path], wanted: Wanted, *, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Minimise each file; one that fails does not stop the others."""
    # Nothing that loading makes is garbage; collecting it over and over costs a tenth of a cold start.
    gc.disable()
    codes = [_one(source, wanted, as_json=as_json, quiet=quiet, verbose=verbose) for source in files]
    return worst(codes)


def worst(codes: Sequence[int]) -> int:
    """Give the worst of some exit codes."""
    return max((Exit(code) for code in codes), key=_BY_WEIGHT.index, default=Exit.DONE)


def _one(source: Path, wanted: Wanted, *, as_json: bool, quiet: bool, verbose: bool) -> int:
    from minimise.formats import read_password
    from minimise.pipeline import Order, minimise_file

    try:
        order = Order(
            recipient=wanted.recipient,
            output_dir=wanted.output_dir,
            subjects=wanted.subjects,
            protect=(*wanted.protect, *protected_words(wanted.protect_file)),
            keep=wanted.keep,
            case_id=case_code(wanted.case),
            policy_file=wanted.policy,
            password=read_password(wanted.password_file) if wanted.password_file else None,
            strict=wanted.strict,
            emergency=wanted.emergency,
            force=wanted.force,
        )
        outcome = minimise_file(source, order)
    except MinimiseError as problem:
        return say_problem(problem.summary, problem.advice, problem.exit_code)
    if as_json:
        sys.stdout.write(
            json.dumps(
                {
                    "written": [str(path) for path in outcome.written],
                    "exit_code": int(outcome.exit_code),
                    "withheld": outcome.withheld,
                    "needs_review": outcome.needs_review,
                    "subject_certain": outcome.subject_certain,
                }
            )
            + "\n"
        )
    else:
        sys.stdout.writelines(f"{path}\n" for path in outcome.written)
    if not quiet:
        who = f"minimise {order.case_id}" if wanted.case else "minimise"
        _say(who, outcome.withheld, outcome.needs_review, certain=outcome.subject_certain, verbose=verbose)
    return outcome.exit_code


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
