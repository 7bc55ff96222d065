"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

Recipient = Annotated[
    str,
    typer.Option(
        "--recipient", metavar="PROFILE", help="Who will receive it, such as `social-care` or `social-care:s47`."
    ),
]
Recipients = Annotated[
    list[str],
    typer.Option(
        "--recipient",
        metavar="PROFILE",
        help="Who will receive it, such as `social-care:s47`; repeat for a copy each, in a folder of its own.",
    ),
]
BatchRecipients = Annotated[
    list[str] | None,
    typer.Option(
        "--recipient",
        metavar="PROFILE",
        help="Who will receive the copies, such as `social-care`; repeat for a copy each, in a folder of its own.",
    ),
]
Subject = Annotated[
    list[str] | None,
    typer.Option("--subject", metavar="NAME", help="The child or adult at risk it is about; repeat for several."),
]
CaseCode = Annotated[str, typer.Option("--case", metavar="ID", help="A code for the case, used in notes on stderr.")]
CaseSecret = Annotated[
    Path | None,
    typer.Option(
        "--case-secret", metavar="F", help="A file by which all `learning` copies of a case move their dates alike."
    ),
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", metavar="FILE", help="Your own rules on top of the recipient's policy.")
]
Protect = Annotated[
    list[str] | None,
    typer.Option("--protect", metavar="TEXT", help="Words that must not leave; repeat for several."),
]
ProtectFile = Annotated[
    Path | None,
    typer.Option("--protect-file", metavar="F", help="A text file of words that must not leave, one a line."),
]
Keep = Annotated[
    list[str] | None,
    typer.Option("--keep", metavar="TEXT", help="A word that is no name; never overrides --protect."),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Close inference from layout too: a PDF is set afresh, a Word copy evened out."),
]
Emergency = Annotated[
    bool,
    typer.Option("--emergency", help="Share now: only the hard protections, a review falls due next working day."),
]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", metavar="F", help="A text file with the document's password.")
]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="The sharing record: a TOML file of answers to `log questions`."),
]
Sign = Annotated[
    Path | None, typer.Option("--sign", metavar="KEY", help="A private key (Ed25519, PEM) that signs the log's seal.")
]
OutputDir = Annotated[Path, typer.Option("--output-dir", "-o", metavar="DIR", help="Where the results go.")]
Json = Annotated[bool, typer.Option("--json", help="For machines: one JSON line, without the words.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but the results.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more about what was done.")]
