"""Plain, accessible HTML pages that need nothing from outside: no script, no picture, no address to fetch."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files


def page(title: str, body: Iterable[str]) -> bytes:
    """Give a whole page in UTF-8; `body` holds finished blocks from the functions below."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_style()}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
        *body,
        "</main>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def heading(text: str) -> str:
    """Give a section heading."""
    return f"<h2>{escape(text)}</h2>"


def paragraph(text: str, style: str = "") -> str:
    """Give one paragraph; `style` is a class of the page's own style sheet."""
    return f'<p class="{style}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def bullets(items: Iterable[str]) -> str:
    """Give a list."""
    return "<ul>\n" + "".join(f"<li>{escape(item)}</li>\n" for item in items) + "</ul>"


def facts(caption: str, rows: Iterable[tuple[str, str]]) -> str:
    """Give a table of names and values."""
    body = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>\n' for name, value in rows)
    return f"<table>\n<caption>{escape(caption)}</caption>\n<tbody>\n{body}</tbody>\n</table>"


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table whose first cell in each row names the row; line ends in a cell become line breaks."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(row) for row in rows)
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *rest = (escape(cell).replace("\n", "<br>") for cell in cells)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>\n"


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")
