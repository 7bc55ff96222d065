"""Builds a workbook from nothing: what each cell shows, its looks, column widths; the old file is not carried over."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from minimise.formats.archive import packed
from minimise.formats.sheets.book import Book, Sheet
from minimise.formats.sheets.exact import exact
from minimise.formats.sheets.grid import is_formula
from minimise.formats.sheets.looks import Look
from minimise.formats.sheets.names import MAIN, RELATED, letters
from minimise.formats.sheets.tabs import tab_names

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MOST_BLANK = 3
"""Blank rows in a row that are kept: how many rows were hidden is nobody's business."""
_LONGEST = 32_767
"""Characters that a cell can hold."""
_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_BOLD = Look(bold=True, wrap=False)
_NOTE = Look(italic=True)

Words = Mapping[tuple[int, int, int], str]
"""Edited words by sheet number, row (from 1; 0 is the name) and column (from 0)."""


@dataclass(slots=True)
class _Styles:
    """Numbers the looks in the order in which they are first used."""

    known: dict[tuple[Look, bool], int] = field(default_factory=lambda: {(Look(), False): 0})

    def number(self, look: Look, *, words: bool) -> int:
        """Give a look its number; `words` marks a value that must stay words."""
        return self.known.setdefault((look, words), len(self.known))


def as_workbook(book: Book, words: Words, banner: Sequence[str]) -> bytes:
    """Give the finished workbook; the same arguments give the same bytes."""
    styles = _Styles()
    shown = [sheet for sheet in book.sheets if not sheet.hidden] or [Sheet(1, "Sheet1")]
    names = tab_names([words.get((sheet.number, 0, 0), sheet.name) for sheet in shown])
    members = {}
    for at, sheet in enumerate(shown, start=1):
        members[f"xl/worksheets/sheet{at}.xml"] = _sheet(sheet, words, styles, banner if at == 1 else ())
    count = len(shown)
    members["xl/workbook.xml"] = _workbook(names)
    members["xl/_rels/workbook.xml.rels"] = _links(
        [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)), ("styles", "styles.xml")]
    )
    members["xl/styles.xml"] = _stylesheet(styles)
    members["_rels/.rels"] = _links([("officeDocument", "xl/workbook.xml")])
    members["[Content_Types].xml"] = _types(count)
    return packed({name: (_HEAD + text).encode("utf-8") for name, text in members.items()}, "[Content_Types].xml")


def _sheet(sheet: Sheet, words: Words, styles: _Styles, banner: Sequence[str]) -> str:
    rows: list[str] = []
    at = 0
    for line in banner:
        at += 1
        rows.append(_row(at, [(0, _text(at, 0, line, _BOLD, styles))]))
    at += bool(banner)
    moved: dict[int, int] = {}
    hidden = sorted(sheet.hidden_rows)
    before = 0
    columns = _columns(sheet)
    for row in sorted(sheet.rows):
        if row in sheet.hidden_rows:
            continue
        gap = row - before - (bisect_left(hidden, row) - bisect_right(hidden, before))
        at += min(gap, _MOST_BLANK + 1) if before else 1
        before, moved[row] = row, at
        cells = _cells(sheet, row, at, columns, words, styles)
        rows.append(_row(at, cells))
    for number, text in enumerate(below(sheet), start=1):
        at += 1
        edited = words.get((sheet.number, sheet.last + number, 0), text)
        rows.append(_row(at, [(0, _text(at, 0, edited, _NOTE, styles))]))
    return (
        f'<worksheet xmlns="{MAIN}">{_widths(sheet, columns)}<sheetData>{"".join(rows)}</sheetData>'
        f"{_merged(sheet, moved, columns)}</worksheet>"
    )


def below(sheet: Sheet) -> list[str]:
    """Give the lines that stand below the rows of a sheet: the words of shapes, and what is withheld."""
    withheld = [f"[{thing.what.capitalize()} withheld]" for thing in sheet.unread if thing.what != "formula"]
    return [*sheet.boxes, *withheld]


def _cells(
    sheet: Sheet, row: int, at: int, columns: Mapping[int, int], words: Words, styles: _Styles
) -> list[tuple[int, str]]:
    cells = []
    for column, held in sorted(sheet.rows[row].items()):
        if held.unseen or column not in columns:
            continue
        new = columns[column]
        edited = words.get((sheet.number, row, column))
        number = exact(held.value, held.text) if edited is None and held.value is not None else None
        if number is None:
            cells.append((new, _text(at, new, held.text if edited is None else edited, held.look, styles)))
        else:
            value, code = number
            style = styles.number(replace(held.look, code=code), words=False)
            cells.append((new, f'<c r="{letters(new)}{at}" s="{style}"><v>{value!r}</v></c>'))
    return cells


