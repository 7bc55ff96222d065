"""Older files that another program must convert first; `AnyWord` and `AnyWorkbook` read them and modern ones alike."""

from minimise.formats.converted.anyword import AnyWord, elder_of
from minimise.formats.converted.anyworkbook import AnyWorkbook, elder_sheet
from minimise.formats.converted.office import office_program

__all__ = ["AnyWord", "AnyWorkbook", "elder_of", "elder_sheet", "office_program"]
