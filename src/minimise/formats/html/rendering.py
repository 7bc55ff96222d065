"""Writes a page anew, as a plain page of allow-listed elements or as lines of text; both from the same lines."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from minimise.formats.html.page import Line, Mark, Page
from minimise.formats.plain import piece
from minimise.model import Edit

LOOKS = (
    "body{font-family:Arial,sans-serif;line-height:1.35}table{border-collapse:collapse}"
    "td,th{border:1px solid #777;padding:2px 6px;vertical-align:top;text-align:left}"
    "blockquote{margin:0 0 0 .5em;padding-left:.7em;border-left:2px solid #777}"
    ".handling{border:2px solid #000;padding:4px 8px;font-weight:bold}"
)
_VOID = {Mark.BREAK: "<br>", Mark.RULE: "<hr>"}
Edits = Mapping[int, Sequence[Edit]]
"""Edits by line."""


def as_page(pieces: Sequence[str]) -> str:
    """Give a whole page around its content."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><style>{LOOKS}</style></head>\n'
        f"<body>\n{''.join(pieces)}\n</body>\n</html>\n"
    )


def banner_html(banner: Sequence[str]) -> str:
    """Give the handling lines as a box."""
    return "".join(f'<p class="handling">{escape(line)}</p>\n' for line in banner)


def as_html(page: Page, edits: Edits) -> str:
    """Give the content of a page with its edits."""
    return "".join(_written(page, edits))


def _written(page: Page, edits: Edits) -> Iterator[str]:
    for token in page.tokens:
        if token.mark is Mark.TEXT:
            if token.line >= 0:
                yield escape(
                    piece(page.lines[token.line].text, token.start, token.end, edits.get(token.line, ())), quote=False
                )
        elif token.mark is Mark.OPEN:
            reach = "".join(f' {name}="{number}"' for name, number in token.spans)
            yield f"<{token.tag}{reach}>"
        elif token.mark is Mark.CLOSE:
            yield f"</{token.tag}>{chr(10) if len(token.tag) > 1 else ''}"
        else:
            yield _VOID[token.mark]


def as_text(lines: Sequence[Line], texts: Sequence[str]) -> list[str]:
    """Give lines of plain text: the cells of a row side by side, quotations with their mark."""
    rows: list[str] = []
    for (before, line), text in zip(pairwise((None, *lines)), texts, strict=True):
        mark = "> " * (line.quoted if line is not None else 0)
        if before is not None and line is not None and _beside(before, line):
            rows[-1] = f"{rows[-1]} | {text}"
        else:
            rows.append(f"{mark}{text}".rstrip() if not text else f"{mark}{text}")
    return rows


def _beside(before: Line, line: Line) -> bool:
    """Whether a line stands in the next cell of the same row."""
    one, other = before.cell, line.cell
    return (
        one is not None
        and other is not None
        and (one.table, one.row) == (other.table, other.row)
        and one.column != other.column
    )
