"""Names of the XML of workbooks."""

import re

_OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
RELATED = f"{_OFFICE}/officeDocument/2006/relationships"
S = f"{{{MAIN}}}"
R = f"{{{RELATED}}}"
A = f"{{{_OFFICE}/drawingml/2006/main}}"
DRAWING = f"{{{_OFFICE}/drawingml/2006/spreadsheetDrawing}}"
LINK = f"{{{_OFFICE}/package/2006/relationships}}Relationship"

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def reference(text: str | None) -> tuple[int, int] | None:
    """Give (row from 1, column from 0) of a cell's name such as `C5`."""
    match = _REFERENCE.fullmatch(text or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def area(text: str | None) -> tuple[int, int, int, int] | None:
    """Give (first row, first column, last row, last column) of an area such as `A1:C5`."""
    first, _, last = (text or "").partition(":")
    begin, end = reference(first), reference(last or first)
    return (*begin, *end) if begin and end else None


def letters(column: int) -> str:
    """Give the letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
