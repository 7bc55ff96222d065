"""The table of channels: what is painted into the page, what is shown as withdrawn, and nothing else."""

import tomllib
from functools import cache
from importlib import resources

PRODUCER = "minimise"
"""What every file of ours says made it."""


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("minimise.formats.pdf").joinpath("channels.toml").read_text("utf-8"))


def flattened_annotation(kind: str) -> bool:
    """Say whether an annotation's appearance counts as text and drawing of the page."""
    return kind in _data()["flattened"]


def comment_keys() -> tuple[str, ...]:
    """Give the entries of an annotation that hold words."""
    return tuple(_data()["comment_keys"])


def field_keys() -> tuple[str, ...]:
    """Give the entries of a form field that hold words."""
    return tuple(_data()["field_keys"])


@cache
def own_words() -> frozenset[str]:
    """Give the words that every file we write holds, whatever it says."""
    return frozenset(_data()["own_words"])


def signature_keys() -> tuple[str, ...]:
    """Give the entries of a signature that hold words."""
    return tuple(_data()["signature_keys"])


@cache
def _table() -> list[dict[str, str]]:
    text = resources.files("minimise.formats.pdf").joinpath("channel_table.toml").read_text("utf-8")
    return list(tomllib.loads(text)["channel"])


def channel_proofs() -> tuple[str, ...]:
    """Give the name of the test behind each row of the table."""
    return tuple(row["proof"] for row in _table())


def channel_page() -> str:
    """Write the table of channels as the page of the reference (docs/reference/pdf-channels.md)."""
    rows = [f"| {n} | {row['what']} | {row['fate']} | `{row['proof']}` |" for n, row in enumerate(_table(), start=1)]
    return "\n".join(
        (
            "# Where words can hide in a PDF",
            "",
            "Every place we know, what becomes of it in the copy, and the test that holds it. Made from",
            "`src/minimise/formats/pdf/channel_table.toml`; change it there.",
            "",
            "| | place | what becomes of it | test |",
            "|---|---|---|---|",
            *rows,
            "",
        )
    )
