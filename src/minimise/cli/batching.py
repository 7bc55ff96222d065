"""`minimise batch`: a folder of documents in one go, with progress on stderr and a summary on stdout."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minimise.cli.options import (
    BatchRecipients,
    CaseCode,
    CaseSecret,
    Emergency,
    Json,
    Keep,
    PasswordFile,
    PolicyFile,
    Protect,
    ProtectFile,
    Quiet,
    Record,
    Sign,
    Strict,
    Subject,
)
from minimise.errors import UsageProblem

if TYPE_CHECKING:
    from minimise.batch.engine import Engine, Terms
    from minimise.batch.planning import Plan
    from minimise.batch.run import Batch
    from minimise.batch.summary import Summary


def batch(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="The folder with the documents, or s3://….", show_default=False)
    ],
    out: Annotated[str, typer.Argument(metavar="OUT", help="Where the results go, or s3://….", show_default=False)],
    recipient: BatchRecipients = None,
    subject: Subject = None,
    case: CaseCode = "",
    case_secret: CaseSecret = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="CSV", help="A table `file,recipient,subject,case` for a mixed folder."),
    ] = None,
    policy: PolicyFile = None,
    protect: Protect = None,
    protect_file: ProtectFile = None,
    keep: Keep = None,
    strict: Strict = False,
    emergency: Emergency = False,
    password_file: PasswordFile = None,
    record: Record = None,
    sign: Sign = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="local|dask", help="This machine, or a Dask cluster (extra `cluster`).")
    ] = "local",
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="URL", help="The Dask scheduler, tls://host:8786; if left out, a new one."),
    ] = "",
    tls_ca: Annotated[Path | None, typer.Option("--tls-ca", metavar="F", help="The cluster's authority.")] = None,
    tls_cert: Annotated[Path | None, typer.Option("--tls-cert", metavar="F", help="Your certificate for it.")] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", metavar="F", help="Your certificate's key.")] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=0, help="Documents at once; 0: one a core.")
    ] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an earlier batch in OUT.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="With --resume: try again what failed or was set aside.")
    ] = False,
    max_failures: Annotated[
        str,
        typer.Option("--max-failures", metavar="P", help="Stop after so many failures: `10`, or `5%` of all files."),
    ] = "",
    deadline: Annotated[
        float, typer.Option("--deadline", metavar="SECONDS", min=1.0, help="The longest that one file may take.")
    ] = 120.0,
    show_names: Annotated[
        bool, typer.Option("--show-names", help="Show file names in the report; keep it then.")
    ] = False,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", metavar="DIR", help="A folder of this machine for the ledger, if OUT is s3://…."),
    ] = None,
    as_json: Json = False,
    force: Annotated[bool, typer.Option("--force", help="Begin anew and replace results that exist.")] = False,
    quiet: Quiet = False,
) -> None:
    """Minimise every document of a folder; go on after whatever happens, and say what became of each."""
    from minimise.batch.jobs import Options
    from minimise.batch.planning import Plan
    from minimise.batch.run import Batch
    from minimise.batch.stores import source_of
    from minimise.cli.progress import watcher
    from minimise.cli.recording import bytes_of, sharing_record_from, signer_from
    from minimise.cli.redacting import case_code, case_secret_from, protected_words
    from minimise.formats import read_password

    case_code(case)
    if sign is not None and engine != "local":
        raise UsageProblem("a signing key does not leave this machine", "Use --engine local, or sign without a batch.")
    signer_from(sign)
    plan = Plan(
        source=source_of(source),
        out=source_of(out),
        recipients=tuple(recipient or ()),
        subjects=tuple(subject or ()),
        options=Options(
            protect=(*(protect or ()), *protected_words(protect_file)),
            keep=tuple(keep or ()),
            policy_file=None if policy is None else str(policy.absolute()),
            password=read_password(password_file) if password_file else None,
            strict=strict,
            emergency=emergency,
            case_secret=(case_secret_from(case_secret) or b"").hex(),
            record=sharing_record_from(record).answers,
            signing_key=bytes_of(sign, "the signing key cannot be read").decode("ascii") if sign is not None else "",
        ),
        manifest=manifest,
        resume=resume,
        retry_failed=retry_failed,
        force=force,
        show_names=show_names,
        deadline=deadline,
        most_failures=_most(max_failures),
        ledger=ledger,
    )
    hire = _engine(engine, (scheduler, tls_ca, tls_cert, tls_key))
    with watcher(quiet=quiet) as told:
        run = Batch(plan, lambda terms: hire(workers, terms), told)
        with _stopped_gently(run):
            summary = run.run()
    _say(summary, plan, as_json=as_json)
    raise typer.Exit(summary.exit_code)


def _local(workers: int, terms: "Terms") -> "Engine":
    """Give the engine that runs on this machine."""
    import os

    from minimise.batch.seats import seats
    from minimise.batch.supervisor import Supervisor

    return Supervisor(seats(), workers or os.cpu_count() or 1, terms)


def _engine(name: str, link: tuple[str, Path | None, Path | None, Path | None]) -> "Callable[[int, Terms], Engine]":
    """Give the engine by its name.

    Raises:
        UsageProblem: there is none of this name, or the scheduler may not be used as asked.
    """
    if name == "local":
        return _local
    if name != "dask":
        raise UsageProblem("there is no such engine", "Use local or dask.")
    from minimise.batch.cluster import DaskEngine, Link

    reached = Link(*link)
    return lambda workers, terms: DaskEngine(reached, workers, terms)


def _most(text: str) -> float | None:
    """Read a count or a share of failures.

    Raises:
        UsageProblem: it is neither.
    """
    if not text:
        return None
    number = text.removesuffix("%")
    if not number.isascii() or not number.isdigit() or (text.endswith("%") and int(number) >= 100):
        raise UsageProblem("--max-failures is neither a count nor a share", "Give a number such as 10, or 5%.")
    # A share of 0% and a count of 0 are the same wish: stop at the first failure.
    return int(number) / 100 if text.endswith("%") else float(number)


@contextmanager
def _stopped_gently(run: "Batch") -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM end the batch in good order, and the second at once."""
    former: dict[int, Any] = {}

    def stop(number: int, frame: object) -> None:
        del frame
        run.stop()
        signal.signal(number, former[number])

    for number in (signal.SIGINT, signal.SIGTERM):
        former[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for caught, handler in former.items():
            signal.signal(caught, handler)


def _say(summary: "Summary", plan: "Plan", *, as_json: bool) -> None:
    from minimise.batch.jobs import State
    from minimise.batch.report import lines_of
    from minimise.batch.run import REPORT

    report = str(plan.out / REPORT)
    if as_json:
        row = {
            "files": len(summary.lines), "written": summary.count(State.WRITTEN), "failed": summary.count(State.FAILED),
            "quarantined": summary.count(State.QUARANTINED), "not_reached": summary.count(None, State.READY),
            "done_before": summary.done_before, "need_a_person": summary.waiting,
            "kept_apart": summary.apart, "passed_over": summary.passed_over, "reasons": dict(summary.kinds),
            "ended": summary.ended.value, "seconds": round(summary.seconds, 1), "exit_code": int(summary.exit_code),
            "report": report,
        }  # fmt: skip
        sys.stdout.write(json.dumps(row) + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in lines_of(summary))
    sys.stdout.write(f"{report}\n")
