"""The commands and their options; what they need is imported inside each, so that `--help` stays quick."""

from pathlib import Path
from typing import Annotated

import typer

from minimise import __version__
from minimise.cli.batching import batch
from minimise.cli.deciding import add_decisions
from minimise.cli.logs import log_app
from minimise.cli.options import (
    CaseCode,
    CaseSecret,
    Emergency,
    Json,
    Keep,
    OutputDir,
    PasswordFile,
    PolicyFile,
    Protect,
    ProtectFile,
    Quiet,
    Recipient,
    Recipients,
    Record,
    Sign,
    Strict,
    Subject,
    Verbose,
)

app = typer.Typer(
    name="minimise",
    help="Minimise a safeguarding referral for one recipient, on this machine, and log why for every decision.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "MINIMISE"},
)
policy_app = typer.Typer(help="See and check the rules for each recipient.", no_args_is_help=True)
app.add_typer(log_app, name="log")
app.add_typer(policy_app, name="policy")

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Word, PDF, e-mail, spreadsheet, web page or text files.", show_default=False
    ),
]
File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A Word, PDF, e-mail, spreadsheet, web page or text file.", show_default=False),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"minimise {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Minimise a safeguarding referral for one recipient, on this machine, and log why for every decision."""
    del version


@app.command()
def redact(
    files: Files,
    recipient: Recipients,
    subject: Subject = None,
    output_dir: OutputDir = Path("minimised"),
    case: CaseCode = "",
    case_secret: CaseSecret = None,
    policy: PolicyFile = None,
    protect: Protect = None,
    protect_file: ProtectFile = None,
    keep: Keep = None,
    strict: Strict = False,
    emergency: Emergency = False,
    password_file: PasswordFile = None,
    record: Record = None,
    reconsiders: Annotated[
        Path | None, typer.Option("--reconsiders", metavar="LOG", help="The log of the decision considered again.")
    ] = None,
    sign: Sign = None,
    as_json: Json = False,
    force: Annotated[bool, typer.Option("--force", help="Replace results that exist.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the minimised copy, its justification log and a covering statement for each recipient."""
    from minimise.cli.redacting import Wanted, redact_files

    wanted = Wanted(
        recipients=tuple(recipient),
        subjects=tuple(subject or ()),
        output_dir=output_dir,
        case=case,
        case_secret=case_secret,
        policy=policy,
        protect=tuple(protect or ()),
        protect_file=protect_file,
        keep=tuple(keep or ()),
        strict=strict,
        emergency=emergency,
        password_file=password_file,
        record=record,
        reconsiders=reconsiders,
        sign=sign,
        force=force,
    )
    raise typer.Exit(redact_files(files, wanted, as_json=as_json, quiet=quiet, verbose=verbose))


app.command()(batch)


@app.command()
def detect(files: Files, as_json: Json = False) -> None:
    """List every find: category, confidence, detectors, place. Writes nothing."""
    from minimise.cli.looking import print_finds

    raise typer.Exit(print_finds(files, as_json=as_json))


@app.command()
def people(
    file: File,
    subject: Subject = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="For machines: one JSON line; it holds the names too.")
    ] = False,
) -> None:
    """Print who is who: people, roles, mentions, why. For your eyes: it shows names. Writes nothing."""
    from minimise.cli.looking import print_people

    raise typer.Exit(print_people(file, tuple(subject or ()), as_json=as_json))


@app.command()
def explain(
    file: File,
    recipient: Recipient,
    subject: Subject = None,
    policy: PolicyFile = None,
    as_json: Json = False,
) -> None:
    """Print every decision with its reason. For your eyes: it shows words. Writes nothing."""
    from minimise.cli.looking import print_decisions

    raise typer.Exit(print_decisions(file, recipient, tuple(subject or ()), policy, as_json=as_json))


@app.command()
def review(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...", help="Word, PDF, e-mail, spreadsheet, web page or text files.", show_default=False
        ),
    ] = None,
    output_dir: OutputDir = Path("minimised"),
    logs: Annotated[
        Path | None,
        typer.Option("--logs", metavar="DIR", help="A folder of logs to check.", exists=True, file_okay=False),
    ] = None,
    session_dir: Annotated[
        Path | None, typer.Option("--session-dir", metavar="DIR", help="Where unfinished reviews lie; private.")
    ] = None,
    second_person: Annotated[
        bool, typer.Option("--second-person", help="A second person confirms whatever releases or hides a locked item.")
    ] = False,
    policy: Annotated[
        list[Path] | None,
        typer.Option(
            "--policy",
            metavar="FILE",
            help="Your organisation's own rules for one recipient; may be repeated.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in your browser at once.")
    ] = False,
) -> None:
    """Settle what needs a person, on a page in your browser that never leaves this machine."""
    from minimise.cli.reviewing import review_files

    raise typer.Exit(
        review_files(
            files or [],
            output_dir=output_dir,
            session_dir=session_dir,
            logs_dir=logs,
            second_person=second_person,
            policies=policy or [],
            open_browser=open_browser,
        )
    )


@app.command()
def check(
    original: Annotated[Path, typer.Argument(metavar="ORIGINAL", help="The document before.", show_default=False)],
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The document after.", show_default=False)],
    log: Annotated[
        Path | None, typer.Option("--log", metavar="LOG", help="Its justification log, checked too.")
    ] = None,
) -> None:
    """Say whether anything that was removed can be recovered from a finished file, whoever made it."""
    from minimise.cli.checking import check_pair

    raise typer.Exit(check_pair(original, output, log))


@policy_app.command("list")
def policy_list() -> None:
    """List the recipients there are policies for."""
    from minimise.cli.rules import list_policies

    raise typer.Exit(list_policies())


@policy_app.command("show")
def policy_show(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="Such as `school`.", show_default=False)],
) -> None:
    """Print a policy as a page for people."""
    from minimise.cli.rules import show_policy

    raise typer.Exit(show_policy(profile))


@policy_app.command("diff")
def policy_diff(
    first: Annotated[
        str, typer.Argument(metavar="PROFILE|FILE", help="A recipient or your own policy file.", show_default=False)
    ],
    second: Annotated[str, typer.Argument(metavar="PROFILE|FILE", help="What to compare it with.", show_default=False)],
) -> None:
    """Print where two policies answer otherwise, row by row."""
    from minimise.cli.rules import show_difference

    raise typer.Exit(show_difference(first, second))


@policy_app.command("check")
def policy_check(
    policy: Annotated[
        str, typer.Argument(metavar="PROFILE|FILE", help="A recipient or your own policy file.", show_default=False)
    ],
) -> None:
    """Check a policy for unknown keys, rules that can never apply and missing cells."""
    from minimise.cli.rules import check_one_policy

    raise typer.Exit(check_one_policy(policy))


@app.command()
def doctor() -> None:
    """Say what is installed, which model, and whether anything is missing."""
    from minimise.cli.health import print_health

    raise typer.Exit(print_health())


add_decisions(app)
