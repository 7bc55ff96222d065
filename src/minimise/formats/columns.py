"""Says by content alone whether a text is a table of values that a sign parts, such as a spreadsheet saved as .csv."""

import csv
import io
import re

_START = 65_536
SIGNS = (",", ";", "\t", "|")
_HEAD = re.compile(r"[^\W\d_][\w /&()'’.#-]{0,38}[\w)#?]")
_LEAST = 3
"""Columns of a table whose values stand in no quotes: two of them can be prose with a comma in each line."""


def decoded(data: bytes) -> str | None:
    """Decode strictly by mark, then as UTF-8, then as Windows-1252; None if none fits."""
    codecs = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def looks_like_columns(data: bytes) -> bool:
    """Say whether every line has as many values as the first, and the first names columns or all stand in quotes."""
    text = decoded(data)
    if text is None or "\0" in text[:_START]:
        return False
    text = text[:_START].rpartition("\n")[0] if len(text) > _START else text
    if re.match(r"sep=.\r?\n", text, re.IGNORECASE):
        return True
    return any(_fits(text, sign) for sign in SIGNS)


def _fits(text: str, sign: str) -> bool:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True) if row]
    except csv.Error:
        return False
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    if all(line.lstrip().startswith('"') and f'"{sign}"' in line for line in lines):
        return True
    heads = [cell.strip() for cell in rows[0]]
    return len(heads) >= _LEAST and len(set(heads)) == len(heads) and all(map(_HEAD.fullmatch, heads))
