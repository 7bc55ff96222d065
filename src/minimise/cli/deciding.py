"""Commands around a decision to share: not to share, to think again, to ask for advice, to tell the family."""

from pathlib import Path
from typing import Annotated

import typer

from minimise.cli.options import Record, Sign

Review = Annotated[
    Path | None,
    typer.Option("--review", metavar="FILE", help="The .review.json that holds the log's key, if it was moved."),
]
By = Annotated[str, typer.Option("--by", metavar="ID", help="Your staff id, such as SW12345; never a name.")]
Log = Annotated[Path, typer.Argument(metavar="LOG", help="A `.log.json` file.", show_default=False)]
Entries = Annotated[
    list[str] | None, typer.Option("--entry", metavar="ID", help="An entry it is about, such as e0012; repeat.")
]
Because = Annotated[
    list[str] | None, typer.Option("--because", metavar="CODE", help="Why, by code (`log questions`); repeat.")
]


def decide_not_to_share(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document asked for.", show_default=False)],
    recipient: Annotated[str, typer.Option("--recipient", metavar="PROFILE", help="Who will not receive it.")],
    because: Annotated[list[str], typer.Option("--because", metavar="CODE", help="Why, by code; repeat for several.")],
    by: By,
    decision: Annotated[
        str, typer.Option("--decision", metavar="KIND", help="`do_not_share`, `refuse_request` or `defer`.")
    ] = "do_not_share",
    record: Record = None,
    output_dir: Annotated[Path, typer.Option("--output-dir", "-o", metavar="DIR", help="Where the log goes.")] = Path(
        "minimised"
    ),
    reconsiders: Annotated[
        Path | None, typer.Option("--reconsiders", metavar="LOG", help="The log of the decision considered again.")
    ] = None,
    sign: Sign = None,
) -> None:
    """Record a decision not to share and its reasons; writes a log and no document."""
    from minimise.cli.not_sharing import Refusal, record_refusal

    refusal = Refusal(recipient, decision, tuple(because), by, record, output_dir, reconsiders, sign)
    raise typer.Exit(record_refusal(file, refusal))


def reconsider(
    log: Log,
    asked_by: Annotated[str, typer.Option("--asked-by", metavar="WHO", help="`recipient`, `child`, `parent` …")],
    outcome: Annotated[str, typer.Option("--outcome", metavar="WHAT", help="`upheld`, `share_more` …")],
    by: By,
    because: Because = None,
    entry: Entries = None,
    next_log: Annotated[
        Path | None, typer.Option("--next", metavar="LOG", help="The log of the new decision that came of it.")
    ] = None,
    review: Review = None,
    sign: Sign = None,
) -> None:
    """Add to a log that its decision was considered again, and what came of it."""
    from minimise.cli.log_adding import add_reconsideration

    said = {"asked_by": asked_by, "outcome": outcome, "because": because, "entries": entry}
    raise typer.Exit(add_reconsideration(log, said, next_log, by=by, review=review, sign=sign))


def ask_advice(
    log: Log,
    to: Annotated[str, typer.Option("--to", metavar="ROLE", help="`dsl`, `dpo`, `caldicott`, `legal` …")],
    question: Annotated[str, typer.Option("--question", metavar="CODE", help="`how_much`, `inform_family` …")],
    answer_by: Annotated[
        str, typer.Option("--answer-by", metavar="DAY", help="The deadline, such as 2026-11-20; then it comes back.")
    ],
    by: By,
    entry: Entries = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The sheet to hand over; beside the log.")
    ] = None,
    extract: Annotated[
        Path | None,
        typer.Option(
            "--extract", metavar="FILE", help="The document: a copy of it without identities goes beside the sheet."
        ),
    ] = None,
    review: Review = None,
    sign: Sign = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a sheet that exists.")] = False,
) -> None:
    """Add a request for advice with a deadline, and write the question down without identities."""
    from minimise.cli.log_adding import add_advice_request

    said = {"to": to, "question": question, "answer_by": answer_by, "entries": entry}
    raise typer.Exit(add_advice_request(log, said, output, extract, by=by, review=review, sign=sign, force=force))


def family_sheet(
    log: Log,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; beside the log if left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a sheet that exists.")] = False,
) -> None:
    """Write the sheet for the family: what is shared, with whom, why. Refused where informing is unsafe."""
    from minimise.cli.log_reading import write_family_sheet

    raise typer.Exit(write_family_sheet(log, output, force=force))


def add_decisions(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("decide-not-to-share")(decide_not_to_share)
    app.command("reconsider")(reconsider)
    app.command("ask-advice")(ask_advice)
    app.command("family-sheet")(family_sheet)
