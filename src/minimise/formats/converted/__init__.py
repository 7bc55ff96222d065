"""Older files that another program must convert first; `AnyWord` and `AnyWorkbook` read them and modern ones alike."""

from minimise.formats.converted.anyword import AnyWord
from minimise.formats.converted.anyworkbook import AnyWorkbook
from minimise.formats.converted.office import office_program

__all__ = ["AnyWord", "AnyWorkbook", "office_program"]
