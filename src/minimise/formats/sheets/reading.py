"""Reads a whole workbook: its sheets in their order, then every other place where words can stand."""

import re

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.packed import damaged
from minimise.formats.sheets.beside import beside
from minimise.formats.sheets.book import Book, Sheet
from minimise.formats.sheets.cells import Reader, plain, text_of
from minimise.formats.sheets.drawings import lay_on
from minimise.formats.sheets.looks import looks_of
from minimise.formats.sheets.names import S
from minimise.formats.sheets.opening import WORKBOOK, Opened, opened
from minimise.model import Place, Unit, Unread
from minimise.safe import Id

_MOST_SHEETS = 200


def book_of(data: bytes) -> Book:
    """Read a workbook.

    Raises:
        UnreadableDocument: it is locked, broken, too large or built to do harm.
    """
    try:
        return _book(opened(data))
    except RecursionError:
        pass
    raise UnreadableDocument("the workbook is nested too deeply", format=Id("xlsx"))


def _book(file: Opened) -> Book:
    shared = file.part("sharedStrings")
    strings = [text_of(item) for item in shared.iterfind(f"{S}si")] if shared is not None else []
    about = file.root.find(f"{S}workbookPr")
    late = about is not None and about.get("date1904") in ("1", "true")
    reader = Reader(strings, looks_of(file.part("styles"), file.part("theme")), late)
    sheets: list[Sheet] = []
    for number, (listed, link) in enumerate(file.sheets(), start=1):
        sheet = Sheet(number, plain(listed.get("name", "")), listed.get("state", "visible") != "visible")
        root = file.packed.tree(link.target) if link and not link.external else None
        if root is None or link is None or number > _MOST_SHEETS:
            raise damaged(WORKBOOK)
        if root.tag == f"{S}worksheet":
            reader.fill(sheet, root)
        elif not sheet.hidden:
            sheet.unread.append(Unread(Place(sheet.place, Unit.ROW, 0), _kind_of(root)))
        lay_on(sheet, file, link.target)
        sheets.append(sheet)
    if not sheets:
        raise damaged(WORKBOOK)
    return Book(tuple(sheets), beside(file, reader, sheets))


def _kind_of(root: etree._Element) -> str:
    return "chart" if re.search(r"\}chartsheet$", str(root.tag)) else "embedded file"
