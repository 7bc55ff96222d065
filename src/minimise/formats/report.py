"""A plain Word document of headings, sentences and tables, made from nothing; the same words give the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = datetime(1980, 1, 1)
_SMALL = 8


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading, sentences under it, and a table; a table without column heads is a list of names and values."""

    heading: str
    paragraphs: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def word_report(title: str, sections: Sequence[ReportSection]) -> bytes:
    """Give a Word file, landscape so that wide tables fit."""
    import docx

    document = docx.Document()
    _prepare(document, title)
    document.add_heading(title, level=0)
    for section in sections:
        document.add_heading(section.heading, level=1)
        for text in section.paragraphs:
            document.add_paragraph(text)
        if section.rows:
            _add_table(document, section)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _prepare(document: Any, title: str) -> None:
    """Turn the page and say nothing about who made the file or when."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.styles["Normal"].font.size = Pt(_SMALL + 2)
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""
    about.language, about.created, about.modified = "en-GB", _MADE, _MADE


def _add_table(document: Any, section: ReportSection) -> None:
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(section.rows[0]), style="Table Grid")
    if section.columns:
        _fill(table.add_row().cells, section.columns, bold=True, size=Pt(_SMALL + 1))
        _repeat(table.rows[0])
    for row in section.rows:
        _fill(table.add_row().cells, row, bold=False, size=Pt(_SMALL))


def _fill(cells: Sequence[Any], words: Sequence[str], *, bold: bool, size: Any) -> None:
    for cell, text in zip(cells, words, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, size


def _repeat(row: Any) -> None:
    """Repeat the column heads on every page; screen readers take the row as the table's head."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _settled(data: bytes) -> bytes:
    """Pack the file anew without the time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in made.namelist():
            settled.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
