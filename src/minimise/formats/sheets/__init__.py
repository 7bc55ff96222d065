"""Tables of values (.csv) and workbooks (.xlsx): read as rows of cells, written anew with what they show alone."""

from minimise.formats.sheets.values import Values
from minimise.formats.sheets.workbook import Workbook

__all__ = ["Values", "Workbook"]