def _text(row: int, column: int, text: str, look: Look, styles: _Styles) -> str:
    style = styles.number(replace(look, code="@", wrap=look.wrap or "\n" in text), words=is_formula(text))
    body = _ESCAPE.sub("_x005F_x", escape(text[:_LONGEST]))
    return f'<c r="{letters(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{body}</t></is></c>'


def _row(number: int, cells: Sequence[tuple[int, str]]) -> str:
    return f'<row r="{number}">{"".join(text for _, text in cells)}</row>'


def _columns(sheet: Sheet) -> dict[int, int]:
    """Give each column that is seen its place in the copy."""
    last = max((column for row in sheet.rows.values() for column in row), default=-1)
    seen = [column for column in range(last + 1) if column not in sheet.hidden_columns]
    return {column: new for new, column in enumerate(seen)}


def _widths(sheet: Sheet, columns: Mapping[int, int]) -> str:
    stated = [(new, sheet.widths[column]) for column, new in columns.items() if column in sheet.widths]
    if not stated:
        return ""
    each = "".join(f'<col min="{n + 1}" max="{n + 1}" width="{w:.4g}" customWidth="1"/>' for n, w in sorted(stated))
    return f"<cols>{each}</cols>"


def _merged(sheet: Sheet, moved: Mapping[int, int], columns: Mapping[int, int]) -> str:
    """Keep merged cells whose rows and columns are all there still."""
    kept = []
    for top, first, bottom, last in sheet.merged:
        whole = all(r not in sheet.hidden_rows for r in range(top, bottom + 1)) and top in moved
        if whole and all(c in columns for c in range(first, last + 1)) and _steady(moved, top, bottom):
            begin = f"{letters(columns[first])}{moved[top]}"
            kept.append(f'<mergeCell ref="{begin}:{letters(columns[last])}{moved[top] + bottom - top}"/>')
    return f'<mergeCells count="{len(kept)}">{"".join(kept)}</mergeCells>' if kept else ""


def _steady(moved: Mapping[int, int], top: int, bottom: int) -> bool:
    """Whether the rows of an area stand as far from each other as before."""
    if bottom - top > _MOST_BLANK:
        return False
    return all(moved[row] - moved[top] == row - top for row in range(top, bottom + 1) if row in moved)


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{sheets}</sheets></workbook>'


def _links(links: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _types(count: int) -> str:
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, count + 1)),
    ]
    each = "".join(f'<Override PartName="{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def _stylesheet(styles: _Styles) -> str:
    looks = [look for look, _ in styles.known]
    fonts = list(dict.fromkeys([(False, False, ""), *((k.bold, k.italic, k.ink) for k in looks)]))
    fills = list(dict.fromkeys(k.fill for k in looks if k.fill))
    codes = list(dict.fromkeys(k.code for k in looks if k.code not in ("General", "@")))
    xfs = "".join(_xf(look, fonts, fills, codes, words=words) for look, words in styles.known)
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(codes))
    return (
        f'<styleSheet xmlns="{MAIN}">'
        + (f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else "")
        + f'<fonts count="{len(fonts)}">{"".join(map(_font, fonts))}</fonts>'
        f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{"".join(map(_fill, fills))}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles.known)}">{xfs}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _font(font: tuple[bool, bool, str]) -> str:
    bold, italic, ink = font
    marks = ("<b/>" if bold else "") + ("<i/>" if italic else "")
    return f'<font>{marks}<sz val="11"/>{f"""<color rgb="FF{ink}"/>""" if ink else ""}<name val="Calibri"/></font>'


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'


def _xf(
    look: Look, fonts: Sequence[tuple[bool, bool, str]], fills: Sequence[str], codes: Sequence[str], *, words: bool
) -> str:
    font = fonts.index((look.bold, look.italic, look.ink))
    fill = fills.index(look.fill) + 2 if look.fill else 0
    code = {"General": 0, "@": 49}.get(look.code)
    number = 164 + codes.index(look.code) if code is None else code
    marks = "".join(_marks(words=words))
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyAlignment="1"{marks}>'
        f'<alignment vertical="top"{" wrapText=" + chr(34) + "1" + chr(34) if look.wrap else ""}/></xf>'
    )


def _marks(*, words: bool) -> Iterator[str]:
    if words:
        yield ' quotePrefix="1"'
