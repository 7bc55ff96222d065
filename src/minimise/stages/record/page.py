"""Plain, accessible HTML pages that need nothing from outside: no script, no picture, no address to fetch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: cells of lines, of which the first matters most, and marks that a filter goes by."""

    cells: Sequence[Sequence[str]]
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its mark, its label, and the values somebody can choose."""

    mark: str
    label: str
    values: Sequence[tuple[str, str]]


def page(title: str, body: Iterable[str], more_style: str = "") -> bytes:
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
        f"<style>\n{_style()}{more_style}</style>",
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
    return f'<table class="facts">\n<caption>{escape(caption)}</caption>\n<tbody>\n{body}</tbody>\n</table>'


def table(caption: str, columns: Sequence[str], rows: Iterable[Row | Sequence[str]], *, titled: bool = True) -> str:
    """Give a table whose first cell in each row names the row; on a narrow page each row becomes a card.

    `titled` is false under a heading that says the same: the caption is then for screen readers only.
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    style = "" if titled else ' class="unseen"'
    body = "".join(_row(row if isinstance(row, Row) else Row([[cell] for cell in row]), columns) for row in rows)
    return (
        f"<table>\n<caption{style}>{escape(caption)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>"
    )


def _row(row: Row, columns: Sequence[str]) -> str:
    marks = "".join(f' data-{name}="{escape(value)}"' for name, value in row.marks.items())
    first, *rest = (_lines(cell) for cell in row.cells)
    cells = "".join(
        f'<td data-label="{escape(column)}">{cell}</td>' for column, cell in zip(columns[1:], rest, strict=True)
    )
    return f'<tr{marks}><th scope="row">{first}</th>{cells}</tr>\n'


def _lines(lines: Sequence[str]) -> str:
    """Give the lines of a cell; all but the first are set small."""
    first, *rest = (escape(line) for line in lines)
    return "".join([first, *(f'<br><span class="small">{line}</span>' for line in rest)])


def filters(choices: Sequence[Choice]) -> str:
    """Give choices that hide rows; they work by style alone, and where styles are old every row stays."""
    if not choices:
        return ""
    selects = "".join(_select(choice) for choice in choices)
    return f'<fieldset class="filters">\n<legend>Show only</legend>\n{selects}</fieldset>'


def filter_style(choices: Sequence[Choice]) -> str:
    """Give the style that makes the filters work. Values stand in it as numbers, never as text."""
    rules = [
        f'body:has(#f-{choice.mark} option[value="{n}"]:checked) tr[data-{choice.mark}]'
        f':not([data-{choice.mark}~="{n}"]) {{ display: none; }}\n'
        for choice in choices
        for n in range(1, len(choice.values) + 1)
    ]
    return "".join(rules)


def _select(choice: Choice) -> str:
    options = "".join(
        f'<option value="{n}">{escape(words)}</option>' for n, (_, words) in enumerate(choice.values, start=1)
    )
    name = f"f-{choice.mark}"
    return (
        f'<div><label for="{name}">{escape(choice.label)}</label>\n'
        f'<select id="{name}"><option value="0">all</option>{options}</select></div>\n'
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")
