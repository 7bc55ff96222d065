"""`minimise log …`: read, check, add to and count justification logs."""

from pathlib import Path
from typing import Annotated

import typer

from minimise.cli.deciding import By, Log, Review
from minimise.cli.options import Sign

log_app = typer.Typer(help="Read, check and add to justification logs.", no_args_is_help=True)

Action = Annotated[
    str | None, typer.Option("--action", metavar="ACTION", help="Only `keep`, `pseudonymise`, `redact` … entries.")
]
Role = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="Only entries about `neighbour`, `R13` …")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="CODE", help="Only entries with this reason code.")]
Place = Annotated[
    str | None, typer.Option("--page", metavar="PLACE", help="Only entries of this page, or Word part (`header1`).")
]
Waiting = Annotated[bool, typer.Option("--needs-person", help="Only entries that a person still has to look at.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines: JSON.")]


@log_app.command("verify")
def verify(
    log: Log,
    head: Annotated[
        str | None, typer.Option("--head", metavar="HEX", help="The head that was written down when it was sent.")
    ] = None,
    statement: Annotated[
        Path | None, typer.Option("--statement", metavar="FILE", help="The covering statement that came with it.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", metavar="FILE", help="The sender's public key, for signed logs.")
    ] = None,
    review: Review = None,
) -> None:
    """Prove that a log is whole and unchanged, to the last byte; says which entry is not."""
    from minimise.cli.log_reading import verify_log_file

    raise typer.Exit(verify_log_file(log, head=head, statement=statement, public_key=public_key, review=review))


@log_app.command("show")
def show(
    log: Log,
    action: Action = None,
    role: Role = None,
    reason: Reason = None,
    page: Place = None,
    waiting: Waiting = False,
    as_json: AsJson = False,
) -> None:
    """Print a log for people: the decision, then every entry with its reason and place."""
    from minimise.cli.log_reading import show_log
    from minimise.stages.record import Selection

    raise typer.Exit(show_log(log, Selection(action, role, reason, page, waiting), as_json=as_json))


@log_app.command("export")
def export(
    log: Log,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="`csv`, `md`, `html` or `docx`.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; stdout if left out.")
    ] = None,
    action: Action = None,
    role: Role = None,
    reason: Reason = None,
    page: Place = None,
    waiting: Waiting = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
) -> None:
    """Give a verified log in another form, for a case file or a spreadsheet."""
    from minimise.cli.log_reading import export_log
    from minimise.stages.record import Selection

    selection = Selection(action, role, reason, page, waiting)
    raise typer.Exit(export_log(log, form, output, selection, force=force))


@log_app.command("append")
def append(
    log: Log,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="Such as `sent`, `review`, `later_release`.", show_default=False)
    ],
    by: By,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="What it says; repeat. `log kinds` lists it.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="For `sharing_record`: a TOML file of answers.")
    ] = None,
    review: Review = None,
    sign: Sign = None,
) -> None:
    """Add to a sealed log what came later; the chain grows and nothing in it changes."""
    from minimise.cli.log_adding import add_to_log

    raise typer.Exit(add_to_log(log, kind, tuple(set_ or ()), record, by=by, review=review, sign=sign))


@log_app.command("stats")
def stats(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of logs.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Count what all logs of a folder say, for a service manager: no identities."""
    from minimise.cli.log_counting import print_stats

    raise typer.Exit(print_stats(folder, as_json=as_json))


@log_app.command("questions")
def questions() -> None:
    """List the questions of the sharing record with the codes that answer them."""
    from minimise.cli.log_reading import print_questions

    raise typer.Exit(print_questions())


@log_app.command("kinds")
def kinds() -> None:
    """List what can be added to a log, and what each kind holds."""
    from minimise.cli.log_reading import print_kinds

    raise typer.Exit(print_kinds())


@log_app.command("new-key")
def new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The private key; FILE.pub is the public one.")],
) -> None:
    """Make a key pair that signs logs."""
    from minimise.cli.log_adding import write_key_pair

    raise typer.Exit(write_key_pair(file))
